"""Findings（課題）: proposed by rule, taken up or set aside, said in the adviser's words."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from banso.accounts.access import StaffRequest, staff_may
from banso.core.refusals import RuleViolation
from banso.diagnosis.actions import (
    answer_questions,
    decide_finding,
    order_findings,
    propose_findings,
    reword_finding,
    undo_verdict,
    write_finding,
)
from banso.diagnosis.forms.findings import AnswersForm, FindingForm
from banso.diagnosis.models import Diagnosis, Finding
from banso.diagnosis.queries import examined
from banso.diagnosis.rules.findings.rulebook import shipped_rulebook
from banso.diagnosis.views.asked import asked_diagnosis, asked_finding, frame


@require_GET
@staff_may("see-diagnoses")
def findings(request: StaffRequest, diagnosis_id: UUID) -> HttpResponse:
    """Show findings to decide, those taken up in order, those set aside, and what is not known."""
    return _page(request, asked_diagnosis(request, diagnosis_id))


def _page(
    request: StaffRequest,
    diagnosis: Diagnosis,
    *,
    answers: AnswersForm | None = None,
    written: FindingForm | None = None,
    refusal: str = "",
) -> HttpResponse:
    rows = diagnosis.findings.select_related("verdict").prefetch_related("remedies")
    rules = {rule.key: rule for rule in shipped_rulebook().rules}
    context = {
        **frame(request, diagnosis, "findings"),
        "undecided": [(row, rules.get(row.rule)) for row in rows.undecided()],
        "accepted": rows.accepted(),
        "rejected": rows.rejected(),
        "proposal": examined(diagnosis).analysis.proposal,
        "answers": answers
        or AnswersForm(None, answers=diagnosis.answers, version=diagnosis.version),
        "written": written or FindingForm(),
        "refusal": refusal,
    }
    refused = bool(refusal or (answers and answers.errors) or (written and written.errors))
    return render(request, "diagnosis/findings.html", context, status=422 if refused else 200)


@require_POST
@staff_may("write-diagnoses")
def propose(request: StaffRequest, diagnosis_id: UUID) -> HttpResponse:
    """Let the rules propose."""
    diagnosis = asked_diagnosis(request, diagnosis_id)
    try:
        fresh = propose_findings(diagnosis)
    except RuleViolation as refusal:
        return _page(request, diagnosis, refusal=refusal.message)
    said = f"{len(fresh)}件の課題が挙がりました。" if fresh else "新しい課題はありません。"
    messages.success(request, said)
    return redirect("diagnosis:findings", diagnosis.public_id)


@require_POST
@staff_may("write-diagnoses")
def answers(request: StaffRequest, diagnosis_id: UUID) -> HttpResponse:
    """Keep what the owner answered, and let the rules propose again."""
    diagnosis = asked_diagnosis(request, diagnosis_id)
    form = AnswersForm(request.POST, answers=diagnosis.answers, version=diagnosis.version)
    if form.is_valid():
        seen = form.cleaned_data["seen_version"]
        try:
            propose_findings(answer_questions(diagnosis, form.answers(), seen_version=seen))
        except RuleViolation as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        else:
            messages.success(request, "答えを保存し、課題を見直しました。")
            return redirect("diagnosis:findings", diagnosis.public_id)
    return _page(request, diagnosis, answers=form)


@require_POST
@staff_may("write-diagnoses")
def write(request: StaffRequest, diagnosis_id: UUID) -> HttpResponse:
    """Add a finding of one's own."""
    diagnosis = asked_diagnosis(request, diagnosis_id)
    form = FindingForm(request.POST)
    if form.is_valid():
        try:
            write_finding(diagnosis, form.words(), by=request.staff)
        except RuleViolation as refusal:
            form.add_error(refusal.field, refusal.message)
        else:
            messages.success(request, "課題を書き足しました。")
            return redirect("diagnosis:findings", diagnosis.public_id)
    return _page(request, diagnosis, written=form)


@require_POST
@staff_may("write-diagnoses")
def decide(request: StaffRequest, finding_id: UUID) -> HttpResponse:
    """Take a finding up, set it aside, or take the decision back."""
    finding = asked_finding(request, finding_id)
    asked = request.POST.get("verdict")
    try:
        if asked == "undo":
            undo_verdict(finding)
        else:
            decide_finding(
                finding,
                is_accepted=asked == "accept",
                reason=request.POST.get("reason", ""),
                by=request.staff,
            )
    except RuleViolation as refusal:
        return _page(request, finding.diagnosis, refusal=refusal.message)
    return redirect(f"{_findings_url(finding)}#finding-{finding.public_id}")


def _findings_url(finding: Finding) -> str:
    return redirect("diagnosis:findings", finding.diagnosis.public_id).url


@require_POST
@staff_may("write-diagnoses")
def order(request: StaffRequest, diagnosis_id: UUID) -> HttpResponse:
    """Move one finding up or down among those taken up."""
    diagnosis = asked_diagnosis(request, diagnosis_id)
    keys = [str(row.public_id) for row in diagnosis.findings.accepted()]
    named = request.POST.get("finding", "")
    step = -1 if request.POST.get("way") == "up" else 1
    if named in keys:
        place = keys.index(named)
        other = min(max(place + step, 0), len(keys) - 1)
        keys[place], keys[other] = keys[other], keys[place]
    rows = {str(row.public_id): row.pk for row in diagnosis.findings.all()}
    try:
        order_findings(diagnosis, [rows[key] for key in keys])
    except RuleViolation as refusal:
        return _page(request, diagnosis, refusal=refusal.message)
    return redirect("diagnosis:findings", diagnosis.public_id)


@require_http_methods(["GET", "POST"])
@staff_may("write-diagnoses")
def reword(request: StaffRequest, finding_id: UUID) -> HttpResponse:
    """Say a finding otherwise."""
    finding = asked_finding(request, finding_id)
    form = FindingForm(request.POST or None, finding=finding)
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen_version"] or 0
        try:
            reword_finding(finding, form.words(), seen_version=seen)
        except RuleViolation as refusal:
            form.add_error(refusal.field, refusal.message)
        else:
            messages.success(request, "課題を直しました。")
            return redirect(f"{_findings_url(finding)}#finding-{finding.public_id}")
    context = {**frame(request, finding.diagnosis, "findings"), "finding": finding, "form": form}
    status = 422 if form.errors else 200
    return render(request, "diagnosis/reword.html", context, status=status)
