"""Handovers（引き継ぎ）: listed, written, read by the receiver, taken back, on paper."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from banso.accounts.access import StaffRequest, staff_may
from banso.accounts.rules import may
from banso.core import clock, undo
from banso.core.documents.downloads import download
from banso.core.forms import add_refusal
from banso.core.refusals import RuleViolation
from banso.followup.actions import (
    bring_back_handover,
    confirm_read,
    withdraw_handover,
    write_handover,
)
from banso.followup.documents.handover import handover_pdf_of
from banso.followup.forms.handing_over import HandoverForm, handed_rows
from banso.followup.models import HandedBusiness, Handover
from banso.followup.queries.handover import (
    Charge,
    HandoverLine,
    arrived_for,
    charges_of,
    handover_lines,
    handovers_for,
    unread_by,
)

SHOWN = 50


@require_GET
@staff_may("see-follow-up")
def handovers(request: StaffRequest) -> HttpResponse:
    """List handovers, and whose firms wait for somebody."""
    rows = handovers_for(request.staff)
    charges = charges_of(request.staff.organisation)
    context = {
        "mine": arrived_for(request.staff),
        "rows": rows[:SHOWN],
        "count": rows.count(),
        "vacant": [one for one in charges if one.is_vacant],
        "charges": charges,
        "may_write": may(request.staff.role, "write-follow-up"),
        "today": clock.today(),
    }
    return render(request, "followup/handovers.html", context)


@require_GET
@staff_may("see-follow-up")
def arrived(request: StaffRequest) -> HttpResponse:
    """A fragment: how many firms were handed to me that I have not confirmed."""
    return render(request, "followup/_arrived.html", {"unread": unread_by(request.staff)})


@require_http_methods(["GET", "POST"])
@staff_may("write-follow-up")
def new(request: StaffRequest) -> HttpResponse:
    """Write a handover of the firms of one adviser, or of nobody's."""
    charge = _asked_charge(request)
    lines = _asked_lines(request, charge)
    typed = request.POST if request.method == "POST" else None
    form = HandoverForm(typed, staff=request.staff, charge=charge)
    refused: dict[str, str] = {}
    rows = handed_rows(lines, typed, refused)
    if form.is_valid() and not any(row.refused for row in rows):
        firms = [row.handed() for row in rows if row.is_ticked]
        try:
            handover = write_handover(form.handover(charge, request.staff), firms)
        except RuleViolation as refusal:
            refused = {refusal.field or "": refusal.message}
            add_refusal(form, refusal)
            rows = handed_rows(lines, typed, refused)
        else:
            messages.success(request, f"{handover.receiver}さんへの引き継ぎを書きました。")
            return redirect("followup:handover", handover.public_id)
    context = {"charge": charge, "rows": rows, "form": form, "districts": _districts(lines)}
    return render(request, "followup/handover_new.html", context, status=422 if typed else 200)


def _asked_charge(request: StaffRequest) -> Charge:
    """Whose firms are handed over; 404 where that is nobody who has any."""
    named = request.GET.get("from", "")
    found = next((one for one in charges_of(request.staff.organisation) if one.key == named), None)
    if found is None:
        raise Http404(named)
    return found


def _asked_lines(request: StaffRequest, charge: Charge) -> list[HandoverLine]:
    """The firms followed up, of one district where it is named."""
    lines = handover_lines(request.staff.organisation, charge.adviser)
    district = request.GET.get("district", "")
    return [line for line in lines if district in {"", _district_of(line)}]


def _district_of(line: HandoverLine) -> str:
    district = line.follow.business.district
    return district.key if district else "none"


def _districts(lines: list[HandoverLine]) -> list[tuple[str, str]]:
    named = {_district_of(line): line.follow.business.district for line in lines}
    return [(key, district.name if district else "地区なし") for key, district in named.items()]


@require_GET
@staff_may("see-follow-up")
def handover(request: StaffRequest, handover_id: UUID) -> HttpResponse:
    """Show one handover: what is told of each firm, and what has been read."""
    return _page(request, _asked(request, handover_id))


def _page(request: StaffRequest, found: Handover, refusal: str = "") -> HttpResponse:
    firms = list(_firms(found))
    unread = [firm for firm in firms if not hasattr(firm, "receipt")]
    context = {
        "handover": found,
        "firms": firms,
        "unread": unread,
        "refusal": refusal,
        "is_mine": found.receiver_id == request.staff.pk and not found.is_withdrawn,
        "may_withdraw": may(request.staff.role, "write-follow-up")
        and len(unread) == len(firms)
        and not found.is_withdrawn,
    }
    return render(request, "followup/handover.html", context, status=422 if refusal else 200)


def _asked(request: StaffRequest, handover_id: UUID) -> Handover:
    rows = Handover.objects.visible_to(request.staff).select_related(
        "organisation", "giver__person", "receiver__person", "written_by__person", "start",
        "withdrawal__withdrawn_by__person",
    )  # fmt: skip
    return get_object_or_404(rows, public_id=handover_id)


def _firms(found: Handover) -> list[HandedBusiness]:
    rows = found.firms.select_related(
        "handover__withdrawal", "business__closure", "business__district",
        "business__adviser__person", "receipt__read_by__person",
    )  # fmt: skip
    return list(rows.order_by("business__name_kana", "business__name", "pk"))


@require_POST
@staff_may("see-follow-up")
def read(request: StaffRequest, handover_id: UUID) -> HttpResponse:
    """Confirm one firm, or all that are told of（読みました）."""
    found = _asked(request, handover_id)
    named = request.POST.get("firm", "")
    firms = [one for one in _firms(found) if named in {"", str(one.public_id)}]
    if not firms:
        raise Http404(named)
    try:
        count = confirm_read(firms, by=request.staff)
    except RuleViolation as refusal:
        return _page(request, found, refusal.message)
    messages.success(request, f"{count}者を読んだことを残しました。")
    return redirect("followup:handover", handover_id)


@require_POST
@staff_may("write-follow-up")
def withdraw(request: StaffRequest, handover_id: UUID) -> HttpResponse:
    """Take a handover back before it is read; before its day, one press undoes that."""
    found = _asked(request, handover_id)
    try:
        withdraw_handover(found, by=request.staff)
    except RuleViolation as refusal:
        return _page(request, found, refusal.message)
    said = "引き継ぎを取りやめました。"
    if found.is_started:
        messages.success(request, f"{said}担当は元に戻りました。")
    else:
        undo.done(request, said, undo_url=reverse("followup:handover-back", args=[handover_id]))
    return redirect("followup:handovers")


@require_POST
@staff_may("write-follow-up")
def bring_back(request: StaffRequest, handover_id: UUID) -> HttpResponse:
    """Undo the taking back."""
    found = _asked(request, handover_id)
    try:
        bring_back_handover(found)
    except RuleViolation as refusal:
        return _page(request, found, refusal.message)
    messages.success(request, "引き継ぎを元に戻しました。")
    return redirect("followup:handover", handover_id)


@require_GET
@staff_may("see-follow-up")
def pdf(request: StaffRequest, handover_id: UUID) -> HttpResponse:
    """The handover on paper: a table, then each firm."""
    found = _asked(request, handover_id)
    return download(handover_pdf_of(found, _firms(found)), f"引き継ぎ_{found.receiver}", "pdf")
