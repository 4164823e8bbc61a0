"""The clock: the only place that asks what time it is.

Tests fix the day with ``fixed``; a demonstration fixes it with ``BANSO_TODAY=2026-11-20``.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

TOKYO = ZoneInfo("Asia/Tokyo")
_fixed: ContextVar[datetime | None] = ContextVar("banso_fixed_now", default=None)


def now() -> datetime:
    """The present moment in Japan, always aware of its zone."""
    moment = _fixed.get()
    if moment is not None:
        return moment
    real = datetime.now(TOKYO)  # noqa: TID251 - the one place that may ask
    demonstration = os.environ.get("BANSO_TODAY")
    if not demonstration:
        return real
    return datetime.combine(date.fromisoformat(demonstration), real.timetz())


def today() -> date:
    """Today in Japan."""
    return now().date()


@contextmanager
def fixed(moment: date | datetime) -> Iterator[datetime]:
    """Hold the clock at a moment; a bare day means its noon, a naive time is Japan's."""
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time(12))
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=TOKYO)
    moment = moment.astimezone(TOKYO)
    token = _fixed.set(moment)
    try:
        yield moment
    finally:
        _fixed.reset(token)
