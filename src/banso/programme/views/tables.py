"""The target table: one year in full, and the whole period at a glance."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from banso.accounts.access import StaffRequest, staff_may
from banso.accounts.rules import may
from banso.programme.asking import asked_year
from banso.programme.queries import Plan, by_rhythm, period_table, plan_of, year_table
from banso.programme.rules.checking import contradictions


@staff_may("see-programme")
def targets(request: StaffRequest) -> HttpResponse:
    """One year of the target table（目標と実績）."""
    plan = plan_of(request.staff.organisation)
    if plan is None:
        return _no_plan(request)
    year = asked_year(plan, request.GET.get("year", ""))
    table = year_table(plan, year, by_rhythm(request.staff.organisation, year))
    context = {"table": table, **_around(request, plan)}
    return render(request, "programme/targets.html", context)


@staff_may("see-programme")
def five_years(request: StaffRequest) -> HttpResponse:
    """Targets and results of all years of the plan."""
    plan = plan_of(request.staff.organisation)
    if plan is None:
        return _no_plan(request)
    context = {"table": period_table(plan), **_around(request, plan)}
    return render(request, "programme/five_years.html", context)


def _around(request: StaffRequest, plan: Plan) -> dict[str, object]:
    return {
        "plan": plan,
        "years": plan.document.years,
        "opens": may(request.staff.role, "see-evidence"),
        "may_enter": may(request.staff.role, "enter-results"),
        "may_follow": may(request.staff.role, "see-follow-up"),
        "findings": contradictions(plan.document),
    }


def _no_plan(request: StaffRequest) -> HttpResponse:
    """Say that no plan is loaded, and who can load one."""
    may_load = may(request.staff.role, "load-programme")
    return render(request, "programme/no_plan.html", {"may_load": may_load})
