"""資金繰り表: twelve months written down, what runs short, and what if."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from banso.accounts.access import StaffRequest, staff_may
from banso.accounts.rules import may
from banso.core.forms import add_refusal
from banso.core.refusals import RuleViolation
from banso.diagnosis.actions import plan_cash
from banso.diagnosis.forms.cash import CashChangeForm, CashForm
from banso.diagnosis.models import Diagnosis
from banso.diagnosis.queries import examined
from banso.diagnosis.queries.cash import cash_sheet_of
from banso.diagnosis.rules.cash_flow.comparing import compare_plans
from banso.diagnosis.rules.cash_flow.sheet import ROWS, CashChange, changed_plan, plan_of
from banso.diagnosis.views.asked import asked_diagnosis, frame


@require_http_methods(["GET", "POST"])
@staff_may("see-diagnoses")
def cash(request: StaffRequest, diagnosis_id: UUID) -> HttpResponse:
    """Show the table and what if; keep the twelve months as written."""
    diagnosis = asked_diagnosis(request, diagnosis_id)
    sheet = cash_sheet_of(examined(diagnosis))
    typed = request.POST if request.method == "POST" else None
    form = CashForm(typed, sheet=sheet, version=diagnosis.version)
    if form.is_bound and form.is_valid() and may(request.staff.role, "write-diagnoses"):
        try:
            sheet = form.typed_sheet()
            plan_cash(diagnosis, sheet, seen_version=form.cleaned_data["seen_version"])
        except RuleViolation as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, "資金繰りの予定を保存しました。")
            return redirect("diagnosis:cash", diagnosis.public_id)
    return _page(request, diagnosis, form)


def _page(request: StaffRequest, diagnosis: Diagnosis, form: CashForm) -> HttpResponse:
    asked = CashChangeForm(request.GET or None)
    change = asked.change() if asked.is_bound else CashChange()
    plan = plan_of(form.sheet)
    refusal = ""
    try:
        beside = compare_plans(plan, changed_plan(plan, change))
    except RuleViolation as said:
        refusal, beside = said.message, compare_plans(plan, plan)
    context = {
        **frame(request, diagnosis, "cash"),
        "form": form,
        "columns": list(ROWS.values()),
        "asked": asked,
        "beside": beside,
        "is_changed": change.is_any and not refusal,
        "is_kept": bool(diagnosis.cash),
        "what_if_refusal": refusal,
    }
    status = 422 if form.errors else 200
    return render(request, "diagnosis/cash.html", context, status=status)
