"""Home, a business's whole page, and the pages for what went wrong."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from banso.accounts.access import StaffRequest, ask_to_sign_in, open_to_all, staff_may
from banso.accounts.rules import Role, may
from banso.registry.models import Business
from banso.web.queries import chart_of, day_of


@open_to_all
def door(request: HttpRequest) -> HttpResponse:
    """The front door: the sign-in page, or today."""
    if not request.user.is_authenticated:
        return ask_to_sign_in(request)
    return home(request)


@staff_may("see-home")
def home(request: StaffRequest) -> HttpResponse:
    """What waits today, why, and how the plan stands（今日）."""
    context = {
        "day": day_of(request.staff),
        "may_record": may(request.staff.role, "record-support"),
        "is_office": request.staff.role in Role.office(),
        "is_expert": request.staff.role == Role.EXPERT,
        "opens": may(request.staff.role, "see-evidence"),
    }
    return render(request, "web/home.html", context)


@staff_may("see-businesses")
def business(request: StaffRequest, business_id: UUID) -> HttpResponse:
    """All that is known of one business（カルテ）."""
    rows = Business.objects.visible_to(request.staff)
    rows = rows.select_related("organisation", "district", "adviser__person", "closure")
    found = get_object_or_404(rows, public_id=business_id)
    context = {
        "chart": chart_of(found, request.staff),
        "may_record": may(request.staff.role, "record-support"),
        "may_edit": may(request.staff.role, "edit-businesses"),
        "may_dispatch": may(request.staff.role, "dispatch-experts"),
        "opens": may(request.staff.role, "see-evidence"),
    }
    return render(request, "web/business.html", context)


@open_to_all
def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say which permission is missing."""
    return render(request, "403.html", {"needed": str(exception)}, status=403)


@open_to_all
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is nothing here that the asker may see."""
    del exception
    return render(request, "404.html", status=404)


@open_to_all
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the form was too old, and that going back keeps what was typed."""
    del reason
    return render(request, "core/403_csrf.html", status=403)
