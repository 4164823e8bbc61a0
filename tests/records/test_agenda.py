"""What has to be done next, with the reason said."""

from datetime import date

from pytest_django import DjangoAssertNumQueries
from tests.records.cast import THEIRS, a_firm, a_promise, a_visit

from banso.accounts.models import Staff
from banso.core import clock
from banso.records.actions import fulfil_promise, withdraw_record
from banso.records.models import Promise
from banso.records.queries import due_promises, open_promises, planned_contacts
from banso.registry.actions import close_business
from banso.registry.models import Business

TODAY = date(2026, 11, 20)


def test_promises_due_say_who_promised_what_and_how_late_it_is(
    sakura: Business, sato: Staff
) -> None:
    a_visit(
        sakura,
        sato,
        date(2026, 11, 10),
        promises=(
            a_promise("チラシの案を送る", date(2026, 11, 18)),
            a_promise("見積をとる", TODAY, THEIRS),
            a_promise("先の約束", date(2026, 12, 1)),
            a_promise("いつか", None),
        ),
    )
    found = due_promises(sato, by=TODAY)
    assert [
        (due.business_name, due.side_label, due.what, due.due_on, due.keeper_name, due.reason)
        for due in found
    ] == [
        (
            "株式会社さくら製麺",
            "商工会",
            "チラシの案を送る",
            date(2026, 11, 18),
            "佐藤 さくら",
            "令和8年11月10日（火）の巡回で約束。期日を2日過ぎています。",
        ),
        (
            "株式会社さくら製麺",
            "事業者",
            "見積をとる",
            TODAY,
            "",
            "令和8年11月10日（火）の巡回で約束。期日は今日です。",
        ),
    ]
    assert [due.days_late for due in found] == [2, 0]
    assert [due.reason for due in open_promises(sakura, sato)][2:] == [
        "令和8年11月10日（火）の巡回で約束。期日まであと11日です。",
        "令和8年11月10日（火）の巡回で約束。期日は決めていません。",
    ]


def test_a_promise_kept_or_of_a_withdrawn_record_is_no_longer_due(
    sakura: Business, sato: Staff
) -> None:
    a_visit(sakura, sato, promises=(a_promise("電話する", TODAY),))
    gone = a_visit(sakura, sato, promises=(a_promise("誤り", TODAY),))
    fulfil_promise(Promise.objects.get(what="電話する"), on=TODAY, by=sato)
    withdraw_record(gone, reason="二重に入力した", by=sato)
    assert due_promises(sato, by=TODAY) == []
    assert open_promises(sakura, sato) == []


def test_a_colleague_sees_on_the_agenda_only_what_is_theirs(
    sakura: Business, sato: Staff, suzuki: Staff, tanaka: Staff
) -> None:
    promises = (a_promise("鈴木が送る", TODAY), a_promise("写真を撮る", TODAY, THEIRS))
    a_visit(sakura, suzuki, promises=promises)
    assert [due.what for due in due_promises(suzuki, by=TODAY)] == ["鈴木が送る", "写真を撮る"]
    assert [due.what for due in due_promises(sato, by=TODAY)] == ["写真を撮る"]
    assert due_promises(tanaka, by=TODAY) == []


def test_a_contact_planned_in_the_latest_record_is_due_with_its_purpose(
    sakura: Business, sato: Staff
) -> None:
    record = a_visit(
        sakura,
        sato,
        date(2026, 10, 20),
        next_contact_on=date(2026, 11, 17),
        next_contact_reason="試算表の確認",
    )
    (planned,) = planned_contacts(sato, by=TODAY)
    assert (planned.record_id, planned.business_name) == (record.public_id, "株式会社さくら製麺")
    assert (planned.due_on, planned.purpose, planned.days_late) == (
        date(2026, 11, 17),
        "試算表の確認",
        3,
    )
    assert planned.reason == (
        "前回（令和8年10月20日（火） 巡回）に決めた次回の予定。"
        "用件は「試算表の確認」。予定日を3日過ぎています。"
    )
    assert planned_contacts(sato, by=date(2026, 11, 16)) == []


def test_a_later_record_settles_the_plan_but_a_withdrawn_one_does_not(
    sakura: Business, sato: Staff
) -> None:
    a_visit(sakura, sato, date(2026, 10, 20), next_contact_on=TODAY)
    later = a_visit(sakura, sato, date(2026, 11, 2))
    assert planned_contacts(sato, by=TODAY) == []
    withdraw_record(later, reason="別の事業者だった", by=sato)
    assert [planned.due_on for planned in planned_contacts(sato, by=TODAY)] == [TODAY]


def test_planned_contacts_are_ones_own_unless_everyone_is_asked(
    sakura: Business, sato: Staff, suzuki: Staff, tanaka: Staff
) -> None:
    a_visit(sakura, sato, date(2026, 10, 20), next_contact_on=TODAY)
    assert planned_contacts(suzuki, by=TODAY) == []
    assert len(planned_contacts(suzuki, by=TODAY, everyone=True)) == 1
    assert planned_contacts(tanaka, by=TODAY, everyone=True) == []


def test_nobody_plans_to_visit_a_firm_that_closed(sakura: Business, sato: Staff) -> None:
    a_visit(sakura, sato, date(2026, 10, 20), next_contact_on=TODAY)
    close_business(sakura, on=date(2026, 11, 1), reason="高齢のため", by=sato)
    assert planned_contacts(sato, by=TODAY) == []


def test_the_agenda_costs_the_same_for_one_firm_and_for_thirty(
    sakura: Business, sato: Staff, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    firms = [sakura, *(a_firm(f"第{number}商店", sakura) for number in range(29))]
    for firm in firms:
        a_visit(firm, sato, next_contact_on=TODAY, promises=(a_promise("送る", TODAY),))
    with clock.fixed(TODAY), django_assert_num_queries(2):
        assert len(due_promises(sato, by=TODAY)) == 30
        assert len(planned_contacts(sato, by=TODAY)) == 30
