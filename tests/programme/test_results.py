"""Entering results by hand: what is kept, what is refused, and that nothing typed is lost."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from tests.conftest import signed_in, staff_of
from tests.programme.cast import PDF, a_pdf, a_result
from tests.sample_files import office, photo_with_place

from banso.accounts.models import Organisation, Staff
from banso.accounts.rules import Role
from banso.core.refusals import RuleViolation
from banso.core.uploads.checking import LARGEST
from banso.programme.actions import enter_result, restore_result, withdraw_result
from banso.programme.models import Result
from banso.programme.queries import Plan
from banso.registry.actions import register_business
from banso.registry.models import Business, LegalForm

NEW = "/programme/results/new/?line=listed-businesses"
VBA = {"word/vbaProject.bin": b"macro"}


def typed(**facts: object) -> dict[str, object]:
    """What a person posts: one plan made, today."""
    return {
        "on": "令和8年11月20日",
        "business": "",
        "business_search": "",
        "answer": "number",
        "value": "1",
        "note": "",
        "entry_key": str(uuid4()),
        **facts,
    }


def test_a_result_is_kept_as_typed_and_its_page_says_so(
    plan: Plan, sakura: Business, sato: Staff, as_sato: Client
) -> None:
    sent = typed(business=str(sakura.public_id), note="計画書あり", on="R8.11.2", value="１")
    answer = as_sato.post(NEW, {**sent, "attachment": a_pdf()}, follow=True)
    kept = Result.objects.get()
    assert (kept.on, kept.business, kept.value, kept.note) == (
        date(2026, 11, 2),
        sakura,
        Decimal(1),
        "計画書あり",
    )
    assert (kept.entered_by, kept.attachment_name) == (sato, "集計表.pdf")
    page = answer.content.decode()
    assert "掲載事業者数" in page
    assert "株式会社さくら製麺" in page
    assert "集計表.pdf" in page


def test_sending_the_form_twice_keeps_one_result(plan: Plan, as_sato: Client) -> None:
    sent = typed()
    first, second = as_sato.post(NEW, sent), as_sato.post(NEW, sent)
    assert first.url == second.url
    assert Result.objects.count() == 1


def test_naming_a_business_in_a_distinct_line_means_one(
    plan: Plan, sakura: Business, as_sato: Client
) -> None:
    as_sato.post(NEW, typed(business=str(sakura.public_id), value=""))
    assert Result.objects.get().value == Decimal(1)


def test_unknown_is_kept_as_unknown_and_blank_is_refused(plan: Plan, as_sato: Client) -> None:
    refused = as_sato.post(NEW, typed(value=""))
    assert refused.status_code == 422
    assert "0なら0、分からないときは「不明」を選びます。" in refused.content.decode()
    as_sato.post(NEW, typed(value="", answer="unknown"))
    assert Result.objects.get().is_unknown


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"on": "令和7年2月29日"}, "令和7年2月"),
        ({"on": "令和8年11月21日"}, "まだ来ていない日付です。"),
        ({"on": "令和8年3月31日"}, "計画の期間（令和8年4月1日〜令和13年3月31日）の日付"),
        ({"on": ""}, "日付を入力してください。"),
        ({"value": "-1"}, "0以上の数を入力してください。"),
        ({"value": "1.5"}, "者は整数で入力してください。"),
        ({"value": "三つ"}, "「三つ」は数として読めません。"),
        ({"value": "1", "answer": "unknown"}, "「不明」を選ぶときは、この欄を空にしてください。"),
        ({"answer": ""}, "数か「不明」かを選んでください。"),
        ({"business_search": "さくら"}, "候補から事業者を選んでください。"),
        ({"business": "00000000-0000-4000-8000-000000000000"}, "この事業者は登録されていません。"),
        ({"note": "あ" * 401}, "400"),
    ],
)
def test_bad_input_is_refused_at_the_field_and_what_was_typed_stays(
    plan: Plan, as_sato: Client, facts: dict[str, object], words: str
) -> None:
    answer = as_sato.post(NEW, typed(**{"note": "残る備考", **facts}))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert str(facts.get("note", "残る備考")) in page
    assert not Result.objects.exists()


def test_a_named_business_counts_once_so_more_than_one_is_refused(
    plan: Plan, sakura: Business, as_sato: Client
) -> None:
    answer = as_sato.post(NEW, typed(business=str(sakura.public_id), value="2"))
    assert answer.status_code == 422
    assert "実数では、1つの事業者は1だけ数えます" in answer.content.decode()


def test_another_offices_business_is_refused(
    plan: Plan, elsewhere: Organisation, as_sato: Client
) -> None:
    firm = register_business(
        Business(name="よその店", legal_form=LegalForm.SOLE_PROPRIETOR), organisation=elsewhere
    )
    answer = as_sato.post(NEW, typed(business=str(firm.public_id)))
    assert answer.status_code == 422
    assert "よその店" not in answer.content.decode()
    assert not Result.objects.exists()


@pytest.mark.parametrize(
    ("upload", "words"),
    [
        (SimpleUploadedFile("集計.pdf", b"MZ\x90\x00"), "プログラムのファイルです。"),
        (SimpleUploadedFile("集計.exe", PDF), "プログラムかWebページの名前のファイルです。"),
        (SimpleUploadedFile("集計.docx", office(**VBA)), "マクロ"),
        (SimpleUploadedFile("集計.pdf", b""), "ファイルが空です。"),
        (SimpleUploadedFile("大.pdf", PDF + b"0" * LARGEST), "20MBまで"),
    ],
)
def test_a_file_that_is_not_evidence_is_refused_and_the_rest_stays(
    plan: Plan, as_sato: Client, uploads: Path, upload: SimpleUploadedFile, words: str
) -> None:
    upload.seek(0)
    answer = as_sato.post(NEW, {**typed(note="残る備考"), "attachment": upload})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert "もう一度選んでください" in page
    assert "残る備考" in page
    assert not Result.objects.exists()
    assert list(uploads.rglob("*.pdf")) == []


def test_a_photo_as_evidence_loses_its_place_and_is_handed_out_locked_up(
    plan: Plan, as_sato: Client
) -> None:
    photo = SimpleUploadedFile("会場.jpeg", photo_with_place())
    as_sato.post(NEW, {**typed(), "attachment": photo})
    result = Result.objects.get()
    assert result.attachment_name == "会場.jpg"
    answer = as_sato.get(reverse("programme:result-attachment", args=[result.public_id]))
    content = b"".join(answer.streaming_content)
    assert content.startswith(b"\xff\xd8\xff")
    assert b"imitsu" not in content
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_when_the_result_cannot_be_saved_its_file_does_not_stay(
    plan: Plan, sato: Staff, uploads: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise IntegrityError

    monkeypatch.setattr(Result, "save", fail)
    with pytest.raises(IntegrityError):
        a_result(plan, "listed-businesses", "1", sato, upload=a_pdf())
    assert list(uploads.rglob("*.pdf")) == []


def test_a_line_counted_from_records_takes_no_results_by_hand(
    plan: Plan, sato: Staff, as_sato: Client
) -> None:
    answer = as_sato.get("/programme/results/new/?line=follow-up-visits")
    assert answer.url == reverse("programme:line", args=["follow-up-visits"])
    with pytest.raises(RuleViolation, match="支援記録から数える"):
        a_result(plan, "follow-up-visits", "1", sato)


def test_a_rate_may_fall_below_zero_and_words_go_where_the_target_is_words(
    plan: Plan, sato: Staff
) -> None:
    assert a_result(plan, "sns-sales-growth", "-3.25", sato).value == Decimal("-3.25")
    with pytest.raises(RuleViolation, match="小数は2けたまで"):
        a_result(plan, "sns-sales-growth", "0.125", sato)
    with pytest.raises(RuleViolation, match="0以上の数"):
        a_result(plan, "inventory-days", "-1", sato)


def test_a_line_of_words_takes_words(small_plan: Plan, as_sato: Client) -> None:
    sent = typed(answer="text", text="毎月1回 実施")
    del sent["value"]
    as_sato.post("/programme/results/new/?line=visit-rhythm", sent)
    kept = Result.objects.get()
    assert (kept.text, kept.value) == ("毎月1回 実施", None)


def test_an_unknown_line_is_not_found(plan: Plan, as_sato: Client) -> None:
    assert as_sato.get("/programme/results/new/?line=no-such-line").status_code == 404
    assert as_sato.get("/programme/results/new/").status_code == 404


def test_text_typed_after_the_session_ended_comes_back_after_signing_in(
    plan: Plan, sato: Staff
) -> None:
    visitor = Client()
    sent = {**typed(note="大事な備考"), "typed_by": str(sato.person.pk)}
    assert visitor.post(NEW, sent).status_code == 302
    visitor.force_login(sato.person, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = visitor.get(NEW).content.decode()
    assert "大事な備考" in page
    assert "まだ保存していません" in page
    assert not Result.objects.exists()


def edited(result: Result, version: int, **facts: object) -> dict[str, object]:
    """What a person posts who mends a result having seen ``version``."""
    return typed(on="令和8年11月2日", value="1", seen_version=str(version), **facts)


def test_mending_a_result_keeps_its_history(plan: Plan, sato: Staff, as_sato: Client) -> None:
    result = a_result(plan, "listed-businesses", "3", sato)
    url = reverse("programme:result-edit", args=[result.public_id])
    page = as_sato.post(url, edited(result, 1, note="数え直し"), follow=True).content.decode()
    result.refresh_from_db()
    assert (result.value, result.note, result.version) == (Decimal(1), "数え直し", 2)
    assert "変更の履歴" in page
    assert "佐藤 さくら" in page


def test_the_second_to_save_sees_the_firsts_change_and_keeps_their_own_text(
    plan: Plan, sato: Staff, as_sato: Client, as_suzuki: Client
) -> None:
    result = a_result(plan, "listed-businesses", "3", sato)
    url = reverse("programme:result-edit", args=[result.public_id])
    as_suzuki.post(url, edited(result, 1, note="鈴木の備考"))
    answer = as_sato.post(url, edited(result, 1, note="佐藤の備考"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "鈴木 一郎" in page
    assert "鈴木の備考" in page
    assert "佐藤の備考" in page
    result.refresh_from_db()
    assert result.note == "鈴木の備考"
    as_sato.post(url, edited(result, 2, note="佐藤の備考"))
    result.refresh_from_db()
    assert result.note == "佐藤の備考"


def test_the_attachment_comes_as_a_download_under_its_own_name(
    plan: Plan, sato: Staff, as_sato: Client
) -> None:
    result = a_result(plan, "listed-businesses", "1", sato, upload=a_pdf("報告<1>.pdf"))
    url = reverse("programme:result-attachment", args=[result.public_id])
    answer = as_sato.get(url)
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Type"] == "application/octet-stream"
    observer = staff_of(plan.programme.organisation, "市 太郎", "city@example.jp", Role.OBSERVER)
    assert signed_in(observer).get(url).status_code == 403


def test_an_attachment_can_be_replaced_and_taken_off(
    plan: Plan, sato: Staff, as_sato: Client
) -> None:
    result = a_result(plan, "listed-businesses", "1", sato, upload=a_pdf())
    url = reverse("programme:result-edit", args=[result.public_id])
    as_sato.post(url, {**edited(result, 1), "attachment": a_pdf("新しい.pdf")})
    result.refresh_from_db()
    assert result.attachment_name == "新しい.pdf"
    as_sato.post(url, edited(result, 2, drop_attachment="on"))
    result.refresh_from_db()
    assert (result.attachment_name, bool(result.attachment)) == ("", False)


def test_a_withdrawn_result_counts_nowhere_until_restored(
    plan: Plan, sato: Staff, as_sato: Client
) -> None:
    result = a_result(plan, "listed-businesses", "1", sato)
    url = reverse("programme:result-withdraw", args=[result.public_id])
    refused = as_sato.post(url, {"reason": ""})
    assert refused.status_code == 422
    assert "取り消す理由を入力してください。" in refused.content.decode()
    page = as_sato.post(url, {"reason": "二重でした"}, follow=True).content.decode()
    assert "二重でした" in page
    assert not Result.objects.of(plan.programme).exists()
    edit = as_sato.get(reverse("programme:result-edit", args=[result.public_id]))
    assert edit.status_code == 302
    restored = as_sato.post(
        reverse("programme:result-restore", args=[result.public_id]), follow=True
    ).content.decode()
    assert "取消を戻す" in restored
    assert Result.objects.of(plan.programme).count() == 1


def test_withdrawing_twice_is_refused(plan: Plan, sato: Staff) -> None:
    result = a_result(plan, "listed-businesses", "1", sato)
    withdraw_result(result, reason="二重でした", by=sato)
    with pytest.raises(RuleViolation, match="すでに取り消されています"):
        withdraw_result(Result.objects.get(), reason="もう一度", by=sato)
    restore_result(result)
    assert Result.objects.standing().count() == 1


def test_the_same_entry_is_kept_once_by_the_database_too(plan: Plan, sato: Staff) -> None:
    first = a_result(plan, "listed-businesses", "1", sato)
    again = Result(
        programme=plan.programme,
        line="listed-businesses",
        on=first.on,
        value=Decimal(1),
        entry_key=first.entry_key,
    )
    assert enter_result(again, evidence=None, by=sato) == first


@pytest.mark.parametrize(
    "name",
    ["result", "result-edit", "result-attachment", "result-withdraw", "result-restore"],
)
def test_another_office_finds_no_result_of_ours(
    plan: Plan, sato: Staff, as_tanaka: Client, name: str
) -> None:
    result = a_result(plan, "listed-businesses", "1", sato, upload=a_pdf())
    url = reverse(f"programme:{name}", args=[result.public_id])
    answer = as_tanaka.post(url) if name == "result-restore" else as_tanaka.get(url)
    assert answer.status_code == 404
