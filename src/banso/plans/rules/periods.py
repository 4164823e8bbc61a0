"""When a plan begins and ends（計画の期間）."""

from __future__ import annotations

from datetime import date, timedelta

from banso.diagnosis.rules.cash_flow.terms_of_payment import month_after
from banso.plans.rules.numbers.assumptions import MONTHS


def last_day(starts_on: date, years: int) -> date:
    """The last day of so many years from the first day of a month."""
    return month_after(starts_on, years * MONTHS) - timedelta(days=1)


def first_day_for(base_ends_on: date | None, today: date) -> date:
    """The first day to propose, never a past one: that of the next period of the accounts（期首）.

    So each year of the plan can be laid beside accounts. Without accounts, or where they end
    within a month, the first of the coming month.
    """
    coming = month_after(today.replace(day=1), 1)
    joins = base_ends_on + timedelta(days=1) if base_ends_on else None
    if joins is None or joins.day != 1:
        return coming
    this_year = joins.replace(year=today.year)
    return this_year if this_year >= today else joins.replace(year=today.year + 1)
