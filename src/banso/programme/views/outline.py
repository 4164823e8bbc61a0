"""The plan itself: its pillars, its area in figures, what it promised to do, and its flaws."""

from __future__ import annotations

from collections import defaultdict

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from banso.accounts.access import StaffRequest, staff_may
from banso.accounts.rules import may
from banso.core.forms import add_refusal, posted
from banso.core.refusals import RuleViolation
from banso.programme.actions import load_programme
from banso.programme.area import area_tables
from banso.programme.asking import asked_plan
from banso.programme.forms import ProgrammeFileForm
from banso.programme.queries import agreed_definitions, pillars_of, preview_of
from banso.programme.rules.checking import SEVERITIES, Finding, contradictions, still_open


@staff_may("see-programme")
def goals(request: StaffRequest) -> HttpResponse:
    """The pillars with their KGI and KPI（柱ごとの目標）."""
    plan = asked_plan(request)
    context = {
        "plan": plan,
        "pillars": pillars_of(plan),
        "opens": may(request.staff.role, "see-evidence"),
        "may_enter": may(request.staff.role, "enter-results"),
    }
    return render(request, "programme/goals.html", context)


@staff_may("see-programme")
def area(request: StaffRequest) -> HttpResponse:
    """The area in figures（地区の統計）, the source's contradictions marked."""
    plan = asked_plan(request)
    findings = contradictions(plan.document)
    context = {"plan": plan, "tables": area_tables(plan.document, findings)}
    return render(request, "programme/area.html", context)


@staff_may("see-programme")
def outline(request: StaffRequest) -> HttpResponse:
    """What the plan promises to do, section by section, and its budget（計画の内容）."""
    plan = asked_plan(request)
    context = {
        "plan": plan,
        "document": plan.document,
        "years": plan.document.years,
        "totals": [plan.document.budget.sum_for(year) for year in plan.document.years],
        "editions": plan.programme.editions.defer("source").select_related("loaded_by__person"),
        "may_load": may(request.staff.role, "load-programme"),
    }
    return render(request, "programme/outline.html", context)


@staff_may("see-programme")
def checks(request: StaffRequest) -> HttpResponse:
    """Where the plan contradicts itself or leaves things open（計画の点検）."""
    plan = asked_plan(request)
    agreed = agreed_definitions(plan.programme)
    grouped: dict[str, list[Finding]] = defaultdict(list)
    for finding in still_open(contradictions(plan.document), frozenset(agreed)):
        grouped[finding.severity].append(finding)
    context = {
        "plan": plan,
        "groups": [(severity, grouped[severity]) for severity in SEVERITIES if grouped[severity]],
        "agreed": len(agreed),
        "lines": len(plan.lines),
    }
    return render(request, "programme/checks.html", context)


@staff_may("load-programme")
def load(request: StaffRequest) -> HttpResponse:
    """Load a plan file: first what it would change, then, once agreed, the new edition."""
    form = ProgrammeFileForm(posted(request), request.FILES or None)
    context: dict[str, object] = {"form": form}
    if request.method == "POST" and form.is_valid():
        try:
            source = form.source()
        except RuleViolation as refusal:
            add_refusal(form, refusal)
        else:
            preview = preview_of(source, organisation=request.staff.organisation)
            if form.cleaned_data["agreed"] and preview.document is not None:
                return _loaded(request, source)
            context |= {"preview": preview, "source": source}
    refused = bool(form.errors) or bool(getattr(context.get("preview"), "problems", ()))
    return render(request, "programme/load.html", context, status=422 if refused else 200)


def _loaded(request: StaffRequest, source: str) -> HttpResponse:
    outcome = load_programme(source, organisation=request.staff.organisation, by=request.staff)
    if outcome.edition is None:
        raise Http404(str(outcome.problems[0]))
    words = "として読み込みました。" if outcome.is_new else "と同じ内容なので、版は増えていません。"
    messages.success(request, f"第{outcome.edition.number}版{words}")
    return redirect("programme:outline")
