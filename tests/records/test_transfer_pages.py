"""The pages of carrying records over: cards, marks, the file of a period, the template."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from tests.conftest import signed_in, staff_of
from tests.records.cast import a_visit, told

from banso.accounts.models import Organisation, Staff
from banso.accounts.rules import Role
from banso.records.actions import confide, mark_transferred, set_template, withdraw_record
from banso.records.models import SupportRecord, Transfer, TransferBatch, TransferTemplate
from banso.records.queries import template_of
from banso.records.rules.transfer import Column, initial_columns
from banso.registry.actions import give_consent
from banso.registry.models import Business, Consent

TRANSFERS = "/records/transfers/"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def record(sakura: Business, sato: Staff) -> SupportRecord:
    return a_visit(sakura, sato, heard="聞いた", advice="助言した", attendees="桜井代表")


def cards(browser: Client, **asked: str) -> list[SupportRecord]:
    return [card.record for card in browser.get(TRANSFERS, asked).context["cards"]]


def mark_url(record: SupportRecord, what: str = "") -> str:
    return f"/records/{record.public_id}/transfer/{what}"


def test_a_record_is_shown_in_the_order_of_the_template(
    as_sato: Client, record: SupportRecord
) -> None:
    page = as_sato.get(TRANSFERS)
    [card] = page.context["cards"]
    assert [(cell.heading, cell.text) for cell in card.cells] == [
        ("実施年月日", "2026/11/19"),
        ("事業者名", "株式会社さくら製麺"),
        ("フリガナ", "サクラセイメン"),
        ("法人番号", "8070005002894"),
        ("支援区分", "1"),
        ("支援分野", ""),
        ("支援時間（分）", "60"),
        ("対応職員", "佐藤 さくら"),
        ("面談者", "桜井代表"),
        ("支援内容", "聞いた 助言した"),
        ("次回予定日", ""),
    ]
    html = page.content.decode()
    assert "ひな形（初期値）" in html
    assert "公式の様式ではありません" in html
    assert "data-copy-value>株式会社さくら製麺</span>" in html
    assert html.count("data-copy-field") == 9
    assert page.context["words"] == [
        "期間：令和8年4月1日〜令和9年3月31日", "だれの：自分の記録", "状態：転記を待つもの",
    ]  # fmt: skip


def test_one_press_marks_it_and_one_press_takes_it_back(
    as_sato: Client, record: SupportRecord
) -> None:
    sent = {"seen_version": "1"}
    html = told(as_sato.post(mark_url(record), sent, headers=HTMX).content.decode())
    assert "<html" not in html
    assert "佐藤 さくらが転記済にしました" in html
    assert "data-focus" in html
    assert "転記済にする" not in html
    assert cards(as_sato) == []
    assert cards(as_sato, state="done") == [record]
    again = told(as_sato.post(mark_url(record, "undo/"), headers=HTMX).content.decode())
    assert "転記済にする" in again
    assert not Transfer.objects.exists()


def test_a_colleague_who_was_first_is_named_and_nothing_is_marked_twice(
    as_sato: Client, record: SupportRecord, suzuki: Staff
) -> None:
    mark_transferred(record, seen_version=1, by=suzuki)
    answer = as_sato.post(mark_url(record), {"seen_version": "1"}, headers=HTMX)
    assert answer.status_code == 422
    assert "鈴木 一郎さんがすでに転記済にしています" in answer.content.decode()
    assert Transfer.objects.count() == 1
    plain = as_sato.post(mark_url(record), {"seen_version": "1", "back": TRANSFERS}, follow=True)
    assert "すでに転記済にしています" in plain.content.decode()
    away = as_sato.post(mark_url(record), {"seen_version": "1", "back": "//example.com"})
    assert away.headers["Location"] == TRANSFERS


def test_an_old_page_does_not_mark_what_was_edited_meanwhile(
    as_sato: Client, record: SupportRecord
) -> None:
    record.save_edit(seen_version=1)
    answer = as_sato.post(mark_url(record), {"seen_version": "1"}, headers=HTMX)
    assert answer.status_code == 422
    assert "新しい内容を転記してください" in answer.content.decode()
    for wrong in ("", "abc", "９"):
        assert (
            as_sato.post(mark_url(record), {"seen_version": wrong}, headers=HTMX).status_code == 422
        )
    assert not Transfer.objects.exists()


def test_whose_records_are_shown_first(
    as_sato: Client, as_suzuki: Client, record: SupportRecord
) -> None:
    assert cards(as_suzuki) == [record]
    assert cards(as_suzuki, whose="mine") == []
    assert "転記していない自分の記録" in as_sato.get("/").content.decode()
    assert "転記していない記録" in as_suzuki.get("/").content.decode()


def test_a_period_can_be_named_in_either_era_and_a_wrong_one_is_refused(
    as_sato: Client, record: SupportRecord
) -> None:
    assert cards(as_sato, first="R8.11.19", last="2026/11/19") == [record]
    assert cards(as_sato, first="R8.11.20") == []
    wrong = as_sato.get(TRANSFERS, {"first": "R8.11.20", "last": "R8.11.1"})
    assert wrong.status_code == 422
    assert "期間の終わりが、初め（令和8年11月20日）より前です。" in wrong.content.decode()
    unreadable = as_sato.get(TRANSFERS, {"first": "おととい"})
    assert unreadable.status_code == 422
    assert 'value="おととい"' in unreadable.content.decode()


def test_a_card_says_under_which_consent_it_goes_to_the_federations(
    as_sato: Client, record: SupportRecord, sakura: Business, sato: Staff
) -> None:
    page = as_sato.get(TRANSFERS)
    [card] = page.context["cards"]
    assert (card.consented_on, "同意の記録なし" in page.content.decode()) == (None, True)
    kept = Consent(business=sakura, scope="federation", given_on=date(2026, 4, 1))
    give_consent(kept, by=sato)
    page = as_sato.get(TRANSFERS)
    [card] = page.context["cards"]
    assert card.consented_on == date(2026, 4, 1)
    assert "県連合会・全国連への提供の同意：令和8年4月1日" in told(page.content.decode())
    assert cards(as_sato, consent="given") == [record]
    assert cards(as_sato, consent="without") == []


def test_a_consent_withdrawn_or_of_another_scope_is_none_to_the_federations(
    as_sato: Client, record: SupportRecord, sakura: Business, sato: Staff
) -> None:
    gone = {"given_on": date(2026, 4, 1), "withdrawn_on": date(2026, 11, 1)}
    give_consent(Consent(business=sakura, scope="federation", **gone), by=sato)
    give_consent(Consent(business=sakura, scope="bank", given_on=date(2026, 4, 1)), by=sato)
    assert cards(as_sato, consent="without") == [record]
    export = as_sato.get(f"{TRANSFERS}export/")
    assert (export.context["without_consent"], export.context["left_off"]) == (1, 0)
    assert "同意が残っていない事業者の記録が、1件あります" in told(export.content.decode())
    given = as_sato.get(f"{TRANSFERS}export/?{export.context['given']}")
    assert given.context["words"][-2:] == ["同意：同意のある事業者", "文字コード：UTF-8（BOM付き）"]
    assert given.context["cards"] == []


def test_the_page_of_what_was_handed_out_tells_of_what_was_carried_over(
    as_sato: Client, as_tanaka: Client, record: SupportRecord, sakura: Business, sato: Staff
) -> None:
    url = f"{TRANSFERS}of/{sakura.public_id}/"
    assert url in as_sato.get(f"/businesses/{sakura.public_id}/disclosures/").content.decode()
    assert "転記した記録はありません" in as_sato.get(url).content.decode()
    mark_transferred(record, seen_version=record.version, by=sato)
    assert "商工会基幹システムへの転記 1件" in told(as_sato.get(url).content.decode())
    assert as_tanaka.get(url).status_code == 404


def test_a_period_without_records_says_so_and_its_file_has_only_headings(as_sato: Client) -> None:
    asked = {"first": "2020/4/1", "last": "2020/4/30"}
    assert "当てはまる記録はありません" in as_sato.get(TRANSFERS, asked).content.decode()
    export = as_sato.get(f"{TRANSFERS}export/", asked).content.decode()
    assert "書き出す記録はありません" in export
    content = as_sato.get(f"{TRANSFERS}file/", asked).content.decode("utf-8-sig")
    assert content.splitlines() == [",".join(column.heading for column in initial_columns())]
    refused = as_sato.post(f"{TRANSFERS}export/", asked)
    assert refused.status_code == 422
    assert "転記を待つ記録はありません" in refused.content.decode()
    assert not TransferBatch.objects.exists()


def test_the_file_is_looked_at_first_and_marks_nothing(
    as_sato: Client, sakura: Business, sato: Staff
) -> None:
    a_visit(sakura, sato, heard="=1+1 𠮷野さんと😀", advice="")
    a_visit(sakura, sato, date(2026, 11, 18), heard="あ" * 3_000, advice="")
    page = as_sato.get(f"{TRANSFERS}export/", {"encoding": "cp932"})
    assert [remark.words for remark in page.context["remarks"]] == [
        "支援内容：3,000字のため、1,000字で切りました。",
        "支援内容：「𠮷」（U+20BB7）は書けないため〓にしました。",
        "支援内容：「😀」（U+1F600）は書けないため〓にしました。",
    ]
    assert page.context["defused"] == 1
    made = as_sato.get(f"{TRANSFERS}file/", {"encoding": "cp932"})
    assert made.headers["Content-Type"] == "text/csv; charset=shift_jis"
    lines = made.content.decode("cp932").split("\r\n")
    assert (len(lines), "'=1+1 〓野さんと〓" in lines[2]) == (4, True)
    assert "あ" * 1_000 in lines[1]
    assert "あ" * 1_001 not in lines[1]
    assert not Transfer.objects.exists()


def test_a_period_is_marked_received_again_and_undone(
    as_suzuki: Client, record: SupportRecord, sakura: Business, sato: Staff, suzuki: Staff
) -> None:
    second = a_visit(sakura, sato, date(2026, 11, 18))
    answer = as_suzuki.post(f"{TRANSFERS}export/", {"encoding": "cp932"})
    batch = TransferBatch.objects.get()
    url = f"{TRANSFERS}batches/{batch.public_id}/"
    assert (answer.headers["Location"], batch.made_by, batch.encoding) == (url, suzuki, "cp932")
    assert cards(as_suzuki) == []
    page = told(as_suzuki.get(url).content.decode())
    assert "<strong>2件</strong>を転記済にしました。" in page
    assert "2026/11/18" in as_suzuki.get(f"{url}file/").content.decode("cp932")
    second.save_edit(seen_version=1)
    assert "そのあと変わった記録 1件" in as_suzuki.get(url).content.decode()
    undone = as_suzuki.post(f"{url}undo/", follow=True)
    assert "2件の転記済を元に戻しました。" in undone.content.decode()
    assert cards(as_suzuki) == [second, record]
    assert as_suzuki.get(url).status_code == 404


def rows(*columns: dict[str, object], version: int = 0) -> dict[str, object]:
    """The template's form as sent."""
    sent: dict[str, object] = {
        "columns-TOTAL_FORMS": len(columns),
        "columns-INITIAL_FORMS": 0,
        "seen_version": version,
    }
    for place, column in enumerate(columns):
        sent |= {f"columns-{place}-{name}": value for name, value in column.items()}
    return sent


def test_the_office_orders_its_own_fields(
    as_sato: Client, record: SupportRecord, gunma: Organisation
) -> None:
    assert "項目を足す" in as_sato.get(f"{TRANSFERS}template/").content.decode()
    sent = rows(
        {"position": "2", "heading": "方法", "source": "方法", "codes": "巡回＝01\n電話=03\n"},
        {"position": "1", "heading": "日", "source": "日付", "day_format": "20261120"},
        {"position": "3", "heading": "やめる欄", "source": "約束", "remove": "on"},
        {"position": "", "heading": "商工会", "source": "固定の文字", "fixed": "群馬"},
        {"position": "", "heading": "", "source": ""},
    )
    assert as_sato.post(f"{TRANSFERS}template/", sent).headers["Location"] == TRANSFERS
    [card] = as_sato.get(TRANSFERS).context["cards"]
    assert [(cell.heading, cell.text) for cell in card.cells] == [
        ("日", "20261119"), ("方法", "01"), ("商工会", "群馬"),
    ]  # fmt: skip
    assert template_of(gunma).columns[1].codes == (("巡回", "01"), ("電話", "03"))
    page = as_sato.get(f"{TRANSFERS}template/", {"initial": "yes"})
    assert "まだ保存していません" in page.content.decode()
    assert template_of(gunma).version == 1


@pytest.mark.parametrize(
    ("column", "words"),
    [
        ({"heading": "欄", "source": ""}, "入れるものを選んでください。"),
        ({"heading": "", "source": "日付"}, "見出しを入力してください。"),
        ({"heading": "欄", "source": "方法", "codes": "巡回"}, "「巡回」は読めません。"),
        ({"heading": "欄", "source": "方法", "codes": "巡回=1\n巡回=2"}, "同じ言葉が2度あります。"),
        ({"heading": "欄", "source": "方法", "codes": "A｜B=1"}, "「｜」は使えません。"),
        ({"heading": "欄", "source": "方法", "longest": "5000"}, "1以上4,000以下の数"),
        ({"heading": "欄", "source": "知らない項目"}, "選択"),
    ],
)
def test_what_cannot_be_a_field_is_refused_and_nothing_is_lost(
    as_sato: Client, column: dict[str, object], words: str
) -> None:
    first = {"heading": "手で入れた見出し", "source": "日付"}
    page = as_sato.post(f"{TRANSFERS}template/", rows(first, column))
    assert page.status_code == 422
    assert words in page.content.decode()
    assert "手で入れた見出し" in page.content.decode()
    assert not TransferTemplate.objects.exists()


def test_a_template_saved_meanwhile_is_not_overwritten(as_sato: Client, suzuki: Staff) -> None:
    set_template([Column("先", "方法")], seen_version=0, by=suzuki)
    page = as_sato.post(
        f"{TRANSFERS}template/", rows({"heading": "後", "source": "方法"}, version=0)
    )
    assert page.status_code == 422
    assert "ほかの職員がひな形を保存しました" in page.content.decode()
    none = as_sato.post(f"{TRANSFERS}template/", rows(version=1))
    assert "項目を1つ以上残してください" in none.content.decode()


def test_a_template_that_asks_for_a_field_no_longer_known_is_told_and_can_be_kept(
    as_sato: Client, record: SupportRecord, sato: Staff
) -> None:
    set_template([Column("番号", "組合員番号"), Column("方法", "方法")], seen_version=0, by=sato)
    page = as_sato.get(TRANSFERS)
    assert "項目「組合員番号」は、いまの記録にはありません" in page.content.decode()
    assert [cell.text for cell in page.context["cards"][0].cells] == ["", "巡回"]
    form = as_sato.get(f"{TRANSFERS}template/").content.decode()
    assert "組合員番号（今はない項目）" in form


@pytest.mark.parametrize("role", [Role.EXPERT, Role.COUNCIL_MEMBER, Role.OBSERVER])
def test_only_the_office_carries_records_over(gunma: Organisation, role: Role) -> None:
    browser = signed_in(staff_of(gunma, "外の人", "soto@example.jp", role))
    for url in (TRANSFERS, f"{TRANSFERS}file/", f"{TRANSFERS}template/"):
        assert browser.get(url).status_code == 403


def test_a_card_shows_nothing_of_what_was_told_in_confidence(
    as_sato: Client, record: SupportRecord, sato: Staff
) -> None:
    confide(record, by=sato)
    withdraw_record(record, reason="こみいった理由", by=sato)
    record.transfers.create(number=1, record_version=1, at=record.recorded_at, made_by=sato)
    html = as_sato.get(TRANSFERS).content.decode()
    assert "内密の記録です" in html
    assert not [
        said for said in ("聞いた", "助言した", "桜井代表", "こみいった理由") if said in html
    ]
