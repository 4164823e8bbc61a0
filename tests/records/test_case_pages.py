"""The pages of cases: drawn from records, nothing typed lost, checked, listed, on paper."""

from __future__ import annotations

import re
from io import BytesIO

import pypdfium2
import pytest
from django.test import Client
from tests.conftest import TODAY, signed_in, staff_of
from tests.records.cast import a_visit, told

from banso.accounts.models import Organisation, Staff
from banso.accounts.rules import Role
from banso.records.actions import check_case, confide, retire_case, write_case
from banso.records.models import CaseCheck, CaseReview, SupportCase, SupportRecord, Topic
from banso.registry.models import Business

CASES = "/records/cases/"
HEARD = "㈱さくら製麺の桜井代表。80万円足りない。"
ADVICE = "佐藤指導員が資金繰り表を作った。"


@pytest.fixture
def record(sakura: Business, sato: Staff) -> SupportRecord:
    return a_visit(sakura, sato, topics=("cash",), heard=HEARD, advice=ADVICE)


@pytest.fixture
def case(record: SupportRecord, sato: Staff) -> SupportCase:
    return a_case(record, sato)


def a_case(record: SupportRecord, by: Staff, title: str = "借入を急いだ") -> SupportCase:
    row = SupportCase(kind="failure", title=title, happened="足りない。", done="表を作った。")
    topics = Topic.objects.filter(organisation=by.organisation, key="cash")
    return write_case(row, records=[record], topics=topics, by=by)


def typed(record: SupportRecord, **facts: object) -> dict[str, object]:
    return {
        "kind": "failure",
        "title": "借入を急いだ",
        "happened": "お金が足りなくなった。",
        "done": "表を作った。",
        "outcome": "",
        "lesson": "",
        "topics": ["cash"],
        "records": [str(record.public_id)],
        **facts,
    }


def new_url(record: SupportRecord) -> str:
    return f"{CASES}new/?record={record.public_id}"


def url_of(case: SupportCase, what: str = "") -> str:
    return f"{CASES}{case.public_id}/{what}"


def words_of_pdf(content: bytes) -> str:
    paper = pypdfium2.PdfDocument(BytesIO(content))
    return "".join(page.get_textpage().get_text_bounded() for page in paper)


def test_a_case_begins_with_the_records_own_words_without_names(
    as_sato: Client, record: SupportRecord
) -> None:
    page = as_sato.get(new_url(record))
    form = page.context["form"]
    assert form["happened"].value() == "この事業者の代表者。約80万円足りない。"
    assert form["done"].value() == "職員が資金繰り表を作った。"
    assert (form["outcome"].value(), form["topics"].value()) == ("", ["cash"])
    html = page.content.decode()
    assert "もとの事業者：株式会社さくら製麺（事例には出ません）" in html
    marks = re.findall(r'<mark\s+title="([^"]*)"', html)
    assert marks == [
        "㈱さくら製麺 → この事業者（事業者名）",
        "桜井代表 → 代表者（代表者名）",
        "80万円 → 約80万円（金額）",
        "佐藤指導員 → 職員（職員名）",
    ]
    assert "「食料品製造業」は台帳に1者しかありません。" in html


def test_a_series_of_records_fills_what_came_of_it(
    as_sato: Client, record: SupportRecord, sakura: Business, sato: Staff
) -> None:
    later = a_visit(sakura, sato, TODAY, heard="借りられた。", advice="返済の表を作った。")
    ids = [str(record.public_id), str(later.public_id)]
    page = as_sato.post(
        new_url(record), typed(record, records=ids, happened="", done="", redraw="yes")
    )
    form = page.context["form"]
    assert page.status_code == 200
    assert form["happened"].value() == "（11月・巡回）この事業者の代表者。約80万円足りない。"
    assert form["done"].value() == (
        "（11月・巡回）職員が資金繰り表を作った。\n（11月・巡回）返済の表を作った。"
    )
    assert form["outcome"].value() == "（11月・巡回）借りられた。"
    again = as_sato.post(
        new_url(record),
        {
            **typed(record, redraw="yes", happened="手で書いた文"),
            **{name: form[name].value() for name in ("done", "outcome", "drafted")},
        },
    ).context["form"]
    assert again["happened"].value() == "手で書いた文"
    assert again["done"].value() == "職員が資金繰り表を作った。"
    assert again["outcome"].value() == ""
    assert not SupportCase.objects.exists()


def test_what_is_typed_can_be_blurred_before_it_is_saved(
    as_sato: Client, record: SupportRecord
) -> None:
    lesson = "桜井さんに11月20日に言われた。"
    page = as_sato.post(new_url(record), typed(record, lesson=lesson, anonymise="yes"))
    assert page.status_code == 200
    assert page.context["form"]["lesson"].value() == "代表者に11月ごろに言われた。"
    assert page.context["form"]["title"].value() == "借入を急いだ"
    assert not SupportCase.objects.exists()


def test_a_draft_is_saved_and_links_its_records(
    as_sato: Client, record: SupportRecord, sato: Staff, suzuki: Staff
) -> None:
    answer = as_sato.post(new_url(record), typed(record))
    case = SupportCase.objects.get()
    assert answer.headers["Location"] == url_of(case)
    assert (case.text_by, list(case.records.all())) == (sato, [record])
    assert [topic.key for topic in case.topics.all()] == ["cash"]
    page = told(as_sato.get(url_of(case)).content.decode())
    assert "まだ下書きです" in page
    assert suzuki.is_active
    assert "ほかの職員に読んで確認してもらってください" in page
    assert f'href="/records/{record.public_id}/"' in page


@pytest.mark.parametrize(
    ("facts", "refused"),
    [
        ({"title": ""}, {"title": "題名を入力してください。"}),
        ({"kind": ""}, {"kind": "種類を選んでください。"}),
        (
            {"happened": "あ" * 30_000},
            {"happened": "8,000字までにしてください（いま30000字）。"},
        ),
        ({"records": []}, {"records": "もとになる記録を1件以上選んでください。"}),
        (
            {"records": ["3f0f7d5e-0000-4000-8000-000000000000"]},
            {"records": "この記録は選べません。選び直してください。"},
        ),
    ],
)
def test_what_cannot_be_saved_is_refused_at_its_field_and_nothing_is_lost(
    as_sato: Client, record: SupportRecord, facts: dict[str, object], refused: dict[str, str]
) -> None:
    page = as_sato.post(new_url(record), typed(record, lesson="大事な学び", **facts))
    form = page.context["form"]
    assert page.status_code == 422
    assert {name: errors[0] for name, errors in form.errors.items()} == refused
    assert form["lesson"].value() == "大事な学び"
    assert form["happened"].value() == facts.get("happened", "お金が足りなくなった。")
    assert not SupportCase.objects.exists()


def test_without_a_record_the_business_is_picked_first(
    as_sato: Client, record: SupportRecord, sakura: Business
) -> None:
    assert 'name="business_search"' in as_sato.get(f"{CASES}new/").content.decode()
    page = as_sato.get(f"{CASES}new/", {"business": str(sakura.public_id)})
    assert page.context["form"]["happened"].value() == ""
    for wrong in ("x", "3f0f7d5e-0000-4000-8000-000000000000"):
        assert as_sato.get(f"{CASES}new/", {"business": wrong}).status_code == 404
        assert as_sato.get(f"{CASES}new/", {"record": wrong}).status_code == 404


def test_one_person_writes_and_another_checks_after_reading(
    as_sato: Client, as_suzuki: Client, case: SupportCase, suzuki: Staff
) -> None:
    refused = as_sato.post(url_of(case, "check/"), {"seen_text": "1", "read": "yes"})
    assert refused.status_code == 422
    assert "自分が書いた（直した）文は" in refused.content.decode()
    unread = as_suzuki.post(url_of(case, "check/"), {"seen_text": "1"})
    assert "確かめたら、印を付けてください" in unread.content.decode()
    assert not CaseCheck.objects.exists()
    done = as_suzuki.post(url_of(case, "check/"), {"seen_text": "1", "read": "yes"}, follow=True)
    assert "次の見直しは令和9年11月20日です" in done.content.decode()
    assert CaseCheck.objects.get().checked_by == suzuki
    assert [line.case for line in as_sato.get(CASES).context["lines"]] == [case]


def test_support_staff_write_but_do_not_check(case: SupportCase, gunma: Organisation) -> None:
    aoki = staff_of(gunma, "青木 美咲", "aoki@example.jp", Role.SUPPORT_STAFF)
    browser = signed_in(aoki)
    assert "確認して事例集に出す" not in browser.get(url_of(case)).content.decode()
    assert browser.post(url_of(case, "check/"), {"read": "yes"}).status_code == 403
    assert browser.get(url_of(case, "edit/")).status_code == 200


@pytest.mark.parametrize("role", [Role.EXPERT, Role.COUNCIL_MEMBER, Role.OBSERVER])
def test_nobody_outside_the_office_opens_the_case_bank(
    case: SupportCase, gunma: Organisation, role: Role
) -> None:
    browser = signed_in(staff_of(gunma, "外の人", "soto@example.jp", role))
    for url in (CASES, url_of(case), url_of(case, "pdf/"), f"{CASES}booklet/"):
        assert browser.get(url).status_code == 403


def test_mending_the_text_takes_the_check_away(
    as_suzuki: Client, case: SupportCase, suzuki: Staff
) -> None:
    check_case(case, seen_text=1, by=suzuki)
    facts = {"kind": "failure", "title": "借入を急いだ", "happened": "直した。", "done": "い"}
    page = as_suzuki.post(url_of(case, "edit/"), {**facts, "seen_version": "1"}, follow=True)
    assert "まだ下書きです" in page.content.decode()
    conflict = as_suzuki.post(
        url_of(case, "edit/"), {**facts, "happened": "古い頁から", "seen_version": "1"}
    )
    assert conflict.status_code == 422
    assert "ほかの人が先に保存しています" in conflict.content.decode()
    assert conflict.context["form"]["happened"].value() == "古い頁から"
    assert SupportCase.objects.get().happened == "直した。"


def test_a_due_case_is_kept_from_the_list_with_one_press_and_back(
    as_sato: Client, case: SupportCase, suzuki: Staff
) -> None:
    check_case(case, seen_text=1, by=suzuki)
    CaseCheck.objects.update(review_due_on=TODAY)
    assert "見直しの時期が来た事例が 1件あります" in told(as_sato.get(CASES).content.decode())
    home = as_sato.get("/").content.decode()
    assert "見直しの時期が来た事例" in home
    due = as_sato.get(CASES, {"state": "due"})
    assert due.context["words"] == ["状態：見直しの時期"]
    back = f"{CASES}?state=due"
    answer = as_sato.post(url_of(case, "keep/"), {"back": back})
    assert answer.headers["Location"] == back
    assert CaseReview.objects.get().reviewed_by.person.name == "佐藤 さくら"
    assert as_sato.get(CASES, {"state": "due"}).context["lines"] == []
    page = told(as_sato.get(url_of(case)).content.decode())
    assert "佐藤 さくら「今年も使える」" in page
    as_sato.post(url_of(case, "undo-keep/"))
    assert not CaseReview.objects.exists()
    elsewhere = as_sato.post(url_of(case, "keep/"), {"back": "https://example.com/"})
    assert elsewhere.headers["Location"] == url_of(case)


def test_a_case_is_withdrawn_and_brought_back(as_sato: Client, case: SupportCase) -> None:
    page = as_sato.post(url_of(case, "retire/"), {"reason": "古い"}, follow=True)
    assert "取り下げられています" in page.content.decode()
    assert "理由：古い" in page.content.decode()
    as_sato.post(url_of(case, "bring-back/"))
    assert "まだ下書きです" in as_sato.get(url_of(case)).content.decode()


def test_the_check_can_be_taken_back(as_suzuki: Client, case: SupportCase, suzuki: Staff) -> None:
    check_case(case, seen_text=1, by=suzuki)
    as_suzuki.post(url_of(case, "uncheck/"))
    assert not CaseCheck.objects.exists()


def test_a_checked_case_is_printed_without_the_names_of_staff(
    as_sato: Client, case: SupportCase, suzuki: Staff
) -> None:
    assert as_sato.get(url_of(case, "pdf/")).status_code == 404
    check_case(case, seen_text=1, by=suzuki)
    paper = as_sato.get(url_of(case, "pdf/"))
    assert paper.headers["Content-Type"] == "application/pdf"
    words = words_of_pdf(paper.content)
    assert "借入を急いだ" in words
    assert "もとの事業者を探さないでください" in words
    assert not [name for name in ("佐藤", "鈴木", "さくら製麺") if name in words]


def test_a_booklet_holds_the_checked_cases_that_are_ticked(
    as_sato: Client, case: SupportCase, record: SupportRecord, sato: Staff, suzuki: Staff
) -> None:
    second, draft = a_case(record, sato, "値上げを頼んだ"), a_case(record, sato, "まだ下書き")
    for checked in (case, second):
        check_case(checked, seen_text=1, by=suzuki)
    whole = words_of_pdf(as_sato.get(f"{CASES}booklet/").content)
    assert [title in whole for title in ("借入を急いだ", "値上げを頼んだ", "まだ下書き")] == [
        True, True, False,
    ]  # fmt: skip
    ticked = {"case": [str(second.public_id), str(draft.public_id), "x"]}
    chosen = words_of_pdf(as_sato.get(f"{CASES}booklet/", ticked).content)
    assert [title in chosen for title in ("借入を急いだ", "値上げを頼んだ", "まだ下書き")] == [
        False, True, False,
    ]  # fmt: skip
    retire_case(case, reason="", by=sato)
    none = words_of_pdf(as_sato.get(f"{CASES}booklet/", {"kind": "success"}).content)
    assert "当てはまる事例はありません" in none


def test_similar_cases_stand_beside_a_record_being_written(
    as_sato: Client, case: SupportCase, suzuki: Staff, sakura: Business
) -> None:
    check_case(case, seen_text=1, by=suzuki)
    form = as_sato.get("/records/new/").content.decode()
    assert 'hx-post="/records/cases/similar/"' in form
    typed_so_far = {"business": str(sakura.public_id), "topics": ["cash"], "heard": "表が要る"}
    html = told(as_sato.post(f"{CASES}similar/", typed_so_far).content.decode())
    assert "失敗事例" in html
    assert "同じ業種・テーマ：資金繰り・金融" in html
    nothing = as_sato.post(f"{CASES}similar/", {"business": "x", "heard": "あ" * 30_000})
    assert "似た事例はまだありません" in nothing.content.decode()


def test_a_record_shows_the_cases_drawn_from_it(
    as_sato: Client, case: SupportCase, record: SupportRecord
) -> None:
    page = as_sato.get(f"/records/{record.public_id}/").content.decode()
    assert f'hx-get="/records/{record.public_id}/cases/"' in page
    html = as_sato.get(f"/records/{record.public_id}/cases/").content.decode()
    assert "借入を急いだ" in html
    assert f"{CASES}new/?record={record.public_id}" in html


def test_whoever_may_check_is_told_at_home_what_others_wrote(
    as_sato: Client, as_suzuki: Client, case: SupportCase
) -> None:
    assert "確認を待っている事例" in as_suzuki.get("/").content.decode()
    assert "確認を待っている事例" not in as_sato.get("/").content.decode()


def test_a_record_told_in_confidence_offers_no_case(
    as_sato: Client, record: SupportRecord, sato: Staff
) -> None:
    confide(record, by=sato)
    page = as_sato.get(new_url(record))
    assert page.context["form"]["happened"].value() == ""
    assert "さくら製麺の桜井" not in page.content.decode()
    fragment = as_sato.get(f"/records/{record.public_id}/cases/").content.decode()
    assert "事例を書く" not in fragment
