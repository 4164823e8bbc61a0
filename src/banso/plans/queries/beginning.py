"""What a plan begins from: the newest accounts, the months sold, what an analysis found."""

from __future__ import annotations

from datetime import date

from banso.diagnosis.models import Diagnosis, Remedy, SheetEntry
from banso.diagnosis.rules.cash_flow.terms_of_payment import month_after
from banso.diagnosis.rules.swot import CROSS, SWOT
from banso.figures.models import FinancialStatement, MonthlyFigure
from banso.plans.rules.numbers.assumptions import EVEN, MONTHS, Assumptions
from banso.plans.rules.numbers.base import propose
from banso.registry.models import Business

_SALES = ("sales_store", "sales_online", "sales_other")
_THOUSAND = 1_000


def newest_statement(business: Business) -> FinancialStatement | None:
    """The last period that happened; ``None`` without accounts. One query."""
    rows = FinancialStatement.objects.of_business(business).realised().latest_periods(1)
    return rows[0] if rows else None


def proposed_numbers(business: Business, starts_on: date, years: int) -> Assumptions | None:
    """Figures that repeat the newest accounts, nothing retyped; ``None`` without accounts."""
    row = newest_statement(business)
    if row is None:
        return None
    return propose(row.as_statement(), starts_on, years, seasons_of(business, starts_on))


def seasons_of(business: Business, starts_on: date) -> tuple[int, ...]:
    """How the twelve months before shared their sales（千円）, from the month of ``starts_on`` on.

    Even where one of the months is not known. One query.
    """
    first = month_after(starts_on, -MONTHS)
    rows = MonthlyFigure.objects.of_business(business).filter(
        item__in=_SALES, month__gte=first, month__lt=starts_on
    )
    sold: dict[date, int] = {}
    for month, value in rows.values_list("month", "value"):
        if value is None:
            return EVEN
        sold[month] = sold.get(month, 0) + int(value)
    months = [month_after(first, at) for at in range(MONTHS)]
    weights = tuple(max(sold.get(month, 0), 0) // _THOUSAND for month in months)
    return weights if set(months) <= set(sold) and sum(weights) > 0 else EVEN


def remedies_of(diagnosis: Diagnosis) -> list[Remedy]:
    """What is to be done about the findings taken up, in the adviser's order. One query."""
    rows = Remedy.objects.filter(
        finding__diagnosis=diagnosis, finding__verdict__is_accepted=True
    ).select_related("finding")
    return list(rows.order_by("finding__position", "pk"))


def points_said(diagnosis: Diagnosis) -> list[tuple[str, SheetEntry]]:
    """What was said in SWOT and クロスSWOT with the field of it（S…, SO…）. One query."""
    rows = diagnosis.entries.filter(sheet__in=(SWOT, CROSS)).order_by("-weight", "pk")
    return [(entry.cell.partition("-")[0], entry) for entry in rows]
