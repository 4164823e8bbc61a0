"""What is the owner's own to do, and how sales so far are told."""

from __future__ import annotations

from datetime import date

import pytest

from banso.followup.rules.drift import MonthOfSales
from banso.followup.rules.owner_page import SoFar, is_owners, sales_chart, so_far

MONTHS = [
    MonthOfSales(date(2026, 4, 1), 100_000, 90_000),
    MonthOfSales(date(2026, 5, 1), 100_000, None),
    MonthOfSales(date(2026, 6, 1), 120_000, 130_000),
]


@pytest.mark.parametrize(
    ("doer", "is_theirs"),
    [
        ("桜井花子", True),
        ("桜井さん", True),
        ("社長と佐藤", True),
        ("桜井 実", False),
        ("佐藤", False),
        ("", False),
        ("　", False),
    ],
)
def test_the_example_of_the_page_on_the_owners_measures(doer: str, *, is_theirs: bool) -> None:
    assert is_owners(doer, "桜井 花子") is is_theirs


def test_without_a_name_only_words_tell() -> None:
    assert [is_owners(doer, "") for doer in ("代表", "佐藤", "さん")] == [True, False, False]


def test_only_months_with_both_numbers_are_compared() -> None:
    assert so_far(MONTHS) == SoFar(220_000, 220_000, 2, 3)
    assert so_far(MONTHS[1:2]) is None
    nothing_planned = so_far([MonthOfSales(date(2026, 4, 1), 0, 5)])
    assert nothing_planned is not None
    assert nothing_planned.part is None


def test_an_unknown_month_has_no_bar_and_the_plan_its_line() -> None:
    chart = sales_chart(MONTHS)
    assert chart is not None
    assert [(one.label, one.bar, one.plan_y) for one in chart.columns] == [
        ("4", (61.4, 106.6), 49.5),
        ("5", None, 49.5),
        ("6", (14.0, 154.0), 25.8),
    ]
    assert chart.words == ("月ごとの売上。棒が実際、線が計画。3か月のうち2か月がわかっています。")
    assert sales_chart([MonthOfSales(date(2026, 4, 1), None, None)]) is None
    assert len(sales_chart(MONTHS * 10).columns) == 12
