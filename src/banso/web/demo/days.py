"""The office's days and hours: when it is open, when things get written down."""

from __future__ import annotations

from datetime import date, datetime, time
from random import Random

from banso.core import clock
from banso.core.clock import TOKYO
from banso.core.fiscal_year import FiscalYear
from banso.core.workdays import working_days


def working_days_of(year: FiscalYear, until: date) -> list[date]:
    """The fiscal year's working days up to ``until``."""
    return working_days(year.first_day, min(year.last_day, until))


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
