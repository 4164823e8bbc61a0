"""The short sheet of the analysis seminar: what it says, and what it does not pretend to know."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.diagnosis.cast import example_rows
from tests.diagnosis.seminar_cast import BEFORE, NOW

from banso.diagnosis.rules.seminar.pages import cross_words, quadrants, said_lines
from banso.diagnosis.rules.seminar.results import NO_INTEREST, outcome_of
from banso.diagnosis.rules.seminar.sheet import (
    COSTS,
    ShortSheet,
    line_groups,
    sheet_lines,
    trade_of,
    year_ends,
)
from banso.figures.rules.accounts import known_codes
from banso.registry.rules.industries import BUCKETS

MARCH = date(2026, 3, 31)


def a_sheet(
    now: dict[str, int], before: dict[str, int] | None = None, **other: object
) -> ShortSheet:
    facts: dict[str, object] = {"ends_on": MARCH, "is_corporation": True, "bucket": "小売業"}
    return ShortSheet(**{**facts, **other}, now=now, before=before or {})


def words_of(sheet: ShortSheet) -> dict[str, str]:
    return {one.ja: one.reading.words for one in outcome_of(sheet).results}


def test_the_worked_example_comes_out_as_the_page_says() -> None:
    results = outcome_of(a_sheet(NOW, BEFORE)).results
    found = [[one.ja, one.reading.words, one.sentence] for one in results]
    assert found == example_rows("seminar-workbook.md")


def test_a_blank_sheet_says_what_is_missing_and_knows_nothing() -> None:
    outcome = outcome_of(a_sheet({}))
    assert all(not one.reading.is_known for one in outcome.results)
    assert (outcome.bars, outcome.has_radar, outcome.remarks) == (None, False, ())
    costs = "「売上」「売上原価」「人件費」「減価償却費」「そのほかの経費」"
    assert words_of(a_sheet({}))["営業利益率"] == f"算出不可（{costs}が空いている）"


@pytest.mark.parametrize("missing", COSTS)
def test_a_cost_left_blank_is_unknown_and_not_nothing(missing: str) -> None:
    known = {key: amount for key, amount in NOW.items() if key != missing}
    found = words_of(a_sheet(known, BEFORE))
    for ja in ("営業利益率", "損益分岐点の売上", "安全余裕率", "借入の返しやすさ"):
        assert found[ja].startswith("算出不可（「"), ja


def test_a_cost_of_nothing_is_no_blank() -> None:
    found = words_of(a_sheet(NOW | {"cost_of_sales": 0}))
    assert (found["粗利率"], found["営業利益率"]) == ("100.0%", "63.0%")


def test_without_interest_the_break_even_point_says_so() -> None:
    known = {key: amount for key, amount in NOW.items() if key != "interest"}
    by_key = {one.key: one for one in outcome_of(a_sheet(known)).results}
    assert by_key["break_even"].reading.words == "27,750,000円"
    assert by_key["break_even"].reading.notes == (NO_INTEREST,)


def test_a_maker_has_seven_tenths_of_the_cost_of_sales_variable() -> None:
    # 固定費 700＋60＋350＋20＋540＝1,670、1−1,260÷3,000＝0.58、1,670÷0.58＝2,879.3
    assert words_of(a_sheet(NOW, bucket="製造業"))["損益分岐点の売上"] == "28,793,103円"


def test_more_cash_than_debts_is_said_in_words() -> None:
    loans = {one.key: one for one in outcome_of(a_sheet(NOW | {"loans": 0})).results}["loans"]
    assert loans.sentence == "手元のお金が借入金より多く、差し引きの借入はありません。"


def test_a_loss_says_how_much_is_lacking() -> None:
    by_key = {one.key: one for one in outcome_of(a_sheet(NOW | {"personnel": 9_000_000})).results}
    assert by_key["operating_margin"].sentence == "本業では、売上100円につき3.7円の赤字です。"
    assert by_key["safety_margin"].sentence == "とんとんになるには、売上があと約325万円足りません。"


def test_the_radar_needs_three_of_the_six() -> None:
    two = {key: NOW[key] for key in ("sales", *COSTS)}
    assert outcome_of(a_sheet(two, BEFORE)).known_indicators == 2
    assert not outcome_of(a_sheet(two, BEFORE)).has_radar
    three = two | {"loans": 0, "cash": 0}
    assert outcome_of(a_sheet(three, BEFORE)).has_radar


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        ({"sales": 3_000}, {}, "今期の売上が3,000円になっています。単位は合っていますか。"),
        ({"cash": -1}, {}, "今期の「現金・預金」がマイナスです。"),
        (
            {"sales": 5_000_000, "cost_of_sales": 6_000_000},
            {},
            "今期：売上原価が売上高より大きくなっています。",
        ),
        (
            {"sales": 90_000_000},
            {"sales": 3_000_000},
            "今期：売上高が前の期の30倍です。桁や、円と千円を取り違えていませんか。",
        ),
    ],
)
def test_what_looks_odd_is_said_and_never_refused(
    now: dict[str, int], before: dict[str, int], said: str
) -> None:
    assert outcome_of(a_sheet(now, before)).remarks == (said,)


amounts = st.dictionaries(
    st.sampled_from([line.key for line in sheet_lines() if line.is_money]),
    st.integers(-(10**14), 10**14) | st.sampled_from([0, 1, -1]),
)


@given(
    amounts,
    amounts,
    st.sampled_from(BUCKETS),
    st.booleans(),
    st.dates(date(2000, 1, 1), date(2090, 1, 1)),
)
def test_whatever_is_typed_something_is_said(
    now: dict[str, int], before: dict[str, int], bucket: str, is_corporation: bool, ends_on: date
) -> None:
    sheet = ShortSheet(ends_on, is_corporation, bucket, now, before, {"now": Decimal(0)})
    outcome = outcome_of(sheet)
    assert all(one.reading.words and one.sentence for one in outcome.results)
    assert outcome.bars is None or 0 <= outcome.bars.needed_length <= 320


def test_every_line_can_be_kept_among_the_accounts_and_every_bucket_has_a_row() -> None:
    full = dict.fromkeys((line.key for line in sheet_lines() if line.is_money), 1)
    assert set(a_sheet(full).statement("now").amounts) <= known_codes()
    assert all(trade_of(bucket) for bucket in BUCKETS)
    assert sum(len(lines) for _, lines in line_groups()) == len(sheet_lines()) == 14


def test_the_years_offered_are_those_that_can_have_ended() -> None:
    held_on = date(2026, 11, 10)
    assert year_ends(held_on, is_corporation=False) == [date(2025, 12, 31), date(2024, 12, 31)]
    corporate = year_ends(held_on, is_corporation=True)
    assert (corporate[0], corporate[-1], len(corporate)) == (
        date(2026, 10, 31),
        date(2025, 5, 31),
        18,
    )


def test_the_year_before_a_leap_days_end_is_a_last_day_too() -> None:
    days = ShortSheet(date(2024, 2, 29), True, "小売業").days_of("before")
    assert days == (date(2022, 3, 1), date(2023, 2, 28))


def test_what_was_said_is_read_line_by_line() -> None:
    assert said_lines(" 手打ち麺 \n\n県外からも来る\n") == ["手打ち麺", "県外からも来る"]
    assert cross_words({}) == ""
    assert cross_words({"cross_how": "生麺を売る"}) == "強み「—」×機会「—」：生麺を売る"
    assert [len(box.cells) for box in quadrants()] == [7, 7, 5, 5]
