"""Fragments that pages of lower rooms fetch by their address."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from banso.accounts.access import StaffRequest, staff_may
from banso.accounts.rules import may
from banso.core import clock
from banso.core.fiscal_year import FiscalYear
from banso.programme.queries import follow_up_so_far, plan_of


@require_GET
@staff_may("see-follow-up")
def follow_up(request: StaffRequest) -> HttpResponse:
    """A fragment: the year's targets of follow-up and how far they are reached."""
    today = clock.today()
    year = FiscalYear.of(today)
    plan = plan_of(request.staff.organisation)
    context = {
        "year": year,
        "lines": follow_up_so_far(plan, year, today) if plan else [],
        "has_plan": plan is not None,
        "opens": may(request.staff.role, "see-evidence"),
    }
    return render(request, "programme/_follow_up_so_far.html", context)
