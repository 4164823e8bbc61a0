"""What is handed out about businesses（提供）: recorded, listed for one business and for all."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from banso.accounts.access import StaffRequest, staff_may
from banso.accounts.kept_input import kept_input
from banso.accounts.rules import may
from banso.core.documents.downloads import download
from banso.core.forms import add_refusal, posted
from banso.core.refusals import RuleViolation
from banso.registry.actions import disclose
from banso.registry.basis_fields import BasisFields
from banso.registry.documents.disclosures import disclosures_excel_of
from banso.registry.forms import DisclosureFilter, DisclosureForm
from banso.registry.models import Business
from banso.registry.queries import (
    count_of_disclosures,
    disclosures_for,
    handed_out,
    leave_for,
    pick,
)

PAGE = 50


@require_GET
@staff_may("see-disclosures")
def log(request: StaffRequest) -> HttpResponse:
    """List everything handed out in the organisation, narrowed and counted."""
    asked = DisclosureFilter(request.GET, staff=request.staff)
    rows = disclosures_for(request.staff, asked.choice())
    context = {
        "form": asked,
        "words": asked.in_words(),
        "count": count_of_disclosures(rows),
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "registry/disclosures.html", context)


@require_GET
@staff_may("see-disclosures")
def log_excel(request: StaffRequest) -> HttpResponse:
    """The same list as a workbook."""
    asked = DisclosureFilter(request.GET, staff=request.staff)
    rows = disclosures_for(request.staff, asked.choice())
    content = disclosures_excel_of(request.staff.organisation, rows, asked.in_words())
    return download(content, "提供の記録", "xlsx")


@require_GET
@staff_may("see-disclosures")
def of_business(request: StaffRequest, business_id: UUID) -> HttpResponse:
    """Show a business's consents, and what was handed out under each."""
    business = _business(request, business_id)
    context = {
        "business": business,
        "handed_out": handed_out(business),
        "may_disclose": may(request.staff.role, "disclose") and not hasattr(business, "erasure"),
    }
    return render(request, "registry/handed_out.html", context)


@require_http_methods(["GET", "POST"])
@staff_may("disclose")
def new(request: StaffRequest, business_id: UUID) -> HttpResponse:
    """Record that something is handed out; without consent, only on a ground that is said."""
    business = _business(request, business_id)
    kept = kept_input(request) if request.method == "GET" else None
    form = DisclosureForm(posted(request, kept))
    if request.method == "POST" and form.is_valid():
        try:
            disclose(form.disclosure(business), basis=form.basis(), by=request.staff)
        except RuleViolation as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, "提供を記録しました。")
            return redirect("registry:handed-out", business.public_id)
    context = {"business": business, "form": form, **leave_for(business, _kind_of(form))}
    status = 422 if request.method == "POST" else 200
    return render(request, "registry/disclosure_form.html", context, status=status)


@require_GET
@staff_may("disclose")
def basis(request: StaffRequest) -> HttpResponse:
    """Tell, once business and recipient are known, whether a consent is in force; ask if not."""
    chosen = pick(request.staff, business=request.GET.get("business")).chosen
    if chosen is None:
        return HttpResponse("")
    business = Business.objects.visible_to(request.staff).get(public_id=chosen.public_id)
    context = {"form": BasisFields(), **leave_for(business, request.GET.get("recipient_kind", ""))}
    return render(request, "registry/_basis.html", context)


def _kind_of(form: DisclosureForm) -> str:
    return str(form["recipient_kind"].value() or "")


def _business(request: StaffRequest, business_id: UUID) -> Business:
    rows = Business.objects.visible_to(request.staff)
    return get_object_or_404(rows.select_related("organisation", "erasure"), public_id=business_id)
