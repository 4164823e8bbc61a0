"""What if（もし〜なら）: a plan beside the same plan with other terms, stock or a loan."""

from __future__ import annotations

from dataclasses import dataclass, replace

from banso.core.money import yen
from banso.diagnosis.rules.cash_flow.loans import Loan
from banso.diagnosis.rules.cash_flow.plan import CashPlan, OnTerms, planned_table
from banso.diagnosis.rules.cash_flow.table import CashMonth, CashTable
from banso.diagnosis.rules.cash_flow.terms_of_payment import PaymentTerms


def with_collection_terms(plan: CashPlan, terms: PaymentTerms) -> CashPlan:
    """The plan with another 回収サイト; what was sold before it is collected as agreed then."""
    return replace(plan, sales=_on_terms(plan.sales, terms))


def with_payment_terms(plan: CashPlan, terms: PaymentTerms) -> CashPlan:
    """The plan with another 支払サイト; what was bought before it is paid as agreed then."""
    return replace(plan, purchases=_on_terms(plan.purchases, terms))


def with_stock_change(plan: CashPlan, at: int, amount: int) -> CashPlan:
    """The plan with ``amount`` yen more stock bought（less, when negative）in its month ``at``."""
    stock = list(plan.stock_changes or (0,) * len(plan.months))
    stock[at] += amount
    return replace(plan, stock_changes=tuple(stock))


def with_loan(plan: CashPlan, loan: Loan) -> CashPlan:
    """The plan with one loan more."""
    return replace(plan, loans=(*plan.loans, loan))


def _on_terms(trade: OnTerms, terms: PaymentTerms) -> OnTerms:
    return replace(trade, terms=terms, earlier_terms=trade.earlier_terms or trade.terms)


@dataclass(frozen=True, slots=True)
class MonthBeside:
    """One month of both plans; ``difference`` is changed − base of 翌月繰越, in yen."""

    base: CashMonth
    changed: CashMonth

    @property
    def difference(self) -> int | None:
        """``None`` where either is unknown."""
        if self.base.closing is None or self.changed.closing is None:
            return None
        return self.changed.closing - self.base.closing


@dataclass(frozen=True, slots=True)
class CashComparison:
    """Two tables of the same months beside each other."""

    base: CashTable
    changed: CashTable

    @property
    def months(self) -> tuple[MonthBeside, ...]:
        """Month by month."""
        pairs = zip(self.base.months, self.changed.months, strict=True)
        return tuple(MonthBeside(base, changed) for base, changed in pairs)

    @property
    def freed(self) -> int | None:
        """More money at the end, in yen; below 0 it is what is needed more. ``None``: unknown."""
        return self.months[-1].difference if self.months else None

    @property
    def words(self) -> str:
        """「最後の月に250,000円の余裕が生まれます。足りない月は2か月から0か月になります。」."""
        if self.freed is None:
            return "算出不可です（わからない月があります）。"
        moved = "の余裕が生まれます" if self.freed >= 0 else "多く必要になります"
        short = [len(table.short_months) for table in (self.base, self.changed)]
        months = f"足りない月は{short[0]}か月から{short[1]}か月になります。"
        if not any(short):
            months = "どちらも、足りなくなる月はありません。"
        return f"最後の月に{yen(abs(self.freed))}{moved}。{months}"


def compare_plans(base: CashPlan, changed: CashPlan) -> CashComparison:
    """Both plans as tables, month by month; they must be of the same months."""
    return CashComparison(planned_table(base), planned_table(changed))
