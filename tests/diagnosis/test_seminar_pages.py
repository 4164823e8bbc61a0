"""A participant's pages: joining, three steps, one page, a request; no account, only a link."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from tests.conftest import TODAY
from tests.diagnosis.seminar_cast import (
    DAYS,
    FIGURES,
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

from banso.accounts.actions import hash_token
from banso.accounts.models import Staff
from banso.core import clock
from banso.diagnosis.actions import (
    decline_request,
    reissue_link,
    renew_join_link,
    take_request_back,
)
from banso.diagnosis.models import AnalysisRequest, SeminarSession, Workbook
from banso.diagnosis.views.participant import MOST_GUESSES

CLOSED = "締めの日を過ぎた"
OTHER_KEY = "6f6c2a9e-0000-4000-8000-000000000002"


@pytest.fixture(autouse=True)
def nobody_asked_before() -> None:
    cache.clear()


@pytest.fixture
def seminar(sato: Staff) -> SeminarSession:
    return a_seminar(sato)


def cells(**typed: str) -> dict[str, str]:
    """The sheet as a phone sends it: every cell blank but those given."""
    return {"unit": "ten-thousand-yen", "ends_on": "", **typed}


def join(client: Client, session: SeminarSession, **changed: str) -> str:
    """Join, and the token of the link one is led to."""
    answer = client.post(join_url(session), {**JOINING, **changed})
    assert answer.status_code == 302, answer.context["form"].errors
    return str(answer.headers["Location"]).split("/")[2]


# ── joining ──


def test_a_participant_joins_without_an_account_and_gets_a_link(
    seminar: SeminarSession, client: Client
) -> None:
    page = client.get(join_url(seminar)).content.decode()
    assert "見るのは、ご本人と高崎市群馬商工会の職員だけです。" in page
    assert "経営の分析と、経営のご相談（個別の分析を含む）のために使います。" in page
    token = join(client, seminar)
    book = Workbook.objects.get()
    assert (book.business_name, book.owner_name, book.bucket, book.is_paper) == (
        "さくら製麺", "桜井 花子", "小売業", False,
    )  # fmt: skip
    assert (book.token_hash, book.consented_at) == (hash_token(token), clock.now())
    assert token not in str(book.__dict__)
    start = client.get(reverse("web:workbook", args=[token]))
    assert "このページのアドレスが鍵です" in start.content.decode()
    assert f"/w/{token}/" in start.content.decode()
    assert "令和8年11月24日まで書けます。" in start.content.decode()
    assert start.headers["Referrer-Policy"] == "same-origin"
    assert "no-store" in start.headers["Cache-Control"]


def test_joining_sent_twice_leads_to_the_same_workbook(
    seminar: SeminarSession, client: Client
) -> None:
    assert join(client, seminar) == join(client, seminar)
    assert Workbook.objects.count() == 1


def test_the_own_page_leads_to_what_is_not_written_yet(
    seminar: SeminarSession, client: Client
) -> None:
    book, token = a_workbook(seminar)
    found = []
    for written_next in ({}, {"figures": FIGURES}, {"swot": SWOT}, {"ninety_days": DAYS}):
        if written_next:
            book = written(book, **written_next)
        found.append(client.get(reverse("web:workbook", args=[token])).context["coming_url"])
    steps = ("figures", "swot", "ninety-days", "summary")
    assert found == [step_url(token, step) for step in steps]


def test_two_people_on_one_phone_have_two_workbooks(
    seminar: SeminarSession, client: Client
) -> None:
    assert join(client, seminar) != join(client, seminar, owner_name="桜井 太郎")
    assert Workbook.objects.count() == 2


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"business_name": " "}, "事業所名を入力してください。"),
        ({"owner_name": ""}, "お名前を入力してください。"),
        ({"owner_name": "あ" * 61}, "氏名は60字までにしてください（いま61字）。"),
        (
            {"phone": "でんわ"},
            "電話番号は数字とハイフンで、027-373-0237 のように入力してください。",
        ),
        ({"bucket": "宇宙業"}, "選択"),
        ({"legal_form": ""}, "法人か個人かを選んでください。"),
        ({"consent": ""}, "同意していただけるときは、印を付けてください。"),
    ],
)
def test_what_is_missing_is_said_at_its_field_and_the_rest_stays(
    seminar: SeminarSession, client: Client, changed: dict[str, str], said: str
) -> None:
    answer = client.post(join_url(seminar), {**JOINING, **changed})
    assert answer.status_code == 422
    refusals = [words for errors in answer.context["form"].errors.values() for words in errors]
    assert len(refusals) == 1
    assert said in refusals[0]
    assert "小売業" in answer.content.decode()
    assert Workbook.objects.count() == 0


def test_after_the_closing_day_nobody_joins(seminar: SeminarSession, client: Client) -> None:
    with clock.fixed(HELD_ON + timedelta(days=14)):
        assert client.get(join_url(seminar)).status_code == 200
    with clock.fixed(HELD_ON + timedelta(days=15)):
        for answer in (client.get(join_url(seminar)), client.post(join_url(seminar), JOINING)):
            assert answer.status_code == 410
            assert "受付は終わりました" in answer.content.decode()
    assert Workbook.objects.count() == 0


def test_a_link_made_anew_shuts_the_one_before(seminar: SeminarSession, client: Client) -> None:
    before = join_url(seminar)
    after = join_url(renew_join_link(seminar))
    assert [client.get(url).status_code for url in (before, after)] == [404, 200]


# ── the steps ──


def test_the_three_steps_are_kept_and_lead_on(seminar: SeminarSession, client: Client) -> None:
    _, token = a_workbook(seminar)
    figures = cells(
        ends_on="2026-03-31", sales_now="3,000", sales_before="３２００", cost_of_sales_now="1800"
    )
    for step, typed, leads_to in (
        ("figures", figures, "result"),
        ("swot", SWOT, "ninety-days"),
        ("ninety-days", DAYS, "summary"),
    ):
        url = step_url(token, step)
        answer = client.post(url, {**typed, "opened": mark_on(client, url)})
        assert (answer.status_code, answer.headers.get("Location")) == (
            302,
            step_url(token, leads_to),
        )
    book = Workbook.objects.get()
    assert book.figures == {
        "unit": "ten-thousand-yen",
        "ends_on": "2026-03-31",
        "now": {"sales": 30_000_000, "cost_of_sales": 18_000_000},
        "before": {"sales": 32_000_000},
    }
    assert (book.swot, book.ninety_days) == (SWOT, DAYS)
    result = client.get(step_url(token, "result")).content.decode()
    assert "売上は前の年より6.3%減りました。" in result
    assert "算出不可（「人件費」「減価償却費」「そのほかの経費」が空いている）" in result


def test_the_figures_come_back_in_the_unit_they_were_typed_in(
    seminar: SeminarSession, client: Client
) -> None:
    book, token = a_workbook(seminar)
    written(book)
    form = client.get(step_url(token, "figures")).context["form"]
    assert (form["sales_now"].value(), form["employees_now"].value()) == ("3,000", "3.5")
    assert form["depreciation_before"].value() is None


@pytest.mark.parametrize(
    ("cell", "typed", "said"),
    [
        ("sales_now", "たくさん", "「たくさん」は金額として読めません。"),
        ("sales_now", "9" * 100, "金額が大きすぎます（15桁まで）。"),
        ("sales_now", "12,34", "「12,34」は金額として読めません。"),
        ("loans_before", "0.00001", "小数は4桁まで（1円単位）にしてください。"),
        ("cash_now", "--5", "「--5」は金額として読めません。"),
        ("employees_now", "三人", "「三人」は人数として読めません。"),
        ("employees_now", "-1", "「-1」は人数として読めません。"),
        ("sales_now", "1" + "😀" * 50, "は金額として読めません。"),
    ],
)
def test_what_is_no_number_is_refused_at_its_cell_and_stays(
    seminar: SeminarSession, client: Client, cell: str, typed: str, said: str
) -> None:
    _, token = a_workbook(seminar)
    url = step_url(token, "figures")
    answer = client.post(
        url, cells(**{cell: typed, "inventories_now": "5"}, opened=mark_on(client, url))
    )
    form = answer.context["form"]
    assert (answer.status_code, list(form.errors)) == (422, [cell])
    assert said in form.errors[cell][0]
    assert (form[cell].value(), form["inventories_now"].value()) == (typed, "5")
    assert Workbook.objects.get().figures == {}


def test_blank_is_unknown_and_a_nought_is_a_nought(seminar: SeminarSession, client: Client) -> None:
    _, token = a_workbook(seminar)
    url = step_url(token, "figures")
    client.post(url, cells(loans_now="0", opened=mark_on(client, url)))
    assert Workbook.objects.get().figures["now"] == {"loans": 0}
    client.post(url, cells(opened=mark_on(client, url)))
    assert Workbook.objects.get().figures == {}


@pytest.mark.parametrize(
    ("step", "cell", "most"), [("swot", "S-products", 600), ("ninety-days", "what30", 180)]
)
def test_words_that_are_too_long_are_refused_at_their_cell(
    seminar: SeminarSession, client: Client, step: str, cell: str, most: int
) -> None:
    _, token = a_workbook(seminar)
    url = step_url(token, step)
    answer = client.post(url, {cell: "あ" * (most + 1), "opened": mark_on(client, url)})
    assert answer.status_code == 422
    said = answer.context["form"].errors[cell]
    assert said == [f"{most}字までにしてください（いま{most + 1}字）。"]


def test_a_step_sent_twice_is_kept_once(seminar: SeminarSession, client: Client) -> None:
    _, token = a_workbook(seminar)
    url = step_url(token, "swot")
    typed = {**SWOT, "opened": mark_on(client, url)}
    assert [client.post(url, typed).status_code for _ in range(2)] == [302, 302]
    assert Workbook.objects.get().version == 2


def test_what_another_device_wrote_is_not_undone_unseen(
    seminar: SeminarSession, client: Client
) -> None:
    book, token = a_workbook(seminar)
    url = step_url(token, "swot")
    opened = mark_on(client, url)
    written(book, swot={"S-products": "別の端末の話"})
    answer = client.post(url, {"S-products": "この端末の話", "opened": opened})
    assert answer.status_code == 422
    assert "別の端末か商工会の職員が、同じところを書き直しました。" in answer.content.decode()
    assert "この端末の話" in answer.content.decode()
    assert Workbook.objects.get().swot == {"S-products": "別の端末の話"}
    again = answer.context["form"]["opened"].value()
    assert client.post(url, {"S-products": "この端末の話", "opened": again}).status_code == 302
    assert Workbook.objects.get().swot == {"S-products": "この端末の話"}


def test_a_step_that_waited_for_a_connection_is_answered_without_a_redirect(
    seminar: SeminarSession, client: Client
) -> None:
    book, token = a_workbook(seminar)
    url = step_url(token, "swot")
    who = client.get(reverse("web:workbook-who", args=[token])).json()
    assert who["writer"] == f"workbook-{book.public_id}"
    assert who["token"]
    headers = {"X-Draft-Writer": who["writer"]}
    answer = client.post(url, {**SWOT, "opened": mark_on(client, url)}, headers=headers)
    assert (answer.status_code, answer.headers["X-Draft-Location"]) == (
        204,
        step_url(token, "ninety-days"),
    )


@pytest.mark.parametrize("step", ["figures", "swot", "ninety-days", "summary"])
def test_each_step_keeps_its_draft_on_the_device_under_one_name(
    seminar: SeminarSession, client: Client, step: str
) -> None:
    book, token = a_workbook(seminar)
    pages = [client.get(step_url(token, step)).content.decode() for _ in range(2)]
    keys = [re.findall(r'name="entry_key" value="([0-9a-f-]{36})"', page) for page in pages]
    assert keys[0] == keys[1]
    assert len(keys[0]) == 1
    assert UUID(keys[0][0]) != book.public_id
    assert f'data-writer="workbook-{book.public_id}"' in pages[0]
    assert 'data-draft="workbook"' in pages[0]


def test_a_step_nobody_knows_is_no_page(seminar: SeminarSession, client: Client) -> None:
    _, token = a_workbook(seminar)
    assert client.get(step_url(token, "accounts")).status_code == 404
    assert client.post(step_url(token, "result")).status_code == 404


def test_the_radar_is_drawn_only_when_three_indicators_are_known(
    seminar: SeminarSession, client: Client
) -> None:
    book, token = a_workbook(seminar)
    radar = reverse("web:workbook-radar", args=[token])
    assert client.get(radar).status_code == 404
    written(book)
    answer = client.get(radar)
    assert answer.headers["Content-Type"] == "image/svg+xml"
    assert radar in client.get(step_url(token, "result")).content.decode()


# ── the request ──


def test_an_individual_analysis_is_asked_for_and_taken_back(
    seminar: SeminarSession, client: Client
) -> None:
    _, token = a_workbook(seminar)
    url = step_url(token, "summary")
    wishes = {"wish": "値段の決め方", "best_time": "午後", "phone": "０２７３７３００００"}
    for _ in range(2):
        assert client.post(url, wishes).status_code == 302
    request = AnalysisRequest.objects.get()
    assert (request.wish, request.best_time, request.phone) == (
        "値段の決め方",
        "午後",
        "027-373-0000",
    )
    page = client.get(url).content.decode()
    assert "令和8年11月20日 12:00に申し込みました。" in page
    client.post(url, {**wishes, "wish": "値上げの話"})
    assert AnalysisRequest.objects.get().wish == "値上げの話"
    back = client.post(reverse("web:workbook-take-back", args=[token]), follow=True)
    assert "申込みを取り下げました。" in back.content.decode()
    assert AnalysisRequest.objects.count() == 0


def test_asking_without_a_telephone_number_is_refused_in_words(
    seminar: SeminarSession, client: Client
) -> None:
    _, token = a_workbook(seminar)
    answer = client.post(step_url(token, "summary"), {"wish": "値段の決め方", "phone": ""})
    assert answer.status_code == 422
    assert answer.context["form"].errors["phone"] == [
        "折り返し連絡する電話番号を入力してください。"
    ]
    assert "値段の決め方" in answer.content.decode()


def test_an_answered_request_is_neither_changed_nor_taken_back(
    seminar: SeminarSession, client: Client, sato: Staff
) -> None:
    book, token = a_workbook(seminar)
    decline_request(a_request(book), reason="今年は定員に達した", by=sato)
    page = client.get(step_url(token, "summary")).content.decode()
    assert "今回は個別の分析をお受けできませんでした。" in page
    assert "今年は定員に達した" not in page
    answer = client.post(step_url(token, "summary"), {"wish": "やはり", "phone": "027-373-0000"})
    assert "商工会がすでにお返事をしています。" in str(answer.context["form"].errors)
    back = client.post(reverse("web:workbook-take-back", args=[token]), follow=True)
    assert "商工会がすでにお返事をしています。" in back.content.decode()
    assert AnalysisRequest.objects.get().wish == "値段の決め方"


# ── until when, and by whom ──


def test_after_the_closing_day_the_link_is_for_reading_and_then_opens_nothing(
    seminar: SeminarSession, client: Client
) -> None:
    book, token = a_workbook(seminar)
    a_request(written(book))
    url = step_url(token, "swot")
    typed = {"S-products": "遅れた話", "opened": mark_on(client, url)}
    with clock.fixed(HELD_ON + timedelta(days=15)):
        page = client.get(url).content.decode()
        assert "令和8年11月24日に締めたので、いまは見るだけです。" in page
        assert "令和9年2月22日まで見られます。" in page
        assert "手打ち麺" in page
        assert "保存して" not in page
        assert CLOSED in client.post(url, typed).content.decode()
        asked = client.post(step_url(token, "summary"), {"phone": "027-373-0000", "wish": "遅れて"})
        assert CLOSED in asked.content.decode()
        back = client.post(reverse("web:workbook-take-back", args=[token]), follow=True)
        assert CLOSED in back.content.decode()
    with clock.fixed(HELD_ON + timedelta(days=14 + 90)):
        assert client.get(url).status_code == 200
    with clock.fixed(HELD_ON + timedelta(days=14 + 91)):
        assert client.get(url).status_code == 404
    assert (Workbook.objects.get().swot, AnalysisRequest.objects.get().wish) == (
        SWOT,
        "値段の決め方",
    )


def test_a_link_nobody_made_and_one_made_anew_open_nothing(
    seminar: SeminarSession, client: Client
) -> None:
    book, token = a_workbook(seminar)
    anew = reissue_link(book)
    for shut in ("abc", token, ""):
        url = f"/w/{shut}/figures/" if shut else "/w/x/"
        answer = client.get(url)
        assert answer.status_code == 404
        assert "このリンクは使えません" in answer.content.decode()
    assert client.get(reverse("web:workbook", args=[anew])).status_code == 200


def test_who_guesses_addresses_is_told_to_wait_and_who_has_one_is_not(
    seminar: SeminarSession, client: Client
) -> None:
    _, token = a_workbook(seminar)
    for guess in range(MOST_GUESSES):
        assert client.get(f"/w/{guess}/").status_code == 404
        assert client.get(f"/s/{guess}/").status_code == 404
    assert client.get("/w/once-more/").status_code == 429
    assert client.get("/s/once-more/").status_code == 429
    assert client.get(reverse("web:workbook", args=[token])).status_code == 200
    assert client.get(join_url(seminar)).status_code == 200


def test_one_participant_sees_nothing_of_another(seminar: SeminarSession, client: Client) -> None:
    book, _ = a_workbook(seminar)
    a_request(written(book))
    _, token = a_workbook(
        seminar, UUID(OTHER_KEY), business_name="みどり商店", owner_name="緑川 修"
    )
    for step in ("figures", "result", "swot", "ninety-days", "summary"):
        page = client.get(step_url(token, step)).content.decode()
        assert "手打ち麺" not in page
        assert "桜井" not in page


def test_my_one_page_is_a_pdf(seminar: SeminarSession, client: Client) -> None:
    book, token = a_workbook(seminar)
    written(book, figures=FIGURES)
    answer = client.get(reverse("web:workbook-page", args=[token]))
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-1.")


def test_taking_back_what_was_never_asked_changes_nothing(seminar: SeminarSession) -> None:
    book, _ = a_workbook(seminar)
    take_request_back(book)
    assert clock.today() == TODAY
    assert AnalysisRequest.objects.count() == 0
