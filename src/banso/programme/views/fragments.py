"""Fragments that pages of lower rooms fetch by their address."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from banso.accounts.access import StaffRequest, staff_may
from banso.accounts.rules import may
from banso.core import clock
from banso.core.fiscal_year import FiscalYear
from banso.core.refusals import RuleViolation
from banso.programme.queries import ByRhythm, follow_up_so_far, plan_of


@require_GET
@staff_may("see-follow-up")
def follow_up(request: StaffRequest, year: str = "") -> HttpResponse:
    """A fragment: a year's targets of follow-up, how far they are reached, and what is foreseen.

    This year without a name. The page that fetches it tells what it foresees or has chosen.
    """
    today = clock.today()
    asked = _year(year) if year else FiscalYear.of(today)
    plan = plan_of(request.staff.organisation)
    told = ByRhythm(*(_number(request, name) for name in ("visits", "businesses", "chosen")))
    context = {
        "year": asked,
        "lines": follow_up_so_far(plan, asked, today, told) if plan and asked else [],
        "has_plan": plan is not None,
        "opens": may(request.staff.role, "see-evidence"),
    }
    return render(request, "programme/_follow_up_so_far.html", context)


def _number(request: StaffRequest, name: str) -> int | None:
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() else None


def _year(key: str) -> FiscalYear | None:
    try:
        return FiscalYear.from_key(key)
    except RuleViolation:
        return None
