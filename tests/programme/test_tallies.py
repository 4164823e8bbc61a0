"""Counting by hand-entered results is the page's own examples; unknown is never zero."""

from datetime import date
from decimal import Decimal
from typing import cast

import pytest
from tests.programme.samples import fenced_table

from banso.programme.rules.document import Counting
from banso.programme.rules.tallies import NOT_ENTERED, ONLY_UNKNOWN, Entry, tally_of_entries

BUSINESSES = {"A": 1, "B": 2, "−": None}


def entries(written: str) -> list[Entry]:
    """「A＝2、B＝不明」 as entries, in order."""
    pairs = [] if written == "なし" else [each.split("＝") for each in written.split("、")]
    return [
        Entry(date(2026, 6, day), BUSINESSES[who], None if what == "不明" else Decimal(what))
        for day, (who, what) in enumerate(pairs, start=1)
    ]


@pytest.mark.parametrize("row", fenced_table("counting.md"), ids="-".join)
def test_every_example_of_the_page_holds(row: list[str]) -> None:
    counting, written, value, unknown = row
    found = tally_of_entries(entries(written), cast("Counting", counting))
    assert (found.shown, found.unknown) == (value, int(unknown))
    assert found.rows == len(entries(written))


def test_no_value_says_why() -> None:
    assert tally_of_entries([], "延べ").reason == NOT_ENTERED
    assert tally_of_entries(entries("A＝不明"), "実数").reason == ONLY_UNKNOWN


def test_words_are_the_latest_ones() -> None:
    said = [
        Entry(date(2026, 6, 1), None, None, "四半期に1回実施"),
        Entry(date(2026, 9, 1), None, None, "2回目を実施"),
    ]
    assert tally_of_entries(said, "文言").shown == "2回目を実施"
