"""What is decided of a case（事例）with one press: confirmed, reviewed, withdrawn, and back."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from banso.accounts.access import StaffRequest, staff_may
from banso.core.era import in_era_day
from banso.core.pressed_on import pressed_on
from banso.core.refusals import RuleViolation
from banso.records.actions import (
    bring_back_case,
    check_case,
    keep_case_in_use,
    retire_case,
    uncheck_case,
    undo_review,
)
from banso.records.models import SupportCase
from banso.records.views.cases import case_page, case_seen_by


@require_POST
@staff_may("check-cases")
def check(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Confirm that the case names nobody: it is shown in the case bank."""
    typed = request.POST.get("seen_text", "")
    seen = int(typed) if typed.isascii() and typed.isdecimal() else 0

    def decide(case: SupportCase) -> str:
        if "read" not in request.POST:
            words = "全文を読み、だれのことか分からないと確かめたら、印を付けてください。"
            raise RuleViolation("unread", words)
        found = check_case(case, seen_text=seen, by=request.staff)
        due = in_era_day(found.review_due_on)
        return f"確認しました。事例集に出ます。次の見直しは{due}です。"

    return _decided(request, case_id, decide)


@require_POST
@staff_may("check-cases")
def uncheck(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Take the confirmation back."""

    def decide(case: SupportCase) -> str:
        uncheck_case(case)
        return "確認を取り消しました。下書きに戻り、事例集には出ません。"

    return _decided(request, case_id, decide)


@require_POST
@staff_may("write-cases")
def keep(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Find it good for another year."""

    def decide(case: SupportCase) -> str:
        found = keep_case_in_use(case, by=request.staff)
        due = in_era_day(found.next_due_on)
        return f"「{case.title}」を今年も使います。次の見直しは{due}です。"

    return _decided(request, case_id, decide)


@require_POST
@staff_may("write-cases")
def undo_keep(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Take the latest review back."""

    def decide(case: SupportCase) -> str:
        undo_review(case)
        return "見直しを元に戻しました。"

    return _decided(request, case_id, decide)


@require_POST
@staff_may("write-cases")
def retire(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Show the case no longer."""

    def decide(case: SupportCase) -> str:
        retire_case(case, reason=request.POST.get("reason", ""), by=request.staff)
        return f"「{case.title}」を取り下げました。事例の頁から戻せます。"

    return _decided(request, case_id, decide)


@require_POST
@staff_may("write-cases")
def bring_back(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Show the case again."""

    def decide(case: SupportCase) -> str:
        bring_back_case(case)
        return "取り下げを元に戻しました。"

    return _decided(request, case_id, decide)


def _decided(
    request: StaffRequest, case_id: UUID, decide: Callable[[SupportCase], str]
) -> HttpResponse:
    """Back to where it was pressed with what was done, or the case's page with why it was not."""
    case = case_seen_by(request.staff, case_id)
    try:
        said = decide(case)
    except RuleViolation as refusal:
        fresh = case_seen_by(request.staff, case_id)
        return case_page(request, fresh, refusal=refusal.message)
    messages.success(request, said)
    return redirect(pressed_on(request) or reverse("records:case", args=[case_id]))
