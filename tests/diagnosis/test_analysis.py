"""The whole analysis at once: every part of さくら製麺's answer, and businesses of all kinds."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests.diagnosis.cast import FIRST, sakura, statement

from banso.core.refusals import RuleViolation
from banso.diagnosis.rules.analysis import Circumstances, Rules, analyse
from banso.diagnosis.rules.findings.rulebook import read_rulebook
from banso.diagnosis.rules.local_benchmark.standards import shipped_standards
from banso.figures.rules.accounts import Form

MAKING = Circumstances("09", small=True)


def test_every_part_is_of_the_same_periods() -> None:
    found = analyse(sakura(), MAKING)
    assert [term.label for term in found.table.terms] == [
        "令和6年3月期",
        "令和7年3月期",
        "令和8年3月期",
    ]
    assert [one.total for one in found.benchmarks] == [21, 22, 19]
    assert [one.profit.value for one in found.break_evens] == [3_120_000, 1_520_000, -980_000]
    assert [one.rule.key for one in found.proposal.findings] == [
        "too-much-debt",
        "operating-loss",
        "sales-down-two-years",
        "gross-margin-down",
        "stock-up",
        "labour-share-high",
        "productivity-down",
    ]


def test_five_years_have_all_ratios_and_points_of_the_last_three() -> None:
    years = [statement(FIRST, date(year, 3, 31)) for year in range(2022, 2027)]
    found = analyse(years, MAKING)
    assert (len(found.table.terms), len(found.benchmarks), len(found.break_evens)) == (5, 3, 3)


def test_without_an_industry_there_is_no_break_even_and_no_points() -> None:
    found = analyse(sakura())
    assert (found.break_evens, found.benchmarks) == ((), ())
    assert found.proposal.findings


@pytest.mark.parametrize("code", ["97", "99"])
def test_an_industry_without_a_row_has_no_points(code: str) -> None:
    assert analyse(sakura(), Circumstances(code, small=True)).benchmarks == ()


def test_an_industry_that_does_not_exist_is_refused() -> None:
    with pytest.raises(RuleViolation, match="日本標準産業分類にありません"):
        analyse(sakura(), Circumstances("00"))


def test_costs_changed_by_hand_move_the_break_even_point() -> None:
    usual = analyse(sakura(), MAKING).break_evens[-1]
    changed = analyse(sakura(), Circumstances("09", variable={"wages": 30})).break_evens[-1]
    assert changed.variable - usual.variable == Decimal(9_600_000) * 30 / 100


def test_newer_rules_of_the_office_go_before_the_shipped() -> None:
    rulebook, problems = read_rulebook(
        """
        [[finding]]
        key = "large"
        title = "売上が4千万円を超えています"
        kind = "成長性"
        when = "sales > 40_000_000"
        weight = 1
        horizon = "長期"
        wall = "見えない"
        basis = "試し"
        ask = ["なぜですか。"]
        measures = ["続ける"]
        """
    )
    assert problems == ()
    found = analyse(sakura(), MAKING, Rules(shipped_standards(), rulebook))
    assert [one.because for one in found.proposal.findings] == [
        "売上高（令和8年3月期）48,000,000円：40,000,000円超"
    ]


def test_a_proprietor_without_balance_sheet_still_has_an_analysis() -> None:
    sums = {"sales": 9_000_000, "purchases": 4_000_000, "wages": 2_000_000, "rent": 1_200_000}
    shop = statement(sums, date(2025, 12, 31), form=Form.PROPRIETOR_SHORT, employees=Decimal(2))
    found = analyse([shop], Circumstances("76", small=True))
    (points,) = found.benchmarks
    known = {line.indicator.key: line.points for line in points.lines if line.points}
    assert set(known) == {"operating_margin", "profit_each"}
    assert found.break_evens[0].sales_needed.words == "5,760,000円"
