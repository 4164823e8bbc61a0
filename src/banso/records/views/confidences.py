"""What was told in confidence（内密）: marked, opened to more people, lifted; who has looked."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from banso.accounts.access import StaffRequest, staff_may
from banso.core.forms import add_refusal
from banso.core.refusals import RuleViolation
from banso.records.actions import confide, lift_confidence
from banso.records.forms.confidence import ConfidenceForm
from banso.records.forms.looks import LookFilter
from banso.records.models import SupportCase, SupportRecord
from banso.records.queries import looks_for
from banso.records.views.asked import record_seen_by, why_shut

PAGE = 50


@require_http_methods(["GET", "POST"])
@staff_may("record-support")
def mark(request: StaffRequest, record_id: UUID) -> HttpResponse:
    """Mark a record as told in confidence, or change who else may open it."""
    record = record_seen_by(request, record_id)
    if why_shut(request, record):
        return redirect("records:detail", record_id)  # which says why
    form = ConfidenceForm(
        request.POST if request.method == "POST" else None, staff=request.staff, record=record
    )
    if request.method == "POST" and form.is_valid():
        try:
            confide(record, readers=list(form.cleaned_data["readers"]), by=request.staff)
        except RuleViolation as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, "内密の記録にしました。開いた人は記録に残ります。")
            _warn_of_cases(request, record)
            return redirect("records:detail", record_id)
    status = 422 if request.method == "POST" else 200
    return render(request, "records/confide.html", {"record": record, "form": form}, status=status)


def _warn_of_cases(request: StaffRequest, record: SupportRecord) -> None:
    """Name the cases drawn from the record: their text is still there for the office to read."""
    titles = [f"「{case.title}」" for case in SupportCase.objects.standing().filter(records=record)]
    if titles:
        named = "、".join(titles)
        messages.warning(
            request,
            f"この記録から書いた事例{named}があります。取り下げるかどうか見直してください。",
        )


@require_POST
@staff_may("record-support")
def lift(request: StaffRequest, record_id: UUID) -> HttpResponse:
    """Let the whole office read the record again."""
    record = record_seen_by(request, record_id)
    try:
        lift_confidence(record, by=request.staff)
    except RuleViolation as refusal:
        messages.warning(request, refusal.message)
    else:
        messages.success(request, "内密を解きました。商工会の職員は、だれでも読めます。")
    return redirect("records:detail", record_id)


@require_GET
@staff_may("read-confidences")
def looks(request: StaffRequest) -> HttpResponse:
    """List who looked into confidential records, of one firm or all, in a period."""
    asked = LookFilter(request.GET, staff=request.staff)
    rows = looks_for(request.staff, asked.choice())
    context = {
        "form": asked,
        "words": asked.in_words(),
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "people": rows.order_by().values("staff").distinct().count(),
        "records": rows.order_by().values("record").distinct().count(),
    }
    return render(request, "records/looks.html", context)
