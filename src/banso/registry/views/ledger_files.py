"""Ledgers to take away: the register written out, and rows of an import that stayed out."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from banso.accounts.access import StaffRequest, staff_may
from banso.core import clock
from banso.core.documents.downloads import download
from banso.core.era import in_era
from banso.registry.documents import ledger_csv, ledger_excel, returned_excel
from banso.registry.models import LedgerImport
from banso.registry.queries.imports import returned_rows
from banso.registry.queries.ledger_export import exported_rows
from banso.registry.queries.listing import asked_businesses
from banso.registry.rules.preview_file import has_preview, read_layout

_CORPORATE_HEADINGS = ("法人番号", "商号", "所在地")


@require_GET
@staff_may("import-businesses")
def export(request: StaffRequest) -> HttpResponse:
    """Write the businesses of the list out, with its filters（台帳の書出し）."""
    found, words = asked_businesses(request.staff, request.GET)
    rows = exported_rows(found, request.staff.organisation)
    if request.GET.get("format") == "csv":
        return download(ledger_csv(rows), "事業者台帳", "csv")
    lines = (request.staff.organisation.name, in_era(clock.today()), words)
    return download(ledger_excel(rows, lines), "事業者台帳", "xlsx")


@require_GET
@staff_may("import-businesses")
def returned(request: StaffRequest, import_id: UUID) -> HttpResponse:
    """Give back the rows that stayed out, with the reason in the last column."""
    mine = LedgerImport.objects.visible_to(request.staff)
    ledger_import = get_object_or_404(mine, public_id=import_id)
    layout = read_layout(ledger_import.folder)
    if layout is None or not has_preview(ledger_import.folder):
        raise Http404
    refused, remarked = returned_rows(ledger_import)
    lines = (ledger_import.file_name, in_era(clock.today()))
    headings = layout.headings or _CORPORATE_HEADINGS
    content = returned_excel(headings, refused, remarked, lines)
    return download(content, "取り込まなかった行", "xlsx")
