"""Another rhythm by hand, the firms of the year, and an owner's call."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from tests.conftest import TODAY
from tests.followup.kept_cast import (
    a_drift,
    a_review,
    a_visit_by_sheet,
    an_adopted_plan,
    the_rules,
)
from tests.plans.cast import a_plan
from tests.records.cast import a_firm

from banso.accounts.models import Staff
from banso.core import clock
from banso.core.clock import TOKYO
from banso.core.fiscal_year import FiscalYear
from banso.core.refusals import RuleViolation
from banso.followup.actions import (
    bring_back_selection,
    change_rhythm,
    drop_call,
    drop_selection,
    keep_rules,
    review_drift,
    select_plan,
    take_call,
    undo_rhythm_change,
)
from banso.followup.models import FollowUpSetting, OwnerCall, RhythmChange, Selection
from banso.followup.queries import Follow, due_visits, follow_of, rules_of
from banso.followup.rules.settings import FollowUpRules
from banso.plans.models import BusinessPlan
from banso.registry.models import Business

R8 = FiscalYear(2026)
UNTIL = date(2027, 3, 31)


@pytest.fixture
def plan(sakura: Business, sato: Staff) -> BusinessPlan:
    the_rules(sakura.organisation)
    return an_adopted_plan(sakura, sato)


def refusal(code: str, field: str | None = None) -> object:
    """What a refusal must be."""
    return pytest.raises(RuleViolation, check=lambda said: (said.code, said.field) == (code, field))


def now(plan: BusinessPlan, day: date = TODAY) -> Follow:
    found = follow_of(plan, day)
    assert found is not None
    return found


def test_a_rhythm_by_hand_counts_to_its_last_day_and_can_be_taken_back(
    plan: BusinessPlan, sato: Staff
) -> None:
    assert now(plan).decision.rhythm.key == "quarterly"
    change = change_rhythm(plan, key="monthly", reason="相続が起きた", until=UNTIL, by=sato)
    assert now(plan).decision.words == ("相続が起きた（手で決めた。令和9年3月31日まで） → 毎月1回")
    assert now(plan, UNTIL).decision.rhythm.key == "monthly"
    assert now(plan, UNTIL + timedelta(days=1)).decision.rhythm.key == "quarterly"
    undo_rhythm_change(change, by=sato)
    undo_rhythm_change(change, by=sato)
    assert now(plan).decision.rhythm.key == "quarterly"
    assert [row.history_type for row in RhythmChange.history.all()] == ["-", "+"]


def test_the_newest_change_counts_and_the_same_twice_is_one(
    plan: BusinessPlan, sato: Staff, suzuki: Staff
) -> None:
    first = change_rhythm(plan, key="monthly", reason="相続", until=UNTIL, by=sato)
    assert change_rhythm(plan, key="monthly", reason="相続", until=UNTIL, by=suzuki) == first
    second = change_rhythm(plan, key="twice-a-year", reason="落ち着いた", until=UNTIL, by=sato)
    assert now(plan).decision.rhythm.key == "twice-a-year"
    undo_rhythm_change(second, by=sato)
    assert now(plan).decision.rhythm.key == "monthly"


def test_a_rhythm_decided_once_more_counts_from_the_first_day(
    plan: BusinessPlan, sato: Staff
) -> None:
    change_rhythm(plan, key="monthly", reason="相続", until=UNTIL, by=sato)
    later = TODAY + timedelta(days=30)
    with clock.fixed(later):
        change_rhythm(plan, key="monthly", reason="まだ続く", until=UNTIL, by=sato)
    by_hand = now(plan, later).decision.by_hand
    assert (by_hand.reason, by_hand.since) == ("まだ続く", TODAY)


def test_a_rhythm_that_cannot_be_is_refused(plan: BusinessPlan, sakura: Business, sato: Staff,
                                            tanaka: Staff) -> None:  # fmt: skip
    def change(plan: BusinessPlan = plan, by: Staff = sato, **facts: object) -> None:
        told = {"key": "monthly", "reason": "相続", "until": UNTIL, **facts}
        change_rhythm(plan, **told, by=by)

    with refusal("unknown-rhythm", "rhythm"):
        change(key="weekly")
    with refusal("past", "until"):
        change(until=TODAY - timedelta(days=1))
    with refusal("too-far", "until"):
        change(until=date(2099, 1, 1))
    with refusal("no-reason", "reason"):
        change(reason=" ")
    with refusal("too-long", "reason"):
        change(reason="あ" * 201)
    with refusal("other-office"):
        change(by=tanaka)
    with refusal("not-adopted"):
        change(plan=a_plan(sakura, sato))
    assert not RhythmChange.objects.exists()


def test_with_a_drift_open_visits_become_more_but_not_fewer(
    plan: BusinessPlan, sato: Staff
) -> None:
    a_drift(plan, date(2026, 10, 1))
    with refusal("gate", "rhythm"):
        change_rhythm(plan, key="twice-a-year", reason="忙しい", until=UNTIL, by=sato)
    more = change_rhythm(plan, key="monthly", reason="ズレの間", until=UNTIL, by=sato)
    with refusal("gate"):
        undo_rhythm_change(more, by=sato)
    assert RhythmChange.objects.count() == 1, "a refusal leaves it as it was"
    review_drift(a_review(plan, TODAY), by=sato)
    change_rhythm(plan, key="twice-a-year", reason="第三者と決めた", until=UNTIL, by=sato)
    assert now(plan).decision.rhythm.key == "twice-a-year"


def test_a_rhythm_that_the_next_programme_lacks_is_decided_by_the_facts_again(
    plan: BusinessPlan, sato: Staff
) -> None:
    change_rhythm(plan, key="monthly", reason="相続", until=UNTIL, by=sato)
    keep_rules(sato.organisation, FollowUpRules(), programme_key="next", edition=1)
    assert now(plan).decision.rhythm.key == "quarterly"


def test_the_rules_are_kept_with_where_they_came_from(plan: BusinessPlan, sato: Staff) -> None:
    rules = the_rules(sato.organisation)
    setting = FollowUpSetting.objects.get()
    assert (setting.programme_key, setting.edition, setting.since) == ("test", 1, TODAY)
    assert (rules_of(sato.organisation), setting.history.count()) == (rules, 1)
    keep_rules(sato.organisation, FollowUpRules(), programme_key="test", edition=2)
    assert rules_of(sato.organisation) == FollowUpRules()
    assert FollowUpSetting.history.count() == 2
    before = FollowUpSetting.history.last()
    assert FollowUpSetting.itemised("rules", before.rules) == {
        "毎月1回": "年12回",
        "年2回": "年2回",
        "四半期に一度": "年4回",
    }


def test_the_office_chooses_its_firms_of_the_year(
    plan: BusinessPlan, sakura: Business, sato: Staff
) -> None:
    selection = select_plan(plan, year=R8, reason="債務が重い", by=sato)
    assert now(plan).is_chosen
    assert not now(plan, date(2027, 4, 1)).is_chosen, "a year later it is chosen anew"
    with refusal("twice", "plan"):
        select_plan(plan, year=R8, reason="もう一度", by=sato)
    other = an_adopted_plan(sakura, sato, on=date(2026, 6, 1))
    with refusal("twice", "plan"):
        select_plan(other, year=R8, reason="別の計画", by=sato)
    with refusal("no-reason", "reason"):
        select_plan(plan, year=R8.next, reason="", by=sato)
    with refusal("not-in-year", "year"):
        select_plan(plan, year=FiscalYear(2025), reason="前の年", by=sato)
    with refusal("not-in-year", "year"):
        select_plan(plan, year=FiscalYear(2029), reason="終わった後", by=sato)
    with refusal("not-adopted"):
        select_plan(a_plan(a_firm("もみじ堂", sakura), sato), year=R8, reason="x", by=sato)
    drop_selection(selection)
    drop_selection(selection)
    assert not Selection.objects.exists()


def test_a_firm_taken_out_can_be_put_back(plan: BusinessPlan, sato: Staff) -> None:
    selection = select_plan(plan, year=R8, reason="債務が重い", by=sato)
    kept = Selection.objects.get(pk=selection.pk)
    drop_selection(selection)
    back = bring_back_selection(kept)
    assert (back.reason, back.chosen_by, Selection.objects.count()) == ("債務が重い", sato, 1)
    assert bring_back_selection(kept) == Selection.objects.get()


def test_only_a_visit_recorded_after_a_call_of_the_same_day_answers_it(
    plan: BusinessPlan, sato: Staff
) -> None:
    morning, evening = (datetime(2026, 11, 20, hour, tzinfo=TOKYO) for hour in (9, 18))
    with clock.fixed(morning):
        take_call(plan, on=TODAY, what="機械が止まった", by=sato)
    a_visit_by_sheet(plan, sato, TODAY)  # recorded at noon
    answered = now(plan).due
    assert answered is not None
    assert answered.because == "前の訪問（令和8年11月20日）から3か月"
    with clock.fixed(evening):
        take_call(plan, on=TODAY, what="また止まった", by=sato)
        waiting = now(plan).due
        assert waiting is not None
        assert waiting.because == "令和8年11月20日に事業者から声がかかった"


def test_an_owners_call_makes_the_visit_due_at_once_until_it_is_made(
    plan: BusinessPlan, sato: Staff
) -> None:
    a_visit_by_sheet(plan, sato, date(2026, 10, 5))
    on = date(2026, 11, 3)
    call = take_call(plan, on=on, what="取引先が倒産した", by=sato)
    assert take_call(plan, on=on, what="取引先が倒産した", by=sato) == call
    due = now(plan).due
    assert due is not None
    assert (due.on, due.because) == (date(2026, 11, 4), "令和8年11月3日に事業者から声がかかった")
    assert [one.days_late(TODAY) for one in due_visits(sato, TODAY)] == [16]
    a_visit_by_sheet(plan, sato, date(2026, 11, 5))
    after = now(plan).due
    assert after is not None
    assert after.because == "前の訪問（令和8年11月5日）から3か月"
    with refusal("future", "on"):
        take_call(plan, on=TODAY + timedelta(days=1), what="x", by=sato)
    with refusal("no-reason", "what"):
        take_call(plan, on=TODAY, what=" ", by=sato)
    drop_call(call)
    drop_call(call)
    assert not OwnerCall.objects.exists()
