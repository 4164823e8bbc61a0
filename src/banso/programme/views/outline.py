"""The plan itself: its pillars, its area in figures, what it promised to do, and its flaws."""

from __future__ import annotations

from collections import defaultdict

from django.http import HttpResponse
from django.shortcuts import redirect, render

from banso.accounts.access import StaffRequest, staff_may
from banso.accounts.rules import may
from banso.core.refusals import RuleViolation
from banso.programme.actions import LoadOutcome, load_programme
from banso.programme.area import area_tables
from banso.programme.forms import ProgrammeFileForm
from banso.programme.queries import pillars_of
from banso.programme.rules.checking import SEVERITIES, Finding, contradictions
from banso.programme.views.asking import asked_plan


@staff_may("see-programme")
def goals(request: StaffRequest) -> HttpResponse:
    """The pillars with their KGI and KPI（3つの柱）."""
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
    grouped: dict[str, list[Finding]] = defaultdict(list)
    for finding in contradictions(plan.document):
        grouped[finding.severity].append(finding)
    groups = [(severity, grouped[severity]) for severity in SEVERITIES if grouped[severity]]
    return render(request, "programme/checks.html", {"plan": plan, "groups": groups})


@staff_may("load-programme")
def load(request: StaffRequest) -> HttpResponse:
    """Load a plan file; what is wrong with it is said place by place, and nothing is saved."""
    form = ProgrammeFileForm(request.POST or None, request.FILES or None)
    outcome = LoadOutcome(None)
    if request.method == "POST" and form.is_valid():
        try:
            outcome = load_programme(
                form.source(), organisation=request.staff.organisation, by=request.staff
            )
        except RuleViolation as refusal:
            form.add_error("file", refusal.message)
        if outcome.edition is not None:
            return redirect("programme:outline")
    failed = request.method == "POST"
    context = {"form": form, "problems": outcome.problems}
    return render(request, "programme/load.html", context, status=422 if failed else 200)
