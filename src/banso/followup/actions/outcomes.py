"""Keeping what became of a business before its accounts are erased（残した成果）."""

from __future__ import annotations

from django.db import transaction

from banso.core import clock
from banso.core.fiscal_year import FiscalYear
from banso.figures.models import FinancialStatement
from banso.followup.models import KeptOutcome
from banso.followup.queries.outcomes import outcomes_of
from banso.records.models import SupportRecord
from banso.registry.models import Business


@transaction.atomic
def keep_outcomes(business: Business) -> None:
    """Keep 増加・減少・横ばい・不明 of every year of which the programme counts it, no amounts.

    Those are the years with a support record and with accounts. Must run while the accounts are
    there; years kept before stay as they are.
    """
    ends = FinancialStatement.objects.of_business(business).realised().closed()
    days = SupportRecord.objects.filter(business=business).values_list("on", flat=True)
    years = {FiscalYear.of(on) for on in ends.values_list("ends_on", flat=True)}
    years &= {FiscalYear.of(on) for on in days}
    asked = {year: [business.pk] for year in years}
    points, ratio = outcomes_of(asked, "points"), outcomes_of(asked, "ratio")
    for one, other in zip(points, ratio, strict=True):
        if one.statement is None:
            continue
        KeptOutcome.objects.get_or_create(
            business=business,
            fiscal_year=one.year.start_year,
            defaults={
                "ends_on": one.statement.ends_on,
                "sales": one.sales.outcome.name.lower(),
                "margin_points": one.margin.outcome.name.lower(),
                "margin_ratio": other.margin.outcome.name.lower(),
                "at": clock.now(),
            },
        )
