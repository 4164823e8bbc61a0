"""Plan against reality: the page's example, what is unknown, years and accounts, and the words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests.diagnosis.cast import example_rows

from banso.followup.rules.course import (
    ANSWERED_UNKNOWN,
    NOT_ENTERED,
    KpiJudged,
    NextStep,
    PlanYearOfSales,
    Sales,
    Span,
    current_year,
    in_one,
    kpi_words,
    measure_words,
    next_step,
    rule_words,
    years_of_sales,
)
from banso.followup.rules.drift import DriftRules
from banso.followup.rules.yearly import Compared, match_words, matched, thousands

DAY = date(2026, 11, 20)
PLAN = Span(date(2026, 4, 1), date(2029, 3, 31))
RULES = DriftRules()
FLAT = {date(2026 + at // 12, at % 12 + 1, 1): 4_000_000 for at in range(3, 39)}


def years(sold: dict[int, int | None], day: date = DAY) -> tuple[PlanYearOfSales, ...]:
    """The plan's years with sales of months of 2026, in thousand yen; ``None`` is 不明."""
    told = {
        date(2026, month, 1): (None, ANSWERED_UNKNOWN)
        if thousand is None
        else (thousand * 1_000, "")
        for month, thousand in sold.items()
    }
    return years_of_sales(PLAN, Sales(FLAT, told), RULES, day)


def test_the_pages_example() -> None:
    rows = example_rows("progress.md")
    sold = {
        int(row[0].removesuffix("月")): None if row[2] == "不明" else int(row[2].replace(",", ""))
        for row in rows
    }
    year = years(sold)[0]
    shown = [
        [
            f"{one.month.month}月",
            thousands(one.planned),
            thousands(one.sold, "不明"),
            one.shown_part,
            one.shown_sum,
        ]
        for one in year.over
    ]
    assert shown == rows
    assert year.words == "売上は計画の87%（4〜10月、7か月のうち6か月がわかる）"
    assert [one.month.month for one in year.months if one.is_below] == [5, 7, 8, 9]


def test_what_is_not_known_says_why_and_is_no_nought() -> None:
    year = years({4: 0, 5: None})[0]
    assert [(one.sold, one.why) for one in year.months[:3]] == [
        (0, ""),
        (None, ANSWERED_UNKNOWN),
        (None, NOT_ENTERED),
    ]
    assert (year.part, year.words) == (
        Decimal(0),
        "売上は計画の0%（4〜10月、7か月のうち1か月がわかる）",
    )
    assert years({})[0].words == "売上はまだ1か月もわからない（4〜10月、7か月）"
    without = years_of_sales(PLAN, Sales({}, {date(2026, 4, 1): (1, "")}), RULES, DAY)[0]
    assert without.words == "売上の計画がないので、実績と比べられない"
    assert years({4: 4_000}, date(2026, 5, 3))[0].words == "売上は計画の100%（4月、すべてわかる）"


@pytest.mark.parametrize(
    ("day", "number"),
    [
        (date(2026, 3, 1), 1),  # before the plan begins
        (date(2026, 4, 10), 1),  # its first month
        (date(2027, 3, 31), 1),
        (date(2027, 4, 10), 1),  # no month of the second year is over
        (date(2027, 5, 1), 2),
        (date(2031, 1, 1), 3),  # after its end
    ],
)
def test_the_year_that_is_shown(day: date, number: int) -> None:
    shown = current_year(years({}, day), day)
    assert shown is not None
    assert shown.number == number


def test_a_plan_of_no_whole_years_ends_where_it_ends() -> None:
    found = years_of_sales(Span(date(2026, 4, 1), date(2027, 9, 30)), Sales({}, {}), RULES, DAY)
    assert [len(year.months) for year in found] == [12, 6]


@pytest.mark.parametrize(
    ("reached", "words"),
    [
        ((), ""),
        ((True, True), "KPI 2つは、すべて目安に届いている"),
        ((False, False), "KPI 2つは、どれも目安に届かない"),
        ((False,), "KPI 1つは、目安に届かない"),
        ((None, None), "KPI 2つは、目安に届いたかどうかわからない"),
        ((False, False, True), "KPI 3つのうち2つは目安に届かない"),
        ((False, None, True), "KPI 3つのうち1つは目安に届かない、1つはわからない"),
        ((None, True), "KPI 2つのうち1つはわからない"),
    ],
)
def test_kpi_in_words(reached: tuple[bool | None, ...], words: str) -> None:
    assert kpi_words([KpiJudged("客数", one) for one in reached]) == words


def test_measures_in_words_and_all_in_one_breath() -> None:
    assert measure_words([], 0, 0) == ""
    assert measure_words([], 1, 3) == "施策に遅れはない（3のうち1が完了）"
    assert measure_words([45], 0, 3) == "施策1つが45日遅れ"
    assert measure_words([4, 45], 0, 3) == "施策2つが遅れ（最も長いもので45日）"
    assert in_one(("売上は計画の87%", "", "施策1つが45日遅れ")) == (
        "売上は計画の87%。施策1つが45日遅れ。"
    )
    assert rule_words(RULES) == (
        "売上が計画の90%未満の月が、直近2か月続く",
        "KPIが2回続けて目安に届かない",
        "施策が期限を30日以上過ぎている",
    )


@pytest.mark.parametrize(
    ("around", "step"),
    [
        ({"open_drifts": 2, "unseen_drifts": 1}, "ズレ2件を、第三者の視点を入れて検討する"),
        ({"unseen_drifts": 1}, "新しいズレ1件を、チェックシートで事業者と確かめる"),
        (
            {"has_plan": False, "unknown": "令和8年9月"},
            "数値計画を書く（売上を比べられるようになる）",
        ),
        ({"unknown": "令和8年9月・10月"}, "令和8年9月・10月の売上を聞いて入れる"),
        ({}, "次の訪問で、続けて確かめる"),
    ],
)
def test_the_one_thing_to_do_now(around: dict[str, object], step: str) -> None:
    given = {"open_drifts": 0, "unseen_drifts": 0, "has_plan": True, "unknown": "", **around}
    found = next_step(**given)
    assert isinstance(found, NextStep)
    assert found.words == step


def test_the_accounts_that_share_most_of_a_year_stand_beside_it() -> None:
    year = Span(date(2026, 4, 1), date(2027, 3, 31))
    calendar = [Span(date(each, 1, 1), date(each, 12, 31)) for each in (2025, 2026, 2027)]
    assert matched(year, calendar) == 1
    assert match_words(year, calendar[1]) == (
        "令和8年1月〜令和8年12月の決算（計画の年と期間がちがう。金額はそのまま）"
    )
    assert match_words(year, year) == "計画の年と同じ期間の決算"
    assert matched(year, [Span(date(2026, 4, 1), date(2026, 9, 30))]) == 1 - 1
    assert matched(year, [Span(date(2026, 4, 1), date(2026, 9, 29))]) is None, "not half of it"
    assert matched(year, []) is None
    assert match_words(year, None) == "この年に当たる決算がない"


def test_a_figure_beside_its_plan() -> None:
    told = Compared("経常利益", 1_000_000, -240_500)
    assert (told.shown_planned, told.shown_real, told.shown_gap, told.shown_part) == (
        "1,000", "△241", "△1,241", "—",
    )  # fmt: skip
    more = Compared("売上高", 10_000_000, 11_000_000)
    assert (more.shown_gap, more.shown_part) == ("＋1,000", "110%")
    loss = Compared("経常利益", -500_000, 100_000)
    assert (loss.shown_gap, loss.shown_part) == ("＋600", "—"), "a loss has no part"
    unknown = Compared("売上高", None, 1)
    assert (unknown.shown_planned, unknown.shown_gap, unknown.shown_part) == ("—", "—", "—")
