"""Whom to visit when and why: the page's example, every refusal, and what must always hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.diagnosis.cast import example_rows
from tests.followup.cast import (
    LAST,
    MONTHLY,
    QUARTERLY,
    RHYTHMS,
    STANDING,
    TWICE,
    around,
)

from banso.core.era import in_era_day
from banso.core.refusals import RuleViolation
from banso.core.workdays import is_working_day
from banso.followup.rules.facts import Circumstances, Condition, Fact
from banso.followup.rules.next_visit import Standing, months_after, next_visit, visits_until
from banso.followup.rules.rhythm import USUAL, ByHand, Decision, Rhythm, Rhythms, rhythm_for

TODAY, LAST_OF_YEAR = date(2026, 11, 20), date(2027, 3, 31)
SOUND = {"net_assets": 5_000_000, "loss_years": 0, "open_drifts": 0}
CALM = around(**SOUND, months_since_adoption=25, sheets_on_course=4)


def test_the_pages_example() -> None:
    insolvent = Circumstances(
        {"net_assets": Fact(Decimal(-1_240_000), "純資産 △1,240千円（令和7年12月期）")}
    )
    told = []
    for facts, called_on, agreed_on in (
        (insolvent, None, None),
        (CALM, None, None),
        (Circumstances(), None, None),
        (Circumstances(), date(2026, 11, 3), None),
        (Circumstances(), None, date(2026, 12, 10)),
    ):
        decision = rhythm_for(RHYTHMS, facts, TODAY)
        due = next_visit(decision, replace(STANDING, called_on=called_on, agreed_on=agreed_on))
        told.append([decision.rhythm.name, in_era_day(due.on)])
    assert told == [row[2:] for row in example_rows("rhythm.md")]
    assert rhythm_for(RHYTHMS, insolvent, TODAY).words == (
        "純資産 △1,240千円（令和7年12月期） → 毎月1回"
    )


def test_what_is_not_known_meets_no_condition_and_is_said() -> None:
    none = Circumstances({}, {"net_assets": "決算がない", "loss_years": "決算がない"})
    decision = rhythm_for(RHYTHMS, none, TODAY)
    assert (decision.rhythm, decision.because) == (QUARTERLY, (USUAL,))
    assert decision.untold == (
        "純資産がわからない（決算がない）",
        "経常赤字が続く期の数がわからない（決算がない）",
        "策定からの月数がわからない",
        "続けて順調だったチェックシートの数がわからない",
        "計画とのズレの数がわからない",
    )


@pytest.mark.parametrize(
    ("hand", "due"),
    [
        # a visit the stricter rhythm would have had on 30 October was not missed
        (ByHand("monthly", "心配", LAST_OF_YEAR, TODAY), ("令和8年11月20日", 0)),
        (ByHand("monthly", "心配", LAST_OF_YEAR, date(2026, 11, 22)), ("令和8年11月24日", 0)),
        (ByHand("monthly", "心配", LAST_OF_YEAR, date(2026, 10, 15)), ("令和8年10月30日", 21)),
        # late by the usual rhythm already: that stays
        (ByHand("monthly", "心配", LAST_OF_YEAR, date(2027, 1, 8)), ("令和8年12月28日", 0)),
        (ByHand("twice-a-year", "順調", LAST_OF_YEAR, TODAY), ("令和9年3月30日", 0)),
        (ByHand("twice-a-year", "忙しい", LAST_OF_YEAR, date(2027, 1, 8)), ("令和8年12月28日", 0)),
    ],
)
def test_a_rhythm_by_hand_makes_no_visit_late_before_it_and_hides_no_delay(
    hand: ByHand, due: tuple[str, int]
) -> None:
    decision = rhythm_for(RHYTHMS, Circumstances(), TODAY, hand)
    found = next_visit(decision, STANDING)
    assert (in_era_day(found.on), found.days_late(TODAY)) == due


def test_the_day_of_a_rhythm_by_hand_is_said_with_it() -> None:
    hand = ByHand("monthly", "心配", LAST_OF_YEAR, TODAY)
    decision = rhythm_for(RHYTHMS, Circumstances(), TODAY, hand)
    assert next_visit(decision, STANDING).because == "令和8年11月20日に毎月1回と決めた"
    assert next_visit(decision, replace(STANDING, ends_on=date(2026, 11, 19))) is None


def test_the_same_rhythm_decided_once_more_hides_no_delay() -> None:
    first = ByHand("monthly", "心配", date(2026, 12, 31), date(2026, 10, 15))
    again = ByHand("monthly", "まだ心配", LAST_OF_YEAR, TODAY)
    assert again.after(first) == replace(again, since=date(2026, 10, 15))
    assert (again.after(None), again.after(replace(first, key="quarterly"))) == (again, again)


def test_a_way_that_fails_anyhow_leaves_nothing_untold() -> None:
    facts = around(**SOUND, months_since_adoption=3)
    assert rhythm_for(RHYTHMS, facts, TODAY).untold == ()


@pytest.mark.parametrize(
    ("facts", "rhythm"),
    [
        ({"net_assets": -1}, MONTHLY),
        ({"net_assets": 0}, QUARTERLY),
        ({"loss_years": 2}, MONTHLY),
        ({"loss_years": 1}, QUARTERLY),
        ({"months_since_adoption": 23, "sheets_on_course": 9}, QUARTERLY),
        ({"months_since_adoption": 24, "sheets_on_course": 3}, QUARTERLY),
        ({"months_since_adoption": 24, "sheets_on_course": 4, "open_drifts": 1}, QUARTERLY),
        ({"months_since_adoption": 24, "sheets_on_course": 4, "open_drifts": 0}, TWICE),
        ({"months_since_adoption": 24, "sheets_on_course": 4, "net_assets": -1}, MONTHLY),
    ],
)
def test_the_first_rhythm_whose_conditions_hold(facts: dict[str, int], rhythm: Rhythm) -> None:
    assert rhythm_for(RHYTHMS, around(**{**SOUND, **facts}), TODAY).rhythm is rhythm


def test_a_change_by_hand_stands_until_its_last_day() -> None:
    by_hand = ByHand("monthly", "社長が入院した", date(2026, 11, 20))
    decision = rhythm_for(RHYTHMS, CALM, TODAY, by_hand)
    assert (decision.rhythm, decision.by_hand) == (MONTHLY, by_hand)
    assert decision.because == ("社長が入院した（手で決めた。令和8年11月20日まで）",)
    assert rhythm_for(RHYTHMS, CALM, TODAY + timedelta(days=1), by_hand).rhythm is TWICE
    gone = replace(by_hand, key="weekly")
    with pytest.raises(RuleViolation, match="この頻度はありません。"):
        rhythm_for(RHYTHMS, CALM, TODAY, gone)


def test_the_first_visit_is_counted_from_the_adoption() -> None:
    due = next_visit(Decision(QUARTERLY, ()), replace(STANDING, last_visit=None))
    assert (due.on, due.because) == (date(2025, 1, 6), "策定（令和6年10月1日）から3か月")
    early = next_visit(Decision(QUARTERLY, ()), replace(STANDING, last_visit=date(2024, 9, 1)))
    assert early == due, "a visit before the adoption was no follow-up"


def test_a_call_is_answered_by_the_visit_after_it() -> None:
    decision = Decision(QUARTERLY, ())
    called = replace(STANDING, called_on=LAST + timedelta(days=1))
    assert next_visit(decision, called.visited(LAST)).on == date(2026, 12, 28)
    waiting = next_visit(decision, called)
    assert waiting.because == "令和8年10月1日に事業者から声がかかった"
    assert waiting.days_late(date(2026, 10, 6)) == 5
    assert waiting.days_late(date(2026, 9, 1)) == 0


def test_a_call_hides_no_delay() -> None:
    decision = Decision(QUARTERLY, ())
    late = replace(STANDING, last_visit=date(2026, 6, 25), called_on=date(2026, 11, 19))
    due = next_visit(decision, late)
    assert (due.on, due.days_late(TODAY)) == (date(2026, 9, 25), 56)
    told = "令和8年11月19日に事業者から声がかかった。前の訪問（令和8年6月25日）から3か月"
    assert due.because == told


def test_a_day_agreed_on_comes_before_the_rhythms_and_never_after_it() -> None:
    decision = Decision(QUARTERLY, ())
    soon = next_visit(decision, replace(STANDING, agreed_on=date(2026, 12, 10)))
    assert (soon.on, soon.because) == (
        date(2026, 12, 10),
        "前の訪問で令和8年12月10日と約束した",
    )
    far = next_visit(decision, replace(STANDING, agreed_on=date(2027, 1, 15)))
    assert (far.on, far.because) == (
        date(2026, 12, 28),
        "前の訪問（令和8年9月30日）から3か月（前の訪問では令和9年1月15日と約束）",
    )
    gone = replace(STANDING, agreed_on=date(2026, 12, 10), ends_on=date(2026, 12, 1))
    assert next_visit(decision, gone) is None, "the plan ends first"
    assert visits_until(decision, replace(STANDING, agreed_on=date(2026, 12, 10)), TODAY) == ()


def test_fewer_visits_by_hand_wait_while_a_drift_waits_for_a_third_party() -> None:
    hand = ByHand("twice-a-year", "本人が望む", date(2027, 3, 31))
    facts = Circumstances({"open_drifts": Fact(Decimal(1), "ズレ1件")})
    held = rhythm_for(RHYTHMS, facts, TODAY, hand)
    assert (held.rhythm.key, held.by_hand) == ("quarterly", None)
    assert held.because[-1] == "ズレ1件。手で決めた年2回は、第三者の視点を書くまで止めている"
    more = rhythm_for(RHYTHMS, facts, TODAY, ByHand("monthly", "心配", date(2027, 3, 31)))
    assert more.rhythm.key == "monthly", "more visits are never held back"


def test_nothing_is_due_after_the_plan_or_the_business_has_ended() -> None:
    ended = replace(STANDING, ends_on=date(2026, 12, 27))
    assert next_visit(Decision(QUARTERLY, ()), ended) is None
    assert visits_until(Decision(QUARTERLY, ()), ended, date(2030, 1, 1)) == ()
    assert next_visit(Decision(QUARTERLY, ()), replace(ended, ends_on=date(2026, 12, 28)))


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 10, 31), 1, date(2026, 11, 30)),
        (date(2026, 12, 15), 12, date(2027, 12, 15)),
    ],
)
def test_the_same_day_months_later(day: date, months: int, after: date) -> None:
    assert months_after(day, months) == after


def test_rhythms_and_conditions_that_make_no_sense_are_refused() -> None:
    with pytest.raises(RuleViolation, match="1・2・3・4・6・12"):
        Rhythm("five", "年5回", 5)
    with pytest.raises(RuleViolation, match="いつもの頻度を1つ"):
        Rhythms((MONTHLY,))
    with pytest.raises(RuleViolation, match="いつもの頻度を1つ"):
        Rhythms((QUARTERLY, replace(QUARTERLY, key="again")))
    with pytest.raises(RuleViolation, match="「mood」という事実はありません。"):
        Condition("mood", below=Decimal(0))
    for bounds in ({}, {"below": Decimal(0), "at_least": Decimal(0)}):
        with pytest.raises(RuleViolation, match="どちらか1つ"):
            Condition("net_assets", **bounds)
    assert Condition("net_assets", below=Decimal(0)).words == "純資産（円）が0未満"
    assert Condition("loss_years", at_least=Decimal(2)).words == "経常赤字が続く期の数が2以上"


days = st.dates(date(2024, 4, 1), date(2031, 3, 31))


def stretch_of(day: date, rhythm: Rhythm) -> int:
    """The number of the month, quarter or half of a fiscal year the day lies in."""
    return (day.year * 12 + day.month - 4) // rhythm.months


@given(st.sampled_from(RHYTHMS.all), days, days, st.none() | days)
def test_each_stretch_of_the_year_has_one_visit_on_a_working_day(
    rhythm: Rhythm, adopted: date, end: date, last: date | None
) -> None:
    decision, standing = Decision(rhythm, ()), Standing(adopted, end, last)
    found = visits_until(decision, standing, date(2032, 3, 31))
    assert all(is_working_day(day) and day <= end for day in found)
    since = stretch_of(max(last or adopted, adopted), rhythm)
    assert [stretch_of(day, rhythm) for day in found] == [
        since + at for at in range(1, len(found) + 1)
    ]
    if found:
        assert next_visit(decision, standing).on == found[0]
    whole = stretch_of(end + timedelta(days=1), rhythm) - 1
    assert len(found) >= whole - since, "every whole stretch of the plan has its visit"


def test_twenty_firms_on_the_usual_rhythm_make_eighty_visits_a_year() -> None:
    spring = date(2027, 3, 31)
    starts = [date(2025, 1, 6) + timedelta(days=17 * at) for at in range(20)]
    standings = [Standing(start, date(2031, 3, 31)) for start in starts]
    counts = []
    for standing in standings:
        made = visits_until(Decision(QUARTERLY, ()), standing, spring)
        counts.append(sum(day >= date(2026, 4, 1) for day in made))
    assert sum(counts) == 80
    for rhythm, number in ((MONTHLY, 12), (TWICE, 2)):
        made = visits_until(Decision(rhythm, ()), standings[0], spring)
        assert sum(day >= date(2026, 4, 1) for day in made) == number


def test_a_missed_visit_is_made_once_and_the_rest_follow_from_it() -> None:
    standing = replace(STANDING, last_visit=date(2026, 1, 15))
    assert next_visit(Decision(QUARTERLY, ()), standing).on == date(2026, 4, 15)
    made = visits_until(Decision(QUARTERLY, ()), standing, date(2027, 3, 31), TODAY)
    assert made == (TODAY, date(2027, 2, 22))
