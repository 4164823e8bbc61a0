"""Months that do not add up to their year: said by how much, and brought to it by one press."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from banso.core.refusals import RuleViolation
from banso.plans.rules.numbers.settling import TypedMonths, is_even, settled

EVEN = (1,) * 12
SEASON = (8, 7, 7, 9, 9, 7, 8, 8, 12, 8, 7, 10)
FULL = (4_000_000,) * 11 + (3_000_000,)


def test_the_months_of_a_year_say_how_they_add_up() -> None:
    said = {
        TypedMonths((None,) * 12, 48_000_000): (
            "月の金額は入っていません。年の売上を割合で分けます。"
        ),
        TypedMonths((4_000_000,) * 12, 48_000_000): ("合計48,000,000円。年の売上と合っています。"),
        TypedMonths(FULL, 48_000_000): (
            "合計47,000,000円。年の売上（48,000,000円）より1,000,000円少ないです。"
        ),
        TypedMonths(FULL, 46_000_000): (
            "合計47,000,000円。年の売上（46,000,000円）より1,000,000円多いです。"
        ),
        TypedMonths((5_000_000, *(None,) * 11), 48_000_000): (
            "1か月分の合計5,000,000円（11か月が空欄）。"
            "年の売上（48,000,000円）より43,000,000円少ないです。"
        ),
        TypedMonths(FULL, None): (
            "合計47,000,000円。年の売上がまだ計算できないので、比べられません。"
        ),
    }
    assert {typed: typed.words for typed in said} == said


def test_the_difference_is_put_by_the_season_of_last_year_or_evenly() -> None:
    typed = TypedMonths(FULL, 48_000_000)
    by_season = settled(typed, SEASON)
    assert by_season == (
        4_080_000, 4_070_000, 4_070_000, 4_090_000, 4_090_000, 4_070_000,
        4_080_000, 4_080_000, 4_120_000, 4_080_000, 4_070_000, 3_100_000,
    )  # fmt: skip
    evenly = settled(typed, EVEN)
    assert evenly[:3] == (4_083_333, 4_083_333, 4_083_334)
    assert sum(by_season) == sum(evenly) == 48_000_000


def test_the_example_of_the_page_is_this_one() -> None:
    page = Path(__file__).parents[2] / "docs/rules/plan-numbers.md"
    by_season = settled(TypedMonths(FULL, 48_000_000), SEASON)
    first, december, last = (f"{by_season[at]:,}円" for at in (0, 8, 11))
    shares = "・".join(map(str, SEASON))
    words = f"{shares} で振り分けると、4月は{first}、12月は{december}、3月は{last}。"
    assert words in page.read_text(encoding="utf-8")


def test_blank_months_take_what_is_left_and_those_typed_stay() -> None:
    typed = TypedMonths((5_000_000, *(None,) * 9, 4_000_000, 6_000_000), 48_000_000)
    months = settled(typed, (8, 0, 0, 0, 0, 0, 0, 0, 1, 2, 7, 10))
    assert months == (5_000_000, *(0,) * 7, 11_000_000, 22_000_000, 4_000_000, 6_000_000)
    assert settled(typed, (8, *(0,) * 9, 7, 10))[1:4] == (3_666_666, 3_666_667, 3_666_667)
    assert settled(TypedMonths((None,) * 12, 12_000_000), EVEN) == (1_000_000,) * 12


def test_no_month_goes_below_nothing_when_money_is_taken_off() -> None:
    typed = TypedMonths((100_000, *(1_000_000,) * 11), 5_100_000)
    assert settled(typed, SEASON)[0] == 0
    assert settled(typed, (1, *(0,) * 11))[0] == 0
    assert sum(settled(typed, (1, *(0,) * 11))) == 5_100_000
    assert settled(TypedMonths((1_000_000,) * 12, 0), SEASON) == (0,) * 12


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (TypedMonths(FULL, None), "no-year"),
        (TypedMonths((0,) * 12, -1), "no-year"),
        (TypedMonths((9_000_000, *(None,) * 11), 8_000_000), "over"),
    ],
)
def test_what_cannot_be_brought_to_the_year_is_refused(typed: TypedMonths, code: str) -> None:
    with pytest.raises(RuleViolation) as refused:
        settled(typed, EVEN)
    assert refused.value.code == code
    assert not typed.may_settle


def test_a_month_says_its_share_of_the_year() -> None:
    blank = TypedMonths((None,) * 12, None)
    assert blank.shares(SEASON)[:3] == (Decimal("8.0"), Decimal("7.0"), Decimal("7.0"))
    typed = TypedMonths((6_000_000, *(None,) * 11), 48_000_000)
    assert typed.shares(SEASON)[:2] == (Decimal("12.5"), None)
    assert TypedMonths(FULL, None).shares(SEASON) == (None,) * 12
    assert TypedMonths((0,) * 12, 0).shares(EVEN) == (None,) * 12
    assert (is_even(EVEN), is_even(SEASON)) == (True, False)


MONTH = some.one_of(some.none(), some.integers(0, 10**9))


@given(
    some.tuples(*[MONTH] * 12), some.integers(0, 10**10), some.tuples(*[some.integers(0, 99)] * 12)
)
def test_what_is_put_always_adds_up_and_is_never_below_nothing(
    months: tuple[int | None, ...], wanted: int, weights: tuple[int, ...]
) -> None:
    typed = TypedMonths(months, wanted)
    if typed.may_settle:
        after = settled(typed, weights)
        assert (sum(after), min(after) >= 0, len(after)) == (wanted, True, 12)
        kept = [at for at, month in enumerate(months) if month is not None]
        assert not typed.blanks or all(after[at] == months[at] for at in kept)
