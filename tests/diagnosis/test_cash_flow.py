"""Money month by month: the page's example, what is unknown, and what if."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.diagnosis.cast import ROOT, example_rows

from banso.core.money import with_triangle
from banso.core.refusals import RuleViolation
from banso.diagnosis.rules.cash_flow.comparing import (
    compare_plans,
    with_collection_terms,
    with_loan,
    with_payment_terms,
    with_stock_change,
)
from banso.diagnosis.rules.cash_flow.loans import Loan
from banso.diagnosis.rules.cash_flow.plan import CashPlan, OnTerms, planned_flows, planned_table
from banso.diagnosis.rules.cash_flow.recorded import MonthDone, so_far
from banso.diagnosis.rules.cash_flow.table import CashTable, Flows, cash_table
from banso.diagnosis.rules.cash_flow.terms_of_payment import PaymentTerms, month_after

APRIL = date(2026, 4, 1)
IN_THOUSANDS = (4000, 3800, 3600, 3000, 2800, 3600, 4000, 4200, 5200, 3400, 3200, 4200)
LATER = PaymentTerms(((0, 30), (2, 70)))
NEXT_MONTH = PaymentTerms(((1, 100),))
OWED = Loan(6_000_000, Decimal("1.8"), APRIL, 60)
PLAN = CashPlan(
    first_month=APRIL,
    opening=500_000,
    sales=OnTerms(
        tuple(sales * 1000 for sales in IN_THOUSANDS),
        LATER,
        {date(2026, 2, 1): 3_000_000, date(2026, 3, 1): 4_000_000},
    ),
    purchases=OnTerms(
        tuple(sales * 400 for sales in IN_THOUSANDS), NEXT_MONTH, {date(2026, 3, 1): 1_600_000}
    ),
    expenses=(1_900_000,) * 12,
    equipment=(0, 0, 0, 1_200_000, *(0,) * 8),
    settlement=(0, 70_000, *(0,) * 10),
    loans=(OWED,),
)
yen = st.integers(-(10**9), 10**9)
terms = st.lists(st.integers(0, 100), min_size=0, max_size=4).map(
    lambda cuts: PaymentTerms(
        tuple(
            (after, upto - start)
            for after, (start, upto) in enumerate(
                zip([0, *sorted(cuts)], [*sorted(cuts), 100], strict=True)
            )
        )
    )
)


def test_the_example_of_the_page_is_what_we_compute() -> None:
    table = planned_table(PLAN)
    shown = []
    for month in table.months:
        flows = month.column.flows
        amounts = (
            *(month.column.opening, flows.collected, flows.costs, flows.ordinary),
            *(flows.capital, flows.financial, month.closing),
        )
        shown.append([month.label, *(with_triangle(amount or 0) for amount in amounts)])
    assert shown == example_rows("cash-flow.md")
    assert f"> {table.words}" in (ROOT / "docs/rules/cash-flow.md").read_text("utf-8")


def test_the_months_that_run_short_are_named_with_their_amount() -> None:
    table = planned_table(PLAN)
    assert [(month.label, month.shortage) for month in table.short_months][:2] == [
        ("令和8年7月", 285_100),
        ("令和8年8月", 133_500),
    ]
    assert table.most_short == 369_850


@pytest.mark.parametrize(
    ("change", "freed", "words"),
    [
        (
            lambda plan: with_collection_terms(plan, PaymentTerms(((0, 30), (1, 70)))),
            2_240_000,
            "最後の月に2,240,000円の余裕が生まれます。足りない月は5か月から0か月になります。",
        ),
        (
            lambda plan: with_payment_terms(plan, PaymentTerms.after_days(60)),
            1_280_000,
            "最後の月に1,280,000円の余裕が生まれます。足りない月は5か月から0か月になります。",
        ),
        (
            lambda plan: with_payment_terms(plan, PaymentTerms.at_once()),
            -1_680_000,
            "最後の月に1,680,000円多く必要になります。足りない月は5か月から10か月になります。",
        ),
        (
            lambda plan: with_stock_change(plan, 3, -500_000),
            500_000,
            "最後の月に500,000円の余裕が生まれます。足りない月は5か月から1か月になります。",
        ),
        (
            lambda plan: with_loan(
                plan,
                Loan(2_000_000, Decimal("1.5"), date(2026, 8, 1), 40, date(2026, 7, 1)),
            ),
            1_581_752,
            "最後の月に1,581,752円の余裕が生まれます。足りない月は5か月から0か月になります。",
        ),
    ],
)
def test_what_if(change: Callable[[CashPlan], CashPlan], freed: int, words: str) -> None:
    found = compare_plans(PLAN, change(PLAN))
    assert (found.freed, found.words) == (freed, words)


def test_new_terms_leave_what_was_sold_before_as_agreed() -> None:
    changed = with_collection_terms(PLAN, PaymentTerms.at_once())
    flows = planned_flows(changed)
    assert flows[APRIL].collected == 4_000_000 + 2_100_000
    assert flows[month_after(APRIL, 2)].collected == 3_600_000
    assert with_collection_terms(changed, NEXT_MONTH).sales.earlier_terms == LATER


def test_sales_of_before_that_are_not_known_leave_their_months_unknown() -> None:
    plan = replace(PLAN, sales=replace(PLAN.sales, earlier={}))
    table = planned_table(plan)
    assert table.closing is None
    assert table.words == "令和8年4月から先は算出不可です（令和8年2月の売上高がわからない）。"
    assert compare_plans(plan, plan).words == "算出不可です（わからない月があります）。"


def test_a_month_of_the_plan_that_is_not_known_is_named() -> None:
    sales = (*PLAN.sales.amounts[:5], None, *PLAN.sales.amounts[6:])
    table = planned_table(replace(PLAN, sales=replace(PLAN.sales, amounts=sales)))
    assert [month.closing is None for month in table.months] == [False] * 5 + [True] * 7
    assert table.words.endswith(
        "令和8年9月から先は算出不可です（令和8年9月の売上高がわからない）。"
    )


def test_expenses_and_purchases_that_are_not_known_are_named() -> None:
    table = planned_table(replace(PLAN, expenses=(None, *PLAN.expenses[1:])))
    assert table.months[3].column.reason == "営業費がわからない"
    bought = replace(PLAN.purchases, amounts=(None, *PLAN.purchases.amounts[1:]))
    table = planned_table(replace(PLAN, purchases=bought))
    assert table.months[1].column.reason == "令和8年4月の仕入がわからない"


def test_what_is_in_hand_must_be_known() -> None:
    assert planned_table(replace(PLAN, opening=None)).words == (
        "令和8年4月から先は算出不可です（最初の繰越（現預金）がわからない）。"
    )


def test_a_recorded_month_is_carried_on_and_beside_the_plan() -> None:
    recorded = {APRIL: Flows(3_000_000, 1_600_000, 1_900_000, 9_000, repaid=100_000)}
    table = planned_table(PLAN, recorded)
    first, second = table.months[:2]
    assert (first.closing, first.difference) == (-109_000, -300_000)
    assert second.column.opening == -109_000
    assert second.difference is None


def test_the_pages_example_of_a_month_that_is_over() -> None:
    done = {APRIL: MonthDone(2_600_000, 1_500_000, -450_000, 950_000, 900_000)}
    now = so_far(PLAN, done, 50_000)
    april, may = now.table.months[:2]
    rows = example_rows("cash-flow.md", "実績")
    assert [row[2] for row in rows] == [
        with_triangle(done[APRIL].bought() or 0),
        with_triangle(done[APRIL].spent(50_000) or 0),
        with_triangle(april.closing or 0),
        with_triangle(may.closing or 0),
    ]
    assert (april.planned.closing, april.difference) == (191_000, april.closing - 191_000)
    assert now.notes == ()


def test_the_months_to_come_go_on_from_what_has_happened() -> None:
    done = {APRIL: MonthDone(2_600_000, 1_500_000, -450_000, 950_000, 900_000)}
    now = so_far(PLAN, done, 50_000)
    onward = now.onward
    assert onward is not None
    assert onward.first_month == date(2026, 5, 1)
    closings = [month.closing for month in planned_table(onward).months]
    assert closings == [month.closing for month in now.table.months[1:]]
    at_once = with_collection_terms(onward, PaymentTerms(((0, 100),)))
    june = [month.column.flows.collected for month in planned_table(at_once).months][1]
    assert june == 3_600_000 + 1_820_000, "April's real sales are still paid as agreed then"


def test_a_month_that_tells_only_its_sales_keeps_the_planned_costs_and_says_so() -> None:
    now = so_far(PLAN, {APRIL: MonthDone(4_000_000)}, 50_000)
    assert now.table.months[0].difference == 0
    assert now.notes == ("令和8年4月：粗利益がわからないので、仕入と営業費は予定のまま。",)
    now = so_far(PLAN, {APRIL: MonthDone(4_000_000, 2_400_000)}, 50_000)
    assert now.notes == (
        "令和8年4月：営業利益がわからないので、営業費は予定のまま。",
        "令和8年4月：在庫がわからないので、在庫の増減は0とした。",
    )
    both = {APRIL: MonthDone(4_000_000), date(2026, 5, 1): MonthDone(3_800_000)}
    assert so_far(PLAN, both, 0).notes == (
        "令和8年4月・令和8年5月：粗利益がわからないので、仕入と営業費は予定のまま。",
    )


def test_when_all_months_are_over_there_is_nothing_to_plan() -> None:
    done = {month: MonthDone(3_000_000) for month in PLAN.months}
    now = so_far(PLAN, done, 0)
    assert now.onward is None
    assert all(month.recorded for month in now.table.months)
    assert so_far(PLAN, {}, 0).onward is PLAN
    assert not so_far(PLAN, {}, 0).has_recorded


def test_a_month_without_plan_or_record_is_unknown() -> None:
    table = cash_table(5, [APRIL], {})
    assert table.words == "令和8年4月から先は算出不可です（予定も実績もない）。"
    assert CashTable(()).closing is None


def test_money_that_never_runs_short_says_so() -> None:
    flows = {APRIL: Flows(collected=5, purchases=1, expenses=1)}
    assert cash_table(0, [APRIL], flows).words == "足りなくなる月はありません。"


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "100%は当月"),
        (30, "100%は翌月"),
        (45, "50%は翌月、50%は2か月後"),
        (100, "67%は3か月後、33%は4か月後"),
        (360, "100%は12か月後"),
    ],
)
def test_days_become_months(days: int, words: str) -> None:
    assert PaymentTerms.after_days(days).words == words


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: PaymentTerms(((0, 30), (1, 60))), "合計100%"),
        (lambda: PaymentTerms(((0, -10), (1, 110))), "合計100%"),
        (lambda: PaymentTerms(((1, 50), (1, 50))), "同じ月は1つ"),
        (lambda: PaymentTerms(((13, 100),)), "12か月後まで"),
        (lambda: PaymentTerms.after_days(361), "0日から360日"),
        (lambda: Loan(0, Decimal(1), APRIL, 3), "借入額と返済回数は1以上"),
        (lambda: Loan(1, Decimal(1), APRIL, 3, date(2026, 5, 1)), "最初の返済が借入より前"),
        (lambda: replace(PLAN, expenses=(1, 2)), "営業費の月数が売上の月数"),
    ],
)
def test_what_cannot_be_is_refused(make: Callable[[], object], words: str) -> None:
    with pytest.raises(RuleViolation, match=words):
        make()


def test_interest_is_on_what_is_owed() -> None:
    loan = Loan(1_000_000, Decimal("1.2"), date(2026, 6, 1), 3, date(2026, 4, 1))
    months = [month_after(APRIL, at) for at in range(6)]
    assert [loan.borrowed_in(month) for month in months] == [1_000_000, 0, 0, 0, 0, 0]
    assert [loan.repaid_in(month) for month in months] == [0, 0, 333_333, 333_333, 333_334, 0]
    assert [loan.interest_in(month) for month in months] == [0, 1000, 1000, 666, 333, 0]


@given(terms, yen)
def test_what_is_spread_adds_up_to_the_whole(spread: PaymentTerms, amount: int) -> None:
    assert sum(spread.split(amount).values()) == amount


@given(st.integers(1, 10**9), st.integers(1, 400))
def test_a_loan_is_paid_back_to_the_yen(principal: int, instalments: int) -> None:
    loan = Loan(principal, Decimal(2), APRIL, instalments)
    months = [month_after(APRIL, at) for at in range(instalments + 3)]
    assert sum(loan.repaid_in(month) for month in months) == principal


@given(st.lists(st.builds(Flows, *[yen | st.none()] * 8), max_size=14), yen)
def test_what_is_left_is_what_came_in_less_what_went_out(rows: list[Flows], opening: int) -> None:
    months = [month_after(APRIL, at) for at in range(len(rows))]
    table = cash_table(opening, months, dict(zip(months, rows, strict=True)))
    total: int | None = opening
    for month, flows in zip(table.months, rows, strict=True):
        total = None if total is None or flows.balance is None else total + flows.balance
        assert month.closing == total
        assert bool(month.column.reason) == (month.closing is None)


@given(terms, terms, st.lists(yen, min_size=1, max_size=12))
def test_everything_sold_is_collected_in_the_end(
    collected: PaymentTerms, paid: PaymentTerms, sales: list[int]
) -> None:
    length = len(sales) + 12
    earlier = {month_after(APRIL, -back): 0 for back in range(1, 13)}
    amounts = (*sales, *(0,) * 12)
    plan = CashPlan(
        APRIL,
        0,
        OnTerms(amounts, collected, earlier),
        OnTerms(amounts, paid, earlier),
        (0,) * length,
    )
    assert planned_table(plan).closing == 0
    flows = planned_flows(plan).values()
    assert sum(one.collected or 0 for one in flows) == sum(sales)
