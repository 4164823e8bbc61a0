"""What an address names, as far as the person asking may see it."""

from __future__ import annotations

from uuid import UUID

from django.shortcuts import get_object_or_404

from banso.accounts.access import StaffRequest
from banso.accounts.rules import may
from banso.core import clock
from banso.followup.models import CheckSheet, DriftCase
from banso.followup.queries import follow_of
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
        "days_late": follow.days_late(today) if follow else 0,
        "open_drifts": DriftCase.objects.open().filter(plan=plan),
        "here": here,
        "today": today,
        "may_write": may(request.staff.role, "write-follow-up"),
    }
