"""The forecast is the page's own examples, and its reasons are words a person can act on."""

from datetime import date
from decimal import Decimal
from typing import cast

import pytest
from tests.programme.samples import fenced_table

from banso.core.fiscal_year import FiscalYear, Period
from banso.programme.rules.document import Baseline, Counting, IndicatorLine, Target
from banso.programme.rules.forecast import days_elapsed, earlier_part, forecast
from banso.programme.rules.tallies import Tally

R8 = FiscalYear(2026)
TODAY = date(2026, 11, 20)


def line(target: Target | None = 80, counting: Counting = "延べ") -> IndicatorLine:
    return IndicatorLine(
        key="visits",
        section="7",
        name="頻度（延べ回数）",
        unit="回",
        kind="count",
        counting=counting,
        baseline=Baseline(printed="30", value=30),
        targets={} if target is None else {R8: target},
        measure="contacts",
    )


@pytest.mark.parametrize("row", fenced_table("forecast.md"), ids="-".join)
def test_every_example_of_the_page_holds(row: list[str]) -> None:
    today, counting, target, actual, before, elapsed, expected = row
    day = date.fromisoformat(today)
    tally = Tally(None if actual == "不明" else int(actual), rows=0)
    asked = line(int(target), cast("Counting", counting))
    found = forecast(asked, tally, R8, day, earlier=int(before))
    assert days_elapsed(R8, day) == int(elapsed)
    assert found.value == (None if expected == "なし" else int(expected))
    assert bool(found.reason) == (found.value is None)
    assert bool(found.basis) == (found.value is not None)


def test_the_basis_says_what_was_reckoned() -> None:
    assert forecast(line(), Tally(64, rows=64), R8, TODAY).basis == (
        "令和8年11月20日までの234日で64回、このペースが365日続くとした値です。"
    )
    assert forecast(line(20, "実数"), Tally(9, rows=30), R8, TODAY, earlier=6).basis == (
        "令和8年11月20日までに9回。直近90日に新しく加わった3回のペースが残り131日続くとした値です。"
    )


def test_the_part_90_days_ago_ends_inside_the_year() -> None:
    assert earlier_part(R8, TODAY) == Period(R8.first_day, date(2026, 8, 22))
    assert earlier_part(R8, date(2026, 6, 9)) is None


@pytest.mark.parametrize(
    ("target", "counting", "actual", "year", "reason"),
    [
        (5, "率", 4, R8, "率は日数に比例しないので、見込みを出しません"),
        ("四半期毎1回", "文言", 4, R8, "文言の目標なので、見込みを出しません"),
        ("四半期毎1回", "延べ", 4, R8, "文言の目標なので、見込みを出しません"),
        (80, "延べ", "おおむね順調", R8, "文言の目標なので、見込みを出しません"),
        (None, "延べ", 4, R8, "この年度の目標がありません"),
        (80, "延べ", None, R8, "まだ入力がありません"),
        (3, "延べ", 1, R8, "目標が4未満で、数が少なすぎるため見込みを出しません"),
        (80, "延べ", 1, FiscalYear(2025), "この年度の目標がありません"),
    ],
)
def test_without_a_value_there_is_a_reason(
    target: Target | None,
    counting: Counting,
    actual: int | str | None,
    year: FiscalYear,
    reason: str,
) -> None:
    tally = Tally(actual, rows=0, reason="" if actual is not None else "まだ入力がありません")
    found = forecast(line(target, counting), tally, year, TODAY)
    assert (found.value, found.reason) == (None, reason)


@pytest.mark.parametrize(
    ("today", "reason"),
    [
        (date(2026, 3, 31), "令和8年度はまだ始まっていません"),
        (date(2026, 4, 1), "年度が始まって1日です。60日たつまで見込みを出しません"),
        (date(2027, 4, 1), "令和8年度は終わっています"),
    ],
)
def test_outside_the_usable_part_of_the_year_there_is_a_reason(today: date, reason: str) -> None:
    assert forecast(line(), Tally(5, rows=5), R8, today).reason == reason


def test_an_unknown_result_without_words_of_its_own_is_not_nought() -> None:
    reason = forecast(line(), Tally(None, rows=0), R8, TODAY).reason
    assert reason == "実績が分かりません（不明は0ではありません）"


def test_a_leap_year_has_366_days() -> None:
    leap = FiscalYear(2027)
    found = forecast(
        IndicatorLine(
            key="visits",
            section="7",
            name="頻度",
            unit="回",
            kind="count",
            counting="延べ",
            baseline=Baseline(printed="-"),
            targets={leap: 80},
            measure="contacts",
        ),
        Tally(Decimal(61), rows=0),
        leap,
        date(2027, 9, 30),
    )
    assert (days_elapsed(leap, date(2027, 9, 30)), found.value) == (183, 122)
