"""資金繰り表: twelve months written down, what runs short, and what if."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from banso.accounts.access import StaffRequest, staff_may
from banso.accounts.rules import may
from banso.core import clock
from banso.core.forms import add_refusal
from banso.core.refusals import RuleViolation
from banso.diagnosis.actions import plan_cash
from banso.diagnosis.forms.cash import CashChangeForm, CashForm
from banso.diagnosis.queries import examined
from banso.diagnosis.queries.analysing import Examined
from banso.diagnosis.queries.cash import cash_now, cash_sheet_of
from banso.diagnosis.rules.cash_flow.comparing import CashComparison, compare_plans
from banso.diagnosis.rules.cash_flow.plan import CashPlan
from banso.diagnosis.rules.cash_flow.sheet import ROWS, CashChange, changed_plan
from banso.diagnosis.views.asked import asked_diagnosis, frame

ANEW = "anew"  # asks for a proposal of the next twelve months over what was written down


@require_http_methods(["GET", "POST"])
@staff_may("see-diagnoses")
def cash(request: StaffRequest, diagnosis_id: UUID) -> HttpResponse:
    """Show the table and what if; keep the twelve months as written."""
    diagnosis = asked_diagnosis(request, diagnosis_id)
    found = examined(diagnosis)
    typed = request.POST if request.method == "POST" else None
    sheet = cash_sheet_of(found, anew=ANEW in (typed or request.GET))
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
    return _page(request, found, form)


def _page(request: StaffRequest, found: Examined, form: CashForm) -> HttpResponse:
    diagnosis, is_anew = found.diagnosis, ANEW in (request.POST or request.GET)
    now = cash_now(found, form.sheet)
    asked = CashChangeForm(None if is_anew else request.GET or None)
    beside, refusal = _beside(now.onward, asked)
    context = {
        **frame(request, diagnosis, "cash"),
        "form": form,
        "columns": list(ROWS.values()),
        "now": now,
        "last_label": found.analysis.table.terms[-1].label if found.analysis.table.terms else "",
        "asked": asked,
        "beside": beside,
        "what_if_refusal": refusal,
        "is_anew": is_anew,
        "is_old": form.sheet.first_month <= clock.today(),
        "is_kept": bool(diagnosis.cash) and not is_anew,
    }
    status = 422 if form.errors else 200
    return render(request, "diagnosis/cash.html", context, status=status)


def _beside(plan: CashPlan | None, asked: CashChangeForm) -> tuple[CashComparison | None, str]:
    """The months to come beside themselves after the change; nothing when nothing is changed."""
    change = asked.change() if asked.is_bound else CashChange()
    if plan is None or not change.is_any:
        return None, ""
    try:
        return compare_plans(plan, changed_plan(plan, change)), ""
    except RuleViolation as refusal:
        return None, refusal.message
