"""One check sheet, one visit: written once, counted everywhere, however often it is sent."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from decimal import Decimal

import pytest
from tests.conftest import TODAY
from tests.followup.kept_cast import (
    APRIL,
    a_drift,
    a_kept_kpi,
    a_kept_measure,
    a_review,
    a_visit_by_sheet,
    an_adopted_plan,
    sold,
    the_rules,
)
from tests.plans.cast import a_plan
from tests.plans.numbers_cast import sakura_plan
from tests.records.cast import a_promise, a_visit

from banso.accounts.models import Staff
from banso.core import clock
from banso.core.models import EditConflict
from banso.core.refusals import RuleViolation
from banso.followup.actions import (
    Visit,
    close_check_sheet,
    discard_check_sheet,
    fill_check_sheet,
    open_check_sheet,
    review_drift,
)
from banso.followup.models import CheckSheet, CheckSheetClosing, DriftCase, KpiReading
from banso.followup.queries import last_visits
from banso.followup.rules.answers import Answers, Done, NextPromise
from banso.followup.rules.sheet import SheetItems
from banso.plans.actions.kpis import TOLD, drop_kpi
from banso.plans.models import BusinessPlan, MeasureDone
from banso.records.models import Fulfilment, Promise, SupportRecord
from banso.registry.actions import close_business
from banso.registry.models import Business

KEY = uuid.UUID(int=7)
TALK = Answers(heard="平日の昼が弱い")


@pytest.fixture
def plan(sakura: Business, sato: Staff) -> BusinessPlan:
    return an_adopted_plan(sakura, sato)


def refusal(code: str, field: str | None = None) -> object:
    """What a refusal must be."""
    return pytest.raises(RuleViolation, check=lambda said: (said.code, said.field) == (code, field))


def a_closed_visit(judgement: str = "watch", on: date = TODAY, **facts: object) -> Visit:
    return Visit(on, judgement, **{"answers": TALK, "entry_key": KEY, **facts})


def counted() -> tuple[int, ...]:
    kinds = (SupportRecord, CheckSheetClosing, MeasureDone, KpiReading, Fulfilment, Promise)
    return tuple(kind.objects.count() for kind in kinds)


def test_a_sheet_asks_what_is_known_on_the_day_it_is_opened(
    plan: BusinessPlan, sakura: Business, sato: Staff
) -> None:
    a_kept_measure(plan, "ちらしを配る", date(2026, 10, 1))
    a_kept_measure(plan, "看板を直す", date(2027, 3, 31))
    a_kept_kpi(plan)
    a_visit(sakura, sato, date(2026, 6, 1), promises=(a_promise("原価表", date(2026, 12, 1)),))
    sheet = open_check_sheet(plan, planned_on=date(2026, 11, 25), by=sato)
    items = SheetItems.from_json(sheet.items)
    assert [(one.what, one.ends_on, one.standing) for one in items.measures] == [
        ("ちらしを配る", "令和8年10月1日", "遅れ50日"),
        ("看板を直す", "令和9年3月31日", "進行中"),
    ]
    assert [(one.name, one.expected, one.last) for one in items.kpis] == [
        ("客数", "1,233人", "まだ聞いていない")
    ]
    assert [(one.ask, one.because) for one in items.questions] == [
        (
            "この施策は、何があれば進みますか。",
            "「ちらしを配る」が50日遅れている（期限 令和8年10月1日）",
        ),
    ]
    assert [(one.side, one.what, one.due_on) for one in items.promises] == [
        ("ours", "原価表", "令和8年12月1日")
    ]
    assert (sheet.number, sheet.planned_on, sheet.opened_by) == (1, date(2026, 11, 25), sato)


def test_what_is_not_known_is_asked_in_the_owners_words_once_for_one_paper(
    plan: BusinessPlan, sakura: Business, sato: Staff
) -> None:
    the_rules(sato.organisation)
    for month, yen in ((8, 800_000), (9, None), (10, 900_000)):
        sold(sakura, sato, date(2026, month, 1), yen)
    of_no_plan = SheetItems.from_json(open_check_sheet(plan, planned_on=TODAY, by=sato).items)
    planned = an_adopted_plan(sakura, sato, on=date(2026, 5, 1), numbers=sakura_plan())
    sheet = open_check_sheet(planned, planned_on=TODAY, by=sato)
    items = SheetItems.from_json(sheet.items)
    lacking = "純資産がわからない（決算がない）、経常赤字が続く期の数がわからない（決算がない）"
    asked = {one.ask: one.because for one in items.questions}
    assert asked["決算書を見せてもらえますか。"] == f"{lacking}ため、訪問の頻度を判断できない"
    assert "令和8年9月の売上は、いくらでしたか。" in asked
    assert not any("売上" in one.ask for one in of_no_plan.questions)
    assert not any("わからない" in one for one in asked)


def test_only_one_sheet_of_a_plan_is_open(plan: BusinessPlan, sato: Staff, suzuki: Staff) -> None:
    first = open_check_sheet(plan, planned_on=TODAY, by=sato)
    assert open_check_sheet(plan, planned_on=TODAY + timedelta(days=3), by=suzuki) == first
    close_check_sheet(first, a_closed_visit(), by=sato)
    assert open_check_sheet(plan, planned_on=TODAY, by=sato).number == 2


def test_what_was_filled_in_is_kept_and_never_over_anothers(
    plan: BusinessPlan, sato: Staff
) -> None:
    sheet = open_check_sheet(plan, planned_on=TODAY, by=sato)
    kept = fill_check_sheet(sheet, TALK, seen_version=1)
    assert (kept.version, Answers.from_json(kept.answers)) == (2, TALK)
    assert fill_check_sheet(sheet, TALK, seen_version=1).version == 2, "the same again is nothing"
    with pytest.raises(EditConflict):
        fill_check_sheet(sheet, Answers(heard="ほか"), seen_version=1)
    close_check_sheet(sheet, a_closed_visit(), by=sato)
    with refusal("closed"):
        fill_check_sheet(sheet, Answers(heard="ほか"), seen_version=2)
    with refusal("closed"):
        discard_check_sheet(sheet)
    mistaken = open_check_sheet(plan, planned_on=TODAY, by=sato)
    discard_check_sheet(mistaken)
    discard_check_sheet(mistaken)
    assert CheckSheet.objects.open().count() == 0


def test_one_visit_writes_all_that_came_of_it_and_sent_three_times_it_is_one(
    plan: BusinessPlan, sakura: Business, sato: Staff
) -> None:
    measure = a_kept_measure(plan, "ちらしを配る", date(2026, 12, 1))
    kpi = a_kept_kpi(plan)
    old = a_visit(sakura, sato, promises=(a_promise("原価表", None),)).promises.get()
    sheet = open_check_sheet(plan, planned_on=TODAY, by=sato)
    answers = Answers(
        measures={str(measure.public_id): Done(date(2026, 11, 18), "300枚")},
        kpis={str(kpi.public_id): Decimal(1240)},
        questions={"untold-1": "12月に決算が出る"},
        kept=(str(old.public_id),),
        promises=(NextPromise("theirs", "試算表を送る", date(2026, 12, 10)),),
        heard="平日の昼が弱い",
        advice="定食を試す",
    )
    visit = Visit(TODAY, "watch", answers, KEY, date(2027, 2, 19))
    before = counted()
    closing = close_check_sheet(sheet, visit, by=sato)
    once = counted()
    assert tuple(b - a for a, b in zip(before, once, strict=True)) == (1, 1, 1, 1, 1, 1)
    for _ in range(3):
        assert close_check_sheet(sheet, visit, by=sato) == closing
    assert counted() == once
    record = closing.record
    assert (record.on, record.kind, record.next_contact_on, record.advice) == (
        TODAY,
        "visit",
        date(2027, 2, 19),
        "定食を試す",
    )
    assert record.heard == "平日の昼が弱い\n" + "untold-1：12月に決算が出る"
    assert [topic.key for topic in record.topics.all()] == ["plan-followup"]
    assert record.history.count() == 1
    assert (measure.done.on, measure.done.note) == (date(2026, 11, 18), "300枚")
    reading = KpiReading.objects.get()
    assert (reading.value, reading.expected, reading.on) == (Decimal(1240), Decimal(1233), TODAY)
    assert old.fulfilment.on == TODAY
    assert last_visits([sakura.pk], TODAY) == {sakura.pk: TODAY}
    assert Answers.from_json(CheckSheet.objects.get(pk=sheet.pk).answers) == answers


def test_another_visit_on_the_same_sheet_or_key_is_refused(
    plan: BusinessPlan, sakura: Business, sato: Staff
) -> None:
    other = a_visit(sakura, sato)
    sheet = open_check_sheet(plan, planned_on=TODAY, by=sato)
    with refusal("key-taken"):
        close_check_sheet(sheet, a_closed_visit(entry_key=other.entry_key), by=sato)
    close_check_sheet(sheet, a_closed_visit(), by=sato)
    with refusal("closed"):
        close_check_sheet(sheet, a_closed_visit(entry_key=uuid.uuid4()), by=sato)


def test_a_visit_is_on_a_day_that_can_be(plan: BusinessPlan, sakura: Business, sato: Staff) -> None:
    sheet = open_check_sheet(plan, planned_on=TODAY, by=sato)
    for on, code in (
        (TODAY + timedelta(days=1), "future"),
        (APRIL - timedelta(days=1), "too-early"),
    ):
        with refusal(code, "on"):
            close_check_sheet(sheet, a_closed_visit(on=on), by=sato)
    with clock.fixed(date(2029, 4, 2)), refusal("ended", "on"):
        close_check_sheet(sheet, a_closed_visit(on=date(2029, 4, 1)), by=sato)
    close_business(sakura, on=date(2026, 11, 1), reason="廃業", by=sato)
    fresh = CheckSheet.objects.get(pk=sheet.pk)
    with refusal("closed", "on"):
        close_check_sheet(fresh, a_closed_visit(), by=sato)
    assert close_check_sheet(fresh, a_closed_visit(on=date(2026, 10, 30)), by=sato).on == date(
        2026, 10, 30
    ), "a visit made before the firm closed may still be written down"
    assert (SupportRecord.objects.count(), CheckSheetClosing.objects.count()) == (1, 1)


def test_a_phone_whose_clock_is_ahead_is_told_in_words(plan: BusinessPlan, sato: Staff) -> None:
    sheet = open_check_sheet(plan, planned_on=TODAY, by=sato)
    with pytest.raises(RuleViolation) as refused:
        close_check_sheet(sheet, a_closed_visit(on=date(2027, 11, 20)), by=sato)
    assert refused.value.message == (
        "訪問日（令和9年11月20日）が未来の日付です。端末の日付が進んでいないか確かめて、"
        "直してください。"
    )


def test_with_a_drift_open_nothing_is_on_course_until_a_third_party_has_looked(
    plan: BusinessPlan, sato: Staff
) -> None:
    a_drift(plan, date(2026, 10, 1))
    sheet = open_check_sheet(plan, planned_on=TODAY, by=sato)
    with refusal("gate", "judgement"):
        close_check_sheet(sheet, a_closed_visit("on-course"), by=sato)
    assert not SupportRecord.objects.exists(), "a refusal leaves nothing behind"
    review_drift(a_review(plan, TODAY), by=sato)
    assert close_check_sheet(sheet, a_closed_visit("on-course"), by=sato).judgement == "on-course"


def test_a_sheet_sent_late_knows_nothing_of_drift_that_came_after_its_visit(
    plan: BusinessPlan, sato: Staff
) -> None:
    sheet = open_check_sheet(plan, planned_on=date(2026, 10, 5), by=sato)
    case = a_drift(plan, date(2026, 11, 15))
    a_kept_measure(plan, "ほかの施策", date(2026, 11, 1))
    DriftCase.objects.filter(pk=case.pk).update(key="of another day")
    visit = a_closed_visit("watch", on=date(2026, 10, 5))
    close_check_sheet(sheet, visit, by=sato)
    case.refresh_from_db()
    assert case.is_open, "it was not there yet on the day of the visit, so it is not gone by it"


def test_judged_to_drift_is_a_drift_that_waits_for_a_third_party(
    plan: BusinessPlan, sato: Staff
) -> None:
    a_visit_by_sheet(plan, sato, date(2026, 10, 5), "drift")
    case = DriftCase.objects.get()
    assert (case.kind, case.words, case.is_open) == (
        "judged",
        "令和8年10月5日の訪問で「ズレ」と判断した",
        True,
    )
    sheet = open_check_sheet(plan, planned_on=TODAY, by=sato)
    with refusal("gate", "judgement"):
        close_check_sheet(sheet, a_closed_visit("on-course"), by=sato)
    review_drift(a_review(plan, TODAY), by=sato)
    case.refresh_from_db()
    assert (case.gone_on, case.is_open) == (TODAY, False)
    a_visit_by_sheet(plan, sato, TODAY, "drift")
    assert DriftCase.objects.open().count() == 1, "judged anew it is a drift anew"


def test_figures_that_come_after_a_visit_are_told_on_the_next_sheet(
    plan: BusinessPlan, sakura: Business, sato: Staff
) -> None:
    with clock.fixed(date(2026, 9, 10)):
        sold(sakura, sato, date(2026, 8, 1), 3_500_000)
    a_visit_by_sheet(plan, sato, date(2026, 10, 5))
    sold(sakura, sato, date(2026, 9, 1), 3_280_000)
    sheet = open_check_sheet(plan, planned_on=TODAY, by=sato)
    assert SheetItems.from_json(sheet.items).late_figures == (
        "令和8年9月の売上（店頭）　3,280,000円",
    )


def test_answers_from_a_phone_are_read_strictly(plan: BusinessPlan, sato: Staff) -> None:
    late = str(a_kept_measure(plan, "ちらしを配る", date(2026, 12, 1)).public_id)
    sheet = open_check_sheet(plan, planned_on=TODAY, by=sato)
    for sent, field in (
        ([], "answers"),
        ({"measures": []}, "measures"),
        ({"measures": {"x": {"on": "20日"}}}, "measures"),
        ({"kpis": {"x": "多い"}}, "kpis"),
        ({"kpis": {"x": "1e20"}}, "kpis"),
        ({"promises": [{"side": "both", "what": "x"}]}, "promises"),
        ({"promises": [{"side": "ours", "what": " "}]}, "promises"),
        ({"heard": "あ" * 4001}, "heard"),
        ({"minutes": "60"}, "minutes"),
        ({"minutes": True}, "minutes"),
        ({"minutes": 1441}, "minutes"),
        ({"contact": 1}, "contact"),
    ):
        with pytest.raises(RuleViolation, check=lambda said, field=field: said.field == field):
            Answers.from_json(sent)
    for answers, code, field in (
        (Answers(measures={str(KEY): Done(TODAY)}), "no-measure", "measures"),
        (Answers(kpis={str(KEY): None}), "no-kpi", "kpis"),
        (Answers(measures={late: Done(TODAY + timedelta(days=1))}), "future", "measures"),
        (Answers(kept=(str(KEY),)), "no-promise", "kept"),
    ):
        with refusal(code, field):
            close_check_sheet(sheet, a_closed_visit(answers=answers), by=sato)
    assert not SupportRecord.objects.exists()


def test_a_visit_says_how_it_goes_and_its_next_visit_comes_after_it() -> None:
    with refusal("no-judgement", "judgement"):
        a_closed_visit("fine")
    with refusal("not-after", "next_on"):
        a_closed_visit(next_on=TODAY)
    with refusal("no-visit", "contact"):
        a_closed_visit(contact="phone")


def test_only_adopted_plans_of_ones_own_office_have_sheets(
    plan: BusinessPlan, sakura: Business, sato: Staff, tanaka: Staff
) -> None:
    with refusal("other-office"):
        open_check_sheet(plan, planned_on=TODAY, by=tanaka)
    with refusal("not-adopted"):
        open_check_sheet(a_plan(sakura, sato), planned_on=TODAY, by=sato)
    with refusal("too-early", "planned_on"):
        open_check_sheet(plan, planned_on=APRIL - timedelta(days=1), by=sato)
    an_adopted_plan(sakura, sato, on=date(2026, 10, 1))
    with refusal("not-followed"):
        open_check_sheet(plan, planned_on=TODAY, by=sato)


def test_a_measure_done_meanwhile_keeps_its_day(plan: BusinessPlan, sato: Staff) -> None:
    measure = a_kept_measure(plan, "ちらしを配る", date(2026, 12, 1))
    first = Answers(measures={str(measure.public_id): Done(date(2026, 10, 1))})
    a_visit_by_sheet(plan, sato, date(2026, 10, 5), answers=first)
    again = Answers(measures={str(measure.public_id): Done(date(2026, 11, 1))})
    a_visit_by_sheet(plan, sato, TODAY, answers=again)
    assert MeasureDone.objects.get().on == date(2026, 10, 1)


def test_a_kpi_told_on_a_visit_cannot_be_taken_away_with_what_was_told(
    plan: BusinessPlan, sato: Staff
) -> None:
    kpi = a_kept_kpi(plan)
    answers = Answers(kpis={str(kpi.public_id): Decimal(1200)})
    a_visit_by_sheet(plan, sato, TODAY, answers=answers)
    with pytest.raises(RuleViolation) as refused:
        drop_kpi(kpi)
    assert refused.value.message == TOLD
    assert [one.value for one in KpiReading.objects.filter(kpi=kpi)] == [Decimal(1200)]
