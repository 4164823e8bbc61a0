"""Answering a request（申込みへの回答）: which business, then all at once."""

from __future__ import annotations

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from banso.accounts.access import StaffRequest, staff_may
from banso.core.forms import add_refusal
from banso.core.refusals import RuleViolation
from banso.diagnosis.actions import Taken, decline_request, take_up_request
from banso.diagnosis.forms.seminars import DecliningForm, TakingForm
from banso.diagnosis.models import AnalysisRequest
from banso.diagnosis.queries.answering import Prospect, prospect_of, suggested_for
from banso.figures.actions import NeedsYes
from banso.registry.models import Business
from banso.registry.queries import pick


def _asked(request: StaffRequest, wish_id: UUID) -> AnalysisRequest:
    rows = AnalysisRequest.objects.visible_to(request.staff).select_related(
        "workbook__session", "workbook__business", "answer__record", "answer__diagnosis",
        "answer__answered_by__person",
    )  # fmt: skip
    return get_object_or_404(rows, public_id=wish_id)


@require_http_methods(["GET", "POST"])
@staff_may("write-diagnoses")
def answer(request: StaffRequest, analysis_request_id: UUID) -> HttpResponse:
    """Show a request, choose the business, and take it up."""
    asked = _asked(request, analysis_request_id)
    prospect = _prospect(request, asked)
    if request.method != "POST" or prospect is None:
        return _page(request, asked, prospect)
    form = TakingForm(request.POST, prospect=prospect, staff=request.staff)
    if form.is_valid():
        try:
            taken = take_up_request(asked, form.taking(), by=request.staff)
        except NeedsYes as odd:
            form.add_error(None, odd.message)
            return _page(request, asked, prospect, form=form, odd=odd)
        except RuleViolation as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _said(taken))
            return redirect("diagnosis:request", asked.public_id)
    return _page(request, asked, prospect, form=form)


def _said(taken: Taken) -> str:
    """What became of it, in one breath."""
    said = ["支援記録と約束を残しました。"]
    if taken.carried:
        said.append(f"{'・'.join(year.label for year in taken.carried)}の数字を決算に移しました。")
    if taken.answer.diagnosis:
        said.append("SWOTを経営分析に書き写しました。")
    else:
        said.append("決算がないので、経営分析はまだ始めていません。")
    return "".join(said)


@require_POST
@staff_may("write-diagnoses")
def decline(request: StaffRequest, analysis_request_id: UUID) -> HttpResponse:
    """Say no, with the reason."""
    asked = _asked(request, analysis_request_id)
    form = DecliningForm(request.POST)
    if form.is_valid():
        try:
            decline_request(asked, reason=form.cleaned_data["reason"], by=request.staff)
        except RuleViolation as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, "受けないことにしました。理由は商工会の中だけに残ります。")
            return redirect("diagnosis:request", asked.public_id)
    return _page(request, asked, None, declining=form)


def _prospect(request: StaffRequest, asked: AnalysisRequest) -> Prospect | None:
    """What would become of it with the business chosen; ``None`` while none is."""
    chosen = request.POST.get("business") or request.GET.get("business")
    found = pick(request.staff, business=chosen).chosen if chosen else None
    if found is None:
        return None
    rows = Business.objects.visible_to(request.staff).select_related("adviser__person", "closure")
    return prospect_of(asked.workbook, rows.get(public_id=found.public_id))


def _page(
    request: StaffRequest,
    asked: AnalysisRequest,
    prospect: Prospect | None,
    *,
    form: TakingForm | None = None,
    odd: NeedsYes | None = None,
    declining: DecliningForm | None = None,
) -> HttpResponse:
    is_open = not hasattr(asked, "answer")
    context = {
        "asked": asked,
        "book": asked.workbook,
        "session": asked.workbook.session,
        "is_open": is_open,
        "prospect": prospect,
        "suggested": suggested_for(asked, request.staff) if is_open and not prospect else (),
        "picker": pick(request.staff, search=request.GET.get("business_search", "")),
        "form": form or (TakingForm(prospect=prospect, staff=request.staff) if prospect else None),
        "odd": odd.remarks if odd else (),
        "declining": declining or DecliningForm(),
    }
    is_refused = bool((form and form.errors) or (declining and declining.errors))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_refused else HTTPStatus.OK
    return render(request, "diagnosis/seminar/request.html", context, status=status)
