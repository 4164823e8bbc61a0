"""The check sheet as a paper, and the sheets that one takes along."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from banso.accounts.access import StaffRequest, staff_may
from banso.core.documents.downloads import download
from banso.followup.documents.sheet import file_name, sheet_pdf_of
from banso.followup.models import CheckSheet
from banso.followup.views.asked import asked_sheet
from banso.followup.views.sheet_pages import page_of


@require_GET
@staff_may("see-follow-up")
def pdf(request: StaffRequest, sheet_id: UUID) -> HttpResponse:
    """Hand the sheet to the browser as PDF: to be filled in, or as it was recorded."""
    page = page_of(asked_sheet(request, sheet_id))
    url = request.build_absolute_uri(reverse("followup:sheet", args=[sheet_id]))
    return download(sheet_pdf_of(page, url), file_name(page), "pdf")


@require_GET
@staff_may("write-follow-up")
def take_along(request: StaffRequest) -> HttpResponse:
    """Offer to keep the open sheets of one's own firms on the device, for places without signal."""
    rows = CheckSheet.objects.visible_to(request.staff).open()
    rows = rows.filter(plan__business__adviser=request.staff).select_related("plan__business")
    sheets = rows.order_by("planned_on", "plan__business__name_kana")
    return render(request, "followup/_take_along.html", {"sheets": sheets})
