"""A business's whole page（カルテ）."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from banso.accounts.access import StaffRequest, staff_may
from banso.accounts.rules import may
from banso.diagnosis.queries.listing import analyses_of
from banso.figures.queries import periods_of
from banso.plans.queries import plans_of
from banso.registry.following import follow_merges
from banso.registry.models import Business
from banso.registry.queries import merges_of
from banso.web.queries import chart_of
from banso.web.queries.erasing import asked_to_erase
from banso.web.queries.own_copy import may_copy

MOST_PERIODS = 3
MOST_ANALYSES = 2
MOST_PLANS = 2


@staff_may("see-businesses")
@follow_merges
def business(request: StaffRequest, business_id: UUID) -> HttpResponse:
    """All that is known of one business（カルテ）."""
    rows = Business.objects.visible_to(request.staff)
    rows = rows.select_related("organisation", "district", "adviser__person", "closure", "erasure")
    found = get_object_or_404(rows, public_id=business_id)
    is_open = not hasattr(found, "erasure")
    context = {
        "chart": chart_of(found, request.staff),
        "accounts": periods_of(found, most=MOST_PERIODS),
        "analyses": analyses_of(found, request.staff)[:MOST_ANALYSES],
        "plans": plans_of(found, request.staff)[:MOST_PLANS],
        "sees_plans": may(request.staff.role, "see-plans"),
        "asked_to_erase": asked_to_erase(found, request.staff),
        "may_record": is_open and may(request.staff.role, "record-support"),
        "may_edit": is_open and may(request.staff.role, "edit-businesses"),
        "sees_figures": may(request.staff.role, "see-figures"),
        "may_enter_figures": is_open and may(request.staff.role, "enter-figures"),
        "may_dispatch": is_open and may(request.staff.role, "dispatch-experts"),
        "may_copy": is_open and may_copy(request.staff, found),
        "may_erase": is_open and may(request.staff.role, "erase-businesses"),
        "merges": merges_of(found) if may(request.staff.role, "merge-businesses") else (),
        "opens": may(request.staff.role, "see-evidence"),
    }
    return render(request, "web/business.html", context)
