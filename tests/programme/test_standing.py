"""How a target stands is the page's own examples."""

from datetime import date
from typing import cast

import pytest
from tests.programme.samples import fenced_table

from banso.core.fiscal_year import FiscalYear
from banso.programme.rules.document import Baseline, Counting, IndicatorLine
from banso.programme.rules.standing import part_gone, standing
from banso.programme.rules.tallies import NOT_ENTERED, ONLY_UNKNOWN, Tally

R8 = FiscalYear(2026)
NO_VALUE = {"未入力": NOT_ENTERED, "不明": ONLY_UNKNOWN}


def a_tally(actual: str) -> Tally:
    if actual in NO_VALUE:
        return Tally(None, 0, reason=NO_VALUE[actual])
    return Tally(int(actual), rows=int(actual))


@pytest.mark.parametrize("row", fenced_table("standing.md"), ids="-".join)
def test_every_example_of_the_page_holds(row: list[str]) -> None:
    today, counting, target, actual, expected = row
    line = IndicatorLine(
        key="visits",
        section="7",
        name="頻度",
        unit="回",
        kind="count",
        counting=cast("Counting", counting),
        baseline=Baseline(printed="30", value=30),
        targets={R8: int(target)},
        measure="contacts",
    )
    assert standing(line, a_tally(actual), R8, date.fromisoformat(today)) == expected


def test_the_part_gone_is_nought_before_the_year_and_whole_after_it() -> None:
    days = (date(2026, 3, 31), date(2026, 4, 1), date(2027, 3, 31), date(2027, 4, 1))
    assert [part_gone(R8, day) * 365 for day in days] == [0, 1, 365, 365]
