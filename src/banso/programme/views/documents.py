"""The target table on paper: PDF to hand to the city, Excel to work on."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from banso.accounts.access import StaffRequest, staff_may
from banso.core.documents.downloads import download
from banso.programme.asking import asked_plan, asked_year
from banso.programme.documents import (
    five_years_excel_of,
    five_years_pdf_of,
    targets_excel_of,
    targets_pdf_of,
)
from banso.programme.queries import PeriodTable, YearTable, period_table, year_table


@require_GET
@staff_may("see-programme")
def targets_pdf(request: StaffRequest) -> HttpResponse:
    """One year of the target table as PDF."""
    table = _year_table(request)
    return download(targets_pdf_of(table), f"目標と実績_{table.year.label}", "pdf")


@require_GET
@staff_may("see-programme")
def targets_excel(request: StaffRequest) -> HttpResponse:
    """One year of the target table as a workbook."""
    table = _year_table(request)
    return download(targets_excel_of(table), f"目標と実績_{table.year.label}", "xlsx")


@require_GET
@staff_may("see-programme")
def five_years_pdf(request: StaffRequest) -> HttpResponse:
    """All years of the target table as PDF."""
    table = period_table(asked_plan(request))
    return download(five_years_pdf_of(table), _period_name(table), "pdf")


@require_GET
@staff_may("see-programme")
def five_years_excel(request: StaffRequest) -> HttpResponse:
    """All years of the target table as a workbook."""
    table = period_table(asked_plan(request))
    return download(five_years_excel_of(table), _period_name(table), "xlsx")


def _year_table(request: StaffRequest) -> YearTable:
    plan = asked_plan(request)
    return year_table(plan, asked_year(plan, request.GET.get("year", "")))


def _period_name(table: PeriodTable) -> str:
    return f"目標と実績_{len(table.years)}年間"
