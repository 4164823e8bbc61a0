"""A formula as data: one figure divided by another, or the growth of one figure.

Where a flow meets a figure of the last day, the flow is taken as a year's（年換算）and the reading
says so. Whatever is divided by must be above zero; otherwise the reason is given.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from banso.diagnosis.rules.reading import Reading, Unit, unknown
from banso.diagnosis.rules.terms import FIGURES, FLOWS, PROFIT_LIKE, Term

NOT_A_YEAR = "12か月でない期は年換算"


@dataclass(frozen=True, slots=True)
class Quotient:
    """``over`` ÷ ``under`` × ``times``, of figures named in ``terms.FIGURES``."""

    over: str
    under: str
    unit: Unit
    times: int = 1

    def read(self, term: Term) -> Reading:
        """The quotient in one period."""
        over, under = term.amounts[self.over], term.amounts[self.under]
        reason = _why_not(term, (self.over, self.under)) or _why_no_divisor(self.under, under)
        if over is None or under is None or reason:
            return unknown(reason, self.unit, *term.notes)
        made_of = ((FIGURES[self.over], over), (FIGURES[self.under], under))
        notes = term.notes
        if not term.is_whole_year and (self.over in FLOWS) != (self.under in FLOWS):
            over, under = self._yearly(term, self.over, over), self._yearly(term, self.under, under)
            notes = (*notes, annualised(term))
        return Reading(over * self.times / under, self.unit, "", notes, made_of)

    @staticmethod
    def _yearly(term: Term, name: str, amount: Decimal) -> Decimal:
        return term.a_year_of(amount) if name in FLOWS else amount


@dataclass(frozen=True, slots=True)
class Growth:
    """(now − before) ÷ before of one figure; before must be above zero.

    Periods of different length are compared by their yearly figures.
    """

    of: str
    unit: Unit = Unit.RATE

    def read(self, term: Term) -> Reading:
        """The growth on the period before."""
        before = term.previous
        if before is None:
            return unknown(term.no_previous, self.unit, *term.notes)
        old, new = before.amounts[self.of], term.amounts[self.of]
        reason = _why_not(term, (self.of,)) or _prefixed(_why_not(before, (self.of,)))
        reason = reason or _prefixed(_why_no_divisor(self.of, old))
        if old is None or new is None or reason:
            return unknown(reason, self.unit, *term.notes)
        made_of = ((f"当期の{FIGURES[self.of]}", new), (f"前期の{FIGURES[self.of]}", old))
        notes = term.notes
        if term.months != before.months:
            old, new = before.a_year_of(old), term.a_year_of(new)
            notes = (
                *notes,
                f"長さの違う期なので年換算で比べた（{before.months}か月と{term.months}か月）",
            )
        return Reading((new - old) / old, self.unit, "", notes, made_of)


Formula = Quotient | Growth


def annualised(term: Term) -> str:
    """The note on a figure of a period that is not a year."""
    return f"{NOT_A_YEAR}（×12÷{term.months}）"


def _why_not(term: Term, names: tuple[str, ...]) -> str:
    missing = [name for name in names if term.amounts[name] is None]
    return term.why_unknown(missing[0]) if missing else ""


def _why_no_divisor(name: str, amount: Decimal | None) -> str:
    if amount is None or amount > 0:
        return ""
    if name in PROFIT_LIKE:
        return f"{FIGURES[name]}が0以下"
    return f"{FIGURES[name]}が0" if amount == 0 else f"{FIGURES[name]}がマイナス"


def _prefixed(reason: str) -> str:
    return f"前期の{reason}" if reason else ""
