"""Every change in the organisation on one page: complete, readable, filtered, cheap."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.conftest import TODAY, signed_in, staff_of

from banso.accounts.history import acting, changes_of
from banso.accounts.models import Organisation, Staff
from banso.accounts.queries import HistoryFilter, changes_in, historical_models, history_kinds
from banso.accounts.rules import Role
from banso.core import clock
from banso.records.actions import RecordParts, record_support, withdraw_record
from banso.records.models import ContactKind, Promise, SupportRecord
from banso.registry.actions import close_business, edit_business
from banso.registry.models import Business

HISTORY = "/office/history/"

# Kinds of row with a history that the page leaves out, with the reason.
LEFT_OUT: dict[str, str] = {}


def test_every_history_of_the_project_is_shown_or_left_out_by_name() -> None:
    kept = {model.instance_type._meta.label_lower for model in historical_models()}
    assert kept == set(history_kinds()) | set(LEFT_OUT)


def test_what_many_to_many_fields_held_is_told_by_their_rows_own_entry() -> None:
    through = {
        model.instance_type._meta.label
        for model in apps.get_models()
        if hasattr(model, "m2m_history_id")
    }
    told = {
        getattr(historical, field.name).model.instance_type._meta.label
        for historical in historical_models()
        for field in historical._history_m2m_fields
    }
    assert through == told


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        ("accounts.person", ""),
        ("accounts.organisation", ""),
        ("accounts.staff", "organisation"),
        ("accounts.deactivation", "staff__organisation"),
        ("registry.business", "organisation"),
        ("registry.closure", "business__organisation"),
        ("registry.accessgrant", "business__organisation"),
        ("records.fulfilment", "promise__record__organisation"),
        ("records.dispatchreport", "dispatch__organisation"),
        ("programme.result", "programme__organisation"),
        ("programme.resultwithdrawal", "result__programme__organisation"),
    ],
)
def test_a_row_belongs_where_its_subject_belongs_not_where_its_writer_works(
    kind: str, path: str
) -> None:
    assert history_kinds()[kind].path == path


def a_visit(business: Business, sato: Staff, heard: str = "粉の値上がり") -> SupportRecord:
    """A visit by 佐藤, with one promise."""
    visit = SupportRecord(business=business, on=TODAY, kind=ContactKind.VISIT, heard=heard)
    promise = Promise(side=Promise.Side.OURS, what="試算表を見る", due_on=date(2026, 12, 1))
    topics = list(business.organisation.topics.filter(key="cash"))
    with acting(sato.person):
        return record_support(visit, RecordParts([sato], topics, [promise]), by=sato)


def test_who_when_and_what_it_was_and_became(
    as_suzuki: Client, sakura: Business, sato: Staff
) -> None:
    with clock.fixed(datetime(2026, 11, 21, 9, 30, tzinfo=clock.TOKYO)), acting(sato.person):
        sakura.phone = "027-373-9999"
        edit_business(sakura, tags=["麺", "直売"], seen_version=sakura.version)
    page = changes_in(sakura.organisation, HistoryFilter(kind="registry.business"), "1")
    changed, registered = page.object_list
    assert (changed.when, changed.who) == ("令和8年11月21日（土） 09:30", "佐藤 さくら")
    assert (changed.what, changed.subject, changed.row) == (
        "変更",
        "事業者",
        "株式会社さくら製麺",
    )
    assert [(item.label, item.before, item.after) for item in changed.fields] == [
        ("電話", "027-373-0000", "027-373-9999"),
        ("タグ", "", "直売、麺"),
    ]
    assert registered.what == "登録"
    assert ("担当指導員", "", "佐藤 さくら") in [
        (item.label, item.before, item.after) for item in registered.fields
    ]
    shown = as_suzuki.get(HISTORY).content.decode()
    assert "<del>027-373-0000</del>" in shown
    assert "<ins>027-373-9999</ins>" in shown


def test_a_rows_own_history_reads_the_same(sakura: Business, sato: Staff) -> None:
    with acting(sato.person):
        close_business(sakura, on=TODAY, reason="後継者なし", by=sato)
    (closed,) = changes_of(sakura.closure)
    (same,) = changes_in(sakura.organisation, HistoryFilter(kind="registry.closure"), "1")
    assert closed == same
    assert closed.row == "株式会社さくら製麺 令和8年11月20日"
    assert [(item.label, item.after) for item in closed.fields][-2:] == [
        ("理由", "後継者なし"),
        ("確認した職員", "佐藤 さくら"),
    ]


def test_each_filter_narrows_and_is_said_in_words(
    as_suzuki: Client, suzuki: Staff, sakura: Business, sato: Staff
) -> None:
    a_visit(sakura, sato)
    asked = {"person": sato.public_id, "kind": "records.promise", "day": "R8.11.20"}
    page = as_suzuki.get(HISTORY, asked).content.decode()
    assert "変更した人：佐藤 さくら" in page
    assert "種類：約束" in page
    assert "日付：R8.11.20" in page or "日付：令和8年11月20日" in page
    assert "1件" in page
    assert "試算表を見る" in page
    nobody = as_suzuki.get(HISTORY, asked | {"person": suzuki.public_id}).content.decode()
    assert "当てはまる変更はありません" in nobody
    other_day = as_suzuki.get(HISTORY, asked | {"day": "R8.11.19"}).content.decode()
    assert "当てはまる変更はありません" in other_day


def test_an_unreadable_filter_is_said_at_its_field_and_left_out(
    as_suzuki: Client, sakura: Business
) -> None:
    answer = as_suzuki.get(HISTORY, {"day": "令和8年2月30日", "kind": "x", "person": "x"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "2月" in page
    assert "株式会社さくら製麺" in page


def test_another_offices_changes_are_never_shown(
    as_tanaka: Client, as_suzuki: Client, sakura: Business, sato: Staff, tanaka: Staff
) -> None:
    a_visit(sakura, sato)
    theirs = as_tanaka.get(HISTORY).content.decode()
    ours = as_suzuki.get(HISTORY).content.decode()
    assert "さくら製麺" in ours
    assert "田中 実" not in ours
    assert "さくら製麺" not in theirs
    assert "佐藤" not in theirs
    assert "田中 実" in theirs


def test_someone_in_two_offices_shows_each_office_only_its_own_rows(
    sakura: Business, sato: Staff, elsewhere: Organisation
) -> None:
    Staff.objects.create(organisation=elsewhere, person=sato.person, role=Role.OBSERVER)
    a_visit(sakura, sato)
    kinds = {change.subject for change in changes_in(elsewhere, HistoryFilter(), "1")}
    assert kinds == {"商工会", "利用者", "職員"}


def test_the_page_costs_the_same_for_one_record_and_for_thirty(
    as_suzuki: Client, sakura: Business, sato: Staff, gunma: Organisation
) -> None:
    withdraw_record(a_visit(sakura, sato), reason="重複", by=sato)
    as_suzuki.get(HISTORY)
    with CaptureQueriesContext(connection) as few:
        as_suzuki.get(HISTORY)
    for number in range(10):
        colleague = staff_of(gunma, f"職員{number}", f"s{number}@example.jp", Role.ADVISER)
        withdraw_record(a_visit(sakura, colleague, f"話{number}"), reason="重複", by=colleague)
    with CaptureQueriesContext(connection) as many:
        page = as_suzuki.get(HISTORY).content.decode()
    assert "2ページ" in page
    assert len(many) <= len(few)


def test_pages_follow_each_other_without_gap_or_repeat(sakura: Business, sato: Staff) -> None:
    for number in range(30):
        a_visit(sakura, sato, f"話{number}")
    first = changes_in(sakura.organisation, HistoryFilter(), "1")
    second = changes_in(sakura.organisation, HistoryFilter(), "2")
    assert len(first.object_list) == 50
    assert len(second.object_list) == first.paginator.count - 50
    whole = changes_in(sakura.organisation, HistoryFilter(), "9999")
    assert list(whole) == list(second)


def test_signing_in_and_a_new_password_leave_no_secret_in_the_history(sato: Staff) -> None:
    person = sato.person
    before = person.history.count()
    signed_in(sato).get("/office/own/")
    assert person.history.count() == before
    person.set_password("atarashii-aikotoba-9")
    person.save()
    latest = person.history.first()
    assert not hasattr(latest, "password")
    newest = changes_in(sato.organisation, HistoryFilter(kind="accounts.person"), "1").object_list[
        0
    ]
    assert (newest.what, newest.fields) == ("変更", ())


def test_the_history_is_dated_by_the_products_clock(sakura: Business) -> None:
    with clock.fixed(datetime(2026, 12, 1, 8, 0, tzinfo=clock.TOKYO)):
        sakura.phone = "027-000-0000"
        sakura.save()
    moments = [change.when for change in changes_of(sakura)]
    assert moments == ["令和8年12月1日（火） 08:00", "令和8年11月20日（金） 12:00"]


def test_a_rows_history_costs_the_same_for_one_entry_and_for_thirty(
    sakura: Business, sato: Staff, suzuki: Staff
) -> None:
    record = a_visit(sakura, sato)
    with CaptureQueriesContext(connection) as few:
        changes_of(record)
    for number in range(30):
        with acting(suzuki.person):
            record.heard = f"話{number}"
            record.save()
    with CaptureQueriesContext(connection) as many:
        found = changes_of(record)
    assert len(found) == 31
    assert len(many) == len(few)
