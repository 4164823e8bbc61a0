"""What an address names, as far as the person asking may see it."""

from __future__ import annotations

from uuid import UUID

from django.shortcuts import get_object_or_404

from banso.accounts.access import StaffRequest
from banso.accounts.history import past_of
from banso.accounts.rules import may
from banso.core import clock
from banso.followup.models import CheckSheet, DriftCase, GateReview, OwnerCall, RhythmChange
from banso.followup.queries import follow_of
from banso.followup.queries.reviewing import with_all
from banso.plans.models import BusinessPlan


def asked_followed(request: StaffRequest, plan_id: UUID) -> BusinessPlan:
    """The adopted plan of the address; one that runs no more is shown all the same."""
    rows = BusinessPlan.objects.visible_to(request.staff).filter(adoption__isnull=False)
    rows = rows.select_related(
        "adoption",
        "business__organisation",
        "business__adviser__person",
        "business__closure",
        "business__district",
    )
    return get_object_or_404(rows, public_id=plan_id)


def asked_rhythm_change(request: StaffRequest, change_id: UUID) -> RhythmChange:
    """The rhythm by hand of the address."""
    seen = BusinessPlan.objects.visible_to(request.staff)
    rows = RhythmChange.objects.filter(plan__in=seen).select_related("plan")
    return get_object_or_404(rows, public_id=change_id)


def asked_call(request: StaffRequest, call_id: UUID) -> OwnerCall:
    """The owner's call of the address."""
    seen = BusinessPlan.objects.visible_to(request.staff)
    rows = OwnerCall.objects.filter(plan__in=seen).select_related("plan")
    return get_object_or_404(rows, public_id=call_id)


def former_call(request: StaffRequest, call_id: UUID) -> OwnerCall | None:
    """An owner's call as it was when it was taken back, or as it still stands."""
    seen = BusinessPlan.objects.visible_to(request.staff)
    known = OwnerCall.objects.filter(plan__in=seen, public_id=call_id).first()
    if known is not None:
        return known
    rows = past_of(OwnerCall).filter(public_id=call_id, history_type="-", plan__in=seen)
    gone = rows.first()
    return gone.instance if gone else None


def asked_review(request: StaffRequest, review_id: UUID) -> GateReview:
    """The look with a third party of the address, taken back or not."""
    rows = with_all(GateReview.objects.visible_to(request.staff))
    return get_object_or_404(rows, public_id=review_id)


def asked_sheet(request: StaffRequest, sheet_id: UUID) -> CheckSheet:
    """The check sheet of the address, with its plan and, once the visit was made, its closing."""
    rows = CheckSheet.objects.visible_to(request.staff).select_related(
        "plan__adoption",
        "plan__business__organisation",
        "plan__business__adviser__person",
        "plan__business__closure",
        "plan__business__district",
        "opened_by__person",
        "closing__closed_by__person",
        "closing__record__withdrawal",
    )
    return get_object_or_404(rows, public_id=sheet_id)


def frame(request: StaffRequest, plan: BusinessPlan, here: str) -> dict[str, object]:
    """What every page of one plan's follow-up shows: whose, how it stands, what one may do.

    ``follow`` is ``None`` where the plan is not followed up any more.
    """
    today = clock.today()
    follow = follow_of(plan, today)
    return {
        "plan": plan,
        "business": plan.business,
        "follow": follow,
        "planned_on": follow.planned_on(today) if follow else None,
        "day_remarks": follow.day_remarks(today) if follow else (),
        "days_late": follow.days_late(today) if follow else 0,
        "open_drifts": DriftCase.objects.open().filter(plan=plan),
        "here": here,
        "today": today,
        "may_write": may(request.staff.role, "write-follow-up"),
    }
