"""The months of a plan's figures: the difference from the year put where it belongs, not kept."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from banso.accounts.access import StaffRequest, staff_may
from banso.core.refusals import RuleViolation
from banso.plans.forms.number_months import month_rows, months_said, settle
from banso.plans.forms.numbers import NumbersForm
from banso.plans.models import BusinessPlan
from banso.plans.queries.beginning import seasons_of
from banso.plans.queries.numbers import assumptions_of
from banso.plans.views.asked import asked_plan


@require_POST
@staff_may("write-plans")
def settle_months(request: StaffRequest, plan_id: UUID) -> HttpResponse:
    """Draw the months again as one press makes them, or as they were before; nothing is kept."""
    plan = asked_plan(request, plan_id)
    posted, asked = request.POST, request.POST.get("settle", "")
    form = NumbersForm(posted, given=assumptions_of(plan), version=plan.version)
    context: dict[str, object] = {"settled": "元に戻しました。"}
    if not asked.endswith("-undo"):
        try:
            done = settle(form, posted, asked, seasons_of(plan.business, plan.starts_on))
        except RuleViolation as refusal:
            context = {"refused": refusal.message}
        else:
            form = NumbersForm(done.posted, given=assumptions_of(plan), version=plan.version)
            context = {"settled": done.said, "undo": done.undo}
    context |= {"plan": plan, "form": form, **months_of(plan, form)}
    return render(request, "plans/_months_typed.html", context)


def months_of(plan: BusinessPlan, form: NumbersForm) -> dict[str, object]:
    """What the templates show of the months in the form. One query: last year's season."""
    said = months_said(form, seasons_of(plan.business, plan.starts_on))
    return {"months_said": said, "month_rows": month_rows(form, said)}
