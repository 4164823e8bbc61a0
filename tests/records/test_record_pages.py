"""One record: read, mended by two people at once, taken back and restored, with its history."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.conftest import signed_in, staff_of
from tests.records.cast import a_dispatch, a_promise, a_visit, told

from banso.accounts.models import Organisation, Staff
from banso.accounts.rules import Role
from banso.records.actions import fulfil_promise, withdraw_record
from banso.records.models import Promise, SupportRecord, Withdrawal
from banso.registry.models import Business


def edited(record: SupportRecord, by: Staff, **changes: object) -> dict[str, object]:
    """What the browser sends from the page of an edit, before anything is changed."""
    promises = list(record.promises.all())
    rows: dict[str, object] = {}
    for number, promise in enumerate(promises):
        rows |= {
            f"promises-{number}-promise": str(promise.public_id),
            f"promises-{number}-side": promise.side,
            f"promises-{number}-what": promise.what,
            f"promises-{number}-due_on": str(promise.due_on or ""),
        }
    return {
        "typed_by": str(by.person_id),
        "seen_version": str(record.version),
        "business": str(record.business.public_id),
        "on": str(record.on),
        "kind": record.kind,
        "minutes": str(record.minutes or ""),
        "topics": [topic.key for topic in record.topics.all()],
        "heard": record.heard,
        "advice": record.advice,
        "supporters": [str(staff.public_id) for staff in record.supporters.all()],
        "attendees": record.attendees,
        "next_contact_on": "",
        "next_contact_reason": "",
        "promises-TOTAL_FORMS": str(len(promises)),
        "promises-INITIAL_FORMS": str(len(promises)),
        **rows,
        **changes,
    }


def page_of(record: SupportRecord, ending: str = "") -> str:
    return f"/records/{record.public_id}/{ending}"


def test_the_page_after_saving_says_what_was_recorded_and_where_to_go_on(
    as_sato: Client, sato: Staff, sakura: Business
) -> None:
    promises = (a_promise("見本を送る", date(2026, 11, 27)),)
    record = a_visit(sakura, sato, topics=("plan-followup",), promises=promises)
    html = told(as_sato.get(page_of(record, "saved/")).content.decode())
    for words in (
        "令和8年11月19日（木）　株式会社さくら製麺　巡回 60分　計画フォローアップ　（佐藤 さくら）",
        "見本を送る",
        "もう1件記録する",
        f'href="/records/promises/?business={sakura.public_id}"',
        f'hx-get="/programme/moves/{record.public_id}/"',
    ):
        assert words in html


def test_the_page_of_a_record_shows_all_of_it(
    as_sato: Client, sato: Staff, sakura: Business
) -> None:
    record = a_visit(
        sakura,
        sato,
        topics=("sns",),
        heard="客足が減った\n若い人が来ない",
        advice="<b>投稿</b>を続ける",
        attendees="桜井 花子",
        next_contact_on=date(2026, 12, 1),
        next_contact_reason="投稿の確認",
        promises=(a_promise("写真を選ぶ", date(2026, 11, 18 + 1)),),
    )
    page = as_sato.get(page_of(record)).content.decode()
    assert "客足が減った\n若い人が来ない" in page
    html = told(page)
    for words in (
        "令和8年11月19日（木）",
        "60分",
        "§8 SNS活用支援",
        "&lt;b&gt;投稿&lt;/b&gt;を続ける",
        "桜井 花子",
        "令和8年12月1日（火） 投稿の確認",
        "写真を選ぶ",
        "1日超過",
        "変更の履歴",
    ):
        assert words in html


def test_mending_a_record_changes_it_and_its_history_says_how(
    as_sato: Client, sato: Staff, sakura: Business
) -> None:
    record = a_visit(sakura, sato, heard="古い話", promises=(a_promise("送る", None),))
    page = as_sato.get(page_of(record, "edit/")).content.decode()
    assert "古い話" in page
    assert 'name="promises-0-what" value="送る"' in page
    sent = edited(record, sato, heard="新しい話", **{"promises-0-what": "持って行く"})
    answer = as_sato.post(page_of(record, "edit/"), sent)
    assert (answer.status_code, answer.url) == (302, page_of(record) + "?moved=1")
    record.refresh_from_db()
    assert (record.heard, record.version) == ("新しい話", 2)
    assert [promise.what for promise in record.promises.all()] == ["持って行く"]
    history = as_sato.get(page_of(record)).context["history"]
    assert [(change.who, change.what) for change in history] == [
        ("佐藤 さくら", "変更"),
        ("システム", "登録"),
    ]
    assert [(field.label, field.before, field.after) for field in history[0].fields] == [
        ("聞いたこと", "古い話", "新しい話")
    ]


def test_the_second_of_two_people_sees_the_first_ones_change_and_keeps_their_own_text(
    as_sato: Client, as_suzuki: Client, sato: Staff, suzuki: Staff, sakura: Business
) -> None:
    record = a_visit(sakura, sato, heard="もとの話", promises=(a_promise("送る", None),))
    seen = edited(record, suzuki)
    as_sato.post(page_of(record, "edit/"), edited(record, sato, heard="佐藤の話"))
    mine = {**seen, "heard": "鈴木の話", "promises-0-what": "届ける"}
    answer = as_suzuki.post(page_of(record, "edit/"), mine)
    conflict = answer.context["conflict"]
    assert answer.status_code == 422
    assert conflict["by"] == "佐藤 さくら"
    assert [(row.label, row.theirs, row.yours) for row in conflict["differences"]] == [
        ("聞いたこと", "佐藤の話", "鈴木の話"),
        ("約束", "商工会：送る", "商工会：届ける"),
    ]
    html = answer.content.decode()
    assert "鈴木の話</textarea>" in html
    assert 'name="seen_version" value="2"' in html
    assert SupportRecord.objects.get().heard == "佐藤の話"
    as_suzuki.post(page_of(record, "edit/"), {**mine, "seen_version": "2"})
    record.refresh_from_db()
    assert (record.heard, record.version) == ("鈴木の話", 3)
    assert Promise.objects.get().what == "届ける"


def test_a_bad_edit_is_refused_and_keeps_what_was_typed(
    as_sato: Client, sato: Staff, sakura: Business
) -> None:
    record = a_visit(sakura, sato, heard="もとの話")
    sent = edited(record, sato, heard="直した話", on="令和9年1月1日")
    answer = as_sato.post(page_of(record, "edit/"), sent)
    assert answer.status_code == 422
    assert answer.context["form"].errors == {
        "on": ["まだ来ていない日付です。今日（令和8年11月20日）までの日を入れてください。"]
    }
    assert "直した話" in answer.content.decode()
    assert SupportRecord.objects.get().heard == "もとの話"


def test_a_record_is_taken_back_with_its_reason_and_restored(
    as_sato: Client, sato: Staff, sakura: Business
) -> None:
    record = a_visit(sakura, sato)
    refused = as_sato.post(page_of(record, "withdraw/"), {"reason": " "})
    assert refused.status_code == 422
    assert "取り消す理由を入力してください。" in refused.content.decode()
    assert Withdrawal.objects.count() == 0
    as_sato.post(page_of(record, "withdraw/"), {"reason": "二重に入力した"})
    html = as_sato.get(page_of(record)).content.decode()
    assert "この記録は取り消されています。どの数にも入りません。" in html
    assert "理由：二重に入力した" in html
    assert as_sato.get(page_of(record, "edit/")).url == page_of(record)
    as_sato.post(page_of(record, "restore/"))
    page = as_sato.get(page_of(record))
    assert [(change.who, change.what) for change in page.context["withdrawals"]] == [
        ("佐藤 さくら", "取消を戻した"),
        ("佐藤 さくら", "取消"),
    ]
    assert [(f.label, f.after) for f in page.context["withdrawals"][1].fields] == [
        ("理由", "二重に入力した")
    ]
    assert Withdrawal.objects.count() == 0


def test_taking_back_a_record_twice_says_that_it_is_done(
    as_sato: Client, sato: Staff, sakura: Business
) -> None:
    record = a_visit(sakura, sato)
    withdraw_record(record, reason="誤り", by=sato)
    answer = as_sato.post(page_of(record, "withdraw/"), {"reason": "誤り"})
    assert answer.status_code == 422
    assert answer.context["refusal"] == "この記録はすでに取り消されています。"


def test_another_office_finds_nothing_under_our_addresses(
    as_tanaka: Client, sato: Staff, sakura: Business
) -> None:
    record = a_visit(sakura, sato, promises=(a_promise("送る", None),))
    promise = Promise.objects.get()
    for ending in ("", "saved/", "edit/"):
        assert as_tanaka.get(page_of(record, ending)).status_code == 404
    for ending in ("edit/", "withdraw/", "restore/"):
        assert as_tanaka.post(page_of(record, ending), {"reason": "x"}).status_code == 404
    for ending in ("fulfil/", "reopen/"):
        url = f"/records/promises/{promise.public_id}/{ending}"
        assert as_tanaka.post(url).status_code == 404
    assert as_tanaka.get(f"/records/{uuid.uuid4()}/").status_code == 404


def test_an_expert_reads_records_of_firms_sent_to_and_changes_none(
    gunma: Organisation, sato: Staff, sakura: Business
) -> None:
    record = a_visit(sakura, sato, promises=(a_promise("送る", None),))
    expert = staff_of(gunma, "高橋 健", "takahashi@example.jp", Role.EXPERT)
    browser = signed_in(expert)
    assert browser.get(page_of(record)).status_code == 404
    a_dispatch(sakura, sato, expert=expert)
    page = browser.get(page_of(record))
    assert page.status_code == 200
    html = page.content.decode()
    assert "この記録を取り消す" not in html
    assert "完了にする" not in html
    assert "変更の履歴" not in html
    assert browser.post(page_of(record, "withdraw/"), {"reason": "x"}).status_code == 403
    assert browser.get(page_of(record, "edit/")).status_code == 403


def test_council_members_and_observers_are_told_they_may_not(
    gunma: Organisation, sato: Staff, sakura: Business
) -> None:
    record = a_visit(sakura, sato)
    pages = ["/records/", "/records/promises/", "/records/dispatches/", page_of(record)]
    for role in (Role.COUNCIL_MEMBER, Role.OBSERVER):
        browser = signed_in(staff_of(gunma, "外の人", f"{role}@example.jp", role))
        assert [browser.get(page).status_code for page in pages] == [403] * len(pages)


def test_a_page_costs_the_same_with_one_promise_and_with_many(
    as_sato: Client, sato: Staff, sakura: Business
) -> None:
    promises = tuple(a_promise(f"約束{number}", date(2026, 11, 20)) for number in range(15))
    small = a_visit(sakura, sato, topics=("sns",), promises=(a_promise("一つ", None),))
    large = a_visit(sakura, sato, topics=("sns", "cash"), promises=promises)
    for promise in Promise.objects.all():
        fulfil_promise(promise, on=date(2026, 11, 20), by=sato)
    as_sato.get(page_of(small))
    costs = []
    for record in (small, large):
        with CaptureQueriesContext(connection) as asked:
            assert as_sato.get(page_of(record)).status_code == 200
        costs.append(len(asked))
    assert costs[0] == costs[1] <= 22
