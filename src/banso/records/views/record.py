"""One record（支援記録）: what was saved, all of it, its history; taken back and restored."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from banso.accounts.access import StaffRequest, staff_may
from banso.accounts.rules import may
from banso.core.refusals import RuleViolation
from banso.records.actions import restore_record, withdraw_record
from banso.records.models import SupportRecord
from banso.records.queries import edits_of, open_promises, tell, withdrawals_of
from banso.records.views.asked import moved_url, record_seen_by


@require_GET
@staff_may("see-records")
def saved(request: StaffRequest, record_id: UUID) -> HttpResponse:
    """Confirm what was recorded, and let the plan say which targets moved."""
    record = record_seen_by(request, record_id)
    context = {
        "record": record,
        "promises": open_promises(record.business, request.staff),
        "may_record": may(request.staff.role, "record-support"),
    }
    return render(request, "records/saved.html", context)


@require_GET
@staff_may("see-records")
def detail(request: StaffRequest, record_id: UUID) -> HttpResponse:
    """Show one record with its promises and its history."""
    return _page(request, record_seen_by(request, record_id))


def _page(request: StaffRequest, record: SupportRecord, refusal: str = "") -> HttpResponse:
    role = request.staff.role
    context = {
        "record": record,
        "promises": [tell(promise) for promise in record.promises.all()],
        "history": edits_of(record) if may(role, "see-history") else None,
        "withdrawals": withdrawals_of(record) if may(role, "see-history") else None,
        "may_record": may(role, "record-support"),
        "moved": "moved" in request.GET,
        "refusal": refusal,
        "reason": request.POST.get("reason", ""),
    }
    return render(request, "records/detail.html", context, status=422 if refusal else 200)


@require_POST
@staff_may("record-support")
def withdraw(request: StaffRequest, record_id: UUID) -> HttpResponse:
    """Take a record back, with the reason."""
    record = record_seen_by(request, record_id)
    try:
        withdraw_record(record, reason=request.POST.get("reason", ""), by=request.staff)
    except RuleViolation as refusal:
        return _page(request, record_seen_by(request, record_id), refusal.message)
    messages.success(request, "記録を取り消しました。どの数にも入りません。戻すこともできます。")
    return redirect(moved_url(record_id))


@require_POST
@staff_may("record-support")
def restore(request: StaffRequest, record_id: UUID) -> HttpResponse:
    """Let a withdrawn record count again."""
    restore_record(record_seen_by(request, record_id))
    messages.success(request, "取消を戻しました。この記録は、また数に入ります。")
    return redirect(moved_url(record_id))
