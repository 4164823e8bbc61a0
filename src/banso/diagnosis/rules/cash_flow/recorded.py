"""The 実績 column of a 資金繰り表, from the months' own figures（月次数値）.

What was sold and bought in a month that is over takes the place of what was planned, on the same
terms of payment. Bought = 売上 − 粗利益 + 在庫の増減; spent = 粗利益 − 営業利益 − 減価償却費.
What the month does not tell stays as planned, and the notes say so. Explained with an example in
docs/rules/cash-flow.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from banso.core.era import in_era_month
from banso.diagnosis.rules.cash_flow.plan import (
    CashPlan,
    OnTerms,
    planned_flows,
    planned_table,
)
from banso.diagnosis.rules.cash_flow.table import CashTable, cash_table

NO_GROSS = "粗利益がわからないので、仕入と営業費は予定のまま"
NO_OPERATING = "営業利益がわからないので、営業費は予定のまま"
NO_STOCK = "在庫がわからないので、在庫の増減は0とした"


@dataclass(frozen=True, slots=True)
class MonthDone:
    """A month that has passed, in whole yen; ``None`` is unknown. Stock is of its last day."""

    sales: int
    gross_profit: int | None = None
    operating_profit: int | None = None
    stock: int | None = None
    stock_before: int | None = None

    def bought(self) -> int | None:
        """What was bought in it; without both stocks, what was sold at cost."""
        if self.gross_profit is None:
            return None
        if self.stock is None or self.stock_before is None:
            return self.sales - self.gross_profit
        return self.sales - self.gross_profit + self.stock - self.stock_before

    def spent(self, depreciation: int) -> int | None:
        """The costs paid in it, ``depreciation`` yen a month left out: nobody is paid for that."""
        if self.gross_profit is None or self.operating_profit is None:
            return None
        return self.gross_profit - self.operating_profit - depreciation

    @property
    def notes(self) -> tuple[str, ...]:
        """What had to be taken otherwise than from the month."""
        if self.gross_profit is None:
            return (NO_GROSS,)
        told = {
            NO_OPERATING: self.operating_profit is None,
            NO_STOCK: self.stock is None or self.stock_before is None,
        }
        return tuple(note for note, holds in told.items() if holds)


@dataclass(frozen=True, slots=True)
class SoFar:
    """The twelve months as they stand: what is over as recorded, the rest as planned.

    ``onward`` is the plan of the months to come, with what has happened behind it; ``None`` when
    all months are over. ``notes`` are what must be known of the recorded ones.
    """

    table: CashTable
    onward: CashPlan | None
    notes: tuple[str, ...] = ()

    @property
    def has_recorded(self) -> bool:
        """Whether any month is over and known."""
        return any(month.recorded for month in self.table.months)


def so_far(plan: CashPlan, done: Mapping[date, MonthDone], depreciation: int) -> SoFar:
    """The plan with the months that are ``done``; ``depreciation`` is yen a month.

    Equipment, settlement and loans stay as planned.
    """
    months = [month for month in plan.months if month in done]
    if not months:
        return SoFar(planned_table(plan), plan)
    merged = _merged(plan, done, depreciation)
    planned, actual = planned_flows(plan), planned_flows(merged)
    table = cash_table(
        plan.opening,
        plan.months,
        {month: (planned if month in done else actual)[month] for month in plan.months},
        {month: actual[month] for month in months},
    )
    over = plan.months.index(months[-1]) + 1
    onward = _onward(merged, over, table.months[over - 1].closing)
    return SoFar(table, onward, tuple(_told({month: done[month].notes for month in months})))


def _told(notes: Mapping[date, tuple[str, ...]]) -> Iterator[str]:
    """Each note once, with the months it is of."""
    for note in dict.fromkeys(note for each in notes.values() for note in each):
        months = "・".join(in_era_month(month) for month, each in notes.items() if note in each)
        yield f"{months}：{note}。"


def _merged(plan: CashPlan, done: Mapping[date, MonthDone], depreciation: int) -> CashPlan:
    """The plan with the figures of the months done in place of those planned."""
    sales, purchases = list(plan.sales.amounts), list(plan.purchases.amounts)
    expenses = list(plan.expenses)
    for at, month in enumerate(plan.months):
        if month in done:
            sales[at] = done[month].sales
            purchases[at] = _else(done[month].bought(), purchases[at])
            expenses[at] = _else(done[month].spent(depreciation), expenses[at])
    return replace(
        plan,
        sales=replace(plan.sales, amounts=tuple(sales)),
        purchases=replace(plan.purchases, amounts=tuple(purchases)),
        expenses=tuple(expenses),
    )


def _onward(plan: CashPlan, over: int, opening: int | None) -> CashPlan | None:
    """The plan without its first ``over`` months, which now lie before it."""
    if over == len(plan.months):
        return None
    past = plan.months[:over]
    return CashPlan(
        first_month=plan.months[over],
        opening=opening,
        sales=_trade(plan.sales, past),
        purchases=_trade(plan.bought, past),
        expenses=plan.expenses[over:],
        equipment=plan.equipment[over:],
        settlement=plan.settlement[over:],
        loans=plan.loans,
    )


def _trade(trade: OnTerms, past: Sequence[date]) -> OnTerms:
    known = {
        month: amount
        for month, amount in zip(past, trade.amounts, strict=False)
        if amount is not None
    }
    return replace(trade, amounts=trade.amounts[len(past) :], earlier={**trade.earlier, **known})


def _else(amount: int | None, planned: int | None) -> int | None:
    return planned if amount is None else amount
