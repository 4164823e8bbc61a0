"""Pages of the register."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from banso.accounts.access import StaffRequest, staff_may
from banso.registry.queries import pick as pick_businesses


@require_GET
@staff_may("see-businesses")
def pick(request: StaffRequest) -> HttpResponse:
    """Offer businesses to choose from while someone types（事業者を選ぶ欄の候補）."""
    picker = pick_businesses(request.staff, search=request.GET.get("business_search", ""))
    return render(request, "registry/_choices.html", {"picker": picker})
