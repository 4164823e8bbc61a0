"""What a rhythm decided by hand would do to a year: the example of docs/rules/rhythm.md."""

from __future__ import annotations

from datetime import date

from tests.followup.cast import MONTHLY, QUARTERLY, RHYTHMS, STANDING, TWICE, around

from banso.followup.rules.by_hand import visits_by_hand
from banso.followup.rules.rhythm import ByHand, Decision, Rhythm, rhythm_for

TODAY, LAST = date(2026, 11, 20), date(2027, 3, 31)


def visits(rhythm: Rhythm, until: date) -> list[date]:
    decided = rhythm_for(RHYTHMS, around(), TODAY, ByHand(rhythm.key, "心配", until))
    return list(visits_by_hand(decided, Decision(QUARTERLY, ()), STANDING, LAST, TODAY))


def test_to_the_end_of_the_year_every_visit_is_by_the_new_rhythm() -> None:
    assert visits(MONTHLY, LAST) == [
        TODAY, date(2026, 12, 21), date(2027, 1, 21), date(2027, 2, 22), date(2027, 3, 23),
    ]  # fmt: skip


def test_after_its_last_day_the_rules_decide_again() -> None:
    assert visits(MONTHLY, date(2026, 12, 31)) == [TODAY, date(2026, 12, 21), date(2027, 3, 23)]


def test_one_that_brings_no_visit_before_its_end_only_puts_the_next_off() -> None:
    assert visits(TWICE, date(2027, 1, 31)) == [date(2027, 2, 1)]
