"""Periods of accounts（決算期）in order, each with the one before it and its figures by name.

The period before is recognised only where it ends on the day before this one begins. After a gap
or an overlap there is none, and the reason is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from banso.core.era import in_era_month
from banso.figures.rules.statement import MONTHS_OF_A_YEAR, Statement

NO_EARLIER = "前期の決算がない"
GAP = "前の期が抜けている"
OVERLAP = "前の期と日が重なっている"
NO_BALANCE_SHEET = "貸借対照表がない"

# Figures of a stretch of time, and figures of its last day; each by its Japanese name.
FLOWS: Mapping[str, str] = {
    "sales": "売上高",
    "cost_of_sales": "売上原価",
    "gross_profit": "売上総利益",
    "selling_and_admin": "販売費及び一般管理費",
    "operating_profit": "営業利益",
    "ordinary_profit": "経常利益",
    "profit_before_tax": "税引前当期純利益",
    "net_profit": "当期純利益",
    "labour_cost": "人件費",
    "depreciation": "減価償却費",
    "interest": "支払利息",
    "value_added": "付加価値（営業利益＋人件費＋減価償却費）",
    "ebitda": "EBITDA（営業利益＋減価償却費）",
    "cash_earnings": "返済の元手（当期純利益＋減価償却費）",
}
STOCKS: Mapping[str, str] = {
    "cash": "現預金",
    "receivables": "売上債権",
    "inventories": "棚卸資産",
    "payables": "買入債務",
    "quick_assets": "当座資産",
    "current_assets": "流動資産",
    "fixed_assets": "固定資産",
    "total_assets": "総資産",
    "current_liabilities": "流動負債",
    "fixed_liabilities": "固定負債",
    "liabilities": "負債",
    "loans": "借入金",
    "net_assets": "純資産",
    "net_loans": "借入金−現預金",
    "operating_capital": "営業運転資本（売上債権＋棚卸資産−買入債務）",
    "long_term_capital": "純資産＋固定負債",
}
EMPLOYEES = "employees"
FIGURES: Mapping[str, str] = {**FLOWS, **STOCKS, EMPLOYEES: "従業員数"}
# Sums of figures: what they are made of, what is taken off marked with a minus.
_SUMS: Mapping[str, tuple[str, ...]] = {
    "value_added": ("operating_profit", "labour_cost", "depreciation"),
    "ebitda": ("operating_profit", "depreciation"),
    "cash_earnings": ("net_profit", "depreciation"),
    "net_loans": ("loans", "-cash"),
    "operating_capital": ("receivables", "inventories", "-payables"),
    "long_term_capital": ("net_assets", "fixed_liabilities"),
}
PROFIT_LIKE = frozenset({"value_added", "ebitda", "cash_earnings"})
# Names that the statement has under another word.
_ASKED_AS = {"labour_cost": "personnel"}


@dataclass(frozen=True, slots=True)
class Term:
    """One period with its figures in yen（people for employees）; ``None`` is unknown.

    ``months`` is at least 1, so that nothing is divided by 0. ``notes`` are what a reader must
    know of any figure of the period.
    """

    statement: Statement
    amounts: Mapping[str, Decimal | None]
    months: int
    notes: tuple[str, ...] = ()
    previous: Term | None = None
    no_previous: str = NO_EARLIER

    @property
    def label(self) -> str:
        """「令和8年3月期」; one that is not a whole closed year says so:（6か月・見込み）."""
        said = {
            f"{self.months}か月": not self.is_whole_year,
            "見込み": self.statement.is_forecast,
            "締め前": not self.statement.is_closed,
        }
        marks = "・".join(mark for mark, holds in said.items() if holds)
        return f"{in_era_month(self.statement.ends_on)}期{f'（{marks}）' if marks else ''}"

    @property
    def is_whole_year(self) -> bool:
        """Whether its figures are a year's as they are."""
        return self.months == MONTHS_OF_A_YEAR

    def a_year_of(self, amount: Decimal) -> Decimal:
        """A flow of the period as a year's: × 12 ÷ months（年換算）."""
        return amount if self.is_whole_year else amount * MONTHS_OF_A_YEAR / self.months

    def why_unknown(self, name: str) -> str:
        """Why a figure is not known, in Japanese."""
        if (name in STOCKS) and not self.statement.has_balance_sheet:
            return NO_BALANCE_SHEET
        missing = [part for part in self._parts_of(name) if self.amounts[part] is None]
        return f"{FIGURES[missing[0] if missing else name]}がわからない"

    def _parts_of(self, name: str) -> tuple[str, ...]:
        if name == "gross_profit":
            return ("sales", "cost_of_sales")
        return tuple(part.removeprefix("-") for part in _SUMS.get(name, (name,)))

    def earlier(self) -> Iterator[Term]:
        """This period and those before it, newest first, as far as they join."""
        term: Term | None = self
        while term is not None:
            yield term
            term = term.previous


def terms_of(statements: Iterable[Statement]) -> tuple[Term, ...]:
    """The periods in order of time, each joined to the one that ends where it begins."""
    ordered = sorted(statements, key=lambda one: (one.ends_on, one.starts_on))
    terms: list[Term] = []
    for statement in ordered:
        term = _alone(statement)
        before = terms[-1] if terms else None
        terms.append(term if before is None else _joined(term, before))
    return tuple(terms)


def _alone(statement: Statement) -> Term:
    said = {"見込みの期": statement.is_forecast, "締めていない期": not statement.is_closed}
    notes = tuple(note for note, holds in said.items() if holds)
    return Term(statement, _amounts(statement), max(statement.months, 1), notes)


def _joined(term: Term, before: Term) -> Term:
    days = (term.statement.starts_on - before.statement.ends_on).days
    if days == 1:
        return replace(term, previous=before, no_previous="")
    return replace(term, no_previous=GAP if days > 1 else OVERLAP)


def _amounts(statement: Statement) -> Mapping[str, Decimal | None]:
    known: dict[str, Decimal | None] = {}
    for name in FIGURES:
        if name not in _SUMS:
            amount = getattr(statement, _ASKED_AS.get(name, name))
            known[name] = None if amount is None else Decimal(amount)
    for name, parts in _SUMS.items():
        known[name] = _sum(known, parts)
    return known


def _sum(known: Mapping[str, Decimal | None], parts: tuple[str, ...]) -> Decimal | None:
    """The sum of figures; ``None`` unless all of them are known."""
    total = Decimal(0)
    for part in parts:
        amount = known[part.removeprefix("-")]
        if amount is None:
            return None
        total = total - amount if part.startswith("-") else total + amount
    return total
