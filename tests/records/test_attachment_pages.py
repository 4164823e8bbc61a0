"""Photos and papers on the pages: chosen beside a form, kept with it, shown, taken off."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.conftest import signed_in, staff_of
from tests.records.cast import a_dispatch, a_visit, an_attachment
from tests.records.test_record_pages import edited, page_of
from tests.sample_files import office, pdf, photo_with_place, picture, sent

from banso.accounts.models import Organisation, Staff
from banso.accounts.rules import Role
from banso.core import clock
from banso.core.uploads.checking import CheckedFile
from banso.core.uploads.kinds import FileKind
from banso.records.actions import (
    confide,
    remove_attachment,
    stage_file,
    withdraw_record,
)
from banso.records.models import Attachment, Look, StagedFile, SupportRecord
from banso.records.views.attachments import PAGE
from banso.registry.models import Business

NEW = "/records/new/"
PROGRAM = b"MZ\x90\x00"


def typed(business: Business, by: Staff, **facts: object) -> dict[str, object]:
    """What the browser sends for a visit today."""
    return {
        "typed_by": str(by.person_id),
        "business": str(business.public_id),
        "on": "令和8年11月20日",
        "kind": "visit",
        "heard": "厨房の見積を見せてもらった",
        "supporters": [str(by.public_id)],
        "promises-TOTAL_FORMS": "0",
        "promises-INITIAL_FORMS": "0",
        **facts,
    }


def staged_in(page: str) -> list[str]:
    """Ids of the files that the form says are staged."""
    return re.findall(r'name="staged" value="([^"]+)"', page)


def body(client: Client, url: str, **headers: str) -> bytes:
    answer = client.get(url, headers=headers)
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def test_files_chosen_with_a_record_are_attached_to_it(
    as_sato: Client, sato: Staff, sakura: Business
) -> None:
    files = [
        sent("IMG_1.jpg", photo_with_place()),
        sent("見積.pdf", pdf()),
        sent("表.xlsx", office("xlsx")),
    ]
    answer = as_sato.post(NEW, typed(sakura, sato, files=files), follow=True)
    record = SupportRecord.objects.get()
    told = [(row.name, row.kind, row.attached_by) for row in record.attachments.all()]
    assert told == [
        ("IMG_1.jpg", "picture", sato),
        ("見積.pdf", "pdf", sato),
        ("表.xlsx", "xlsx", sato),
    ]
    assert "写真・書類を3件添付しました。" in answer.content.decode()
    assert not StagedFile.objects.exists()
    page = as_sato.get(page_of(record)).content.decode()
    for row in record.attachments.all():
        assert f'href="/records/attachments/{row.public_id}/"' in page
        assert (f'src="/records/attachments/{row.public_id}/preview/"' in page) == bool(row.preview)
    assert "PDF　1ページ" in page


def test_a_form_refused_for_another_reason_keeps_its_files(
    as_sato: Client, sato: Staff, sakura: Business
) -> None:
    files = [sent("店先.jpg", picture()), sent("見積.pdf", pdf())]
    answer = as_sato.post(NEW, typed(sakura, sato, on="あした", files=files))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "店先.jpg" in page
    assert "選び直す必要はありません" in page
    staged = staged_in(page)
    assert len(staged) == 2
    assert body(as_sato, f"/records/staged/{staged[0]}/").startswith(b"\xff\xd8\xff")
    as_sato.post(NEW, typed(sakura, sato, staged=staged))
    record = SupportRecord.objects.get()
    assert [row.name for row in record.attachments.all()] == ["店先.jpg", "見積.pdf"]


def test_a_bad_file_is_named_at_the_field_and_the_good_ones_wait(
    as_sato: Client, sato: Staff, sakura: Business
) -> None:
    files = [sent("請求書.pdf", PROGRAM), sent("店先.jpg", picture()), sent("空.txt", b"")]
    answer = as_sato.post(NEW, typed(sakura, sato, files=files))
    page = answer.content.decode()
    field = page[page.index('id="id_files_field"') :]
    assert answer.status_code == 422
    for words in (
        "「請求書.pdf」は添付できません。プログラムのファイルです。",
        "「空.txt」は添付できません。ファイルが空です。",
    ):
        assert words in field
        assert f'<a href="#id_files_field">写真・書類</a>：{words}' in page
    assert len(staged_in(page)) == 1
    assert "厨房の見積を見せてもらった" in page
    assert not SupportRecord.objects.exists()
    as_sato.post(NEW, typed(sakura, sato, staged=staged_in(page)))
    assert Attachment.objects.get().name == "店先.jpg"


def test_a_further_row_of_promises_costs_no_file(
    as_sato: Client, sato: Staff, sakura: Business
) -> None:
    files = [sent("店先.jpg", picture()), sent("請求書.pdf", PROGRAM)]
    answer = as_sato.post(NEW, typed(sakura, sato, add_promise="1", files=files))
    page = answer.content.decode()
    assert len(staged_in(page)) == 1
    assert "「請求書.pdf」は添付できません。" in page
    assert "入力を確かめてください" not in page


def test_a_waiting_file_can_be_given_up(as_sato: Client, sato: Staff, sakura: Business) -> None:
    files = [sent("店先.jpg", picture()), sent("見積.pdf", pdf())]
    page = as_sato.post(NEW, typed(sakura, sato, on="あした", files=files)).content.decode()
    first, second = staged_in(page)
    as_sato.post(NEW, typed(sakura, sato, staged=[first, second], unstage=[first]))
    assert [row.name for row in Attachment.objects.all()] == ["見積.pdf"]
    assert not StagedFile.objects.exists()


def test_the_same_file_chosen_again_beside_the_waiting_one_is_one_file(
    as_sato: Client, sato: Staff, sakura: Business
) -> None:
    page = as_sato.post(
        NEW, typed(sakura, sato, on="あした", files=[sent("見積.pdf", pdf())])
    ).content.decode()
    as_sato.post(NEW, typed(sakura, sato, staged=staged_in(page), files=[sent("見積.pdf", pdf())]))
    assert Attachment.objects.count() == 1


def test_a_file_that_waited_too_long_is_asked_for_again(
    as_sato: Client, sato: Staff, sakura: Business
) -> None:
    gone = "00000000-0000-4000-8000-000000000000"
    answer = as_sato.post(NEW, typed(sakura, sato, staged=[gone, "no id at all"]))
    assert answer.status_code == 422
    assert "預かっていたファイルの期限（1日）が過ぎました。" in answer.content.decode()
    assert not SupportRecord.objects.exists()


def test_nobody_attaches_or_sees_what_another_person_sent(
    as_suzuki: Client, as_tanaka: Client, sato: Staff, suzuki: Staff, sakura: Business
) -> None:
    checked = CheckedFile("秘密.jpg", FileKind.PICTURE, b"x", b"small")
    staged = stage_file(checked, by=sato)
    for client in (as_suzuki, as_tanaka):
        assert client.get(f"/records/staged/{staged.public_id}/").status_code == 404
    answer = as_suzuki.post(NEW, typed(sakura, suzuki, staged=[str(staged.public_id)]))
    assert answer.status_code == 422
    assert "秘密" not in answer.content.decode()
    as_suzuki.post(NEW, typed(sakura, suzuki, on="x", unstage=[str(staged.public_id)]))
    assert StagedFile.objects.get() == staged


def test_sending_the_same_page_twice_attaches_once_and_says_nothing_wrong(
    as_sato: Client, sato: Staff, sakura: Business
) -> None:
    page = as_sato.post(
        NEW, typed(sakura, sato, on="x", files=[sent("見積.pdf", pdf())])
    ).content.decode()
    key = {"entry_key": "11111111-1111-4111-8111-111111111111"}
    entry = typed(sakura, sato, staged=staged_in(page), **key)
    first, again = as_sato.post(NEW, entry), as_sato.post(NEW, entry)
    assert (first.status_code, first.url) == (302, again.url)
    assert Attachment.objects.count() == 1


def test_waiting_files_come_back_after_signing_in_again(
    sato: Staff, sakura: Business, as_sato: Client, client: Client
) -> None:
    page = as_sato.post(
        NEW, typed(sakura, sato, on="x", files=[sent("見積.pdf", pdf())])
    ).content.decode()
    client.post(NEW, typed(sakura, sato, staged=staged_in(page)))
    client.force_login(sato.person, backend="allauth.account.auth_backends.AuthenticationBackend")
    back = client.get(NEW).content.decode()
    assert "まだ保存していません" in back
    assert staged_in(back) == staged_in(page)


def test_a_21st_file_is_refused_by_its_name(as_sato: Client, sato: Staff, sakura: Business) -> None:
    files = [sent(f"{number}.txt", str(number).encode()) for number in range(21)]
    page = as_sato.post(NEW, typed(sakura, sato, files=files)).content.decode()
    assert "「20.txt」は、20個を超えるので受け取っていません。" in page
    assert len(staged_in(page)) == 20


def test_files_are_added_while_mending_a_record_even_through_a_conflict(
    as_sato: Client, as_suzuki: Client, sato: Staff, suzuki: Staff, sakura: Business
) -> None:
    record = a_visit(sakura, sato, heard="はじめ")
    as_suzuki.post(page_of(record, "edit/"), edited(record, suzuki, heard="鈴木の話"))
    sent_by_sato = edited(record, sato, heard="佐藤の話", files=[sent("見積.pdf", pdf())])
    answer = as_sato.post(page_of(record, "edit/"), sent_by_sato)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert not Attachment.objects.exists()
    again = edited(record, sato, heard="佐藤の話", seen_version="2", staged=staged_in(page))
    assert as_sato.post(page_of(record, "edit/"), again).status_code == 302
    record.refresh_from_db()
    assert (record.heard, record.attachments.get().name) == ("佐藤の話", "見積.pdf")


def test_files_are_added_on_a_page_of_their_own(
    as_sato: Client, sato: Staff, sakura: Business
) -> None:
    record = a_visit(sakura, sato)
    page = page_of(record, "files/")
    nothing = as_sato.post(page, {})
    assert nothing.status_code == 422
    assert "ファイルを選んでください。" in nothing.content.decode()
    bad = as_sato.post(page, {"files": [sent("x.pdf", PROGRAM), sent("店先.jpg", picture())]})
    assert bad.status_code == 422
    staged = staged_in(bad.content.decode())
    good = as_sato.post(page, {"staged": staged}, follow=True)
    assert "写真・書類を1件添付しました。" in good.content.decode()
    version = record.version
    record.refresh_from_db()
    assert (record.attachments.get().name, record.version) == ("店先.jpg", version)


def test_a_withdrawn_record_shows_its_files_and_takes_no_more(
    as_sato: Client, sato: Staff, sakura: Business
) -> None:
    record = a_visit(sakura, sato)
    row = an_attachment(record, sato)
    withdraw_record(record, reason="誤り", by=sato)
    page = as_sato.get(page_of(record)).content.decode()
    assert "店先.jpg" in page
    assert "写真・書類を足す" not in page
    assert body(as_sato, f"/records/attachments/{row.public_id}/") == b"picture"
    answer = as_sato.post(page_of(record, "files/"), {"files": [sent("見積.pdf", pdf())]})
    assert answer.status_code == 422
    assert "先に取消を戻してください" in answer.content.decode()


def test_a_picture_is_shown_and_everything_else_only_handed_out(
    as_sato: Client, sato: Staff, sakura: Business
) -> None:
    record = a_visit(sakura, sato)
    photo = an_attachment(record, sato)
    paper = an_attachment(record, sato, "見積書.pdf", pdf())
    shown = as_sato.get(f"/records/attachments/{photo.public_id}/")
    handed = as_sato.get(f"/records/attachments/{paper.public_id}/")
    saved = as_sato.get(f"/records/attachments/{photo.public_id}/download/")
    kinds = [each["Content-Disposition"].partition(";")[0] for each in (shown, handed, saved)]
    assert kinds == ["inline", "attachment", "attachment"]
    assert "filename*=utf-8''%E8%A6%8B" in handed["Content-Disposition"]
    assert (shown["Content-Type"], handed["Content-Type"]) == ("image/jpeg", "application/pdf")
    for answer in (shown, handed, saved):
        policy = answer["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; ")
        assert policy.endswith("; sandbox")
        assert "script" not in policy
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Cache-Control"] == "private, no-cache"
        b"".join(answer.streaming_content)


def test_a_browser_that_has_the_file_is_told_so_and_only_while_it_may_see_it(
    as_sato: Client, as_tanaka: Client, sato: Staff, sakura: Business
) -> None:
    row = an_attachment(a_visit(sakura, sato), sato)
    url = f"/records/attachments/{row.public_id}/"
    first = as_sato.get(url, headers={"Accept-Encoding": "gzip"})
    b"".join(first.streaming_content)
    assert first["ETag"] == f'"{row.sha256}"'
    again = as_sato.get(url, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert as_tanaka.get(url, headers={"If-None-Match": first["ETag"]}).status_code == 404


def test_a_file_whose_bytes_are_gone_is_not_found(
    as_sato: Client, sato: Staff, sakura: Business
) -> None:
    row = an_attachment(a_visit(sakura, sato), sato)
    row.file.storage.delete(str(row.file))
    assert as_sato.get(f"/records/attachments/{row.public_id}/").status_code == 404


@pytest.mark.parametrize("ending", ["", "download/", "preview/"])
def test_only_the_office_and_an_expert_sent_there_open_a_file(
    as_suzuki: Client,
    as_tanaka: Client,
    gunma: Organisation,
    sato: Staff,
    sakura: Business,
    ending: str,
) -> None:
    row = an_attachment(a_visit(sakura, sato), sato)
    url = f"/records/attachments/{row.public_id}/{ending}"
    expert = staff_of(gunma, "高橋 健", "expert@example.jp", Role.EXPERT)
    member = staff_of(gunma, "委員 一", "member@example.jp", Role.COUNCIL_MEMBER)
    assert signed_in(expert).get(url).status_code == 404
    a_dispatch(sakura, sato, expert=expert, planned_on=date(2026, 11, 25))
    for client in (as_suzuki, signed_in(expert)):
        assert body(client, url) in {b"picture", b"small"}
    assert as_tanaka.get(url).status_code == 404
    assert signed_in(member).get(url).status_code == 403
    assert Client().get(url).status_code == 302


def test_what_was_told_in_confidence_is_opened_by_few_and_each_look_is_logged(
    as_sato: Client, sato: Staff, sakura: Business, gunma: Organisation
) -> None:
    record = a_visit(sakura, sato)
    row = an_attachment(record, sato, "借入の明細.jpg")
    confide(record, by=sato)
    outsider = signed_in(staff_of(gunma, "支援 花子", "clerk@example.jp", Role.SUPPORT_STAFF))
    url = f"/records/attachments/{row.public_id}/"
    for ending in ("", "download/", "preview/"):
        assert outsider.get(url + ending).status_code == 404
    assert outsider.post(f"{url}remove/").status_code == 404
    assert outsider.get(page_of(record, "files/")).url == page_of(record)
    assert not Look.objects.exists()
    assert body(as_sato, url) == b"picture"
    assert [(look.record, look.staff) for look in Look.objects.all()] == [(record, sato)]
    assert "借入の明細" in as_sato.get(page_of(record)).content.decode()
    for listing in (f"/karte/{sakura.public_id}/", f"/records/of/{sakura.public_id}/files/"):
        assert "借入の明細" not in as_sato.get(listing).content.decode()


def test_a_file_is_not_given_while_the_look_cannot_be_logged(
    as_sato: Client, sato: Staff, sakura: Business, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = a_visit(sakura, sato)
    row = an_attachment(record, sato)
    confide(record, by=sato)

    def fail(*_: object, **__: object) -> None:
        raise DatabaseError

    monkeypatch.setattr(Look.objects, "bulk_create", fail)
    assert as_sato.get(f"/records/attachments/{row.public_id}/").status_code == 404


def test_an_expert_changes_nothing(gunma: Organisation, sato: Staff, sakura: Business) -> None:
    record = a_visit(sakura, sato)
    row = an_attachment(record, sato)
    expert = staff_of(gunma, "高橋 健", "expert@example.jp", Role.EXPERT)
    a_dispatch(sakura, sato, expert=expert, planned_on=date(2026, 11, 25))
    client = signed_in(expert)
    page = client.get(page_of(record)).content.decode()
    assert "店先.jpg" in page
    assert "外す" not in page
    for name in ("attachment-remove", "attachment-restore"):
        assert client.post(reverse(f"records:{name}", args=[row.public_id])).status_code == 403
    assert client.post(page_of(record, "files/")).status_code == 403


def test_a_file_is_taken_off_and_put_back(as_sato: Client, sato: Staff, sakura: Business) -> None:
    record = a_visit(sakura, sato)
    row = an_attachment(record, sato)
    answer = as_sato.post(f"/records/attachments/{row.public_id}/remove/", follow=True)
    page = answer.content.decode()
    assert "「店先.jpg」を外しました。" in page
    assert "令和8年12月20日まで戻せます。" in page
    assert "<del>店先.jpg</del>" in page
    assert "写真・書類はありません" in page
    for ending in ("", "preview/", "download/"):
        url = f"/records/attachments/{row.public_id}/{ending}"
        assert as_sato.get(url).status_code == 404, "what was taken off is not handed out"
    answer = as_sato.post(f"/records/attachments/{row.public_id}/restore/", follow=True)
    assert "「店先.jpg」を戻しました。" in answer.content.decode()
    assert body(as_sato, f"/records/attachments/{row.public_id}/") == b"picture"


def test_the_history_tells_in_one_entry_what_was_attached_at_once(
    as_sato: Client, sato: Staff, sakura: Business
) -> None:
    record = a_visit(sakura, sato)
    files = [sent("一.txt", b"1"), sent("二.txt", b"2")]
    as_sato.post(page_of(record, "files/"), {"files": files})
    page = as_sato.get(page_of(record)).content.decode()
    assert "<ins>一.txt、二.txt</ins>" in page
    assert "佐藤 さくら" in page


def test_the_karte_shows_how_many_and_the_first_few_of_them(
    as_sato: Client, sato: Staff, sakura: Business
) -> None:
    record = a_visit(sakura, sato)
    rows = [an_attachment(record, sato, f"{n}.jpg", bytes([n])) for n in range(6)]
    remove_attachment(rows[5], by=sato)
    page = as_sato.get(f"/karte/{sakura.public_id}/").content.decode()
    assert "写真・書類 5件" in page
    shown = [row for row in rows if f"/records/attachments/{row.public_id}/preview/" in page]
    assert shown == rows[:4]
    assert f'href="/records/of/{sakura.public_id}/files/"' in page


def test_the_list_of_a_firm_has_all_its_files_page_by_page(
    as_sato: Client, as_tanaka: Client, sato: Staff, sakura: Business
) -> None:
    url = f"/records/of/{sakura.public_id}/files/"
    assert "まだ写真・書類はありません" in as_sato.get(url).content.decode()
    for number in range(PAGE // 20 + 1):
        record = a_visit(sakura, sato, clock.today(), heard=f"{number}")
        for each in range(20):
            an_attachment(record, sato, f"{number}-{each}.pdf", f"{number}-{each}".encode())
    first = as_sato.get(url).content.decode()
    second = as_sato.get(url, {"page": 2}).content.decode()
    assert f"{PAGE + 20}件中" in first
    assert (first.count('class="file-tile"'), second.count('class="file-tile"')) == (PAGE, 20)
    assert "3-19.pdf" in first, "the latest record comes first"
    assert "0-0.pdf" in second
    assert "令和8年11月20日 巡回の記録" in re.sub(r"\s+", " ", first)
    assert as_tanaka.get(url).status_code == 404


def test_pages_cost_the_same_for_one_file_and_for_many(
    as_sato: Client, sato: Staff, sakura: Business
) -> None:
    record = a_visit(sakura, sato)
    urls = [
        page_of(record),
        page_of(record, "files/"),
        f"/karte/{sakura.public_id}/",
        f"/records/of/{sakura.public_id}/files/",
    ]

    def costs() -> list[int]:
        found = []
        for url in urls:
            with CaptureQueriesContext(connection) as queries:
                as_sato.get(url)
            found.append(len(queries))
        return found

    remove_attachment(an_attachment(record, sato, "a.jpg", b"a"), by=sato)
    an_attachment(record, sato)
    costs()
    for_one = costs()
    for number in range(12):
        row = an_attachment(record, sato, f"{number}.jpg", bytes([number]))
        if number % 2:
            remove_attachment(row, by=sato)
    assert costs() == for_one
