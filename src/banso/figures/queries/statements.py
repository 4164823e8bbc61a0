"""A business's periods（決算）side by side."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from banso.core import clock
from banso.figures.models import FinancialStatement
from banso.figures.rules.accounts import Form
from banso.figures.rules.checking import Remark, remarks_on
from banso.figures.rules.periods import first_period, next_period, period_before
from banso.figures.rules.sheet import Row, sheet_for, value_of
from banso.registry.models import Business, LegalForm

SIDE_BY_SIDE = 3


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """What one looks for first in a period, in yen; ``None`` is unknown.

    ``is_insolvent`` says 債務超過: the net assets are below zero. ``mend_before`` is the day before
    which the entry page must look to show the period; ``None`` when it shows it of itself.
    """

    row: FinancialStatement
    months: int
    sales: int | None
    gross_profit: int | None
    operating_profit: int | None
    ordinary_profit: int | None
    net_profit: int | None
    cash: int | None
    loans: int | None
    total_assets: int | None
    net_assets: int | None
    employees: Decimal | None
    has_balance_sheet: bool
    mend_before: date | None = None

    @property
    def is_insolvent(self) -> bool:
        """Whether the net assets are below zero（債務超過）."""
        return self.net_assets is not None and self.net_assets < 0


@dataclass(frozen=True, slots=True)
class PeriodsPage:
    """All periods of a business, the latest first, with what is odd in them."""

    periods: tuple[KeyFigures, ...]
    remarks: tuple[Remark, ...]
    draft_kind: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the entry page begins with: periods side by side, and what a new one looks like."""

    rows: tuple[FinancialStatement, ...]
    blank: FinancialStatement
    has_earlier: bool


def key_figures(row: FinancialStatement) -> KeyFigures:
    """The figures of one period."""
    one = row.as_statement()
    return KeyFigures(
        row=row,
        months=one.months,
        sales=one.sales,
        gross_profit=one.gross_profit,
        operating_profit=one.operating_profit,
        ordinary_profit=one.ordinary_profit,
        net_profit=one.net_profit,
        cash=one.cash,
        loans=one.loans,
        total_assets=one.total_assets,
        net_assets=one.net_assets,
        employees=one.employees,
        has_balance_sheet=one.has_balance_sheet,
    )


def periods_of(business: Business, *, most: int | None = None) -> PeriodsPage:
    """The business's periods, the latest first, in one query however many there are."""
    rows = FinancialStatement.objects.of_business(business).order_by("-ends_on", "-pk")
    every = list(rows)
    shown = every if most is None else [row for row in every if not row.is_forecast][:most]
    remarks = remarks_on([row.as_statement() for row in every])
    figures = tuple(
        replace(key_figures(row), mend_before=_mend_before(place, row))
        for place, row in enumerate(shown)
    )
    return PeriodsPage(figures, tuple(reversed(remarks)), draft_kind(business))


def _mend_before(place: int, row: FinancialStatement) -> date | None:
    """The entry page shows the latest three; an earlier period is asked for by the day after it."""
    return None if place < SIDE_BY_SIDE else row.ends_on + timedelta(days=1)


@dataclass(frozen=True, slots=True)
class PeriodSheet:
    """One period read through: its paper's rows with what they say, blank lines left out."""

    row: FinancialStatement
    groups: tuple[tuple[str, tuple[tuple[Row, int | None], ...]], ...]
    remarks: tuple[Remark, ...]

    @property
    def mend_before(self) -> date:
        """The day before which the entry page must look to show it last of its three."""
        return self.row.ends_on + timedelta(days=1)


def period_sheet(row: FinancialStatement) -> PeriodSheet:
    """Every row of one period that says something, in the order of its paper, in yen."""
    one = row.as_statement()
    sheet = sheet_for([one.form], outline=row.is_outline, typed=set(row.amounts))
    groups = []
    for group in sheet:
        said = ((each, value_of(each, one)) for each in group.rows)
        found = tuple((each, amount) for each, amount in said if amount is not None)
        if found:
            groups.append((group.ja, found))
    return PeriodSheet(row, tuple(groups), tuple(remarks_on([one])))


def draft_kind(business: Business) -> str:
    """By what name the device keeps what was typed of this business's accounts and not saved."""
    return f"statements-{business.public_id}"


def shown_for_entry(
    business: Business, *, before: date | None = None, columns: Collection[UUID] | None = None
) -> Shown:
    """The last three periods (or the three before a day), and the one that comes next.

    ``columns`` are the periods that a page was sent with: then it is those, whatever a colleague
    has entered since.
    """
    rows = FinancialStatement.objects.of_business(business)
    if columns is None:
        earlier = rows.filter(ends_on__lt=before) if before else rows
        side_by_side = earlier.latest_periods(SIDE_BY_SIDE)
    else:
        side_by_side = list(rows.filter(public_id__in=columns).order_by("ends_on", "pk"))
    first = side_by_side[0].ends_on if side_by_side else None
    return Shown(
        rows=tuple(side_by_side),
        blank=blank_after(business, rows.realised().latest_periods(1)),
        has_earlier=first is not None and rows.filter(ends_on__lt=first).exists(),
    )


def blank_after(business: Business, kept: list[FinancialStatement]) -> FinancialStatement:
    """A new period: after the last one, on the same paper and in the same unit."""
    if kept:
        starts_on, ends_on = next_period(kept[-1].ends_on)
        form, unit = kept[-1].form, kept[-1].typed_in
    else:
        form = form_by_law(business).value
        is_corporation = form == Form.CORPORATION
        starts_on, ends_on = first_period(clock.today(), is_corporation=is_corporation)
        unit = FinancialStatement._meta.get_field("typed_in").get_default()
    return FinancialStatement(
        business=business, starts_on=starts_on, ends_on=ends_on, form=form, typed_in=unit
    )


def form_by_law(business: Business) -> Form:
    """The paper that a business of its legal form hands in, where nothing else is known."""
    is_corporation = business.legal_form == LegalForm.CORPORATION
    return Form.CORPORATION if is_corporation else Form.PROPRIETOR


def first_three(business: Business) -> list[FinancialStatement]:
    """Blank periods for a business of which no accounts are kept: the last three years."""
    rows = [blank_after(business, [])]
    while len(rows) < SIDE_BY_SIDE:
        starts_on, ends_on = period_before(rows[0].starts_on)
        earlier = blank_after(business, [])
        earlier.starts_on, earlier.ends_on = starts_on, ends_on
        rows.insert(0, earlier)
    return rows
