"""百分比損益計算書 and 前期比: each line of the profit and loss beside sales and the year before.

Source of 前期比: 3期比較経営分析表 of accounting software（差額÷｜前期｜×100＋100）. Those papers
print 0 where the period before is 0 and cut off below 0 and above 9999.9; here 0 before is
算出不可 and nothing is cut.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from banso.diagnosis.rules.formula import Quotient
from banso.diagnosis.rules.reading import Reading, Unit, unknown
from banso.diagnosis.rules.terms import FIGURES, Term
from banso.figures.rules.accounts import INCOME_PARTS

# The lines in the order of the paper; parts of the paper beside the figures of a term.
LINES = (
    *("sales", "cost_of_sales", "gross_profit", "selling_and_admin", "operating_profit"),
    *("other_income", "other_expenses", "ordinary_profit"),
    *("extraordinary_income", "extraordinary_expenses", "profit_before_tax"),
    *("income_taxes", "net_profit"),
)


@dataclass(frozen=True, slots=True)
class IncomeLine:
    """One line: whole yen, its part of sales, and 前期比（1 is as before）."""

    name: str
    ja: str
    amount: Decimal | None
    of_sales: Reading
    on_before: Reading


def income_lines(term: Term) -> tuple[IncomeLine, ...]:
    """The profit and loss of a period as parts of its sales, beside the period before."""
    return tuple(_line(term, name) for name in LINES)


def _line(term: Term, name: str) -> IncomeLine:
    ja = FIGURES.get(name) or INCOME_PARTS[name]
    amount = _amount(term, name)
    return IncomeLine(name, ja, amount, _of_sales(term, amount, ja), _on_before(term, name, ja))


def _amount(term: Term, name: str) -> Decimal | None:
    if name in FIGURES:
        return term.amounts[name]
    part = term.statement.part(name)
    return None if part is None else Decimal(part)


def _of_sales(term: Term, amount: Decimal | None, ja: str) -> Reading:
    if amount is None:
        return unknown(f"{ja}がわからない", Unit.RATE, *term.notes)
    sales = Quotient("sales", "sales", Unit.RATE).read(term)
    if sales.value is None:
        return sales
    return Reading(amount / sales.made_of[0][1], Unit.RATE, "", term.notes)


def _on_before(term: Term, name: str, ja: str) -> Reading:
    before = term.previous
    if before is None:
        return unknown(term.no_previous, Unit.RATE, *term.notes)
    old, new = _amount(before, name), _amount(term, name)
    if old is None or new is None:
        return unknown(
            f"{'当期' if new is None else '前期'}の{ja}がわからない", Unit.RATE, *term.notes
        )
    if old == 0:
        return unknown(f"前期の{ja}が0", Unit.RATE, *term.notes)
    notes = term.notes
    if term.months != before.months:
        old, new = before.a_year_of(old), term.a_year_of(new)
        notes = (*notes, "長さの違う期なので年換算で比べた")
    return Reading(1 + (new - old) / abs(old), Unit.RATE, "", notes)
