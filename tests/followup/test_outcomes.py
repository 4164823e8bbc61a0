"""増加・減少・横ばい・不明: the page's example in both readings, and every way not to know."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests.diagnosis.cast import example_rows, statement

from banso.figures.rules.statement import Statement
from banso.followup.rules.outcomes import Outcome, margin_outcome, sales_outcome

EXACT = Decimal(0)
LAST_YEAR = date(2025, 3, 31)


def year(sales: int, profit: int, **facts: object) -> Statement:
    """A period with sales and operating profit, in thousand yen."""
    amounts = {"sales": sales * 1000, "other_selling_and_admin": (sales - profit) * 1000}
    return statement(amounts, **facts)


def number(cell: str) -> tuple[int, int]:
    sales, profit = cell.replace(",", "").replace("△", "-").split("・")
    return int(sales), int(profit)


def test_the_pages_example() -> None:
    for row in example_rows("outcomes.md"):
        before, now = year(*number(row[0]), ends_on=LAST_YEAR), year(*number(row[1]))
        assert [
            sales_outcome(before, now, EXACT).outcome,
            margin_outcome(before, now, "points").outcome,
            margin_outcome(before, now, "ratio").outcome,
        ] == row[2:]


def test_the_figures_are_told() -> None:
    before, now = year(48_000, 960, ends_on=LAST_YEAR), year(50_000, 1_500)
    assert sales_outcome(before, now, EXACT).words == (
        "売上高 48,000,000円 → 50,000,000円（＋4.2%）"
    )
    assert margin_outcome(before, now, "points").words == "営業利益率 2.00% → 3.00%"
    assert sales_outcome(before, now, Decimal("0.05")).outcome is Outcome.LEVEL


def test_half_a_year_is_compared_by_its_yearly_figure() -> None:
    before = year(20_000, 100, ends_on=date(2025, 9, 30), months=6)
    now = year(39_000, 100, ends_on=date(2026, 9, 30))
    assert sales_outcome(before, now, EXACT).outcome is Outcome.DOWN


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [
        (None, year(1, 1), "前の期の決算がない"),
        (year(1, 1, ends_on=LAST_YEAR), None, "この年度の決算がない"),
        (year(1, 1, ends_on=date(2024, 3, 31)), year(1, 1), "前の期とつながっていない"),
        (
            year(1, 1, ends_on=LAST_YEAR),
            year(1, 1, is_forecast=True),
            "令和8年3月期は見込み",
        ),
        (
            statement({}, LAST_YEAR),
            year(1, 1),
            "令和7年3月期の売上高がわからない",
        ),
    ],
)
def test_what_cannot_be_told_is_unknown_never_less(
    before: Statement | None, now: Statement | None, words: str
) -> None:
    told = sales_outcome(before, now, EXACT)
    assert (told.outcome, told.words) == (Outcome.UNKNOWN, words)
    assert margin_outcome(before, now, "points").outcome is Outcome.UNKNOWN


def test_a_year_without_sales_has_no_margin() -> None:
    before = year(0, 0, ends_on=LAST_YEAR)
    assert sales_outcome(before, year(1, 0), EXACT).outcome is Outcome.UNKNOWN
    assert margin_outcome(before, year(1, 0), "points").words == "売上高が0以下"
