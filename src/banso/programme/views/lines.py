"""One line of the plan: the rows behind its numbers, and what it means."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from banso.accounts.access import StaffRequest, staff_may
from banso.accounts.rules import may
from banso.programme.evidence import evidence_rows
from banso.programme.measures import MEASURES, is_recorded, readings
from banso.programme.moves import moves_of
from banso.programme.queries import agreed_definitions, definition_in_force, plan_of
from banso.programme.views.asking import asked_line, asked_period, asked_plan
from banso.records.models import SupportRecord

ROWS_A_PAGE = 100


@staff_may("see-evidence")
def evidence(request: StaffRequest, key: str, year: str, part: str) -> HttpResponse:
    """The rows behind one number of the plan."""
    plan = asked_plan(request)
    line, period = asked_line(plan, key), asked_period(plan, year, part)
    found = evidence_rows(plan.programme, line, period)
    page = Paginator(found.rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    agreed = agreed_definitions(plan.programme).get(key)
    context = {
        "plan": plan,
        "line": line,
        "period": period,
        "reading": readings(plan.programme, [line], [period])[key, period],
        "measured": MEASURES[line.measure],
        "definition": definition_in_force(line, agreed),
        "agreed": agreed,
        "page": page,
        "recorded": is_recorded(line),
        "outside": found.outside,
        "may_enter": may(request.staff.role, "enter-results"),
    }
    return render(request, "programme/evidence.html", context)


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
