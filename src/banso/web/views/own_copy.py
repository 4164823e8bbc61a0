"""A business's own copy of what is held of it（本人への開示）."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from banso.accounts.access import StaffRequest, staff_may
from banso.accounts.rules import may
from banso.core.documents.downloads import download
from banso.core.forms import add_refusal
from banso.core.refusals import RuleViolation
from banso.registry.models import Business
from banso.web.actions.own_copy import copy_for_owner
from banso.web.documents.own_copy import own_copy_zip_of
from banso.web.forms.own_copy import OwnCopyForm
from banso.web.queries.own_copy import may_copy


@require_http_methods(["GET", "POST"])
@staff_may("export-business-for-owner")
def own_copy(request: StaffRequest, business_id: UUID) -> HttpResponse:
    """Ask who wants it and how they were recognised; then give all that is held as one file."""
    rows = Business.objects.visible_to(request.staff).unerased().select_related("organisation")
    business = get_object_or_404(rows, public_id=business_id)
    if not may_copy(request.staff, business):
        raise PermissionDenied("担当する事業者の情報を本人に開示する")
    typed = request.POST if request.method == "POST" else None
    form = OwnCopyForm(typed, may_withhold=may(request.staff.role, "read-confidences"))
    if form.is_bound and form.is_valid():
        try:
            content = copy_for_owner(
                business, form.asking(), pack=own_copy_zip_of, by=request.staff
            )
        except RuleViolation as refusal:
            add_refusal(form, refusal)
        else:
            return download(content, f"保有情報_{business.name}", "zip")
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "business": business}
    return render(request, "web/own_copy.html", context, status=status)
