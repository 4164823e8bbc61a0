"""How one plan is followed up: its next visit and why, at a glance."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from banso.accounts.access import StaffRequest, staff_may
from banso.followup.views.asked import asked_followed, frame


@require_GET
@staff_may("see-follow-up")
def detail(request: StaffRequest, plan_id: UUID) -> HttpResponse:
    """Show the next visit of one plan, its rhythm with the facts that decide it, and its drift."""
    plan = asked_followed(request, plan_id)
    return render(request, "followup/detail.html", frame(request, plan, "detail"))
