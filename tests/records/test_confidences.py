"""Told in confidence（内密）: who may open it, who is told that, and who has looked."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import OperationalError
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.conftest import TODAY, signed_in, staff_of
from tests.records.cast import a_promise, a_visit

from banso.accounts.models import Organisation, Staff
from banso.accounts.rules import Role
from banso.core import clock
from banso.core.refusals import RuleViolation
from banso.records.actions import confide, lift_confidence, open_text
from banso.records.models import Confidence, LogOnlyGrows, Look, Promise, SupportRecord
from banso.records.queries import (
    RecordChoice,
    due_promises,
    planned_contacts,
    records_for,
    timeline_of,
)
from banso.registry.models import Business

SAID = "離婚の協議中で、店の名義が争いになっている"


@pytest.fixture
def yamada(gunma: Organisation) -> Staff:
    """山田, an adviser who has nothing to do with it."""
    return staff_of(gunma, "山田 次郎", "yamada@example.jp", Role.ADVISER)


@pytest.fixture
def kato(gunma: Organisation) -> Staff:
    """加藤, support staff who took the call."""
    return staff_of(gunma, "加藤 恵", "kato@example.jp", Role.SUPPORT_STAFF)


@pytest.fixture
def confided(sakura: Business, kato: Staff) -> SupportRecord:
    """A call that 加藤 took, about さくら製麺, whose adviser is 佐藤."""
    record = a_visit(
        sakura,
        kato,
        heard=SAID,
        advice="弁護士会の相談を案内した",
        promises=(a_promise("相談の予約を確かめる", TODAY),),
        next_contact_on=TODAY,
        next_contact_reason="名義の件",
    )
    confide(record, by=kato)
    return SupportRecord.objects.select_related("confidence").get()


def page_of(record: SupportRecord, part: str = "") -> str:
    return f"/records/{record.public_id}/{part}"


def body(client: Client, url: str) -> str:
    return client.get(url).content.decode()


def looks() -> list[tuple[str, datetime]]:
    return [(look.staff.person.name, look.at) for look in Look.objects.order_by("pk")]


# ── who may open it ──


def test_the_circle_and_the_leads_may_open_it_and_nobody_else(
    confided: SupportRecord, gunma: Organisation, kato: Staff, sato: Staff, yamada: Staff
) -> None:
    others = {
        role: staff_of(gunma, role.label, f"{role}@example.jp", role)
        for role in Role
        if role is not Role.ADVISER
    }
    may_open = {
        staff.person.name
        for staff in (kato, sato, yamada, *others.values())
        if SupportRecord.objects.readable_by(staff).exists()
    }
    assert may_open == {
        "加藤 恵", "佐藤 さくら", "管理者", "事務局長", "法定経営指導員",
    }  # fmt: skip


def test_the_office_of_the_neighbours_neither_sees_nor_opens_it(
    confided: SupportRecord, tanaka: Staff
) -> None:
    every = SupportRecord.objects.all()
    assert not every.visible_to(tanaka).exists()
    assert not every.readable_by(tanaka).exists()
    assert list(every.shut_to(tanaka)) == [confided]


def test_a_supporter_and_a_named_reader_may_open_it_too(
    confided: SupportRecord, kato: Staff, yamada: Staff, gunma: Organisation
) -> None:
    helped = staff_of(gunma, "同席 一", "d@example.jp", Role.SUPPORT_STAFF)
    confided.supporters.add(helped)
    confide(confided, readers=[yamada], by=kato)
    assert SupportRecord.objects.readable_by(yamada).get() == confided
    assert SupportRecord.objects.readable_by(helped).get() == confided
    confide(confided, by=kato)
    assert not SupportRecord.objects.readable_by(yamada).exists()


def test_an_ordinary_record_is_open_to_the_whole_office(sakura: Business, yamada: Staff) -> None:
    record = a_visit(sakura, yamada)
    assert list(SupportRecord.objects.readable_by(yamada)) == [record]
    assert not SupportRecord.objects.all().shut_to(yamada).exists()


# ── marking and lifting ──


def test_a_record_is_marked_while_it_is_made(
    as_sato: Client, sato: Staff, sakura: Business, yamada: Staff
) -> None:
    sent = {
        "business": str(sakura.public_id), "on": "令和8年11月20日", "kind": "phone",
        "heard": SAID, "supporters": [str(sato.public_id)], "in_confidence": "on",
        "promises-TOTAL_FORMS": "0", "promises-INITIAL_FORMS": "0",
    }  # fmt: skip
    assert as_sato.post("/records/new/", sent).status_code == 302
    record = SupportRecord.objects.get()
    assert (record.confidence.marked_by, record.confidence.at.date()) == (sato, TODAY)
    assert not SupportRecord.objects.readable_by(yamada).exists()


def test_unless_the_box_is_ticked_a_new_record_is_open(
    as_sato: Client, sato: Staff, sakura: Business
) -> None:
    sent = {
        "business": str(sakura.public_id), "on": "令和8年11月20日", "kind": "phone",
        "heard": SAID, "supporters": [str(sato.public_id)],
        "promises-TOTAL_FORMS": "0", "promises-INITIAL_FORMS": "0",
    }  # fmt: skip
    as_sato.post("/records/new/", sent)
    assert not SupportRecord.objects.get().is_confidential


def test_a_record_is_marked_later_on_its_page_with_readers(
    as_sato: Client, sato: Staff, sakura: Business, yamada: Staff
) -> None:
    record = a_visit(sakura, sato, heard=SAID)
    assert "内密にする" in body(as_sato, page_of(record))
    answer = as_sato.post(page_of(record, "confide/"), {"readers": [str(yamada.public_id)]})
    assert (answer.status_code, answer.url) == (302, page_of(record))
    assert list(Confidence.objects.get().readers.all()) == [yamada]


def test_who_would_shut_it_to_themselves_is_refused(
    sakura: Business, kato: Staff, sato: Staff
) -> None:
    sakura.adviser = None
    sakura.save()
    record = a_visit(sakura, sato)
    with pytest.raises(RuleViolation) as refusal:
        confide(record, by=kato)
    assert (refusal.value.code, refusal.value.field) == ("shuts-oneself-out", "readers")
    assert not Confidence.objects.exists()
    confide(record, readers=[kato], by=kato)
    assert SupportRecord.objects.readable_by(kato).exists()


def test_nobody_from_outside_is_named_a_reader(confided: SupportRecord, kato: Staff) -> None:
    expert = staff_of(kato.organisation, "高橋 健", "t@example.jp", Role.EXPERT)
    with pytest.raises(RuleViolation) as refusal:
        confide(confided, readers=[expert], by=kato)
    assert refusal.value.code == "outsider"
    url, sent = page_of(confided, "confide/"), {"readers": [str(expert.public_id)]}
    assert signed_in(kato).post(url, sent).status_code == 422


def test_only_the_recorder_and_the_leads_lift_it(
    confided: SupportRecord, kato: Staff, sato: Staff, suzuki: Staff, yamada: Staff
) -> None:
    for staff, code in ((yamada, "not-readable"), (sato, "not-yours-to-lift")):
        with pytest.raises(RuleViolation) as refusal:
            lift_confidence(confided, by=staff)
        assert refusal.value.code == code
    assert signed_in(sato).post(page_of(confided, "lift-confidence/")).status_code == 302
    assert Confidence.objects.exists()
    assert signed_in(suzuki).post(page_of(confided, "lift-confidence/")).status_code == 302
    assert not Confidence.objects.exists()
    assert [row.history_type for row in Confidence.history.order_by("history_id")][-1] == "-"


# ── what others see ──


def test_others_see_that_a_contact_took_place_and_not_what_was_said(
    confided: SupportRecord, yamada: Staff
) -> None:
    page = body(signed_in(yamada), page_of(confided))
    shown = [word in page for word in ("株式会社さくら製麺", "巡回", "加藤 恵", "内密の記録です")]
    told = (SAID, "弁護士会", "相談の予約", "名義の件", "この記録を見た人")
    hidden = [word in page for word in told]
    assert (shown, any(hidden)) == ([True] * 4, False)


@pytest.mark.parametrize("part", ["edit/", "confide/"])
def test_others_are_led_from_its_forms_to_its_page(
    confided: SupportRecord, yamada: Staff, part: str
) -> None:
    browser = signed_in(yamada)
    for answer in (browser.get(page_of(confided, part)), browser.post(page_of(confided, part))):
        assert (answer.status_code, answer.url) == (302, page_of(confided))


@pytest.mark.parametrize("part", ["withdraw/", "restore/"])
def test_others_neither_withdraw_nor_restore_it(
    confided: SupportRecord, yamada: Staff, part: str
) -> None:
    signed_in(yamada).post(page_of(confided, part), {"reason": "見たい"})
    confided.refresh_from_db()
    assert not hasattr(confided, "withdrawal")


def test_its_promises_are_kept_from_others_and_veiled_in_lists_of_those_who_may_read(
    confided: SupportRecord, kato: Staff, yamada: Staff
) -> None:
    promise = Promise.objects.get()
    assert not Promise.objects.visible_to(yamada).exists()
    url = f"/records/promises/{promise.public_id}/fulfil/"
    assert signed_in(yamada).post(url).status_code == 404
    told = [each.what for each in due_promises(kato, by=TODAY)]
    assert told == ["内密の約束（記録を開いて読みます）"]


def test_the_pressed_line_says_it_on_the_records_own_page_alone(
    confided: SupportRecord, kato: Staff
) -> None:
    url = f"/records/promises/{Promise.objects.get().public_id}/fulfil/"
    pressed = {"HX-Request": "true"}
    said = [
        "相談の予約" in signed_in(kato).post(url, {"back": back}, headers=pressed).content.decode()
        for back in ("/", page_of(confided), "/karte/?next=" + page_of(confided))
    ]
    assert said == [False, True, False]


def test_the_timeline_and_the_plan_of_contacts_say_only_that_it_was(
    confided: SupportRecord, kato: Staff, sakura: Business
) -> None:
    entry = timeline_of(sakura, kato)[0]
    assert (entry.heard, entry.advice, entry.promises, entry.next_contact) == (
        "", "", (), "令和8年11月20日",
    )  # fmt: skip
    assert (entry.who, entry.is_confidential) == ("加藤 恵", True)
    assert [each.purpose for each in planned_contacts(kato, by=TODAY)] == ["内密"]


def test_a_word_of_it_finds_it_only_for_those_who_may_read_it(
    confided: SupportRecord, kato: Staff, yamada: Staff
) -> None:
    asked = RecordChoice(words="離婚")
    assert list(records_for(kato, asked)) == [confided]
    assert list(records_for(yamada, asked)) == []
    assert list(records_for(yamada, RecordChoice(words="さくら製麺"))) == [confided]


# ── the log of looks ──


def test_each_opening_is_logged_and_a_second_within_ten_minutes_is_the_same(
    confided: SupportRecord, suzuki: Staff, sato: Staff
) -> None:
    noon = datetime(2026, 11, 20, 12, tzinfo=clock.TOKYO)
    for minutes, staff in ((0, suzuki), (3, sato), (9, suzuki), (10, suzuki), (15, suzuki)):
        with clock.fixed(noon + timedelta(minutes=minutes)):
            assert signed_in(staff).get(page_of(confided)).status_code == 200
    assert looks() == [
        ("鈴木 一郎", noon),
        ("佐藤 さくら", noon + timedelta(minutes=3)),
        ("鈴木 一郎", noon + timedelta(minutes=10)),
    ]


def test_opening_its_form_is_a_look_and_passing_by_is_none(
    confided: SupportRecord, sato: Staff, yamada: Staff, sakura: Business
) -> None:
    for browser in (signed_in(sato), signed_in(yamada)):
        for url in ("/", "/records/", "/records/promises/", f"/karte/{sakura.public_id}/"):
            browser.get(url)
    signed_in(yamada).get(page_of(confided))
    assert looks() == []
    signed_in(sato).get(page_of(confided, "edit/"))
    assert [name for name, _ in looks()] == ["佐藤 さくら"]


def test_looking_at_an_ordinary_record_is_not_logged(
    as_sato: Client, sato: Staff, sakura: Business
) -> None:
    as_sato.get(page_of(a_visit(sakura, sato)))
    assert looks() == []


def test_a_look_costs_one_insert_and_two_reads(
    confided: SupportRecord, sato: Staff, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(5):  # read, savepoint, last look, insert, release
        open_text(confided, by=sato)


def test_what_cannot_be_logged_is_not_shown(
    confided: SupportRecord, as_suzuki: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_: object, **__: object) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(type(Look.objects), "bulk_create", locked, raising=False)
    page = body(as_suzuki, page_of(confided))
    assert "いま、見たことを記録できないため" in page
    assert SAID not in page


def test_the_log_only_grows(confided: SupportRecord, sato: Staff) -> None:
    open_text(confided, by=sato)
    for attempt in (
        Look.objects.all().delete,
        lambda: Look.objects.update(staff=sato),
        Look.objects.get().delete,
    ):
        with pytest.raises(LogOnlyGrows):
            attempt()
    assert Look.objects.count() == 1


def test_the_recorder_and_the_leads_read_on_the_page_who_has_looked(
    confided: SupportRecord, kato: Staff, sato: Staff, suzuki: Staff
) -> None:
    told = [
        "この記録を見た人" in body(signed_in(s), page_of(confided)) for s in (kato, sato, suzuki)
    ]
    assert told == [True, False, True]


def test_the_list_of_looks_is_narrowed_by_firm_person_and_days(
    confided: SupportRecord, as_suzuki: Client, sato: Staff, suzuki: Staff, sakura: Business
) -> None:
    with clock.fixed(date(2026, 11, 1)):
        open_text(confided, by=sato)
    open_text(confided, by=suzuki)
    page = as_suzuki.get("/records/looks/", {"since": "令和8年11月10日"})
    assert [look.staff for look in page.context["page"]] == [suzuki]
    assert page.context["words"] == ["期間：令和8年11月10日から"]
    asked = {"business": sakura.public_id, "staff": sato.public_id, "until": "R8.11.1"}
    page = as_suzuki.get("/records/looks/", asked)
    assert [look.staff for look in page.context["page"]] == [sato]
    assert page.context["words"] == [
        "期間：令和8年11月1日まで", "事業者：株式会社さくら製麺", "見た職員：佐藤 さくら",
    ]  # fmt: skip


def test_the_list_of_looks_is_for_the_leads(confided: SupportRecord, as_sato: Client) -> None:
    assert as_sato.get("/records/looks/").status_code == 403
