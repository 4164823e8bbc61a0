"""How one plan is followed up（まとめ）: the next visit and why, the rhythm, calls, visits made."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from banso.accounts.access import StaffRequest, staff_may
from banso.accounts.rules import may
from banso.core import clock
from banso.followup.forms.plan import CallForm, DoneOnForm, RhythmForm, VisitDayForm
from banso.followup.queries import Follow
from banso.followup.queries.plan_page import plan_follow_up
from banso.followup.views.asked import asked_followed, frame
from banso.plans.models import BusinessPlan


@require_GET
@staff_may("see-follow-up")
def detail(request: StaffRequest, plan_id: UUID) -> HttpResponse:
    """Show the next visit of one plan, its rhythm with the facts that decide it, and its drift."""
    return plan_page(request, asked_followed(request, plan_id))


def plan_page(
    request: StaffRequest,
    plan: BusinessPlan,
    *,
    by_hand: RhythmForm | None = None,
    call: CallForm | None = None,
    visit: VisitDayForm | None = None,
    **other: object,
) -> HttpResponse:
    """The page, with a form that was refused; ``other`` is a refusal or a preview."""
    around = frame(request, plan, "detail")
    follow = around["follow"] if isinstance(around["follow"], Follow) else None
    found = plan_follow_up(plan, follow, request.staff, clock.today())
    is_refused = (
        any((form and form.errors) for form in (by_hand, call, visit)) or "refusal" in other
    )
    if by_hand and follow is None:  # there the form is not shown
        other["refusal"] = "".join(str(one) for one in by_hand.non_field_errors())
    tried = request.GET.get("rhythm", "")  # as the year's 「もしも」 sends it
    shown = by_hand or RhythmForm(None, rhythms=found.usable, tried=tried, ends_on=plan.ends_on)
    context = {**around, **other, "found": found, "rhythm_form": shown, **_allowed(request, shown)}
    context["reports"] = [(row, DoneOnForm(row)) for row in found.heard.reports]
    context["call_form"] = call or CallForm()
    context["visit_form"] = visit or VisitDayForm(initial={"planned_on": _day_for(follow)})
    return render(request, "followup/detail.html", context, status=422 if is_refused else 200)


def _day_for(follow: Follow | None) -> date | None:
    """The day proposed for going: as planned, else when the visit is due, never one that passed."""
    planned = follow.sheet.planned_on if follow and follow.sheet else None
    due = follow.due.on if follow and follow.due else None
    day = planned or due
    return max(day, clock.today()) if day else None


def _allowed(request: StaffRequest, shown: RhythmForm) -> dict[str, bool]:
    return {
        "is_gated": shown.has_error("rhythm", "gate"),
        "may_finish": may(request.staff.role, "write-plans"),
        "may_record": may(request.staff.role, "record-support"),
        "may_dispatch": may(request.staff.role, "dispatch-experts"),
    }
