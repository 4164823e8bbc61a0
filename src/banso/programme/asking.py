"""What the plan's pages are asked for in their addresses: the plan, a year, a line, a part."""

from __future__ import annotations

from django.http import Http404

from banso.accounts.access import StaffRequest
from banso.core import clock
from banso.core.fiscal_year import FiscalYear, Period
from banso.core.refusals import RuleViolation
from banso.programme.measures import Line
from banso.programme.moves import period_of
from banso.programme.queries import Plan, plan_of


def asked_plan(request: StaffRequest) -> Plan:
    """The organisation's plan; 404 when none is loaded."""
    plan = plan_of(request.staff.organisation)
    if plan is None:
        message = "計画がまだ読み込まれていません"
        raise Http404(message)
    return plan


def asked_year(plan: Plan, key: str) -> FiscalYear:
    """The fiscal year named, else this year or the plan's nearest; 404 for one outside the plan."""
    if not key:
        return _nearest(plan)
    try:
        year = FiscalYear.from_key(key)
    except RuleViolation as unknown:
        raise Http404(key) from unknown
    if year not in plan.document.years:
        raise Http404(key)
    return year


def _nearest(plan: Plan) -> FiscalYear:
    years = plan.document.years
    return min(max(FiscalYear.of(clock.today()), years[0]), years[-1])


def asked_line(plan: Plan, key: str) -> Line:
    """The indicator or goal; 404 when the plan has none of that key."""
    line = plan.line(key)
    if line is None:
        raise Http404(key)
    return line


def asked_period(plan: Plan, year: str, part: str) -> Period:
    """The stretch of a year named; 「all」 is the whole plan. 404 for anything else."""
    if year == "all":
        return plan.programme.period
    try:
        return period_of(FiscalYear.from_key(year), part)
    except (RuleViolation, KeyError) as unknown:
        raise Http404(year) from unknown
