"""A business's own copy（本人への開示）: all that is held, in three files, and logged."""

from __future__ import annotations

import json
import zipfile
from datetime import date
from io import BytesIO

import pypdfium2
import pytest
from django.test import Client
from python_calamine import CalamineWorkbook
from tests.conftest import TODAY, signed_in, staff_of

from banso.accounts.models import Organisation, Staff
from banso.accounts.rules import Role
from banso.records.actions import RecordParts, arrange_dispatch, record_support
from banso.records.models import ContactKind, ExpertDispatch, Look, Promise, SupportRecord
from banso.registry.actions import give_consent, keep_contact
from banso.registry.models import Business, Consent, ContactPerson, Disclosure
from banso.web.actions.own_copy import OwnersAsking, copy_for_owner
from banso.web.queries.own_copy import OwnCopy

ASKED = {"asked_by": "桜井 花子", "identity": "窓口で運転免許証を確認"}


@pytest.fixture
def known(sakura: Business, sato: Staff) -> Business:
    """さくら製麺 with something of everything, a confidential record among it."""
    Business.objects.filter(pk=sakura.pk).update(caution="午前は電話に出ない", note="頑固な人")
    sakura.refresh_from_db()
    keep_contact(ContactPerson(business=sakura, name="桜井 太郎", position="経理"))
    give_consent(Consent(business=sakura, scope="bank", given_on=TODAY, given_by="桜井"), by=sato)
    for number, confided in ((1, False), (2, True)):
        record_support(
            SupportRecord(
                business=sakura,
                on=date(2026, 11, number),
                kind=ContactKind.VISIT,
                heard=f"聞いた話{number}",
                advice=f"助言{number}",
            ),
            RecordParts(
                [sato],
                [],
                [Promise(side="ours", what=f"約束{number}", due_on=TODAY)],
                in_confidence=confided,
            ),
            by=sato,
        )
    arrange_dispatch(
        ExpertDispatch(business=sakura, theme="原価の相談", asked_on=TODAY, expert_name="高橋 健"),
        by=sato,
    )
    return sakura


def url_of(business: Business) -> str:
    return f"/karte/{business.public_id}/own-copy/"


def files_of(content: bytes) -> dict[str, bytes]:
    """What is packed, by the end of its name."""
    with zipfile.ZipFile(BytesIO(content)) as packed:
        return {name.rsplit(".", 1)[1]: packed.read(name) for name in packed.namelist()}


def pdf_text(content: bytes) -> str:
    pages = pypdfium2.PdfDocument(content)
    return "".join("".join(page.get_textpage().get_text_range().split()) for page in pages)


def test_all_that_is_held_comes_as_pdf_excel_and_json(known: Business, as_suzuki: Client) -> None:
    answer = as_suzuki.post(url_of(known), ASKED)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/zip")
    files = files_of(answer.content)
    assert sorted(files) == ["json", "pdf", "xlsx"]
    told = json.loads(files["json"])["内容"]
    assert {kind: len(rows) for kind, rows in told.items()} == {
        "事業者": 1, "連絡先": 1, "同意": 1, "支援記録": 2, "約束": 2,
        "内密": 1, "専門家派遣": 1,
    }  # fmt: skip
    assert [row["聞いたこと"] for row in told["支援記録"]] == ["聞いた話1", "聞いた話2"]
    assert told["事業者"][0]["注意"] == "午前は電話に出ない"
    assert told["支援記録"][0]["対応した職員"] == ["佐藤 さくら"]
    sheets = CalamineWorkbook.from_filelike(BytesIO(files["xlsx"])).sheet_names
    assert sheets == list(told)
    page = pdf_text(files["pdf"])
    for words in (
        "株式会社さくら製麺", "桜井太郎", "聞いた話1", "聞いた話2", "助言2", "約束2", "高橋健",
        "午前は電話に出ない", "頑固な人", "内密",
    ):  # fmt: skip
        assert words in page, words


def test_the_history_is_told_in_summary_without_old_values(
    known: Business, as_suzuki: Client
) -> None:
    known.note = "古い値"
    known.save()
    known.note = "新しい値"
    known.save()
    files = files_of(as_suzuki.post(url_of(known), ASKED).content)
    histories = {each["種類"]: each for each in json.loads(files["json"])["変更の履歴"]}
    assert (histories["事業者"]["変更の数"], histories["支援記録"]["変更の数"]) == (3, 2)
    assert "古い値" not in files["json"].decode()


def test_it_is_logged_with_who_asked_and_how_they_were_recognised(
    known: Business, as_suzuki: Client, suzuki: Staff
) -> None:
    as_suzuki.post(url_of(known), ASKED)
    made = Disclosure.objects.get()
    assert (made.recipient_kind, made.recipient, made.ground, made.ground_reason) == (
        "owner", "桜井 花子", "owner-request", "窓口で運転免許証を確認",
    )  # fmt: skip
    assert (made.kind, made.disclosed_by, made.on) == ("everything", suzuki, TODAY)
    confided = SupportRecord.objects.in_confidence().get()
    assert [(look.record, look.staff) for look in Look.objects.all()] == [(confided, suzuki)]


def test_a_file_that_cannot_be_made_was_not_given(known: Business, suzuki: Staff) -> None:
    def fail(_copy: OwnCopy) -> bytes:
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        copy_for_owner(known, OwnersAsking("桜井 花子", "免許証"), pack=fail, by=suzuki)
    assert not Disclosure.objects.exists()
    assert not Look.objects.exists()


def test_leads_may_withhold_the_offices_own_words_with_a_reason_that_is_logged(
    known: Business, as_suzuki: Client
) -> None:
    because = "職員の安全にかかわる"
    answer = as_suzuki.post(url_of(known), {**ASKED, "withheld_because": because})
    files = files_of(answer.content)
    for content in (files["json"].decode(), pdf_text(files["pdf"])):
        assert "午前は電話に出ない" not in content
        assert "頑固な人" not in content
        assert "（非開示）" in content
    assert because in Disclosure.objects.get().what


def test_the_adviser_in_charge_may_and_withholds_nothing(known: Business, as_sato: Client) -> None:
    answer = as_sato.post(url_of(known), {**ASKED, "withheld_because": "見せたくない"})
    assert answer.status_code == 200
    assert "頑固な人" in files_of(answer.content)["json"].decode()


def test_without_who_asked_and_how_they_were_recognised_nothing_is_given(
    known: Business, as_suzuki: Client
) -> None:
    answer = as_suzuki.post(url_of(known), {"asked_by": "桜井 花子"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["identity"])
    assert not Disclosure.objects.exists()


def test_other_advisers_and_support_staff_may_not(known: Business, gunma: Organisation) -> None:
    for role in (Role.ADVISER, Role.SUPPORT_STAFF, Role.EXPERT):
        browser = signed_in(staff_of(gunma, "よその人", f"{role}@example.jp", role))
        assert browser.post(url_of(known), ASKED).status_code in {403, 404}
        page = browser.get(f"/karte/{known.public_id}/").content.decode()
        assert "本人への開示" not in page
    assert not Disclosure.objects.exists()


def test_the_firms_page_leads_there(known: Business, as_sato: Client) -> None:
    assert url_of(known) in as_sato.get(f"/karte/{known.public_id}/").content.decode()
    assert "入るもの" in as_sato.get(url_of(known)).content.decode()
