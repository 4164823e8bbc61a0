"""When a plan begins and ends（計画の期間）."""

from __future__ import annotations

from datetime import date, timedelta

from banso.diagnosis.rules.cash_flow.terms_of_payment import month_after
from banso.plans.rules.numbers.assumptions import MONTHS


def last_day(starts_on: date, years: int) -> date:
    """The last day of so many years from the first day of a month."""
    return month_after(starts_on, years * MONTHS) - timedelta(days=1)


def first_day_for(base_ends_on: date | None, today: date) -> date:
    """The first day to propose: the day after the last accounts, so that figures join on.

    Where those ended more than a year ago, or there are none, the first of the coming month.
    """
    coming = month_after(today.replace(day=1), 1)
    if base_ends_on is None:
        return coming
    joins = base_ends_on + timedelta(days=1)
    is_fresh = joins.day == 1 and month_after(joins, MONTHS) > today
    return joins if is_fresh else coming
