"""The ninety days（90日アクション）in three thirds, counted from the day an analysis was begun."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

DAYS = 90


@dataclass(frozen=True, slots=True)
class Span:
    """One third: from the first to the last day, both included."""

    key: str
    ja: str
    first: int
    last: int


SPANS = (
    Span("30", "0〜30日", 0, 30),
    Span("60", "31〜60日", 31, 60),
    Span("90", "61〜90日", 61, DAYS),
)
_BY_HORIZON = {"短期": SPANS[0], "中期": SPANS[1], "長期": SPANS[2]}


def span_of(day: date, begun_on: date) -> Span:
    """The third a day falls in; what was moved beyond the ninety days stands in the last."""
    number = (day - begun_on).days
    return next((span for span in SPANS if number <= span.last), SPANS[-1])


def day_for(horizon: str, begun_on: date, today: date) -> date:
    """By when a remedy is proposed: the end of its third, and not before today if that can be."""
    span = _BY_HORIZON.get(horizon, SPANS[-1])
    wanted = max(begun_on + timedelta(days=span.last), today)
    return min(wanted, begun_on + timedelta(days=DAYS))
