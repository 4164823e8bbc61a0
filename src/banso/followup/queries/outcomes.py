"""What became of businesses in fiscal years（成果）, from their statements: see rules.outcomes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from banso.core.era import in_era_month
from banso.core.fiscal_year import FiscalYear
from banso.figures.models import FinancialStatement
from banso.followup.models import KeptOutcome
from banso.followup.rules.outcomes import Reading, Result, margin_outcome, sales_outcome

LEVEL = Decimal(0)  # only the very same sales are 横ばい


@dataclass(frozen=True, slots=True)
class BusinessOutcome:
    """One business in one fiscal year; ``statement`` is the period of the year, if it has one.

    ``ends_on`` is that period's last day, known also where the accounts were erased.
    """

    business: int
    year: FiscalYear
    statement: FinancialStatement | None
    sales: Result
    margin: Result
    ends_on: date | None = None

    @property
    def period_words(self) -> str:
        """「令和8年3月31日期」, 「なし」, or that the accounts were erased."""
        if self.statement is not None:
            return self.statement.period_name
        return f"{in_era_month(self.ends_on)}期（消去済み）" if self.ends_on else "なし"


def outcomes_of(
    followed: Mapping[FiscalYear, Iterable[int]], reading: Reading
) -> list[BusinessOutcome]:
    """The outcome of each business（by its key）in each year it was followed up. Two queries.

    The year's period is the last that ended in it; the one before is compared. Trial balances
    are left out. Where the accounts were erased, the outcome kept before counts.
    """
    wanted = {year: sorted(set(keys)) for year, keys in followed.items()}
    businesses = {key for keys in wanted.values() for key in keys}
    if not businesses:
        return []
    since = min(wanted).previous.previous.first_day
    periods: dict[int, list[FinancialStatement]] = defaultdict(list)
    rows = (
        FinancialStatement.objects.realised()
        .closed()
        .filter(business__in=businesses, ends_on__gte=since, ends_on__lte=max(wanted).last_day)
    )
    for row in rows.order_by("ends_on", "pk"):
        periods[row.business_id].append(row)
    kept = _kept(businesses)
    return [
        _of_kept(kept[key, year.start_year], year, reading)
        if (key, year.start_year) in kept and not periods[key]
        else _outcome(key, year, periods[key], reading)
        for year, keys in sorted(wanted.items())
        for key in keys
    ]


def _kept(businesses: set[int]) -> dict[tuple[int, int], KeptOutcome]:
    rows = KeptOutcome.objects.filter(business__in=businesses)
    return {(row.business_id, row.fiscal_year): row for row in rows}


def _of_kept(row: KeptOutcome, year: FiscalYear, reading: Reading) -> BusinessOutcome:
    margin = row.margin_result(reading)
    return BusinessOutcome(row.business_id, year, None, row.sales_result, margin, row.ends_on)


def _outcome(
    business: int, year: FiscalYear, periods: list[FinancialStatement], reading: Reading
) -> BusinessOutcome:
    inside = [row for row in periods if year.whole.contains(row.ends_on)]
    now = inside[-1] if inside else None
    earlier = [row for row in periods if now is not None and row.ends_on < now.ends_on]
    before = earlier[-1].as_statement() if earlier else None
    told = now.as_statement() if now else None
    return BusinessOutcome(
        business,
        year,
        now,
        sales_outcome(before, told, LEVEL),
        margin_outcome(before, told, reading),
        now.ends_on if now else None,
    )
