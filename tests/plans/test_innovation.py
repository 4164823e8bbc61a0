"""経営革新の目標: the page's example, the edges of the thresholds, what cannot be told."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from tests.diagnosis.cast import THIRD, example_rows, statement
from tests.plans.numbers_cast import sakura_plan

from banso.core.refusals import RuleViolation
from banso.figures.rules.accounts import Form
from banso.plans.rules.innovation import goals, read_goals, standings
from banso.plans.rules.numbers.assumptions import Assumptions
from banso.plans.rules.numbers.reckoning import reckon


def with_last(pay: int, people: Decimal | None, **facts: object) -> Assumptions:
    given = sakura_plan(**facts)
    last = given.years[-1]
    paid, *others = last.costs
    changed = replace(last, costs=(replace(paid, amount=pay), *others), employees=people)
    return replace(given, years=(*given.years[:-1], changed))


def test_the_example_on_the_page_is_what_the_rule_says() -> None:
    rows = example_rows("innovation.md")
    assert len(rows) == 5
    for pay, people, *printed in rows:
        heads = None if people == "わからない" else Decimal(people)
        value, paid = standings(reckon(with_last(int(pay.replace(",", "")), heads)))
        found = [value.ways[0].rate.words, value.ways[1].rate.words, value.verdict.ja]
        assert [*found, paid.ways[0].rate.words, paid.verdict.ja] == printed


def test_the_thresholds_are_those_of_the_plan_s_years() -> None:
    assert {goal.key: goal.whole for goal in goals().goals} == {
        "value_added": {3: Decimal(9), 4: Decimal(12), 5: Decimal(15)},
        "pay_total": {3: Decimal("4.5"), 4: Decimal(6), 5: Decimal("7.5")},
    }
    assert all(
        percent == goal.yearly * years
        for goal in goals().goals
        for years, percent in goal.whole.items()
    )
    five = sakura_plan(years=sakura_plan().years[:1] * 5)
    assert [one.needed for one in standings(reckon(five))] == [Decimal("0.15"), Decimal("0.075")]


def test_the_threshold_itself_is_enough() -> None:
    exact = standings(reckon(with_last(16_302_000, Decimal(6))))[1]
    assert exact.words == ("給与支給総額は達成：4.5%以上に対して4.5%（15,600,000円→16,302,000円）")


def test_by_head_alone_is_enough_for_value_added() -> None:
    same = sakura_plan().years[:1] * 3
    value = standings(reckon(with_last(15_600_000, Decimal(5), years=same)))[0]
    assert [way.rate.words for way in value.ways] == ["△2.0%", "17.6%"]
    assert value.verdict.value == "met"


def test_what_cannot_be_told_is_neither_met_nor_missed() -> None:
    outline = statement({"sales": 48_000_000, "operating_profit": 1}, is_outline=True)
    found = standings(reckon(sakura_plan(base=outline)))
    assert [one.verdict.value for one in found] == ["unknown", "unknown"]
    assert "算出不可（基準の決算からわからない）" in found[1].words
    loss = statement({**THIRD, "other_selling_and_admin": 30_000_000})
    deep = standings(reckon(sakura_plan(base=loss)))[0]
    assert deep.ways[0].rate.words == "算出不可（基準が0以下）"


def test_value_added_below_zero_at_the_end_is_never_met() -> None:
    base = statement(
        {"sales": 100, "wages": 1, "other_selling_and_admin": 98}, form=Form.PROPRIETOR
    )
    worse = sakura_plan(base=base, years=(replace(sakura_plan().years[0], sales=()),) * 3)
    assert standings(reckon(worse))[0].verdict.value == "unknown"
    line = replace(sakura_plan().years[0].sales[1], amount=0)
    sunk = sakura_plan(base=base, years=(replace(sakura_plan().years[0], sales=(line,)),) * 3)
    assert standings(reckon(sunk))[0].verdict.value == "missed"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "出典（source）がありません。"),
        ('source = "x"\n[[goal]]\nkey = "a"', "「a」に ja・yearly・per_head・whole がありません。"),
        (
            (
                'source = "x"\n[[goal]]\nkey = "a"\nja = "A"\nyearly = "三"\nper_head = true\n'
                'whole = { 3 = "9" }'
            ),
            "「a」の伸び率は",
        ),
    ],
)
def test_a_file_that_cannot_be_used_is_refused(text: str, said: str) -> None:
    with pytest.raises(RuleViolation, match=said):
        read_goals(text)
