"""Monthly sales（月次数値）that some of the followed firms told: most on plan, a few below it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from random import Random

from banso.core.fiscal_year import FiscalYear
from banso.core.workdays import next_working_day
from banso.figures.actions.monthly import Change, enter_monthly_figures
from banso.figures.rules.monthly import Answer
from banso.followup.queries.progress import months_of_sales
from banso.followup.rules.drift import MonthOfSales
from banso.followup.rules.next_visit import months_after
from banso.plans.models import BusinessPlan
from banso.web.demo.keeping import at_work

_TELLS = 2  # every second firm tells its months
_FALLS = 8  # every eighth sells less than planned of late
_OF_LATE = 2
_TOLD_ON = 9  # days into the next month
_THOUSAND = 1_000


def tell_months(rng: Random, plan: BusinessPlan, place: int, until: date) -> None:
    """Enter the months of the year in progress, each in the month after; not every firm does."""
    if place % _TELLS:
        return
    since = FiscalYear.of(until).first_day
    months = [one for one in months_of_sales(plan, until) if one.month >= since and one.planned]
    for number, one in enumerate(months):
        is_late = number >= len(months) - _OF_LATE
        percent = rng.randint(78, 87) if is_late and place % _FALLS == 0 else rng.randint(94, 107)
        _tell(plan, one, percent, until)


def _tell(plan: BusinessPlan, month: MonthOfSales, percent: int, until: date) -> None:
    sold = (month.planned or 0) * percent // 100 // _THOUSAND * _THOUSAND
    on = min(next_working_day(months_after(month.month, 1).replace(day=_TOLD_ON)), until)
    adviser = plan.business.adviser
    assert adviser is not None  # noqa: S101 - the demonstration gives each one
    change = Change(Answer(Decimal(sold)))
    with at_work(on, adviser):
        enter_monthly_figures(plan.business, {(month.month, "sales_store"): change}, by=adviser)
