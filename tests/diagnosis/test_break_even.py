"""The break-even point: published examples, the page's sliders, and what has none."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.diagnosis.cast import FIRST, any_statement, example_rows, sakura, statement, worked

from banso.core.refusals import RuleViolation
from banso.diagnosis.rules.break_even import (
    NO_MARGIN,
    NO_UNIT_MARGIN,
    BreakEven,
    Moves,
    UnitBreakEven,
    break_even_of,
    moved,
)
from banso.diagnosis.rules.cost_natures import (
    BY_SUMS,
    NO_COST_OF_SALES,
    cost_kinds,
    kind_for,
    split_costs,
)
from banso.diagnosis.rules.reading import Unit
from banso.diagnosis.rules.terms import Term, terms_of
from banso.figures.rules.accounts import INCOME_PARTS, accounts
from banso.figures.rules.statement import Statement
from banso.registry.rules.industries import BUCKETS

EATING = cost_kinds()["eating"]
yen = st.integers(0, 10**12).map(Decimal)


def of(**costs: int) -> BreakEven:
    return BreakEven(**{name: Decimal(amount) for name, amount in costs.items()})


def term_of(amounts: dict[str, int], **other: object) -> Term:
    return terms_of([statement(amounts, **other)])[0]


def test_the_examination_of_2013_comes_out_as_published() -> None:
    vector = worked("cvp_h25_q7")
    sales, variable, fixed = vector["inputs"].values()
    found = of(sales=sales, variable=variable, fixed=fixed)
    assert found.sales_needed.value == vector["expected"]["損益分岐点売上高_千円"]
    assert found.safety_margin.words == f"{vector['expected']['安全余裕率_%']}%"


def test_the_examination_of_2015_comes_out_as_published() -> None:
    vector = worked("cvp_h27_q11")
    ratios = []
    for year in vector["inputs"].values():
        found = of(sales=year["売上高"], variable=year["変動費"], fixed=year["固定費"])
        ratios.append(found.ratio.words)
    expected = vector["expected"]
    assert ratios == [
        f"{expected['前期_損益分岐点比率_%']}.0%",
        f"{expected['今期_損益分岐点比率_%']}%",
    ]


def test_the_bowls_of_noodles_come_out_as_published() -> None:
    vector = worked("cvp_ramen")
    given_ = vector["inputs"]
    fixed = sum(given_["固定費_月"].values())
    found = UnitBreakEven(*map(Decimal, (given_["単価"], given_["材料費_単位"], fixed)))
    assert found.pieces_for().value == vector["expected"]["損益分岐点_杯"]
    assert found.sales_for().value == vector["expected"]["損益分岐点売上高"]
    assert found.pieces_for(Decimal(100)).words == "1,501個"


@pytest.mark.parametrize("row", example_rows("break-even.md"), ids="·".join)
def test_the_sliders_do_what_the_page_says(row: list[str]) -> None:
    base = break_even_of(terms_of(sakura())[-1], EATING)
    found = moved(base, Moves(*map(Decimal, row[:4])))
    assert found.sales is not None
    assert [
        Unit.YEN.write(found.sales),
        found.profit.words,
        found.sales_needed.words,
        found.safety_margin.words,
    ] == row[4:]


def test_a_slider_below_nothing_is_refused() -> None:
    with pytest.raises(RuleViolation, match="数量が−100%を下回っています") as refusal:
        Moves(volume=Decimal(-101))
    assert refusal.value.field == "volume"


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        (of(sales=0, variable=0, fixed=5), "売上高が0"),
        (of(sales=-1, variable=0, fixed=5), "売上高がマイナス"),
        (of(sales=10, variable=10, fixed=5), NO_MARGIN),
        (of(sales=10, variable=12, fixed=5), NO_MARGIN),
        (BreakEven(None, Decimal(0), Decimal(0)), "売上高がわからない"),
        (BreakEven(Decimal(1), Decimal(0), Decimal(0), "販管費がわからない"), "販管費がわからない"),
    ],
)
def test_where_there_is_no_break_even_point_it_says_why(found: BreakEven, reason: str) -> None:
    readings = (found.sales_needed, found.ratio, found.safety_margin, found.sales_for(Decimal(1)))
    assert {reading.reason for reading in readings} == {reason}


def test_a_piece_that_sells_below_its_cost_has_none() -> None:
    found = UnitBreakEven(Decimal(180), Decimal(180), Decimal(1))
    assert (found.pieces_for().reason, found.sales_for().reason) == (NO_UNIT_MARGIN,) * 2


def test_a_target_is_reached_with_its_sales() -> None:
    base = break_even_of(terms_of(sakura())[-1], EATING)
    assert base.sales_for(Decimal(2_000_000)).words == "53,397,736円"
    assert base.profit.made_of == (
        ("売上高", Decimal(48_000_000)),
        ("変動費", Decimal(21_500_000)),
        ("固定費", Decimal(27_480_000)),
    )


def test_every_bucket_has_its_preset_and_every_preset_names_costs() -> None:
    assert sorted(bucket for kind in cost_kinds().values() for bucket in kind.buckets) == sorted(
        BUCKETS
    )
    for kind in cost_kinds().values():
        assert set(kind.percents) <= {*accounts(), *INCOME_PARTS}
        assert all(0 <= percent <= 100 for percent in kind.percents.values())
    assert [kind_for(code).key for code in ("09", "06", "58", "76", "78")] == [
        "making", "making", "trading", "eating", "services",
    ]  # fmt: skip


def test_what_is_left_is_the_ordinary_profit() -> None:
    for term in terms_of(sakura()):
        assert break_even_of(term, EATING).profit.value == term.amounts["ordinary_profit"]


def test_a_share_changed_for_a_business_counts() -> None:
    term = term_of(FIRST)
    usual, changed = split_costs(term, EATING), split_costs(term, EATING, {"wages": 50})
    assert changed.variable - usual.variable == 4_500_000
    assert usual.fixed + usual.variable == changed.fixed + changed.variable


@pytest.mark.parametrize(
    ("changed", "words"),
    [({"wages": 101}, "0から100まで"), ({"cash_on_hand": 5}, "費用の科目ではありません")],
)
def test_a_share_that_cannot_be_is_refused(changed: dict[str, int], words: str) -> None:
    with pytest.raises(RuleViolation, match=words):
        split_costs(term_of(FIRST), EATING, changed)


def test_sums_without_lines_are_split_as_sums_and_it_says_so() -> None:
    sums = {"sales": 100, "cost_of_sales": 40, "selling_and_admin": 50, "other_income": 3}
    split = split_costs(term_of(sums, is_outline=True), EATING)
    assert (split.variable, split.fixed, split.notes) == (40, 47, (BY_SUMS,))


def test_a_service_without_cost_of_sales_says_so() -> None:
    split = split_costs(term_of({"sales": 100, "wages": 60}), cost_kinds()["services"])
    assert (split.variable, split.fixed, split.notes) == (0, 60, (NO_COST_OF_SALES,))


def test_costs_that_are_not_known_are_not_split() -> None:
    assert break_even_of(term_of({"sales": 5}), EATING).profit.words == (
        "算出不可（販売費及び一般管理費がわからない）"
    )


@given(yen, yen, yen)
def test_at_the_break_even_point_nothing_is_left(
    sales: Decimal, variable: Decimal, fixed: Decimal
) -> None:
    found = BreakEven(sales, variable, fixed)
    needed, rate = found.sales_needed.value, found.margin_rate.value
    if needed is not None and rate is not None:
        assert abs(needed * rate - fixed) <= Decimal("1e-9")
        assert (found.profit.value or 0) >= 0 or needed > sales


@given(any_statement(), st.sampled_from(list(cost_kinds())))
def test_no_accounts_whatever_make_it_fail(one: Statement, kind: str) -> None:
    found = break_even_of(terms_of([one])[0], cost_kinds()[kind])
    for reading in (found.profit, found.margin_rate, found.ratio, found.safety_margin):
        assert reading.is_known != bool(reading.reason)
    if found.profit.is_known and not one.is_outline:
        assert found.profit.value == one.ordinary_profit
