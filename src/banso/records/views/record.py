"""One record（支援記録）: what was saved, all of it, its history; taken back and restored."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from banso.accounts.access import StaffRequest, staff_may
from banso.accounts.models import Staff
from banso.accounts.rules import may
from banso.core.refusals import RuleViolation
from banso.core.undo import done
from banso.records.actions import restore_record, withdraw_record
from banso.records.forms.confidence import ConfidenceForm
from banso.records.models import SupportRecord
from banso.records.queries import (
    attachments_of,
    circle_of,
    edits_of,
    filings_of,
    looks_at,
    open_promises,
    removed_from,
    sees_looks,
    tell,
    withdrawals_of,
)
from banso.records.views.asked import moved_url, record_seen_by, why_shut


@require_GET
@staff_may("see-records")
def saved(request: StaffRequest, record_id: UUID) -> HttpResponse:
    """Confirm what was recorded, and let the plan say which targets moved."""
    record = record_seen_by(request, record_id)
    context = {
        "record": record,
        "promises": open_promises(record.business, request.staff),
        "may_record": may(request.staff.role, "record-support"),
        "attachments": () if record.is_confidential else attachments_of(record),
    }
    return render(request, "records/saved.html", context)


@require_GET
@staff_may("see-records")
def detail(request: StaffRequest, record_id: UUID) -> HttpResponse:
    """Show one record with its promises and its history."""
    return _page(request, record_seen_by(request, record_id))


def _page(request: StaffRequest, record: SupportRecord, refusal: str = "") -> HttpResponse:
    role = request.staff.role
    shut = why_shut(request, record)
    sees_history = may(role, "see-history") and not shut
    context = {
        "record": record,
        "shut": shut,
        "promises": [] if shut else [tell(each, openly=True) for each in record.promises.all()],
        "history": edits_of(record) if sees_history else None,
        "withdrawals": withdrawals_of(record) if sees_history else None,
        "may_record": may(role, "record-support") and not shut,
        "attachments": [] if shut else attachments_of(record),
        "removed": removed_from(record) if may(role, "record-support") and not shut else (),
        "filings": filings_of(record) if sees_history else None,
        "moved": "moved" in request.GET,
        "refusal": refusal,
        "reason": request.POST.get("reason", ""),
        **confidence_of(request.staff, record, shut=shut),
    }
    return render(request, "records/detail.html", context, status=422 if refusal else 200)


def confidence_of(staff: Staff, record: SupportRecord, *, shut: str) -> dict[str, object]:
    """What the page shows of a record's confidence: who may open it, and who has looked."""
    if shut:
        return {}
    form = ConfidenceForm(staff=staff, record=record)
    return {
        "confidence_form": form if may(staff.role, "record-support") else None,
        "circle": circle_of(record) if record.is_confidential else (),
        "looks": looks_at(record) if sees_looks(staff, record) else None,
        "may_lift": sees_looks(staff, record),
    }


@require_POST
@staff_may("record-support")
def withdraw(request: StaffRequest, record_id: UUID) -> HttpResponse:
    """Take a record back, with the reason."""
    record = record_seen_by(request, record_id)
    if why_shut(request, record):
        return redirect("records:detail", record_id)  # which says why
    try:
        withdraw_record(record, reason=request.POST.get("reason", ""), by=request.staff)
    except RuleViolation as refusal:
        return _page(request, record_seen_by(request, record_id), refusal.message)
    undo_url = reverse("records:restore", args=[record_id])
    said = "記録を取り消しました。どの数にも入りません。戻すこともできます。"
    done(request, said, undo_url=undo_url)
    return redirect(moved_url(record_id))


@require_POST
@staff_may("record-support")
def restore(request: StaffRequest, record_id: UUID) -> HttpResponse:
    """Let a withdrawn record count again."""
    record = record_seen_by(request, record_id)
    if why_shut(request, record):
        return redirect("records:detail", record_id)  # which says why
    restore_record(record)
    messages.success(request, "取消を戻しました。この記録は、また数に入ります。")
    return redirect(moved_url(record_id))
