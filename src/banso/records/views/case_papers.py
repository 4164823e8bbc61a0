"""Cases（事例）on paper: one, or a booklet of those chosen."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from banso.accounts.access import StaffRequest, staff_may
from banso.accounts.models import Staff
from banso.core.documents.downloads import download
from banso.records.documents.cases import case_pdf_of
from banso.records.forms.cases import CaseFilter
from banso.records.models import SupportCase, SupportCaseQuerySet
from banso.records.queries import CaseLine, cases_for, tell_cases, with_all_shown
from banso.records.views.asked import public_ids

MOST_IN_A_BOOKLET = 200


@require_GET
@staff_may("see-cases")
def one(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """One confirmed case as PDF."""
    rows = SupportCase.objects.visible_to(request.staff).checked().filter(public_id=case_id)
    lines = _lines(request.staff, rows)
    if not lines:
        raise Http404
    return download(case_pdf_of(lines, request.staff.organisation, filters=""), "事例", "pdf")


@require_GET
@staff_may("see-cases")
def booklet(request: StaffRequest) -> HttpResponse:
    """The confirmed cases that are ticked, or all that the filters name, in one PDF."""
    asked = CaseFilter(request.GET, staff=request.staff)
    choice = asked.choice()
    ticked = public_ids(request.GET.getlist("case"), most=MOST_IN_A_BOOKLET)
    if ticked:
        rows = SupportCase.objects.visible_to(request.staff).filter(public_id__in=ticked)
        words = [f"選んだ{len(ticked)}件"]
    else:
        rows, words = cases_for(request.staff, choice), asked.in_words(choice)
    lines = _lines(request.staff, rows.checked().order_by("kind", "-written_at", "-pk"))
    paper = case_pdf_of(lines, request.staff.organisation, filters="、".join(words))
    return download(paper, "事例集", "pdf")


def _lines(staff: Staff, rows: SupportCaseQuerySet) -> list[CaseLine]:
    return tell_cases(list(with_all_shown(rows)[:MOST_IN_A_BOOKLET]), staff.organisation)
