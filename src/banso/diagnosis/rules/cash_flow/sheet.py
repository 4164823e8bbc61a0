"""What is written down for a 資金繰り表 of twelve months, and the plan it makes.

Sales and purchases of the months before the plan are taken as ``earlier_sales`` and
``earlier_purchases`` a month, so that what is still to come in and go out is in the first months.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from banso.diagnosis.rules.cash_flow.comparing import (
    with_collection_terms,
    with_loan,
    with_payment_terms,
    with_stock_change,
)
from banso.diagnosis.rules.cash_flow.loans import Loan
from banso.diagnosis.rules.cash_flow.plan import Amounts, CashPlan, OnTerms
from banso.diagnosis.rules.cash_flow.terms_of_payment import LATEST, PaymentTerms, month_after

MONTHS = 12
ROWS: Mapping[str, str] = {
    "sales": "売上高",
    "purchases": "仕入高",
    "expenses": "営業費（人件費・家賃など）",
    "equipment": "設備支出",
    "settlement": "決算支出（税金など）",
}


@dataclass(frozen=True, slots=True)
class CashSheet:
    """Twelve months in whole yen; ``None`` in a month is unknown. Days are 回収・支払サイト.

    ``loan_left`` is what is owed, paid back in ``loan_times`` equal parts from the first month.
    """

    first_month: date
    opening: int | None = None
    sales: Amounts = ()
    purchases: Amounts = ()
    expenses: Amounts = ()
    equipment: Amounts = ()
    settlement: Amounts = ()
    earlier_sales: int | None = None
    earlier_purchases: int | None = None
    collection_days: int = 30
    payment_days: int = 30
    loan_left: int = 0
    loan_rate: Decimal = Decimal(0)
    loan_times: int = 0

    def as_json(self) -> dict[str, Any]:
        """The sheet as a JSON column keeps it."""
        kept = asdict(self)
        return {
            **kept,
            "first_month": self.first_month.isoformat(),
            "loan_rate": str(self.loan_rate),
            **{name: list(kept[name]) for name in ROWS},
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> CashSheet:
        """The sheet that was kept."""
        return cls(
            **{
                **kept,
                "first_month": date.fromisoformat(kept["first_month"]),
                "loan_rate": Decimal(kept["loan_rate"]),
                **{name: tuple(kept[name]) for name in ROWS},
            }
        )


def plan_of(sheet: CashSheet) -> CashPlan:
    """The plan that the sheet makes. Refuses days beyond a year and loans that are none."""
    return CashPlan(
        first_month=sheet.first_month,
        opening=sheet.opening,
        sales=_on_terms(sheet, sheet.sales, sheet.earlier_sales, sheet.collection_days),
        purchases=_on_terms(sheet, sheet.purchases, sheet.earlier_purchases, sheet.payment_days),
        expenses=sheet.expenses,
        equipment=tuple(amount or 0 for amount in sheet.equipment),
        settlement=tuple(amount or 0 for amount in sheet.settlement),
        loans=_loans(sheet),
    )


def _on_terms(sheet: CashSheet, amounts: Amounts, earlier: int | None, days: int) -> OnTerms:
    before: dict[date, int] = {}
    if earlier is not None:
        before = {month_after(sheet.first_month, -ago): earlier for ago in range(1, LATEST + 2)}
    return OnTerms(amounts, PaymentTerms.after_days(days), before)


def _loans(sheet: CashSheet) -> tuple[Loan, ...]:
    if not sheet.loan_left:
        return ()
    return (Loan(sheet.loan_left, sheet.loan_rate, sheet.first_month, sheet.loan_times or 1),)


@dataclass(frozen=True, slots=True)
class CashChange:
    """What if: other days, stock bought more（less, below 0）in the first month, one loan more."""

    collection_days: int | None = None
    payment_days: int | None = None
    stock: int = 0
    loan: int = 0
    loan_rate: Decimal = Decimal(0)
    loan_times: int = 60

    @property
    def is_any(self) -> bool:
        """Whether anything is changed at all."""
        return self != replace(CashChange(), loan_rate=self.loan_rate, loan_times=self.loan_times)


def changed_plan(plan: CashPlan, change: CashChange) -> CashPlan:
    """The plan after the change. A new loan is drawn in the first month, repaid from the next."""
    if change.collection_days is not None:
        plan = with_collection_terms(plan, PaymentTerms.after_days(change.collection_days))
    if change.payment_days is not None:
        plan = with_payment_terms(plan, PaymentTerms.after_days(change.payment_days))
    if change.stock:
        plan = with_stock_change(plan, 0, change.stock)
    if change.loan:
        first = plan.first_month
        loan = Loan(change.loan, change.loan_rate, month_after(first, 1), change.loan_times, first)
        plan = with_loan(plan, loan)
    return plan
