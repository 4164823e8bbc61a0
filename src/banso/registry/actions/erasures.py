"""Asking that a business's particulars be erased（消去の求め）, and dropping the request."""

from __future__ import annotations

from django.db import transaction

from banso.accounts.models import Staff
from banso.core import clock
from banso.core.refusals import RuleViolation
from banso.registry.actions.businesses import refuse_erased
from banso.registry.models import ErasureRequest, ErasureWithdrawal


@transaction.atomic
def ask_erasure(request: ErasureRequest, *, by: Staff) -> ErasureRequest:
    """Record that a business's particulars are to be erased; one request waits at a time."""
    refuse_erased(request.business)
    if request.asked_on > clock.today():
        raise RuleViolation(
            "future", "求めのあった日に未来の日付は入れられません。", field="asked_on"
        )
    if ErasureRequest.objects.waiting().filter(business=request.business).exists():
        raise RuleViolation("already-asked", "この事業者の消去の求めは、すでに記録されています。")
    request.organisation = request.business.organisation
    request.recorded_by = by
    request.recorded_at = clock.now()
    request.save()
    return request


@transaction.atomic
def drop_erasure(request: ErasureRequest, *, reason: str, by: Staff) -> ErasureWithdrawal:
    """Record that the request was dropped（取り下げ）; what was erased stays erased."""
    refuse_erased(request.business)
    if hasattr(request, "withdrawal"):
        raise RuleViolation("already-dropped", "この求めはすでに取り下げられています。")
    reason = reason.strip()
    if not reason:
        raise RuleViolation("no-reason", "取り下げる理由を入力してください。", field="reason")
    return ErasureWithdrawal.objects.create(
        request=request, at=clock.now(), reason=reason[:200], confirmed_by=by
    )
