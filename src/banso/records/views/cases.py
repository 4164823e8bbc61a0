"""The case bank（事例集）: the list, one case, and the cases like a record being written."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods

from banso.accounts.access import StaffRequest, staff_may
from banso.accounts.history import changes_of
from banso.accounts.models import Staff
from banso.accounts.rules import may
from banso.records.actions import may_check_own_text
from banso.records.forms.cases import STATES, CaseFilter
from banso.records.models import SupportCase, SupportRecord
from banso.records.queries import (
    CaseLine,
    cases_due,
    cases_for,
    reading_of,
    similar_cases,
    tell_cases,
    with_all_shown,
)
from banso.records.queries.anonymising import bucket_of
from banso.records.rules.similarity import Written
from banso.records.views.asked import record_seen_by
from banso.registry.models import Business
from banso.registry.queries import publication_withdrawn_on

PAGE = 30
LONGEST_TYPED = 8000


@require_GET
@staff_may("see-cases")
def cases(request: StaffRequest) -> HttpResponse:
    """List the cases asked for; those in use unless others are."""
    asked = CaseFilter(request.GET, staff=request.staff)
    choice = asked.choice()
    rows = with_all_shown(cases_for(request.staff, choice))
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "form": asked,
        "words": asked.in_words(choice),
        "state": choice.state,
        "states": STATES.items(),
        "due": cases_due(request.staff),
        "page": page,
        "lines": tell_cases(list(page.object_list), request.staff.organisation),
        "may_write": may(request.staff.role, "write-cases"),
    }
    return render(request, "records/cases.html", context)


def case_seen_by(staff: Staff, case_id: UUID) -> SupportCase:
    """The case with all its page shows; 404 for one that the asker may not see."""
    rows = with_all_shown(SupportCase.objects.visible_to(staff))
    rows = rows.select_related("business", "organisation")
    return get_object_or_404(rows, public_id=case_id)


@require_GET
@staff_may("see-cases")
def case(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Show one case: its text, how it stands, and to whom may confirm it what to look at."""
    return case_page(request, case_seen_by(request.staff, case_id))


def case_page(request: StaffRequest, row: SupportCase, *, refusal: str = "") -> HttpResponse:
    """The page of a case; ``refusal`` says why what was pressed could not be."""
    staff = request.staff
    [line] = tell_cases([row], staff.organisation)
    records = list(_records_of(staff, row))
    to_read = not line.is_checked and not line.is_retired
    context = {
        "line": line,
        "case": row,
        "records": records,
        "reading": reading_of(row, records) if to_read else None,
        "publication_withdrawn": _publication_withdrawn(row) if to_read else None,
        "history": changes_of(row) if may(staff.role, "see-history") else None,
        "refusal": refusal,
        "reason": request.POST.get("reason", ""),
        **_allowed(staff, line),
    }
    return render(request, "records/case.html", context, status=422 if refusal else 200)


def _publication_withdrawn(row: SupportCase) -> date | None:
    return publication_withdrawn_on(row.business) if row.business else None


def _records_of(staff: Staff, row: SupportCase) -> list[SupportRecord]:
    """The records it was drawn from, as far as the asker may see them, the oldest first."""
    if not may(staff.role, "see-records"):
        return []
    rows = SupportRecord.objects.visible_to(staff).filter(cases=row)
    return list(rows.select_related("business", "confidence").order_by("on", "pk"))


def _allowed(staff: Staff, line: CaseLine) -> dict[str, bool]:
    own = line.case.text_by == staff
    return {
        "may_write": may(staff.role, "write-cases"),
        "may_check": may(staff.role, "check-cases") and (not own or may_check_own_text(staff)),
        "own_text": own and not may_check_own_text(staff),
    }


@require_http_methods(["GET", "POST"])
@staff_may("see-cases")
def similar(request: StaffRequest) -> HttpResponse:
    """Show the cases like a record being written: by its firm, its topics, and the words so far.

    The words come by POST: what a firm told in confidence does not belong in an address.
    """
    asked = request.POST if request.method == "POST" else request.GET
    code = _industry_code(request.staff, asked.get("business", ""))
    text = "\n".join(asked.get(name, "") for name in ("heard", "advice"))
    written = Written(
        industry_code=code,
        bucket=bucket_of(code),
        topics=_topics(asked),
        text=text[:LONGEST_TYPED],
    )
    context = {"similar": similar_cases(request.staff, written), "pressed": True}
    return render(request, "records/_similar.html", context)


def _topics(asked: QueryDict) -> frozenset[str]:
    return frozenset(asked.getlist("topics"))


def _industry_code(staff: Staff, key: str) -> str:
    try:
        public_id = UUID(key)
    except ValueError:
        return ""
    business = Business.objects.visible_to(staff).filter(public_id=public_id).first()
    return business.industry_code if business else ""


def _may_be_told(record: SupportRecord) -> bool:
    """Whether a case may be drawn from the record: it stands and was not told in confidence."""
    return not record.is_confidential and not hasattr(record, "withdrawal")


@require_GET
@staff_may("see-cases")
def of_record(request: StaffRequest, record_id: UUID) -> HttpResponse:
    """Show the cases drawn from a record, and the way to draw one."""
    record = record_seen_by(request, record_id)
    rows = with_all_shown(SupportCase.objects.visible_to(request.staff).filter(records=record))
    context = {
        "record": record,
        "lines": tell_cases(list(rows), request.staff.organisation),
        "may_write": may(request.staff.role, "write-cases") and _may_be_told(record),
    }
    return render(request, "records/_record_cases.html", context)
