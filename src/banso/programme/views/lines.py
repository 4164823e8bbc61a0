"""One line of the plan: what it means, the rows behind its numbers, and what moved it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from banso.accounts.access import StaffRequest, staff_may
from banso.accounts.kept_input import kept_input
from banso.accounts.rules import may
from banso.core import clock
from banso.core.forms import add_refusal, posted
from banso.core.refusals import RuleViolation
from banso.programme.actions import agree_definition
from banso.programme.asking import asked_line, asked_period, asked_plan, asked_year
from banso.programme.evidence import evidence_of
from banso.programme.forms import AgreementForm
from banso.programme.line_page import LinePage, agreed_about, line_page, measured_in_words
from banso.programme.measures import is_counted
from banso.programme.models import Result
from banso.programme.moves import moves_of
from banso.programme.queries import Plan, definition_in_force, plan_of
from banso.records.models import SupportRecord

ROWS_A_PAGE = 100
RESULTS_A_PAGE = 50


@require_GET
@staff_may("see-programme")
def line(request: StaffRequest, key: str) -> HttpResponse:
    """One indicator or goal: its meaning, how it is measured, every year and month."""
    plan = asked_plan(request)
    found = line_page(plan, asked_line(plan, key), asked_year(plan, request.GET.get("year", "")))
    opens = may(request.staff.role, "see-evidence")
    context = {
        **_around(request, found),
        "opens": opens,
        "recorded": is_counted(found.line),
        "results": _results(request, plan, key) if opens and not is_counted(found.line) else None,
        "form": AgreementForm(initial=_suggested(found)),
    }
    return render(request, "programme/line.html", context)


@require_http_methods(["GET", "POST"])
@staff_may("agree-definitions")
def agree(request: StaffRequest, key: str) -> HttpResponse:
    """Agree what a line means（定義の取り決め）."""
    plan = asked_plan(request)
    found = line_page(plan, asked_line(plan, key), asked_year(plan, ""))
    typed = posted(request, kept_input(request) if request.method == "GET" else None)
    form = AgreementForm(typed, initial=_suggested(found))
    if request.method == "POST" and form.is_valid():
        try:
            agree_definition(plan.programme, line=key, by=request.staff, **form.agreed())
        except RuleViolation as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, "定義を取り決めました。これからの表と書類に出ます。")
            return redirect("programme:line", key)
    status = 422 if request.method == "POST" else 200
    return render(
        request, "programme/agree.html", {**_around(request, found), "form": form}, status=status
    )


def _around(request: StaffRequest, found: LinePage) -> dict[str, object]:
    role = request.staff.role
    return {
        "found": found,
        "line": found.line,
        "full_name": found.full_name,
        "plan": found.plan,
        "may_agree": may(role, "agree-definitions"),
        "may_enter": may(role, "enter-results") and not is_counted(found.line),
    }


def _suggested(found: LinePage) -> dict[str, object]:
    """Today, and the words in force to start from."""
    return {"on": clock.today(), "text": definition_in_force(found.line, found.in_force)}


def _results(request: StaffRequest, plan: Plan, key: str) -> object:
    """A page of the line's results, those withdrawn among them."""
    rows = Result.objects.filter(programme=plan.programme).about(key)
    rows = rows.select_related("business", "entered_by__person", "withdrawal")
    return Paginator(rows, RESULTS_A_PAGE).get_page(request.GET.get("page"))


@require_GET
@staff_may("see-evidence")
def evidence(request: StaffRequest, key: str, year: str, part: str) -> HttpResponse:
    """The rows behind one number of the plan."""
    plan = asked_plan(request)
    line, period = asked_line(plan, key), asked_period(plan, year, part)
    found = evidence_of(plan.programme, line, period)
    agreed = next(iter(agreed_about(plan.programme, key)), None)
    context = {
        "plan": plan,
        "line": line,
        "full_name": plan.document.full_name(line),
        "period": period,
        "found": found,
        "measured": measured_in_words(plan.document, line),
        "definition": definition_in_force(line, agreed),
        "agreed": agreed,
        "page": Paginator(found.rows, ROWS_A_PAGE).get_page(request.GET.get("page")),
        "may_enter": may(request.staff.role, "enter-results") and found.kind == "results",
    }
    return render(request, "programme/evidence.html", context)


@require_GET
@staff_may("see-records")
def moves(request: StaffRequest, record_id: UUID) -> HttpResponse:
    """A fragment: which targets a support record moved, which not, and why."""
    record = get_object_or_404(
        SupportRecord.objects.visible_to(request.staff).select_related("business"),
        public_id=record_id,
    )
    plan = plan_of(request.staff.organisation)
    found = moves_of(plan, record) if plan else None
    context = {"moves": found, "opens": may(request.staff.role, "see-evidence")}
    return render(request, "programme/_moves.html", context)
