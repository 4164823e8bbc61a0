"""The list of businesses（事業者一覧）."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from banso.accounts.access import StaffRequest, staff_may
from banso.accounts.rules import may
from banso.registry.models import Business
from banso.registry.queries import businesses_for


@require_GET
@staff_may("see-businesses")
def show_list(request: StaffRequest) -> HttpResponse:
    """Show the office's businesses, found by words, narrowed and sorted."""
    found = businesses_for(request.staff, request.GET)
    context = {
        "found": found,
        "may_edit": may(request.staff.role, "edit-businesses"),
        "may_import": may(request.staff.role, "import-businesses"),
        "is_first": not found.rows and not Business.objects.visible_to(request.staff).exists(),
    }
    return render(request, "registry/list.html", context)
