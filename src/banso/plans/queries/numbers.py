"""What the figures of a plan say, ready to be drawn: years across, and the months of one year."""

from __future__ import annotations

from dataclasses import dataclass

from banso.core.money import thousand_yen
from banso.diagnosis.rules.reading import Reading
from banso.plans.models import BusinessPlan
from banso.plans.queries.overview import FigureRow, money_in_short, rows_of
from banso.plans.queries.reading import numbers_of
from banso.plans.queries.reasons import Reason, reasons_by_year, reasons_of
from banso.plans.rules.innovation import Goals, Standing, goals, standings
from banso.plans.rules.numbers.assumptions import Assumptions
from banso.plans.rules.numbers.fitting import blank_assumptions, fitted, moved_words
from banso.plans.rules.numbers.income import FURTHER_ROWS, INCOME_ROWS
from banso.plans.rules.numbers.months import MOVED_ROWS, Month
from banso.plans.rules.numbers.reckoning import PlanYear, Reckoned, reckon

BALANCE_ROWS = {
    "cash": "現預金",
    "receivables": "売上債権",
    "stock": "棚卸資産",
    "other_assets": "その他の資産",
    "fixed_assets": "固定資産",
    "total_assets": "総資産",
    "payables": "買入債務",
    "taxes": "未払の税金",
    "loans": "借入金",
    "other_liabilities": "その他の負債",
    "net_assets": "純資産",
}


@dataclass(frozen=True, slots=True)
class MovedRow:
    """Money of one kind, year by year, in thousand yen; 算出不可 where a year is not known."""

    ja: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """All that is shown of the figures; ``chosen`` is the year whose months are shown."""

    found: Reckoned
    income: tuple[FigureRow, ...]
    further: tuple[FigureRow, ...]
    owned: tuple[tuple[str, str, tuple[Reading, ...]], ...]
    moved: tuple[MovedRow, ...]
    chosen: PlanYear
    months: tuple[Month, ...]
    goals: tuple[Standing, ...]
    source: Goals

    @property
    def margins(self) -> tuple[Reading, ...]:
        """粗利率 year by year."""
        return tuple(year.income.gross_margin for year in self.found.years)

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why anything of the profit and loss is 算出不可, each reason once."""
        rows = (row.cells for row in (*self.income, *self.further))
        return reasons_of((*rows, self.margins))

    @property
    def owned_reasons(self) -> tuple[Reason, ...]:
        """Why the balance sheet and the money of a year are 算出不可, each reason once."""
        return reasons_by_year((year.reason,) for year in self.found.years)

    @property
    def operating(self) -> tuple[Reading, ...]:
        """営業利益 year by year."""
        return tuple(year.income.reading("operating_profit") for year in self.found.years)

    @property
    def money(self) -> str:
        """Whether money is short, in a sentence."""
        return money_in_short(self.found)

    @property
    def money_at_once(self) -> str:
        """The same in as few words as a phone has room for; the rest stands in the results."""
        short = len(self.found.short_months)
        words = f"お金の足りない月が{short}か月あります。" if short else ""
        if any(year.balance is None for year in self.found.years):
            return f"{words}現預金は算出不可の年があります。"
        return words or "お金の足りなくなる月はありません。"


def assumptions_of(plan: BusinessPlan) -> Assumptions:
    """The assumptions over the plan's own period; empty ones where none were written. No query."""
    known = numbers_of(plan)
    if known is None:
        return blank_assumptions(plan.starts_on, plan.years, is_new=plan.kind == "founding")
    return fitted(known, plan.starts_on, plan.years)


def moved_since_kept(plan: BusinessPlan) -> str:
    """What another first day makes of the figures kept, in words; empty when it is the same."""
    known = numbers_of(plan)
    return moved_words(known, plan.starts_on) if known else ""


def results_for(given: Assumptions, kind: str, year: int = 1) -> Results:
    """The results of these assumptions, with the months of a year（1 the first）."""
    found = reckon(given)
    chosen = found.years[min(max(year, 1), len(found.years)) - 1]
    start = found.start
    return Results(
        found=found,
        income=rows_of(found, INCOME_ROWS),
        further=rows_of(found, FURTHER_ROWS),
        owned=tuple(
            (
                ja,
                thousand_yen(getattr(start, name)).removesuffix("千円") if start else "—",
                tuple(one.owned(name) for one in found.years),
            )
            for name, ja in BALANCE_ROWS.items()
        ),
        moved=tuple(_moved(found, name, ja) for name, ja in MOVED_ROWS.items()),
        chosen=chosen,
        months=chosen.months,
        goals=standings(found) if kind == "innovation" else (),
        source=goals(),
    )


def _moved(found: Reckoned, name: str, ja: str) -> MovedRow:
    amounts = (year.moved(name) for year in found.years)
    return MovedRow(
        ja,
        tuple(
            "算出不可" if one is None else thousand_yen(one).removesuffix("千円") for one in amounts
        ),
    )
