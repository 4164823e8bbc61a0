"""Working days（営業日）of an office in Japan: no weekends, holidays or days between the years."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date, timedelta
from functools import cache

_SATURDAY = 5
_CLOSED = {(12, 29), (12, 30), (12, 31), (1, 1), (1, 2), (1, 3)}


@cache
def is_working_day(day: date) -> bool:
    """Monday to Friday, not a public holiday, not between the years."""
    import jpholiday

    is_weekday = day.weekday() < _SATURDAY and (day.month, day.day) not in _CLOSED
    return is_weekday and not jpholiday.is_holiday(day)


def why_closed(day: date) -> str:
    """Why nobody works on the day: 「勤労感謝の日」「年末年始」「土曜」「日曜」, or nothing."""
    import jpholiday

    if is_working_day(day):
        return ""
    holiday: str | None = jpholiday.is_holiday_name(day)
    if holiday:
        return holiday
    if (day.month, day.day) in _CLOSED:
        return "年末年始"
    return "土曜" if day.weekday() == _SATURDAY else "日曜"


def working_days(first: date, last: date) -> list[date]:
    """The working days from ``first`` to ``last``, both included."""
    found: list[date] = []
    for year in range(first.year, last.year + 1):
        days = _of_calendar_year(year)
        found += days[bisect_left(days, first) : bisect_right(days, last)]
    return found


@cache
def _of_calendar_year(year: int) -> list[date]:
    days = (date(year, 1, 1) + timedelta(days=ahead) for ahead in range(366))
    return [day for day in days if day.year == year and is_working_day(day)]


def next_working_day(day: date) -> date:
    """The day itself, or the first working day after it."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def last_working_day(day: date) -> date:
    """The day itself, or the last working day before it."""
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day
