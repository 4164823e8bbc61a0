"""Assumptions to begin writing with where there are no accounts, and fitted to another period."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from banso.plans.rules.numbers.assumptions import (
    Assumptions,
    FixedCost,
    Nature,
    PlannedLoan,
    SalesLine,
    YearPlan,
)


def blank_assumptions(starts_on: date, years: int, *, is_new: bool = False) -> Assumptions:
    """Nothing filled in yet: one line of sales, a line for each nature of fixed costs."""
    costs = tuple(FixedCost(nature.value, nature.ja, nature) for nature in Nature)
    year = YearPlan(sales=(SalesLine("sales", "売上"),), costs=costs)
    return Assumptions(starts_on=starts_on, years=(year,) * years, is_new=is_new)


def fitted(given: Assumptions, starts_on: date, years: int) -> Assumptions:
    """The assumptions over the plan's own period: a year more repeats the last one.

    Months typed for a year stay with it. What is owed already is paid back from the first month
    on, where it was so before or where its first repayment now lies before the plan. New loans,
    equipment and subsidies keep their months, and those that then lie outside are refused when
    they are kept.
    """
    kept = given.years[:years]
    missing = (given.years[-1],) * (years - len(kept))
    loans = tuple(_moved(one, given.starts_on, starts_on) for one in given.loans)
    return replace(given, starts_on=starts_on, years=(*kept, *missing), loans=loans)


def _moved(owed: PlannedLoan, before: date, now: date) -> PlannedLoan:
    """A loan owed already, its principal what is left at the beginning, moved with it."""
    first = owed.loan.first_repayment
    if owed.is_new or (first != before and first >= now):
        return owed
    return replace(owed, loan=replace(owed.loan, first_repayment=now))
