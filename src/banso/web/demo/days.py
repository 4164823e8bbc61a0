"""The office's days and hours: when it is open, when things get written down."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date, datetime, time, timedelta
from functools import cache
from random import Random

from banso.core import clock
from banso.core.clock import TOKYO
from banso.core.fiscal_year import FiscalYear

_SATURDAY = 5
_CLOSED = {(12, 29), (12, 30), (12, 31), (1, 1), (1, 2), (1, 3)}


@cache
def is_working_day(day: date) -> bool:
    """Monday to Friday, not a public holiday, not between the years."""
    import jpholiday

    is_weekday = day.weekday() < _SATURDAY and (day.month, day.day) not in _CLOSED
    return is_weekday and not jpholiday.is_holiday(day)


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


def working_days_of(year: FiscalYear, until: date) -> list[date]:
    """The fiscal year's working days up to ``until``."""
    return working_days(year.first_day, min(year.last_day, until))


def next_working_day(day: date) -> date:
    """The day itself, or the first working day after it."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def spaced(days: list[date], count: int, rng: Random) -> list[date]:
    """``count`` days about evenly apart, none twice; fewer when there are fewer days."""
    count = min(count, len(days))
    if not count:
        return []
    bounds = [len(days) * place // count for place in range(count + 1)]
    return [days[rng.randrange(bounds[place], bounds[place + 1])] for place in range(count)]


def written_at(day: date, rng: Random, until: date) -> datetime:
    """When something of that day was written down; on the last day, still in the morning.

    Nothing of the last day lies later than the clock stands while the demonstration is built.
    """
    last = 11 * 60 + 30 if day == until else 17 * 60 + 30
    minutes = rng.randint(9 * 60, last)
    moment = datetime.combine(day, time(minutes // 60, minutes % 60), TOKYO)
    if day != until or until < clock.today():
        return moment
    return min(moment, datetime.combine(day, clock.now().time(), TOKYO))
