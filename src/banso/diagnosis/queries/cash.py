"""The 資金繰り表 of an analysis: as written down, or begun from the accounts and the months."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from banso.core import clock
from banso.diagnosis.models import Diagnosis
from banso.diagnosis.queries.analysing import Examined
from banso.diagnosis.rules.cash_flow.recorded import MonthDone, SoFar, so_far
from banso.diagnosis.rules.cash_flow.sheet import MONTHS, CashSheet, plan_of
from banso.diagnosis.rules.cash_flow.terms_of_payment import month_after
from banso.diagnosis.rules.reading import rounded
from banso.diagnosis.rules.terms import Term
from banso.figures.models import MonthlyFigure

_SALES = ("sales_store", "sales_online", "sales_other")
_DAYS_OF_A_YEAR = 365
_HIGHEST_RATE = Decimal(20)
_USUAL_TIMES, _MOST_TIMES = 60, 600


def cash_sheet_of(found: Examined, *, anew: bool = False) -> CashSheet:
    """What was written down; else, or ``anew``, a proposal from the newest accounts.

    Two queries at most.
    """
    if found.diagnosis.cash and not anew:
        return CashSheet.from_json(found.diagnosis.cash)
    first = month_after(clock.today().replace(day=1), 1)
    terms = found.analysis.table.terms
    return _proposed(found.diagnosis, terms[-1], first) if terms else CashSheet(first)


def _proposed(diagnosis: Diagnosis, term: Term, first: date) -> CashSheet:
    """A twelfth of the year's accounts each month; sales by the same month a year before."""
    sold = _sold_by_month(diagnosis, first)
    month_of = {name: _a_month(term, name) for name in ("sales", "cost_of_sales")}
    sales = tuple(
        sold.get(month_after(first, at - MONTHS), month_of["sales"]) for at in range(MONTHS)
    )
    costs = _a_month(term, "selling_and_admin")
    depreciation = _a_month(term, "depreciation") or 0
    expenses = None if costs is None else costs - depreciation
    return CashSheet(
        first_month=first,
        opening=_whole(term, "cash"),
        sales=sales,
        purchases=(month_of["cost_of_sales"] or 0,) * MONTHS,
        expenses=(expenses,) * MONTHS,
        equipment=(0,) * MONTHS,
        settlement=(0,) * MONTHS,
        earlier_sales=month_of["sales"],
        earlier_purchases=month_of["cost_of_sales"] or 0,
        collection_days=_days(term, "receivables", "sales"),
        payment_days=_days(term, "payables", "cost_of_sales"),
        **_loan_of(term),
    )


def _loan_of(term: Term) -> dict[str, Any]:
    """What is owed to banks, at the rate and pace that the accounts tell.

    Loans of the officers are left out: they are not paid back by the month.
    """
    amounts = term.statement.amounts
    loans = max((_whole(term, "loans") or 0) - amounts.get("officers_loans", 0), 0)
    interest, soon = term.amounts["interest"], amounts.get("current_portion_of_loans", 0)
    rate = Decimal(0)
    if loans and interest:
        yearly = term.a_year_of(interest) * 100 / loans
        rate = min(max(rounded(yearly, 1), Decimal(0)), _HIGHEST_RATE)
    times = min(max(loans * MONTHS // soon, 1), _MOST_TIMES) if soon > 0 and loans else _USUAL_TIMES
    return {"loan_left": loans, "loan_rate": rate, "loan_times": times}


def _sold_by_month(diagnosis: Diagnosis, first: date) -> Mapping[date, int]:
    """Sales of the last twelve months as they were sent in, all ways of selling together."""
    rows = MonthlyFigure.objects.of_business(diagnosis.business).known()
    found: dict[date, int] = {}
    for month, value in rows.filter(
        item__in=_SALES, month__gte=month_after(first, -MONTHS), month__lt=first
    ).values_list("month", "value"):
        found[month] = found.get(month, 0) + int(value or 0)
    return found


def months_done(diagnosis: Diagnosis, first: date) -> Mapping[date, MonthDone]:
    """The months from ``first`` on that are over and whose sales are known. One query.

    Where one way of selling is 不明, the sales are not known.
    """
    rows = MonthlyFigure.objects.of_business(diagnosis.business).filter(
        item__in=(*_SALES, "gross_profit", "operating_profit", "inventories"),
        month__gte=month_after(first, -1),
        month__lt=clock.today().replace(day=1),
    )
    told: dict[date, dict[str, int | None]] = {}
    for month, item, value in rows.values_list("month", "item", "value"):
        told.setdefault(month, {})[item] = None if value is None else int(value)
    return {
        month: MonthDone(
            sales=sales,
            gross_profit=figures.get("gross_profit"),
            operating_profit=figures.get("operating_profit"),
            stock=figures.get("inventories"),
            stock_before=told.get(month_after(month, -1), {}).get("inventories"),
        )
        for month, figures in sorted(told.items())
        if month >= first and (sales := _sold(figures)) is not None
    }


def _sold(figures: Mapping[str, int | None]) -> int | None:
    ways = [figures[item] for item in _SALES if item in figures]
    known = [amount for amount in ways if amount is not None]
    return sum(known) if known and len(known) == len(ways) else None


def cash_now(found: Examined, sheet: CashSheet) -> SoFar:
    """The twelve months as they stand, those that are over as recorded. One query."""
    done = months_done(found.diagnosis, sheet.first_month)
    return so_far(plan_of(sheet), done, depreciation_a_month(found))


def depreciation_a_month(found: Examined) -> int:
    """減価償却費 of the newest accounts a month, in yen; 0 where it is not known."""
    terms = found.analysis.table.terms
    return (_a_month(terms[-1], "depreciation") or 0) if terms else 0


def _whole(term: Term, name: str) -> int | None:
    amount = term.amounts[name]
    return None if amount is None else int(amount)


def _a_month(term: Term, name: str) -> int | None:
    amount = term.amounts.get(name)
    if amount is None and name == "selling_and_admin":
        part = term.statement.selling_and_admin
        return None if part is None else part // term.months
    return None if amount is None else int(amount) // term.months


def _days(term: Term, stock: str, flow: str) -> int:
    """How many days of the flow the stock is, at most a year; 30 where it is not known."""
    held, moved = term.amounts[stock], term.amounts[flow]
    if held is None or not moved or moved < 0:
        return 30
    days = int(held * _DAYS_OF_A_YEAR * term.months / (moved * MONTHS))
    return min(max(days, 0), 360)
