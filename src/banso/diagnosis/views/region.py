"""The region（地域の課題）: shares of problems over the finished analyses of a year."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from banso.accounts.access import StaffRequest, staff_may
from banso.accounts.rules import may
from banso.core.documents.charts import Spec, as_svg
from banso.diagnosis.documents.region_charts import groups_chart, shares_chart
from banso.diagnosis.forms.region import RecipientForm
from banso.diagnosis.queries.region import Region, region_of
from banso.diagnosis.queries.region_page import (
    ANSWERS,
    choices_of,
    fields_now,
    looked_at,
    subject_lines,
    years_to_choose,
)
from banso.diagnosis.rules.regional import BY_DISTRICT, BY_INDUSTRY, PROBLEMS
from banso.diagnosis.views.asked import asked_problem, asked_year
from banso.registry.models import Business

PAGE = 50
_KEPT_FOR = 300  # seconds a browser may show a chart again


@require_GET
@staff_may("see-region")
def region(request: StaffRequest) -> HttpResponse:
    """Show the shares of a year beside the year before, and one problem closely."""
    year, problem = asked_year(request), asked_problem(request)
    organisation = request.staff.organisation
    found = region_of(organisation, year)
    choices = choices_of(organisation, [year, year.next])
    context = {
        "region": found,
        "year": year,
        "years": years_to_choose(organisation, year),
        "registered": Business.objects.of(organisation).open().unerased().count(),
        "problems": PROBLEMS,
        "looked": looked_at(found, problem or found.proposed[0].problem),
        "held": choices.get(year),
        "held_fields": fields_now(found, choices.get(year)),
        "next_choice": choices.get(year.next),
        "recipient": RecipientForm(),
        "may_choose": may(request.staff.role, "choose-priorities"),
    }
    return render(request, "diagnosis/region.html", context)


@require_GET
@staff_may("see-region")
def businesses(request: StaffRequest) -> HttpResponse:
    """Show the businesses behind the numbers: for the office alone."""
    year, problem = asked_year(request), asked_problem(request)
    answer = request.GET.get("answer", "")
    if answer and (answer not in ANSWERS or not problem):
        raise Http404(answer)
    found = region_of(request.staff.organisation, year)
    lines = subject_lines(found, problem, answer)
    context = {
        "year": year,
        "problem": problem,
        "name": PROBLEMS[problem].ja if problem else "",
        "problems": PROBLEMS,
        "answer": answer,
        "answers": ANSWERS,
        "words": [word for word in (PROBLEMS[problem].ja if problem else "", answer) if word],
        "page": Paginator(lines, PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "diagnosis/region_businesses.html", context)


@require_GET
@staff_may("see-region")
def chart(request: StaffRequest, name: str) -> HttpResponse:
    """One chart of the region as SVG: ``shares``, ``industry`` or ``district``."""
    year, problem = asked_year(request), asked_problem(request)
    spec = _spec(region_of(request.staff.organisation, year), name, problem)
    if spec is None:
        raise Http404
    headers = {"Cache-Control": f"private, max-age={_KEPT_FOR}"}
    return HttpResponse(as_svg(spec), "image/svg+xml", headers=headers)


def _spec(region: Region, name: str, problem: str) -> Spec | None:
    """The chart asked for; ``None`` when there is nothing to draw, or no such chart."""
    if not region.subjects:
        return None
    if name == "shares":
        before = region.year.previous.label if region.earlier else ""
        return shares_chart(region.spreads, region.year.label, before)
    if name not in {BY_INDUSTRY, BY_DISTRICT} or not problem:
        return None
    rows = region.rows(problem, name)
    return groups_chart([(row.line.name, row.move.now) for row in rows])
