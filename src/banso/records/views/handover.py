"""Handing over what a colleague leaves behind（担当を移す）."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from banso.accounts.access import StaffRequest, staff_may
from banso.accounts.models import Staff
from banso.core.forms import add_refusal
from banso.core.refusals import RuleViolation
from banso.records.actions import HandedOver, hand_over
from banso.records.forms.handover import HandoverForm
from banso.records.queries import left_behind


@require_GET
@staff_may("edit-businesses")
def left(request: StaffRequest, staff_id: UUID) -> HttpResponse:
    """Say how much a colleague would leave behind, with the way to hand it over."""
    colleague = _colleague(request, staff_id)
    context = {"colleague": colleague, "left": left_behind(colleague)}
    return render(request, "records/_left.html", context)


@require_http_methods(["GET", "POST"])
@staff_may("edit-businesses")
def handover(request: StaffRequest, staff_id: UUID) -> HttpResponse:
    """Give promises and firms to someone else in one go."""
    colleague = _colleague(request, staff_id)
    found = left_behind(colleague)
    typed = request.POST if request.method == "POST" else None
    form = HandoverForm(typed, colleague=colleague, left=found)
    if form.is_valid():
        to = form.cleaned_data["to"]
        try:
            moved = hand_over(colleague, to, form.parts())
        except RuleViolation as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _told(moved, to))
            return redirect("records:handover", staff_id)
    context = {"colleague": colleague, "left": found, "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "records/handover.html", context, status=status)


def _told(moved: HandedOver, to: Staff) -> str:
    return (
        f"未了の約束{moved.promises:,}件と、事業者{moved.businesses:,}者の担当を、"
        f"{to.person.name}さんに移しました。"
    )


def _colleague(request: StaffRequest, staff_id: UUID) -> Staff:
    mine = Staff.objects.visible_to(request.staff).select_related("person", "organisation")
    return get_object_or_404(mine, public_id=staff_id)
