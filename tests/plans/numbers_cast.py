"""さくら製麺's plan in figures, and any assumptions at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st
from tests.diagnosis.cast import THIRD, statement

from banso.diagnosis.rules.cash_flow.loans import Loan
from banso.diagnosis.rules.cash_flow.terms_of_payment import month_after
from banso.plans.rules.numbers.assumptions import (
    Assumptions,
    Equipment,
    FixedCost,
    How,
    Nature,
    PlannedLoan,
    SalesLine,
    Subsidy,
    YearPlan,
)
from banso.plans.rules.numbers.balance import Balance

APRIL = date(2026, 4, 1)
SEASONS = (8, 7, 7, 9, 9, 7, 8, 8, 12, 8, 7, 10)


def a_year(customers: int, price: int, online: int, **facts: object) -> YearPlan:
    """店頭 by customers, 通販 as an amount; さくら製麺's costs."""
    told: dict[str, object] = {
        "sales": (
            SalesLine("store", "店頭", How.CUSTOMERS, customers, price),
            SalesLine("online", "通販", amount=online, margin=Decimal(50)),
        ),
        "costs": (
            FixedCost("pay", "給与", Nature.PAY, 15_600_000),
            FixedCost("rent", "家賃", Nature.RENT, 2_400_000),
            FixedCost("ads", "広告費", Nature.ADVERTISING, 600_000),
            FixedCost("other", "その他", Nature.OTHER, 8_900_000),
        ),
        "margin": Decimal(58),
        "depreciation": 1_000_000,
        "collection_days": 30,
        "stock_days": 30,
        "payment_days": 45,
        "tax_rate": Decimal(25),
        "tax_minimum": 70_000,
        "employees": Decimal(6),
        **facts,
    }
    return YearPlan(**told)


def sakura_plan(**facts: object) -> Assumptions:
    """Three years: a machine with a subsidy and a loan, the old loans paid back in 60 months."""
    told: dict[str, object] = {
        "starts_on": APRIL,
        "years": (
            a_year(40_000, 1_150, 2_000_000),
            a_year(41_000, 1_180, 4_000_000),
            a_year(42_000, 1_200, 6_000_000),
        ),
        "base": statement(THIRD),
        "equipment": (Equipment("machine", "製麺機", 3_000_000, date(2026, 7, 1), 10),),
        "loans": (
            PlannedLoan("old", "いまの借入", Loan(10_500_000, Decimal("2.0"), APRIL, 60)),
            PlannedLoan(
                "new",
                "設備資金",
                Loan(2_000_000, Decimal("1.5"), date(2026, 8, 1), 50, date(2026, 7, 1)),
            ),
        ),
        "subsidies": (Subsidy("grant", "持続化補助金", 1_000_000, date(2027, 3, 1)),),
        "weights": SEASONS,
        **facts,
    }
    return Assumptions(**told)


amounts = st.integers(0, 10**9)
percents = st.decimals(-100, 100, places=2)


@st.composite
def any_year(draw: st.DrawFn) -> YearPlan:
    """Any assumptions of a year that would be kept."""
    by_people = SalesLine("a", "甲", How.CUSTOMERS, draw(st.integers(0, 10**5)), draw(amounts))
    own_margin = draw(st.none() | percents)
    by_amount = SalesLine("b", "乙", How.AMOUNT, amount=draw(amounts), margin=own_margin)
    natures = draw(st.lists(st.sampled_from(Nature), max_size=3))
    return YearPlan(
        sales=(by_people, by_amount),
        costs=tuple(FixedCost(str(at), "費", one, draw(amounts)) for at, one in enumerate(natures)),
        margin=draw(percents),
        depreciation=draw(amounts),
        collection_days=draw(st.integers(0, 360)),
        stock_days=draw(st.none() | st.integers(0, 360)),
        payment_days=draw(st.integers(0, 360)),
        tax_rate=draw(st.decimals(0, 60, places=1)),
        tax_minimum=draw(st.sampled_from([0, 70_000])),
        drawings=draw(amounts),
        other_income=draw(amounts),
        other_expenses=draw(amounts),
    )


@st.composite
def any_assumptions(draw: st.DrawFn) -> Assumptions:
    """Any assumptions that can be reckoned, from any balance that balances."""
    years = tuple(draw(st.lists(any_year(), min_size=3, max_size=5)))
    inside = st.integers(0, len(years) * 12 - 1).map(lambda at: month_after(APRIL, at))
    parts = {
        name: draw(amounts)
        for name in ("cash", "receivables", "stock", "other_assets", "fixed_assets")
    } | {name: draw(amounts) for name in ("payables", "taxes", "loans", "other_liabilities")}
    balance = Balance(**parts)
    bought = draw(
        st.lists(st.tuples(st.integers(1, 10**8), inside, st.integers(1, 50)), max_size=3)
    )
    lent = draw(st.lists(st.tuples(st.integers(1, 10**8), inside, st.integers(1, 120)), max_size=3))
    return Assumptions(
        starts_on=APRIL,
        years=years,
        opening=replace(balance, net_assets=balance.gap),
        is_proprietor=draw(st.booleans()),
        own_money=draw(amounts),
        equipment=tuple(Equipment(str(at), "機", *one) for at, one in enumerate(bought)),
        loans=tuple(
            PlannedLoan(str(at), "借", _loan(*one, is_new=draw(st.booleans())))
            for at, one in enumerate(lent)
        ),
        subsidies=tuple(
            Subsidy(str(at), "補", *one)
            for at, one in enumerate(draw(st.lists(st.tuples(amounts, inside), max_size=2)))
        ),
        weights=(*tuple(draw(st.lists(st.integers(0, 99), min_size=11, max_size=11))), 1),
    )


def _loan(principal: int, month: date, times: int, *, is_new: bool) -> Loan:
    if not is_new:
        return Loan(principal, Decimal("1.9"), month, times)
    return Loan(principal, Decimal("1.9"), month_after(month, 1), times, month)
