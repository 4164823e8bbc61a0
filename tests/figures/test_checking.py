"""What is odd in accounts is said; what cannot be is refused（docs/rules/statement-checks.md）."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests.figures.cast import YEAR

from banso.core.refusals import RuleViolation
from banso.figures.rules.accounts import Form
from banso.figures.rules.checking import remarks_on
from banso.figures.rules.periods import (
    first_period,
    next_period,
    refuse_kind,
    refuse_overlaps,
    refuse_period,
)
from banso.figures.rules.statement import Statement


def period(ends: int, amounts: dict[str, int] | None = None, **facts: object) -> Statement:
    told = {"starts_on": date(ends - 1, 4, 1), "ends_on": date(ends, 3, 31), **facts}
    return Statement(form=Form.CORPORATION, amounts=YEAR if amounts is None else amounts, **told)


def said(*statements: Statement) -> list[tuple[str, bool, str]]:
    return [(one.code, one.needs_yes, one.in_words) for one in remarks_on(statements)]


def test_accounts_in_order_call_for_no_remark() -> None:
    follows = {**YEAR, "opening_inventory": 1_500_000}
    assert said(period(2025), period(2026, follows)) == []


def test_the_worked_example_of_the_page() -> None:
    short = period(
        2026,
        {**YEAR, "sales": 28_000, "opening_inventory": 1_400_000, "deposits": 5_900_000},
        starts_on=date(2025, 9, 1),
    )
    assert said(period(2025), short) == [
        (
            "balance-gap",
            True,
            "令和8年3月31日期：貸借が△100,000円合いません（総資産 −（負債 + 純資産））。",
        ),
        (
            "out-of-scale",
            True,
            (
                "令和8年3月31日期：売上高に比べて大きすぎます（売上原価が693倍、人件費が536倍、"
                "総資産が657倍）。円と千円を取り違えていませんか。"
            ),
        ),
        (
            "sales-out-of-scale",
            True,
            "令和8年3月31日期：売上高が前の期の1,000分の1です。円と千円を取り違えていませんか。",
        ),
        ("cost-above-sales", False, "令和8年3月31日期：売上原価が売上高より大きくなっています。"),
        (
            "not-a-year",
            False,
            "令和8年3月31日期：7か月の期です。年に直すと売上高は48,000円です（×12÷7）。",
        ),
        (
            "missing-period",
            False,
            "令和8年3月31日期：前の期との間（令和7年4月1日〜令和7年8月31日）の決算がありません。",
        ),
    ]


@pytest.mark.parametrize(
    ("amounts", "facts", "found"),
    [
        ({"cash_on_hand": -1}, {}, ["negative-cash"]),
        ({"machinery": 5}, {}, ["no-depreciation"]),
        ({"machinery": 5}, {"is_outline": True}, []),
        ({}, {"employees": Decimal(0)}, ["nobody-works"]),
        ({}, {"employees": None}, []),
        ({}, {"is_closed": False}, ["not-closed"]),
        ({}, {"is_closed": False, "is_forecast": True}, []),
        ({"sales": 10, "purchases": 11}, {}, ["cost-above-sales"]),
        ({"rent": -600_000}, {}, ["line-below-zero"]),
        ({"retained_earnings": -600_000}, {}, []),
        ({"sales": 10, "wages": 999}, {}, []),
        ({"sales": 10, "wages": 1_000}, {}, ["out-of-scale"]),
    ],
)
def test_one_period_by_itself(
    amounts: dict[str, int], facts: dict[str, object], found: list[str]
) -> None:
    assert [one.code for one in remarks_on([period(2026, amounts, **facts)])] == found


@pytest.mark.parametrize(
    ("sales", "asked"), [(9_999, False), (10_000, True), (100, True), (101, False)]
)
def test_sales_ten_times_or_a_tenth_ask_for_a_yes(sales: int, asked: bool) -> None:
    found = remarks_on([period(2025, {"sales": 1_000}), period(2026, {"sales": sales})])
    assert [one.code for one in found] == (["sales-out-of-scale"] if asked else [])


@pytest.mark.parametrize(("wages", "asked"), [(2_000, False), (3_000, True), (299, False)])
def test_wages_some_thousand_times_those_of_the_year_before_ask_for_a_yes(
    wages: int, asked: bool
) -> None:
    rows = [period(2025, {"sales": 90, "wages": 10}), period(2026, {"sales": 90, "wages": wages})]
    codes = {"out-of-scale-of-before"} if asked else set()
    assert {one.code for one in remarks_on(rows)} == codes


def test_a_gap_of_twice_a_line_names_the_line() -> None:
    added = {**YEAR, "machinery": 8_009_700, "accumulated_depreciation": -9_700}
    assert said(period(2026, added))[0][2] == (
        "令和8年3月31日期：貸借が19,400円合いません（総資産 −（負債 + 純資産））。"
        "「減価償却累計額」9,700円の2倍と同じです。足すか引くかを確かめてください。"
    )
    assert said(period(2026, {**YEAR, "deposits": 6_000_000 - 5_000_000}))[0][2].endswith(
        "「買掛金」2,500,000円の2倍と同じです。足すか引くかを確かめてください。"
    )


@pytest.mark.parametrize(
    ("ends_on", "asked"), [(date(2026, 3, 31), False), (date(2026, 6, 30), True)]
)
def test_a_period_longer_than_a_year_asks_for_a_yes(ends_on: date, asked: bool) -> None:
    found = remarks_on([period(2026, ends_on=ends_on)])
    assert [(one.code, one.needs_yes) for one in found] == [("not-a-year", True)] * asked


@pytest.mark.parametrize(
    ("is_closed", "is_forecast", "field"),
    [
        (True, True, "is_forecast"),
        (True, False, "is_closed"),
        (False, True, None),
        (False, False, None),
    ],
)
def test_a_period_to_come_is_a_forecast_or_not_closed_yet(
    is_closed: bool, is_forecast: bool, field: str | None
) -> None:
    kind = {"is_closed": is_closed, "is_forecast": is_forecast}
    if field is None:
        refuse_kind(date(2026, 12, 31), date(2026, 11, 20), **kind)
        return
    with pytest.raises(RuleViolation) as refusal:
        refuse_kind(date(2026, 12, 31), date(2026, 11, 20), **kind)
    assert refusal.value.field == field


def test_another_closing_month_and_a_jump_in_inventories_are_said() -> None:
    next_one = period(
        2026,
        {"sales": 1_000, "opening_inventory": 5},
        starts_on=date(2025, 4, 1),
        ends_on=date(2025, 12, 31),
    )
    found = remarks_on([period(2025, {"sales": 1_000, "closing_inventory": 7}), next_one])
    assert [one.code for one in found] == ["not-a-year", "inventory-jumps", "other-closing-month"]


def test_a_forecast_is_not_compared_with_what_happened() -> None:
    forecast = period(2027, {"sales": 1}, is_forecast=True)
    assert said(period(2026, {"sales": 1_000}), forecast) == []


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "code"),
    [
        (date(2026, 4, 1), date(2026, 3, 31), "ends-before"),
        (date(2026, 4, 1), date(2026, 4, 1), "ends-before"),
        (date(2024, 3, 31), date(2026, 3, 31), "too-long"),
    ],
)
def test_periods_that_cannot_be_are_refused(starts_on: date, ends_on: date, code: str) -> None:
    with pytest.raises(RuleViolation) as refusal:
        refuse_period(starts_on, ends_on)
    assert refusal.value.code == code


def test_twenty_four_months_are_the_longest_period() -> None:
    refuse_period(date(2024, 4, 1), date(2026, 3, 31))


def test_periods_may_touch_but_not_overlap_and_forecasts_may_lie_over_them() -> None:
    refuse_overlaps([period(2025), period(2026), period(2026, is_forecast=True)])
    with pytest.raises(RuleViolation) as refusal:
        refuse_overlaps([period(2025), period(2026, starts_on=date(2025, 3, 31))])
    assert refusal.value.message == (
        "令和6年4月1日〜令和7年3月31日と令和7年3月31日〜令和8年3月31日が重なっています。"
        "期首と期末を確かめてください。"
    )


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (date(2026, 3, 31), (date(2026, 4, 1), date(2027, 3, 31))),
        (date(2025, 12, 31), (date(2026, 1, 1), date(2026, 12, 31))),
        (date(2026, 3, 20), (date(2026, 3, 21), date(2027, 3, 20))),
        (date(2027, 2, 28), (date(2027, 3, 1), date(2028, 2, 29))),
    ],
)
def test_the_next_period_is_the_year_after(last: date, expected: tuple[date, date]) -> None:
    assert next_period(last) == expected


def test_the_first_period_offered_is_the_year_that_ended_last() -> None:
    day = date(2026, 11, 20)
    march = (date(2025, 4, 1), date(2026, 3, 31))
    assert first_period(day, is_corporation=True) == march
    assert first_period(day, is_corporation=False) == (date(2025, 1, 1), date(2025, 12, 31))
