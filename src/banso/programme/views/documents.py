"""The target table on paper: PDF to hand to the city, Excel to work on."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from banso.accounts.access import StaffRequest, staff_may
from banso.core import clock
from banso.core.era import in_era_day
from banso.programme.asking import asked_plan, asked_year
from banso.programme.documents import (
    five_years_excel_of,
    five_years_pdf_of,
    targets_excel_of,
    targets_pdf_of,
)
from banso.programme.queries import PeriodTable, YearTable, period_table, year_table

PDF = "application/pdf"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@staff_may("see-programme")
def targets_pdf(request: StaffRequest) -> HttpResponse:
    """One year of the target table as PDF."""
    table = _year_table(request)
    return _download(targets_pdf_of(table), f"目標と実績_{table.year.label}", "pdf", PDF)


@require_GET
@staff_may("see-programme")
def targets_excel(request: StaffRequest) -> HttpResponse:
    """One year of the target table as a workbook."""
    table = _year_table(request)
    return _download(targets_excel_of(table), f"目標と実績_{table.year.label}", "xlsx", EXCEL)


@require_GET
@staff_may("see-programme")
def five_years_pdf(request: StaffRequest) -> HttpResponse:
    """All years of the target table as PDF."""
    table = period_table(asked_plan(request))
    return _download(five_years_pdf_of(table), _period_name(table), "pdf", PDF)


@require_GET
@staff_may("see-programme")
def five_years_excel(request: StaffRequest) -> HttpResponse:
    """All years of the target table as a workbook."""
    table = period_table(asked_plan(request))
    return _download(five_years_excel_of(table), _period_name(table), "xlsx", EXCEL)


def _year_table(request: StaffRequest) -> YearTable:
    plan = asked_plan(request)
    return year_table(plan, asked_year(plan, request.GET.get("year", "")))


def _period_name(table: PeriodTable) -> str:
    return f"目標と実績_{len(table.years)}年間"


def _download(content: bytes, name: str, suffix: str, content_type: str) -> HttpResponse:
    """The file under a Japanese name with today's date."""
    filename = f"{name}_{in_era_day(clock.today())}.{suffix}"
    header = content_disposition_header(as_attachment=True, filename=filename)
    return HttpResponse(content, content_type, headers={"Content-Disposition": header or ""})
