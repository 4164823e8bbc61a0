from collections.abc import Callable
from contextvars import Context
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

import pytest

from banso.core.clock import TOKYO, fixed, now, today

Answer = TypeVar("Answer")


def outside_the_fixture(ask: Callable[[], Answer]) -> Answer:
    """Ask in an empty context, where no test has fixed the day."""
    return Context().run(ask)


def test_the_clock_runs_in_japan() -> None:
    real = outside_the_fixture(now)
    assert real.utcoffset() == timedelta(hours=9)
    assert abs(real - datetime.now(UTC)) < timedelta(seconds=5)  # noqa: TID251 - the real clock


def test_a_fixed_day_is_its_noon() -> None:
    with fixed(date(2026, 11, 20)) as moment:
        assert now() == moment == datetime(2026, 11, 20, 12, tzinfo=TOKYO)
        assert today() == date(2026, 11, 20)


def test_a_fixed_moment_abroad_is_read_in_japan() -> None:
    with fixed(datetime(2026, 11, 19, 15, 0, tzinfo=UTC)):
        assert today() == date(2026, 11, 20)


def test_fixing_the_clock_nests_and_ends() -> None:
    with fixed(date(2026, 4, 1)):
        with fixed(date(2027, 4, 1)):
            assert today() == date(2027, 4, 1)
        assert today() == date(2026, 4, 1)


def test_a_demonstration_sets_the_day_by_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BANSO_TODAY", "2026-10-01")
    assert outside_the_fixture(today) == date(2026, 10, 1)
    assert outside_the_fixture(now).utcoffset() == timedelta(hours=9)


def test_a_fixed_day_wins_over_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BANSO_TODAY", "2026-11-20")
    with fixed(date(2026, 4, 1)):
        assert today() == date(2026, 4, 1)
