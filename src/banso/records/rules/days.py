"""Days to propose for the next contact."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

SATURDAY = 5


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day (31 January → 28 February)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def office_day(day: date) -> date:
    """The day itself or the next on which an office is open: no weekend, holiday, New Year."""
    import jpholiday

    while day.weekday() >= SATURDAY or jpholiday.is_holiday(day) or _is_new_year(day):
        day += timedelta(days=1)
    return day


def a_week_on(due_on: date | None, *, today: date) -> date:
    """A week after the day a promise was for, or after today when that day has passed or is open.

    Moved to the next day on which an office is open.
    """
    return office_day(max(due_on or today, today) + timedelta(days=7))


def _is_new_year(day: date) -> bool:
    """29 December to 3 January（年末年始）."""
    return (day.month, day.day) in {(12, 29), (12, 30), (12, 31), (1, 1), (1, 2), (1, 3)}
