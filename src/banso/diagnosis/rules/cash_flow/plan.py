"""A plan of money（資金繰りの予定）from sales, purchases, costs, terms of payment and loans.

Sales and purchases of before the plan are collected and paid on their own terms; a month that
depends on one that is not known is unknown and says which.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from banso.core.era import in_era_month
from banso.core.refusals import RuleViolation
from banso.diagnosis.rules.cash_flow.loans import Loan
from banso.diagnosis.rules.cash_flow.table import CashTable, Flows, cash_table
from banso.diagnosis.rules.cash_flow.terms_of_payment import PaymentTerms, month_after

Amounts = tuple[int | None, ...]
_ROWS = {
    "purchases": "仕入",
    "expenses": "営業費",
    "stock_changes": "在庫の増減",
    "equipment": "設備支出",
    "settlement": "決算支出",
}


@dataclass(frozen=True, slots=True)
class OnTerms:
    """One side of the trade: what is sold or bought by month, when it is paid for.

    ``earlier`` is that of the months before the plan, ``earlier_terms`` their terms where they
    were others.
    """

    amounts: Amounts
    terms: PaymentTerms
    earlier: Mapping[date, int] = field(default_factory=dict)
    earlier_terms: PaymentTerms | None = None


@dataclass(frozen=True, slots=True)
class CashPlan:
    """A plan from ``first_month`` on, in whole yen; a row left empty is nothing in every month.

    ``stock_changes`` is bought（sold off, when negative）beyond what is sold, on the terms of the
    purchases. Refuses rows that are not as long as the sales.
    """

    first_month: date
    opening: int | None
    sales: OnTerms
    purchases: OnTerms
    expenses: Amounts
    stock_changes: tuple[int, ...] = ()
    equipment: Amounts = ()
    settlement: Amounts = ()
    loans: tuple[Loan, ...] = ()

    def __post_init__(self) -> None:
        for name, ja in _ROWS.items():
            row = self.purchases.amounts if name == "purchases" else getattr(self, name)
            if row and len(row) != len(self.sales.amounts):
                message = f"{ja}の月数が売上の月数（{len(self.sales.amounts)}か月）と違います。"
                raise RuleViolation("uneven-rows", message, field=name)

    @property
    def months(self) -> tuple[date, ...]:
        """The first days of the months planned."""
        return tuple(month_after(self.first_month, at) for at in range(len(self.sales.amounts)))

    @property
    def bought(self) -> OnTerms:
        """The purchases with the changes of stock."""
        stock = _row(self.stock_changes, len(self.months))
        amounts = _row(self.purchases.amounts, len(self.months))
        added = tuple(
            None if amount is None else amount + (change or 0)
            for amount, change in zip(amounts, stock, strict=True)
        )
        given = self.purchases
        return OnTerms(added, given.terms, given.earlier, given.earlier_terms)


def planned_flows(plan: CashPlan) -> Mapping[date, Flows]:
    """The flows of every month of the plan."""
    months = plan.months
    collected = _paid(plan.sales, months, "売上高")
    paid = _paid(plan.bought, months, "仕入")
    rows = [_row(row, len(months)) for row in (plan.expenses, plan.equipment, plan.settlement)]
    found = {}
    for at, month in enumerate(months):
        expenses, equipment, settlement = (row[at] for row in rows)
        found[month] = Flows(
            collected=collected[at][0],
            purchases=paid[at][0],
            expenses=expenses,
            interest=sum(loan.interest_in(month) for loan in plan.loans),
            equipment=equipment,
            settlement=settlement,
            borrowed=sum(loan.borrowed_in(month) for loan in plan.loans),
            repaid=sum(loan.repaid_in(month) for loan in plan.loans),
            reason=collected[at][1] or paid[at][1],
        )
    return found


def planned_table(plan: CashPlan, recorded: Mapping[date, Flows] | None = None) -> CashTable:
    """The table of a plan, with the months that are recorded already."""
    return cash_table(plan.opening, plan.months, planned_flows(plan), recorded)


def _row(row: Sequence[int | None], length: int) -> Sequence[int | None]:
    return row or (0,) * length


def _paid(trade: OnTerms, months: tuple[date, ...], ja: str) -> list[tuple[int | None, str]]:
    """What is paid in each month; or ``None`` with the month that is not known."""
    return [_paid_in(trade, months, at, ja) for at in range(len(months))]


def _paid_in(trade: OnTerms, months: tuple[date, ...], at: int, ja: str) -> tuple[int | None, str]:
    total = 0
    terms = (trade.terms, trade.earlier_terms or trade.terms)
    latest = max(after for each in terms for after, _ in each.parts)
    for after in range(latest + 1):
        traded = month_after(months[at], -after)
        is_earlier = after > at
        split_by = terms[is_earlier]
        if not dict(split_by.parts).get(after):
            continue
        amount = trade.earlier.get(traded) if is_earlier else trade.amounts[at - after]
        if amount is None:
            return None, f"{in_era_month(traded)}の{ja}がわからない"
        total += split_by.split(amount)[after]
    return total, ""
