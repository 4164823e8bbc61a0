"""Before a visit（訪問前1枚）: on the phone, on paper, and for a day's round."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from banso.accounts.access import StaffRequest, staff_may
from banso.accounts.rules import may
from banso.core import clock
from banso.core.era import in_era_day
from banso.registry.models import Business, BusinessQuerySet
from banso.web.documents import before_visits_pdf_of
from banso.web.queries import before_visit_of, round_of

MOST_IN_A_ROUND = 20


@require_GET
@staff_may("see-records")
def before_visit(request: StaffRequest, business_id: UUID) -> HttpResponse:
    """What to know before a visit, on one page for the phone."""
    business = get_object_or_404(_businesses(request), public_id=business_id)
    context = {
        "sheet": before_visit_of(business, request.staff),
        "may_record": may(request.staff.role, "record-support"),
    }
    return render(request, "web/before_visit.html", context)


@require_GET
@staff_may("see-records")
def before_visit_pdf(request: StaffRequest, business_id: UUID) -> HttpResponse:
    """The same on one A4 page."""
    business = get_object_or_404(_businesses(request), public_id=business_id)
    return _pdf(request, [business], f"訪問前1枚_{business.name}")


@require_GET
@staff_may("see-records")
def round_(request: StaffRequest) -> HttpResponse:
    """Choose from the planned contacts whom to call on（明日の訪問）."""
    context = {"round": round_of(request.staff), "most": MOST_IN_A_ROUND}
    return render(request, "web/round.html", context)


@require_GET
@staff_may("see-records")
def round_pdf(request: StaffRequest) -> HttpResponse:
    """The sheets of the firms chosen, in the order of the list, in one file."""
    chosen = list(dict.fromkeys(filter(None, map(_uuid, request.GET.getlist("business")))))
    rows = {row.public_id: row for row in _businesses(request).filter(public_id__in=chosen)}
    businesses = [rows[each] for each in chosen if each in rows]
    if not businesses:
        messages.warning(request, "事業者を1つ以上選んでください。")
        return redirect("web:round")
    if len(businesses) > MOST_IN_A_ROUND:
        messages.warning(
            request, f"一度に印刷できるのは{MOST_IN_A_ROUND}者までです。分けて印刷してください。"
        )
        return redirect("web:round")
    return _pdf(request, businesses, f"訪問前1枚_{len(businesses)}者")


def _businesses(request: StaffRequest) -> BusinessQuerySet:
    rows = Business.objects.visible_to(request.staff)
    return rows.select_related("organisation", "district", "adviser__person", "closure")


def _pdf(request: StaffRequest, businesses: Sequence[Business], name: str) -> HttpResponse:
    sheets = [before_visit_of(business, request.staff) for business in businesses]
    content = before_visits_pdf_of(sheets, request.staff.organisation.name)
    filename = f"{name}_{in_era_day(clock.today())}.pdf"
    header = content_disposition_header(as_attachment=False, filename=filename)
    headers = {"Content-Disposition": header or "", "Cache-Control": "private, no-store"}
    return HttpResponse(content, "application/pdf", headers=headers)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
