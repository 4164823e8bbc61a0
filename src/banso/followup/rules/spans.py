"""How far the near days reach（今週・今月・四半期）, counted from a day."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

_DAYS_OF_A_WEEK = 7
_MONTHS_OF_A_QUARTER = 3


def end_of_week(day: date) -> date:
    """The Sunday of the day's week, which begins on Monday."""
    return day + timedelta(days=_DAYS_OF_A_WEEK - 1 - day.weekday())


def end_of_month(day: date) -> date:
    """The last day of the day's month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def end_of_quarter(day: date) -> date:
    """The last day of the day's quarter of the fiscal year（6月・9月・12月・3月の末日）."""
    month = (day.month + _MONTHS_OF_A_QUARTER - 1) // _MONTHS_OF_A_QUARTER * _MONTHS_OF_A_QUARTER
    return end_of_month(day.replace(month=month, day=1))
