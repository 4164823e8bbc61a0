"""The figures of a plan: the page's example, and what holds whatever is assumed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.diagnosis.cast import FIRST, ROOT, THIRD, any_statement, example_rows, statement
from tests.plans.numbers_cast import APRIL, a_year, any_assumptions, sakura_plan

from banso.core.money import with_triangle, yen
from banso.core.refusals import RuleViolation
from banso.diagnosis.rules.cash_flow.loans import Loan
from banso.figures.rules.accounts import Form
from banso.plans.rules.numbers.assumptions import (
    Assumptions,
    Equipment,
    How,
    PlannedLoan,
    SalesLine,
    Subsidy,
)
from banso.plans.rules.numbers.balance import Balance
from banso.plans.rules.numbers.base import BaseYear, propose
from banso.plans.rules.numbers.checking import refuse_assumptions
from banso.plans.rules.numbers.income import FURTHER_ROWS, INCOME_ROWS
from banso.plans.rules.numbers.keeping import assumptions_as_json, assumptions_from_json
from banso.plans.rules.numbers.months import MOVED_ROWS
from banso.plans.rules.numbers.reckoning import Reckoned, reckon
from banso.plans.rules.numbers.spreading import spread

PAGE = "plan-numbers.md"
OWNED = {
    "cash": "現預金",
    "receivables": "売上債権",
    "stock": "棚卸資産",
    "fixed_assets": "固定資産",
    "total_assets": "総資産",
    "payables": "買入債務",
    "taxes": "未払法人税等",
    "loans": "借入金",
    "net_assets": "純資産",
}


def printed(rows: dict[str, str], columns: list[dict[str, int]]) -> list[list[str]]:
    return [[ja, *(with_triangle(one[name]) for one in columns)] for name, ja in rows.items()]


def test_the_example_on_the_page_is_what_the_rule_says() -> None:
    found = reckon(sakura_plan())
    rows = {**INCOME_ROWS, **FURTHER_ROWS}
    incomes = [{name: getattr(year.income, name) for name in rows} for year in found.years]
    assert printed(rows, incomes) == example_rows(PAGE)
    sheets = [found.start, *(year.balance for year in found.years)]
    owned = [{name: getattr(sheet, name) for name in OWNED} for sheet in sheets]
    assert printed(OWNED, owned) == example_rows(PAGE, "計算例の貸借対照表")
    moves = {name: ja for name, ja in MOVED_ROWS.items() if any(y.moved(name) for y in found.years)}
    moves["balance"] = "増減"
    moved = [{name: year.moved(name) for name in moves} for year in found.years]
    assert printed(moves, moved) == example_rows(PAGE, "計算例のお金の出入り")
    assert (found.money_words, found.remarks) == ("お金の足りなくなる月はありません。", ())


def test_without_subsidy_and_loan_the_months_short_of_money_are_named() -> None:
    old = sakura_plan().loans[:1]
    found = reckon(sakura_plan(subsidies=(), loans=old))
    first = found.years[0].months
    short = [month.label for month in first if month.shortage]
    lowest = min(reckon(sakura_plan()).months[:12], key=lambda month: month.closing.cash)
    page = (lowest.label, yen(lowest.closing.cash), short[0], len(short))
    assert page == ("令和8年12月", "373,368円", "令和8年7月", 9)
    text = (ROOT / "docs" / "rules" / PAGE).read_text(encoding="utf-8")
    said = (
        f"{short[0]}に{yen(found.short_months[0].shortage)}足りません（12か月のうち{len(short)}か月"
    )
    assert said in text
    assert found.money_words.startswith(f"{short[0]}に")


@settings(max_examples=60, deadline=None)
@given(any_assumptions())
def test_whatever_is_assumed_the_balance_sheet_balances_and_months_add_up(
    assumed: Assumptions,
) -> None:
    found = reckon(assumed)
    for year in found.years:
        if year.reason:
            assert year.balance is None
            continue
        assert [month.closing.gap for month in year.months] == [0] * 12
        for name in ("sales", "cost_of_sales", "operating_profit", "net_profit", "tax"):
            total = sum(getattr(month.earned, name) for month in year.months)
            assert total == getattr(year.income, name), name
        before = found.years[year.number - 2].balance if year.number > 1 else found.start
        assert year.moved("balance") == year.balance.cash - before.cash
        equity = year.income.net_profit - year.income.plan.drawings
        put_in = assumed.own_money if year.number == 1 else 0
        assert year.balance.net_assets - before.net_assets == equity + put_in
        fixed = year.moved("equipment") - year.income.depreciation
        assert year.balance.fixed_assets - before.fixed_assets == fixed


@given(any_assumptions())
@settings(max_examples=30, deadline=None)
def test_what_is_kept_as_json_comes_back_the_same(assumed: Assumptions) -> None:
    assert assumptions_from_json(assumptions_as_json(assumed)) == assumed
    whole = sakura_plan()
    assert assumptions_from_json(assumptions_as_json(whole)) == whole


@given(st.integers(-(10**9), 10**9), st.lists(st.integers(0, 99), min_size=1, max_size=12))
def test_parts_of_a_whole_add_up_to_it(amount: int, weights: list[int]) -> None:
    parts = spread(amount, [*weights, 1])
    assert sum(parts) == amount
    assert len(parts) == len(weights) + 1


@settings(max_examples=80, deadline=None)
@given(any_statement(), st.integers(3, 5))
def test_any_accounts_make_a_plan_or_a_reason(base: object, years: int) -> None:
    found = reckon(propose(base, APRIL, years))
    for year in found.years:
        assert bool(year.reason) == (year.balance is None)
        for name in (*INCOME_ROWS, *FURTHER_ROWS):
            reading = year.income.reading(name)
            assert reading.is_known or reading.reason
        assert year.income.gross_margin.is_known or year.income.gross_margin.reason
        assert year.owned("cash").is_known == (year.balance is not None)


# ── what is not known ──


def unknown_words(found: Reckoned, year: int, name: str) -> str:
    return found.years[year].income.reading(name).words


def test_what_is_not_filled_in_is_no_zero_and_says_why() -> None:
    blank = a_year(41_000, 1_180, 4_000_000)
    store, online = blank.sales
    blank = replace(blank, sales=(replace(store, quantity=None), online))
    whole = sakura_plan().years
    found = reckon(sakura_plan(years=(whole[0], blank, whole[2])))
    assert unknown_words(found, 0, "operating_profit") == "△1,045,000円"
    assert unknown_words(found, 1, "sales") == "算出不可（「店頭」の客数か客単価が未入力）"
    assert unknown_words(found, 1, "fixed_costs") == "27,500,000円"
    assert unknown_words(found, 2, "operating_profit") == "3,432,000円"
    assert [year.owned("cash").words for year in found.years] == [
        "1,207,485円",
        "算出不可（2年目：「店頭」の客数か客単価が未入力）",
        "算出不可（2年目：「店頭」の客数か客単価が未入力）",
    ]
    assert found.money_words == (
        "2年目から先の現預金は算出不可です（2年目：「店頭」の客数か客単価が未入力）。"
    )


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"sales": ()}, "売上の行がない"),
        ({"margin": None}, "「店頭」の粗利率が未入力"),
        ({"depreciation": None}, "減価償却費が未入力"),
        ({"margin": None, "depreciation": None}, "「店頭」の粗利率・減価償却費が未入力"),
        ({"labour_in_cost": 30_000_000}, "売上原価が、その中の労務費と減価償却費の合計より小さい"),
    ],
)
def test_each_thing_lacking_is_named(facts: dict[str, object], reason: str) -> None:
    years = (a_year(40_000, 1_150, 2_000_000, **facts),) * 3
    found = reckon(sakura_plan(years=years))
    assert found.years[0].reason == f"1年目：{reason}"


def test_a_plan_without_a_balance_sheet_earns_but_has_no_cash() -> None:
    paper = statement({"sales": 9_000_000}, form=Form.PROPRIETOR_SHORT)
    found = reckon(sakura_plan(base=paper, loans=()))
    assert found.years[0].income.net_profit is not None
    assert len(found.years[0].months) == 12
    assert found.years[0].moved("collected") is None
    assert found.years[0].reason == "基準の決算に貸借対照表がない"
    typed = reckon(sakura_plan(base=paper, loans=(), opening=Balance(cash=900, net_assets=900)))
    assert typed.years[0].balance is not None
    odd = reckon(sakura_plan(opening=Balance(cash=900)))
    assert odd.years[2].reason == "始まりの総資産が、負債と純資産の合計より900円大きい"
    none = reckon(sakura_plan(base=None))
    assert none.years[0].reason == "基準の決算がない"


def test_a_new_business_begins_with_nothing_but_its_own_money() -> None:
    found = reckon(sakura_plan(base=None, is_new=True, own_money=5_000_000, loans=()))
    first = found.months[0]
    assert found.start == Balance()
    assert first.moved.own_money == 5_000_000
    assert first.closing.net_assets == 5_000_000 + first.earned.net_profit


def test_a_proprietor_pays_no_tax_out_of_the_business_but_draws() -> None:
    year = a_year(42_000, 1_200, 6_000_000, drawings=3_000_000)
    found = reckon(sakura_plan(years=(year,) * 3, is_proprietor=True))
    income = found.years[1].income
    assert (income.tax, income.repayable) == (0, income.net_profit + 1_300_000 - 3_000_000)
    assert found.years[1].moved("drawings") == 3_000_000


def test_labour_and_depreciation_in_the_cost_of_sales_are_not_bought() -> None:
    plain, inside = (
        reckon(sakura_plan(years=(a_year(40_000, 1_150, 2_000_000, **facts),) * 3))
        for facts in ({}, {"labour_in_cost": 4_000_000, "depreciation_in_cost": 600_000})
    )
    first, other = plain.years[0].income, inside.years[0].income
    assert other.pay_total - first.pay_total == 4_000_000
    assert other.operating_profit - first.operating_profit == 600_000
    assert inside.years[0].moved("labour") == 4_000_000
    assert plain.months[0].earned.variable > inside.months[0].earned.variable


def test_equipment_is_written_off_to_one_yen() -> None:
    machine = Equipment("m", "機", 100_000, APRIL, 2)
    found = reckon(sakura_plan(equipment=(machine,), years=sakura_plan().years))
    written = [year.income.depreciation - 1_000_000 for year in found.years]
    assert written == [50_000, 49_999, 0]


def test_what_does_not_fit_is_remarked() -> None:
    base = statement(FIRST, date(2026, 1, 31), months=10, is_closed=False)
    found = reckon(sakura_plan(base=base, years=(a_year(1, 1, 1, depreciation=5_000_000),) * 3))
    assert found.remarks == (
        "基準の決算は10か月の期です。伸びは年に直して比べます。",
        "基準の決算は、まだ確定していません。",
        "基準の決算の期末から計画の始まりまで2か月あり、その間の動きは入っていません。",
        (
            "いまの借入の内訳の合計（10,500,000円）が、始まりの借入金（11,000,000円）と"
            "500,000円違います。違う分は返さないものとして計算しました。"
        ),
        "3年目に、減価償却費の累計が固定資産を3,825,000円超えます。減価償却費を確かめてください。",
    )
    early = reckon(sakura_plan(starts_on=date(2026, 1, 1), loans=()))
    assert "計画が、基準の決算の期末より3か月前に始まっています。" in early.remarks


# ── from the base year ──


def test_a_proposal_repeats_the_base_year() -> None:
    proposed = propose(statement(THIRD), APRIL, 3)
    refuse_assumptions(proposed)
    found = reckon(proposed)
    base = BaseYear(statement(THIRD))
    for name in ("sales", "depreciation"):
        assert getattr(found.years[0].income, name) == base.reading(name).value, name
    for name in ("gross_profit", "operating_profit", "value_added"):  # 粗利率は小数2桁
        repeated = getattr(found.years[0].income, name)
        assert abs(repeated - base.reading(name).value) <= 48_000_000 // 20_000, name
    assert base.reading("pay_total").words == "15,600,000円"
    assert base.reading("dreams").words == "算出不可（基準の決算からわからない）"
    assert base.employees == Decimal(6)
    year = proposed.years[0]
    assert (year.collection_days, year.stock_days, year.payment_days) == (24, 33, 47)
    assert [(one.name, one.loan.principal, one.loan.rate) for one in proposed.loans] == [
        ("いまの借入", 10_500_000, Decimal("2.7"))
    ]
    assert found.remarks == ()


def test_a_short_period_is_taken_as_a_year() -> None:
    half = BaseYear(statement({"sales": 3_000_000}, months=6))
    reading = half.reading("sales")
    assert (reading.words, len(reading.notes)) == ("6,000,000円", 1)
    assert BaseYear(None).reading("sales").words == "算出不可（基準の決算がない）"


# ── refusals ──


def refused(assumed: Assumptions) -> tuple[str, str | None, str]:
    with pytest.raises(RuleViolation) as said:
        refuse_assumptions(assumed)
    return said.value.code, said.value.field, said.value.message


def test_months_that_do_not_add_up_are_refused_with_the_difference() -> None:
    typed = a_year(40_000, 1_150, 2_000_000, months=(4_000_000,) * 11 + (3_880_000,))
    assert refused(sakura_plan(years=(sakura_plan().years[0], typed, typed))) == (
        "months-differ",
        "months",
        "2年目の月別の売上の合計（47,880,000円）が、年の売上（48,000,000円）より120,000円少ないです。",
    )
    over = replace(typed, months=(4_000_000,) * 11 + (4_000_001,))
    assert refused(sakura_plan(years=(over,) * 3))[2].endswith("より1円多いです。")
    assert reckon(sakura_plan(years=(over,) * 3)).years[0].reason.startswith("1年目の月別の売上")
    exact = replace(typed, months=(4_000_000,) * 12)
    refuse_assumptions(sakura_plan(years=(exact,) * 3))
    found = reckon(sakura_plan(years=(exact,) * 3))
    assert [month.earned.sales for month in found.years[0].months] == [4_000_000] * 12


def with_year(**facts: object) -> Assumptions:
    return sakura_plan(years=(a_year(1, 1, 1, **facts),) * 3)


LINE = SalesLine("x", "甲", How.AMOUNT, amount=1)


@pytest.mark.parametrize(
    ("assumed", "code", "field"),
    [
        (sakura_plan(years=sakura_plan().years[:2]), "bad-years", "years"),
        (sakura_plan(starts_on=date(2026, 4, 2)), "bad-start", "starts_on"),
        (sakura_plan(weights=(0,) * 12), "bad-weights", "weights"),
        (sakura_plan(weights=(1,) * 11), "bad-weights", "weights"),
        (with_year(months=(1,) * 3), "bad-months", "months"),
        (with_year(sales=(LINE, LINE)), "twice", "sales"),
        (with_year(sales=(replace(LINE, ja=" "),)), "no-name", "sales"),
        (with_year(sales=(replace(LINE, amount=-1),)), "bad-amount", "sales"),
        (with_year(sales=(replace(LINE, amount=10**15),)), "bad-amount", "sales"),
        (
            with_year(sales=tuple(replace(LINE, key=str(n)) for n in range(31))),
            "too-many",
            "sales",
        ),
        (with_year(margin=Decimal(101)), "bad-margin", "margin"),
        (with_year(tax_rate=Decimal(-1)), "bad-rate", "tax_rate"),
        (with_year(payment_days=361), "bad-days", "payment_days"),
        (with_year(employees=Decimal(-1)), "bad-people", "employees"),
        (with_year(depreciation_in_cost=1_000_001), "too-much-in-cost", "depreciation_in_cost"),
        (with_year(drawings=-1), "bad-amount", "others"),
        (sakura_plan(own_money=-1), "bad-amount", "own_money"),
        (
            sakura_plan(equipment=(Equipment("m", "機", 1, date(2030, 4, 1), 5),)),
            "outside",
            "equipment",
        ),
        (sakura_plan(equipment=(Equipment("m", "機", 0, APRIL, 5),)), "bad-equipment", "equipment"),
        (sakura_plan(equipment=(Equipment("m", "", 1, APRIL, 5),)), "no-name", "equipment"),
        (
            sakura_plan(loans=(PlannedLoan("l", "借", Loan(1, Decimal(0), date(2026, 3, 1), 1)),)),
            "outside",
            "loans",
        ),
        (
            sakura_plan(subsidies=(Subsidy("s", "補", 1, date(2026, 3, 1)),)),
            "outside",
            "subsidies",
        ),
    ],
)
def test_what_no_plan_can_be_made_of_is_refused_at_its_field(
    assumed: Assumptions, code: str, field: str
) -> None:
    assert refused(assumed)[:2] == (code, field)


def test_blanks_are_not_refused() -> None:
    refuse_assumptions(with_year(sales=(), margin=None, depreciation=None, employees=None))
