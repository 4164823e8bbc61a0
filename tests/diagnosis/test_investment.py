"""Investments: published examples, the page's, and what is never paid back."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.diagnosis.cast import ROOT, example_rows, worked

from banso.core.money import yen
from banso.core.refusals import RuleViolation
from banso.diagnosis.rules.investment import (
    EXACT,
    NEVER,
    NO_EFFECT,
    Investment,
    discount_factors,
    net_present_value,
    net_present_value_by_table,
    payback_of,
    payback_years,
    shortest,
)
from banso.diagnosis.rules.reading import rounded

MACHINE = Investment(3_000_000, 70_000, 7, subsidy=2_000_000, subsidy_after=10, effect_after=2)
amounts = st.integers(-(10**9), 10**9).map(Decimal)


def test_the_examination_of_2025_comes_out_with_its_table_and_without() -> None:
    vector = worked("npv_r7_q17")
    inputs = vector["inputs"]
    outlay = Decimal(inputs["初期投資_万円"])
    effects = [Decimal(one) for one in inputs["CF_万円"]]
    table = [Decimal(str(one)) for one in inputs["複利現価係数(表)"]]
    by_table = net_present_value_by_table(outlay, effects, table)
    assert by_table.value == vector["expected"]["NPV_万円"]
    assert by_table.words == "複利現価係数は表の値（0.94、0.88）"
    exact = net_present_value(outlay, effects, Decimal(inputs["資本コスト_%"]))
    assert (rounded(exact.value, 2), exact.words) == (Decimal("795.73"), EXACT)


def test_the_published_paybacks_come_out_as_published() -> None:
    vector = worked("payback_ipass")
    found = {
        name: payback_years(Decimal(one["投資"]), Decimal(one["効果"] - one["運用"] - one["保守"]))
        for name, one in vector["inputs"].items()
    }
    assert {
        f"{name}_年": float(rounded(one.value or Decimal(-1), 4)) for name, one in found.items()
    } == {key: value for key, value in vector["expected"].items() if key != "最短"}
    assert shortest(found.items()) == vector["expected"]["最短"]


@pytest.mark.parametrize("row", example_rows("investment.md"), ids=lambda row: row[0])
def test_the_example_of_the_page_is_what_we_compute(row: list[str]) -> None:
    given_ = row[0] == "あり"
    assert [
        str(MACHINE.payback_month(with_subsidy=given_)),
        yen(int(rounded(MACHINE.present_value(Decimal(3), with_subsidy=given_).value, 0))),
        yen(MACHINE.to_bridge),
    ] == row[1:]


def test_the_sentence_says_what_must_be_bridged() -> None:
    assert f"> {MACHINE.words}" in (ROOT / "docs/rules/investment.md").read_text("utf-8")
    assert Investment(3_000_000, 70_000, 7).words == "43か月後に回収。"
    assert Investment(3_000_000, 30_000, 5).words == "使う年数のうちに回収できない。"


def test_the_subsidy_comes_after_the_payment() -> None:
    moves = MACHINE.moves()
    assert (moves[0], moves[1], moves[2], moves[10], len(moves)) == (
        -3_000_000,
        0,
        70_000,
        2_070_000,
        86,
    )
    assert sum(moves) == -3_000_000 + 84 * 70_000 + 2_000_000
    late = Investment(100, 5, 1, subsidy=50, subsidy_after=30)
    assert (late.last_month, late.moves()[30], late.payback_month()) == (30, 50, 30)


def test_years_that_differ_are_counted_off_one_by_one() -> None:
    effects = [Decimal(100), Decimal(-20), Decimal(300)]
    assert payback_of(Decimal(200), effects).words == "2.4年"
    assert payback_of(Decimal(500), effects).reason == NEVER
    assert payback_of(Decimal(0), effects).words == "0.0年"


def test_what_brings_nothing_is_never_paid_back() -> None:
    assert payback_years(Decimal(5), Decimal(0)).reason == NO_EFFECT
    assert shortest([("a", payback_years(Decimal(5), Decimal(-1)))]) is None


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: Investment(0, 1, 1), "投資額と使う年数は1以上"),
        (lambda: Investment(10, 1, 1, subsidy=11), "補助金は0円から投資額まで"),
        (lambda: Investment(10, 1, 1, effect_after=-1), "月数は0以上"),
        (lambda: discount_factors(Decimal(-100), 1), "割引率は−100%より大きく"),
        (
            lambda: net_present_value_by_table(Decimal(1), [Decimal(1)], []),
            "複利現価係数を1年分",
        ),
    ],
)
def test_what_cannot_be_is_refused(make: Callable[[], object], words: str) -> None:
    with pytest.raises(RuleViolation, match=words):
        make()


@given(amounts, st.lists(amounts, max_size=12))
def test_without_discount_the_present_value_is_the_plain_sum(
    outlay: Decimal, effects: list[Decimal]
) -> None:
    assert net_present_value(outlay, effects, Decimal(0)).value == sum(effects) - outlay


@given(st.integers(1, 10**9), st.integers(-(10**6), 10**8), st.integers(1, 15), st.data())
def test_money_by_month_adds_up_and_a_subsidy_never_delays(
    outlay: int, effect: int, years: int, draw: st.DataObject
) -> None:
    subsidy = draw.draw(st.integers(0, outlay))
    one = Investment(outlay, effect, years, subsidy, subsidy_after=draw.draw(st.integers(0, 40)))
    assert one.balance()[-1] == -outlay + effect * years * 12 + subsidy
    alone, helped = one.payback_month(with_subsidy=False), one.payback_month()
    assert alone is None or (helped is not None and helped <= max(alone, one.subsidy_after))
    assert one.words.endswith("。")
