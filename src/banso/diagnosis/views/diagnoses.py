"""Analyses（経営分析）: listed, begun, looked over, finished."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from banso.accounts.access import StaffRequest, staff_may
from banso.accounts.rules import may
from banso.core.refusals import RuleViolation
from banso.diagnosis.actions import (
    choose_statements,
    complete_diagnosis,
    discard_diagnosis,
    open_diagnosis,
    reopen_diagnosis,
    take_trade_anew,
)
from banso.diagnosis.forms import CompletionForm, DiagnosisFilter, StatementsForm
from banso.diagnosis.models import Diagnosis
from banso.diagnosis.queries import examined, standing_of
from banso.diagnosis.queries.analysing import statements_now
from banso.diagnosis.queries.experts import expert_views
from banso.diagnosis.queries.listing import analyses_of, diagnoses_for, ready_to_begin
from banso.diagnosis.rules.cautions import cautions_of, insolvency_of
from banso.diagnosis.rules.completing import still_lacking
from banso.diagnosis.rules.local_benchmark.indicators import scheme
from banso.diagnosis.views.asked import asked_diagnosis, frame
from banso.registry.following import follow_merges
from banso.registry.models import Business

PAGE = 50
MOST_READY = 10


@require_GET
@staff_may("see-diagnoses")
def listing(request: StaffRequest) -> HttpResponse:
    """List analyses, and businesses with accounts that have none yet."""
    asked = DiagnosisFilter(request.GET)
    rows = diagnoses_for(request.staff, asked.choice())
    ready = ready_to_begin(request.staff)
    context = {
        "form": asked,
        "words": asked.in_words(),
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "ready": ready[:MOST_READY],
        "ready_count": ready.count(),
        "may_write": may(request.staff.role, "write-diagnoses"),
        "may_see_region": may(request.staff.role, "see-region"),
        "may_load": may(request.staff.role, "load-standards"),
    }
    return render(request, "diagnosis/list.html", context)


def _business(request: StaffRequest, business_id: UUID) -> Business:
    own = Business.objects.visible_to(request.staff).select_related("organisation")
    return get_object_or_404(own, public_id=business_id)


@require_GET
@staff_may("see-diagnoses")
@follow_merges
def of_business(request: StaffRequest, business_id: UUID) -> HttpResponse:
    """Show the analyses of one business, and the way to the next."""
    business = _business(request, business_id)
    context = {
        "business": business,
        "rows": analyses_of(business, request.staff),
        "may_write": may(request.staff.role, "write-diagnoses"),
    }
    return render(request, "diagnosis/of_business.html", context)


@require_POST
@staff_may("write-diagnoses")
def begin(request: StaffRequest, business_id: UUID) -> HttpResponse:
    """Begin an analysis of the last three periods."""
    business = _business(request, business_id)
    try:
        diagnosis = open_diagnosis(business, by=request.staff)
    except RuleViolation as refusal:
        messages.warning(request, refusal.message)
        return redirect("diagnosis:of-business", business.public_id)
    return redirect("diagnosis:detail", diagnosis.public_id)


@require_GET
@staff_may("see-diagnoses")
def overview(request: StaffRequest, diagnosis_id: UUID) -> HttpResponse:
    """Show one analysis at a glance: the radar, three findings, what is still to be done."""
    return _overview(request, asked_diagnosis(request, diagnosis_id))


def _overview(
    request: StaffRequest,
    diagnosis: Diagnosis,
    *,
    refusal: str = "",
    chosen: StatementsForm | None = None,
    ending: CompletionForm | None = None,
) -> HttpResponse:
    found = examined(diagnosis)
    terms = found.analysis.table.terms
    lacking = still_lacking(standing_of(diagnosis, found.statements))
    accepted = diagnosis.findings.accepted().prefetch_related("remedies")
    context = {
        **frame(request, diagnosis, "detail"),
        "found": found,
        "benchmarks": found.analysis.benchmarks,
        "insolvency": insolvency_of(terms),
        "cautions": cautions_of(terms, statements_now(diagnosis)),
        "source": scheme().source,
        "accepted": accepted,
        "experts": expert_views(diagnosis, request.staff),
        "undecided": diagnosis.findings.undecided().count(),
        "lacking": () if diagnosis.is_completed else lacking,
        "chosen": chosen or StatementsForm(None, diagnosis=diagnosis),
        "ending": ending or CompletionForm(),
        "refusal": refusal,
    }
    is_refused = bool(refusal or (chosen and chosen.errors) or (ending and ending.errors))
    return render(request, "diagnosis/detail.html", context, status=422 if is_refused else 200)


@require_POST
@staff_may("write-diagnoses")
def statements(request: StaffRequest, diagnosis_id: UUID) -> HttpResponse:
    """Rest the analysis on other periods."""
    diagnosis = asked_diagnosis(request, diagnosis_id)
    form = StatementsForm(request.POST, diagnosis=diagnosis)
    if form.is_valid():
        try:
            choose_statements(diagnosis, list(form.cleaned_data["statements"]))
        except RuleViolation as refusal:
            form.add_error(refusal.field, refusal.message)
        else:
            messages.success(request, "使う決算を変えました。")
            return redirect("diagnosis:detail", diagnosis.public_id)
    return _overview(request, diagnosis, chosen=form)


@require_POST
@staff_may("write-diagnoses")
def trade(request: StaffRequest, diagnosis_id: UUID) -> HttpResponse:
    """Compare with the trade and size that the register has now."""
    diagnosis = asked_diagnosis(request, diagnosis_id)
    try:
        take_trade_anew(diagnosis)
    except RuleViolation as refusal:
        return _overview(request, diagnosis, refusal=refusal.message)
    messages.success(request, "業種と規模を、いまの事業者台帳に合わせました。")
    return redirect("diagnosis:detail", diagnosis.public_id)


@require_POST
@staff_may("write-diagnoses")
def complete(request: StaffRequest, diagnosis_id: UUID) -> HttpResponse:
    """Record that the analysis is finished."""
    diagnosis = asked_diagnosis(request, diagnosis_id)
    form = CompletionForm(request.POST)
    if not form.is_valid():
        return _overview(request, diagnosis, ending=form)
    try:
        complete_diagnosis(diagnosis, on=form.cleaned_data["on"], by=request.staff)
    except RuleViolation as refusal:
        if refusal.field is None:
            return _overview(request, diagnosis, refusal=refusal.message, ending=form)
        form.add_error(refusal.field, refusal.message)
        return _overview(request, diagnosis, ending=form)
    messages.success(request, "分析を完了にしました。計画の「個別経営分析」に数えます。")
    return redirect("diagnosis:detail", diagnosis.public_id)


@require_POST
@staff_may("write-diagnoses")
def reopen(request: StaffRequest, diagnosis_id: UUID) -> HttpResponse:
    """Take the finishing back."""
    diagnosis = asked_diagnosis(request, diagnosis_id)
    try:
        reopen_diagnosis(diagnosis)
    except RuleViolation as refusal:
        return _overview(request, diagnosis, refusal=refusal.message)
    messages.success(request, "完了を取り消しました。計画の数からも外れました。")
    return redirect("diagnosis:detail", diagnosis.public_id)


@require_http_methods(["POST"])
@staff_may("write-diagnoses")
def discard(request: StaffRequest, diagnosis_id: UUID) -> HttpResponse:
    """Throw away an analysis begun by mistake."""
    diagnosis = asked_diagnosis(request, diagnosis_id)
    business = diagnosis.business
    try:
        discard_diagnosis(diagnosis)
    except RuleViolation as refusal:
        return _overview(request, diagnosis, refusal=refusal.message)
    messages.success(request, "分析を捨てました。決算はそのままです。")
    return redirect("diagnosis:of-business", business.public_id)
