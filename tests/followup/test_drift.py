"""Where plan and reality part: the page's example, each threshold from both sides."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from tests.diagnosis.cast import example_rows

from banso.core.refusals import RuleViolation
from banso.followup.rules.drift import (
    DriftRules,
    Drifts,
    KpiRun,
    MonthOfSales,
    OpenMeasure,
    Progress,
    drifts_of,
)
from banso.followup.rules.gate import PARTS, Review

TODAY = date(2026, 11, 20)
RULES = DriftRules()


def sales(*actual: int | None, planned: int | None = 4_000) -> Progress:
    """Months from August on, in thousand yen of plan."""
    return Progress(
        tuple(MonthOfSales(date(2026, 8 + at, 1), planned, one) for at, one in enumerate(actual))
    )


def test_the_pages_example() -> None:
    actual = [int(row[1].replace(",", "")) for row in example_rows("drift.md")]
    told = [row[3] == "はい" for row in example_rows("drift.md")[1:]]
    for count, is_drift in zip((2, 3), told, strict=True):
        found = drifts_of(RULES, sales(*actual[:count]), TODAY)
        assert bool(found.found) == is_drift
    (one,) = drifts_of(RULES, sales(*actual[:2]), TODAY).found
    assert one.words == "売上が計画の90%未満（8月 89%、9月 82%）"


def test_sales_that_came_back_or_are_not_known_are_no_drift() -> None:
    assert drifts_of(RULES, sales(1_000, 1_000, 3_600), TODAY) == Drifts()
    assert drifts_of(RULES, sales(1_000), TODAY) == Drifts(), "one month is too few"
    assert drifts_of(RULES, sales(1_000, None), TODAY) == Drifts(
        (), ("令和8年9月の売上がわからない",)
    )
    unplanned = drifts_of(RULES, sales(1_000, None, planned=None), TODAY)
    assert unplanned == Drifts((), ("数値計画に売上がない",)), "the owner is not asked for it"
    assert drifts_of(RULES, sales(1_000, 1_000, planned=0), TODAY).untold == (
        "令和8年8月の計画の売上がない",
        "令和8年9月の計画の売上がない",
    )
    assert drifts_of(RULES, sales(1_000, 1_000, planned=0), TODAY).found == ()


@pytest.mark.parametrize(
    ("reached", "times"),
    [
        ((False, False), 2),
        ((False, None, False), 2),
        ((True, False), 0),
        ((False, False, True), 0),
        ((None, None), 0),
        ((False, True, False, False, False), 3),
    ],
)
def test_a_kpi_missed_in_a_row(reached: tuple[bool | None, ...], times: int) -> None:
    found = drifts_of(RULES, Progress(kpis=(KpiRun("粗利率", reached),)), TODAY).found
    assert [one.words for one in found] == (
        [f"「粗利率」が{times}回続けて目標に届かない"] if times else []
    )


def test_a_measure_is_drift_from_the_thirtieth_day_on() -> None:
    last = OpenMeasure("値上げ", TODAY - timedelta(days=30))
    (one,) = drifts_of(RULES, Progress(measures=(last,)), TODAY).found
    assert one.words == "「値上げ」が30日遅れている（期限 令和8年10月21日）"
    assert drifts_of(RULES, Progress(measures=(last,)), TODAY - timedelta(days=1)) == Drifts()


def test_thresholds_that_are_always_or_never_met_are_refused() -> None:
    for part in (Decimal(0), Decimal("1.1")):
        with pytest.raises(RuleViolation, match="0より大きく1以下"):
            DriftRules(sales_part=part)
    for name in ("sales_months", "kpi_times", "late_days"):
        with pytest.raises(RuleViolation, match="1以上"):
            DriftRules(**{name: 0})


def test_the_gate_names_what_is_lacking_and_takes_nothing_for_an_answer() -> None:
    written = dict.fromkeys(PARTS, "ここに十分な長さで書いた")
    assert Review(written).words == ""
    assert Review({**written, "third_party": "林"}).lacking == ()
    for nothing in ("", "  ", "特になし", "なし", "短い"):
        review = Review({**written, "hypotheses": nothing})
        assert review.words == "次がまだです：(b) ボトルネックの仮説検証。"
    assert Review({}).lacking == tuple(PARTS)
    assert Review({"causes": "人手"}).why_lacking("causes") == (
        "「人手」だけでは、あとで読む人に伝わりません。5字以上で書いてください（いま2字）。"
    )
    assert Review({"causes": "特になし"}).why_lacking("causes").startswith("まだ書いていません")
