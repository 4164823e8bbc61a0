"""Assumptions to begin writing with where there are no accounts, and fitted to another period."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from banso.core.era import in_era_month
from banso.plans.rules.numbers.assumptions import (
    MONTHS,
    Assumptions,
    FixedCost,
    Nature,
    PlannedLoan,
    SalesLine,
    YearPlan,
)
from banso.plans.rules.numbers.spreading import number_of


def blank_assumptions(starts_on: date, years: int, *, is_new: bool = False) -> Assumptions:
    """Nothing filled in yet: one line of sales, a line for each nature of fixed costs."""
    costs = tuple(FixedCost(nature.value, nature.ja, nature) for nature in Nature)
    year = YearPlan(sales=(SalesLine("sales", "売上"),), costs=costs)
    return Assumptions(starts_on=starts_on, years=(year,) * years, is_new=is_new)


def fitted(given: Assumptions, starts_on: date, years: int) -> Assumptions:
    """The assumptions over the plan's own period: a year more repeats the last one.

    Shares and typed sales of the months stay with their month: December's is December's. A year's
    sales stay the year's, so that months which now begin it later come last in it. What is owed
    already is paid back from the first month on, where it was so before or where its first
    repayment now lies before the plan. New loans, equipment and subsidies keep their months, and
    those that then lie outside are refused when they are kept.
    """
    kept = given.years[:years]
    missing = (given.years[-1],) * (years - len(kept))
    by = number_of(starts_on, given.starts_on) % MONTHS
    return replace(
        given,
        starts_on=starts_on,
        years=tuple(replace(year, months=_turned(year.months, by)) for year in (*kept, *missing)),
        loans=tuple(_moved(one, given.starts_on, starts_on) for one in given.loans),
        weights=_turned(given.weights, by),
    )


def _turned(months: tuple[int, ...], by: int) -> tuple[int, ...]:
    """The twelve months from another one on; months nobody typed stay none."""
    return (*months[by:], *months[:by])


def moved_words(given: Assumptions, starts_on: date) -> str:
    """What another first day makes of figures kept for ``given.starts_on``; empty for the same."""
    if starts_on == given.starts_on:
        return ""
    words = (
        f"計画の初めの月が、{in_era_month(given.starts_on)}から{in_era_month(starts_on)}に"
        "変わりました。年の売上と費用は、1年目・2年目の順のままです。"
    )
    by = number_of(starts_on, given.starts_on) % MONTHS
    if not by:
        return words
    words += f"月の割合は月に付いて動きます（{_month(given, by)}の分は{_month(given, by)}のまま）。"
    typed = [f"{at}年目" for at, year in enumerate(given.years, start=1) if year.months]
    if not typed:
        return words
    is_later = by <= MONTHS // 2
    moved = range(by) if is_later else range(by, MONTHS)
    which = "・".join(_month(given, at) for at in moved)
    place = "終わり" if is_later else "初め"
    return f"{words}{'・'.join(typed)}の月別の売上も同じで、{which}の額は年の{place}に移ります。"


def _month(given: Assumptions, at: int) -> str:
    return f"{given.months[at].month}月"


def _moved(owed: PlannedLoan, before: date, now: date) -> PlannedLoan:
    """A loan owed already, its principal what is left at the beginning, moved with it."""
    first = owed.loan.first_repayment
    if owed.is_new or (first != before and first >= now):
        return owed
    return replace(owed, loan=replace(owed.loan, first_repayment=now))
