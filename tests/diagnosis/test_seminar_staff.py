"""What staff do with analysis seminars: sessions, links, workbooks, paper booklets."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse
from tests.conftest import TODAY
from tests.diagnosis.seminar_cast import (
    DAYS,
    HELD_ON,
    JOINING,
    SWOT,
    a_request,
    a_seminar,
    a_workbook,
    join_url,
    mark_on,
    step_url,
    written,
)

from banso.accounts.models import Staff
from banso.accounts.rules import Role
from banso.core import clock
from banso.core.documents.codes import qr_svg
from banso.core.refusals import RuleViolation
from banso.diagnosis.actions import edit_seminar, hold_seminar, is_link_current, reissue_link
from banso.diagnosis.models import AnalysisRequest, SeminarSession, Workbook

NEW = reverse("diagnosis:seminar-new")
LIST = reverse("diagnosis:seminars")


@pytest.fixture
def seminar(sato: Staff) -> SeminarSession:
    return a_seminar(sato)


def page_of(name: str, *, of: SeminarSession | Workbook, step: str = "") -> str:
    return reverse(f"diagnosis:{name}", args=[of.public_id, step] if step else [of.public_id])


def text_of(content: bytes) -> list[str]:
    """What stands on each page of a PDF, without line breaks."""
    document = pypdfium2.PdfDocument(content)
    return ["".join(page.get_textpage().get_text_bounded().split()) for page in document]


# ── sessions ──


def test_a_session_is_made_with_its_link_and_closes_after_fourteen_days(
    as_sato: Client, sato: Staff
) -> None:
    key = str(as_sato.get(NEW).context["form"]["entry_key"].value())
    typed = {
        "title": "経営分析セミナー",
        "held_on": "R8.12.10",
        "closes_on": "",
        "place": "会館",
        "entry_key": key,
    }
    for _ in range(2):  # pressed twice
        assert as_sato.post(NEW, typed).status_code == 302
    session = SeminarSession.objects.get()
    assert (session.held_on, session.closes_on, session.organisation, session.made_by) == (
        date(2026, 12, 10), date(2026, 12, 24), sato.organisation, sato,
    )  # fmt: skip
    assert session.expires_on == date(2027, 3, 24)
    page = as_sato.get(page_of("seminar", of=session)).content.decode()
    assert join_url(session) in page
    assert "このアドレスは、この端末からしか開けません。" not in page
    assert session.token_hash not in page


@pytest.mark.parametrize(
    ("changed", "field", "said"),
    [
        ({"title": " "}, "title", "名称を入力してください。"),
        ({"title": "あ" * 81}, "title", "名称は80字までにしてください（いま81字）。"),
        ({"held_on": ""}, "held_on", "開催日を入力してください。"),
        ({"held_on": "12月40日"}, "held_on", ""),
        ({"closes_on": "R8.12.9"}, "closes_on", "締めは開催日以後の日付にしてください。"),
    ],
)
def test_what_is_wrong_with_a_session_is_said_at_its_field(
    as_sato: Client, changed: dict[str, str], field: str, said: str
) -> None:
    typed = {"title": "経営分析セミナー", "held_on": "R8.12.10", "closes_on": "", "place": ""}
    answer = as_sato.post(NEW, {**typed, **changed})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert said in answer.context["form"].errors[field][0]
    assert SeminarSession.objects.count() == 0


def test_a_closing_day_put_off_opens_the_link_again(
    as_sato: Client, client: Client, seminar: SeminarSession
) -> None:
    with clock.fixed(HELD_ON + timedelta(days=20)):
        assert client.get(join_url(seminar)).status_code == 410
        url = page_of("seminar-edit", of=seminar)
        form = as_sato.get(url).context["form"]
        typed = {name: form[name].value() or "" for name in form.fields}
        answer = as_sato.post(url, {**typed, "held_on": "R8.11.10", "closes_on": "R8.12.20"})
        assert answer.status_code == 302
        assert client.get(join_url(seminar)).status_code == 200
        again = as_sato.post(url, {**typed, "held_on": "R8.11.10", "closes_on": "R8.12.25"})
        assert again.status_code == 422
        assert "ほかの職員がこの内容を変更しました。" in again.content.decode()


def test_the_list_has_the_latest_first_with_its_counts(as_sato: Client, sato: Staff) -> None:
    past, coming = a_seminar(sato), a_seminar(sato, TODAY + timedelta(days=20))
    book, _ = a_workbook(past)
    a_request(book)
    a_workbook(past, UUID(int=7, version=4), business_name="みどり商店")
    rows = as_sato.get(LIST).context["page"].object_list
    assert [(row, row.joined, row.asked, row.waiting) for row in rows] == [
        (coming, 0, 0, 0),
        (past, 2, 1, 1),
    ]


def test_the_session_shows_how_far_each_is_and_who_asks_comes_first(
    as_sato: Client, seminar: SeminarSession
) -> None:
    a_workbook(seminar, UUID(int=7, version=4), business_name="みどり商店")
    book, _ = a_workbook(seminar)
    a_request(written(book))
    rows = as_sato.get(page_of("seminar", of=seminar)).context["rows"]
    found = [(row.workbook.business_name, [one.words for one in row.standings]) for row in rows]
    assert found == [
        ("さくら製麺", ["13か所", "3件", "1件", "申込済"]),
        ("みどり商店", ["まだ", "まだ", "まだ", "見る"]),
    ]


def test_the_code_on_the_screen_leads_to_the_link(as_sato: Client, seminar: SeminarSession) -> None:
    answer = as_sato.get(page_of("seminar-qr", of=seminar))
    assert answer.headers["Content-Type"] == "image/svg+xml"
    assert answer.content.decode() == qr_svg(f"http://testserver{join_url(seminar)}")


def test_a_link_that_another_secret_key_made_is_not_shown(
    as_sato: Client, seminar: SeminarSession
) -> None:
    SeminarSession.objects.update(token_hash="f" * 64)
    seminar.refresh_from_db()
    assert not is_link_current(seminar)
    page = as_sato.get(page_of("seminar", of=seminar)).content.decode()
    assert "この装置の鍵が変わった" in page
    assert "join-address" not in page
    as_sato.post(page_of("seminar-renew", of=seminar))
    seminar.refresh_from_db()
    assert is_link_current(seminar)


@pytest.mark.parametrize("role", [Role.EXPERT, Role.COUNCIL_MEMBER, Role.OBSERVER])
def test_who_is_not_of_the_office_sees_no_seminar(
    as_sato: Client, sato: Staff, seminar: SeminarSession, role: Role
) -> None:
    sato.role = role
    sato.save()
    for url in (LIST, page_of("seminar", of=seminar), reverse("diagnosis:requests")):
        assert as_sato.get(url).status_code == 403
    assert SeminarSession.objects.visible_to(sato).count() == 0


def test_another_office_sees_no_seminar(as_tanaka: Client, seminar: SeminarSession) -> None:
    book, _ = a_workbook(seminar)
    for url in (
        page_of("seminar", of=seminar),
        page_of("seminar-booklet", of=seminar),
        page_of("workbook", of=book),
        page_of("workbook-step", of=book, step="figures"),
    ):
        assert as_tanaka.get(url).status_code == 404
    assert as_tanaka.get(LIST).context["page"].paginator.count == 0
    assert as_tanaka.post(page_of("workbook-link", of=book)).status_code == 404


def test_a_session_sent_again_by_another_office_is_not_theirs(sato: Staff, tanaka: Staff) -> None:
    ours = a_seminar(sato)
    theirs = SeminarSession(title="よその回", held_on=TODAY)
    assert hold_seminar(theirs, by=tanaka) != ours
    with pytest.raises(RuleViolation):
        edit_seminar(SeminarSession(title="", held_on=TODAY), seen_version=1)


# ── workbooks ──


def test_staff_read_a_participants_workbook_and_do_not_write_in_it(
    as_sato: Client, seminar: SeminarSession
) -> None:
    book, _ = a_workbook(seminar)
    written(book)
    url = page_of("workbook-step", of=book, step="swot")
    page = as_sato.get(url).content.decode()
    assert "手打ち麺" in page
    assert "職員は読むだけで、直せません。" in page
    answer = as_sato.post(url, {"S-products": "職員の話", "opened": mark_on(as_sato, url)})
    assert answer.status_code == 422
    asked = as_sato.post(
        page_of("workbook-step", of=book, step="summary"), {"phone": "027-373-0000"}
    )
    assert asked.status_code == 404
    assert as_sato.post(page_of("workbook-take-back", of=book)).status_code == 404
    assert (Workbook.objects.get().swot, AnalysisRequest.objects.count()) == (SWOT, 0)


def test_a_lost_link_is_made_anew_and_shown_once(
    as_sato: Client, client: Client, seminar: SeminarSession
) -> None:
    book, token = a_workbook(seminar)
    answer = as_sato.post(page_of("workbook-link", of=book))
    url = answer.context["url"]
    assert url in answer.content.decode()
    assert "<svg" in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    assert client.get(url).status_code == 200
    assert client.get(step_url(token, "figures")).status_code == 404


def test_a_booklet_is_typed_in_by_staff_in_the_same_steps_even_after_the_closing_day(
    as_sato: Client, sato: Staff, seminar: SeminarSession
) -> None:
    url = page_of("seminar-paper", of=seminar)
    with clock.fixed(HELD_ON + timedelta(days=40)):
        for _ in range(2):  # pressed twice
            answer = as_sato.post(url, JOINING)
        book = Workbook.objects.get()
        figures = page_of("workbook-step", of=book, step="figures")
        assert answer.headers["Location"] == figures
        assert (book.is_paper, book.typed_by, book.token_hash) == (True, sato, "")
        for step, typed in (
            ("figures", {"unit": "yen", "sales_now": "5000"}),
            ("swot", SWOT),
            ("ninety-days", DAYS),
        ):
            at = page_of("workbook-step", of=book, step=step)
            assert as_sato.post(at, {**typed, "opened": mark_on(as_sato, at)}).status_code == 302
        summary = page_of("workbook-step", of=book, step="summary")
        as_sato.post(summary, {"wish": "値上げ", "phone": "027-373-0000"})
    book.refresh_from_db()
    assert (book.figures["now"], book.swot, book.ninety_days) == ({"sales": 5_000}, SWOT, DAYS)
    assert AnalysisRequest.objects.get().workbook == book
    assert (
        '<span class="tag">紙</span>'
        in as_sato.get(page_of("seminar", of=seminar)).content.decode()
    )
    with pytest.raises(RuleViolation) as refusal:
        reissue_link(book)
    assert refusal.value.message == "紙から入力したワークブックに、本人のリンクはありません。"


def test_a_booklet_without_the_tick_of_consent_is_not_typed_in(
    as_sato: Client, seminar: SeminarSession
) -> None:
    answer = as_sato.post(page_of("seminar-paper", of=seminar), {**JOINING, "consent": ""})
    assert answer.status_code == 422
    assert answer.context["form"].errors["consent"] == [
        "同意の印がない冊子は入力できません。本人に確かめてください。"
    ]


# ── the booklet ──


def test_the_blank_booklet_holds_every_cell_in_the_order_of_the_screen(
    as_sato: Client, seminar: SeminarSession
) -> None:
    answer = as_sato.get(page_of("seminar-booklet", of=seminar))
    pages = text_of(answer.content)
    assert len(pages) == 7
    cover, figures, sums, inside, outside, days, slip = pages
    for words in (
        "高崎市群馬商工会",
        "経営分析ワークブック",
        "令和8年11月10日（火）",
        "上の使いみちに同意します",
    ):
        assert words in cover
    assert f"testserver{join_url(seminar)}" in cover
    lines = [
        "売上原価",
        "人件費",
        "減価償却費",
        "そのほかの経費",
        "支払利息",
        "現金・預金",
        "働く人の数",
    ]
    places = [figures.index(words) for words in lines]
    assert places == sorted(places)
    for words in (
        "①売上の伸び",
        "②粗利率",
        "③営業利益率",
        "④損益分岐点と安全余裕率",
        "⑤借入の返しやすさ",
        "÷",
    ):
        assert words in sums
    assert "商品・製品・サービス" in inside
    assert "従業員のノウハウ・技術力・対応力" in inside
    assert "商圏内の人口・人流" in outside
    assert "いちばん効きそうな組み合わせ" in outside
    assert "0〜30日" in days
    assert "61〜90日" in days
    assert "やらないこと" in days
    assert "個別の経営分析を申し込みます" in slip
    assert "商工会が書く欄" in slip
    assert [page[-3:] for page in pages] == [f"{number}/7" for number in range(1, 8)]
    assert "桜井" not in "".join(pages)


def test_the_filled_booklet_prints_the_answers_and_the_sums(
    as_sato: Client, seminar: SeminarSession
) -> None:
    book, _ = a_workbook(seminar)
    a_request(written(book))
    pages = text_of(as_sato.get(page_of("workbook-booklet", of=book)).content)
    cover, figures, sums, inside, outside, days, slip = pages
    assert "さくら製麺" in cover
    assert "桜井花子" in cover
    assert "3,000" in figures
    assert "3.5人" in figures
    assert "令和8年3月に終わった1年" in figures
    for words in ("△6.3%", "40.0%", "3.0%", "1,800", "1,130", "2,825", "5.8%", "4.3倍"):
        assert words in sums, words
    assert "県外からも来る" in inside
    assert "生麺を週末だけ売る" in outside
    assert "昼だけに頼らない" in days
    assert "店主" in days
    assert "値段の決め方" in slip
    assert "027-373-0000" in slip
