"""The achievement rate is the page's own examples; unknown is not zero."""

from decimal import Decimal

import pytest
from tests.programme.samples import fenced_table

from banso.programme.rules.achievement import Achievement, achievement
from banso.programme.rules.document import Direction, Target

DIRECTIONS: dict[str, Direction] = {"多いほど": "up", "少ないほど": "down"}


def cell(text: str) -> Target | None:
    """A number, words, or nothing（なし・不明）."""
    if text in {"なし", "不明"}:
        return None
    return int(text) if text.lstrip("-").isdigit() else text


@pytest.mark.parametrize("row", fenced_table("achievement-rate.md"), ids="-".join)
def test_every_example_of_the_page_holds(row: list[str]) -> None:
    better, target, actual, rate, shown = row
    found = achievement(cell(actual), cell(target), better=DIRECTIONS[better])
    assert found.rate == (None if rate == "なし" else Decimal(rate))
    assert found.percent == shown
    assert bool(found.reason) == (found.rate is None)


@pytest.mark.parametrize(
    ("actual", "target", "better", "reason"),
    [
        (4, None, "up", "この年度の目標がありません"),
        (4, "四半期毎1回", "up", "目標が文言なので、率では表せません"),
        (None, 20, "up", "実績が分かりません（不明は0ではありません）"),
        ("順調", 20, "up", "実績が文言なので、率では表せません"),
        (4, 0, "up", "目標が0以下なので、割り算ができません"),
        (0, 30, "down", "実績が0以下なので、割り算ができません"),
    ],
)
def test_without_a_rate_there_is_a_reason(
    actual: Target | None, target: Target | None, better: Direction, reason: str
) -> None:
    assert achievement(actual, target, better=better) == Achievement(None, reason)


def test_a_rate_is_not_rounded_and_its_display_is_cut() -> None:
    found = achievement(2, 3)
    assert found.rate == Decimal(2) / Decimal(3)
    assert found.percent == "66.6%"
    assert achievement(-1, 300).percent == "-0.4%"
