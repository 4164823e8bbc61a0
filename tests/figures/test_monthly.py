"""Monthly figures（月次数値）: the office's grid, 不明 beside blank, and the owner's own page."""

from __future__ import annotations

import json
import re
from datetime import date
from decimal import Decimal
from html import unescape

import pytest
import segno
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pypdfium2 import PdfDocument
from tests.records.cast import told

from banso.accounts.models import Staff
from banso.core import clock
from banso.core.models import EditConflict
from banso.core.money import EXAMPLES
from banso.core.refusals import RuleViolation
from banso.figures.actions import (
    Change,
    enter_monthly_figures,
    issue_link,
    revoke_link,
)
from banso.figures.models import Evidence, FigureLink, MonthlyFigure
from banso.figures.rules.monthly import (
    Answer,
    cashless_above_sales,
    monthly_items,
    months_to,
    read_answer,
)
from banso.registry.models import Business

OCTOBER = date(2026, 10, 1)


@pytest.fixture(autouse=True)
def nobody_asked_before() -> None:
    cache.clear()


def grid_url(business: Business) -> str:
    return reverse("figures:monthly", args=[business.public_id])


def sent(client: Client, business: Business, **cells: str) -> HttpResponse:
    named = {f"2026-10-{item}": text for item, text in cells.items()}
    opened = json.dumps(dict.fromkeys(named, ""))
    posted = {"evidence": "trial-balance", "opened": opened, **named}
    return client.post(grid_url(business), posted, follow=True)


def kept() -> list[tuple[str, Decimal | None, bool, str]]:
    return [
        (row.item, row.value, row.is_unknown, row.evidence)
        for row in MonthlyFigure.objects.order_by("item")
    ]


@pytest.mark.parametrize(
    ("item", "text", "answer"),
    [
        ("sales_store", "１，２００，０００", Answer(Decimal(1_200_000))),
        ("sales_store", "0", Answer(Decimal(0))),
        ("sales_store", "不明", Answer(is_unknown=True)),
        ("sales_store", "", None),
        ("operating_profit", "△50,000", Answer(Decimal(-50_000))),
        ("employees", "3.5人", Answer(Decimal("3.5"))),
        ("lead_time_days", "12日", Answer(Decimal(12))),
    ],
)
def test_an_answer_is_a_number_or_unknown_or_nothing(
    item: str, text: str, answer: Answer | None
) -> None:
    assert read_answer(text, monthly_items()[item]) == answer


@pytest.mark.parametrize(
    ("item", "text", "code"),
    [
        ("sales_store", "△5", "below-zero"),
        ("sales_store", "たくさん", "unreadable-amount"),
        ("sales_store", "9" * 100, "amount-too-large"),
        ("employees", "数人", "unreadable-count"),
    ],
)
def test_what_is_no_answer_is_refused(item: str, text: str, code: str) -> None:
    with pytest.raises(RuleViolation) as refusal:
        read_answer(text, monthly_items()[item])
    assert refusal.value.code == code


def test_twelve_months_end_with_the_one_asked_for() -> None:
    months = months_to(date(2026, 2, 20))
    assert (len(months), months[0], months[-1]) == (12, date(2025, 3, 1), date(2026, 2, 1))


def test_the_office_enters_figures_and_says_what_they_rest_on(
    as_sato: Client, sakura: Business
) -> None:
    answer = sent(as_sato, sakura, sales_store="1,200,000", employees="不明", ad_cost="")
    assert "月次数値を2か所保存しました" in answer.content.decode()
    assert kept() == [
        ("employees", None, True, "trial-balance"),
        ("sales_store", Decimal(1_200_000), False, "trial-balance"),
    ]
    page = told(as_sato.get(grid_url(sakura)).content.decode())
    assert 'value="1,200,000"' in page
    assert 'value="不明"' in page
    assert "試算表" in page


def test_a_bad_cell_keeps_everything_out_and_nothing_is_lost(
    as_sato: Client, sakura: Business
) -> None:
    answer = sent(as_sato, sakura, sales_store="1,200,000", employees="数人")
    page = told(answer.content.decode())
    assert answer.status_code == 422
    assert "「数人」は人の数として読めません" in page
    assert 'value="1,200,000"' in page
    assert kept() == []


def test_a_cell_that_a_colleague_changed_is_not_overwritten(
    as_sato: Client, sakura: Business, suzuki: Staff
) -> None:
    enter_monthly_figures(sakura, {(OCTOBER, "ad_cost"): Change(Answer(Decimal(5)))}, by=suzuki)
    answer = sent(as_sato, sakura, ad_cost="7", sales_store="1")
    assert "同じます目をほかの人が変えました" in answer.content.decode()
    assert [row.value for row in MonthlyFigure.objects.all()] == [Decimal(5)]


def test_a_blanked_cell_is_taken_away_and_its_history_stays(sakura: Business, sato: Staff) -> None:
    cell = (OCTOBER, "ad_cost")
    enter_monthly_figures(sakura, {cell: Change(Answer(Decimal(5)))}, by=sato)
    enter_monthly_figures(sakura, {cell: Change(None, "5")}, by=sato)
    assert not MonthlyFigure.objects.exists()
    assert MonthlyFigure.history.count() == 2


def test_a_month_to_come_is_refused(sakura: Business, sato: Staff) -> None:
    cell = (date(2026, 12, 1), "ad_cost")
    with pytest.raises(RuleViolation) as refusal:
        enter_monthly_figures(sakura, {cell: Change(Answer(Decimal(5)))}, by=sato)
    assert refusal.value.code == "not-yet"


def test_a_cell_that_says_otherwise_by_now_is_a_conflict(sakura: Business, sato: Staff) -> None:
    cell = (OCTOBER, "ad_cost")
    enter_monthly_figures(sakura, {cell: Change(Answer(Decimal(5)))}, by=sato)
    with pytest.raises(EditConflict):
        enter_monthly_figures(sakura, {cell: Change(Answer(Decimal(6)), "4")}, by=sato)


def test_the_database_keeps_known_apart_from_unknown(sakura: Business, sato: Staff) -> None:
    told_twice = {"business": sakura, "month": OCTOBER, "item": "ad_cost", "at": clock.now()}
    for wrong in (
        {"value": None, "is_unknown": False, "entered_by": sato},
        {"value": Decimal(1), "is_unknown": True, "entered_by": sato},
        {"value": Decimal(1), "is_unknown": False},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            MonthlyFigure.objects.create(**told_twice, **wrong)


# ── the owner's page ──


def owner_url(token: str) -> str:
    return reverse("web:owner", args=[token])


def test_the_owner_sends_last_months_figures_without_an_account(
    client: Client, sakura: Business, sato: Staff
) -> None:
    issued = issue_link(sakura, by=sato)
    page = told(client.get(owner_url(issued.token)).content.decode())
    assert "令和8年10月の数字" in page
    assert sakura.name in page
    assert "高崎市群馬商工会" in page
    for secret in (sakura.owner_name, sakura.phone, "粗利益"):
        assert secret not in page
    answer = client.post(
        owner_url(issued.token),
        {"2026-10-sales_store": "８０まん", "2026-10-employees": "3"},
    )
    assert f"「80まん」は金額として読めません。{EXAMPLES}" in answer.content.decode()
    answer = client.post(
        owner_url(issued.token),
        {
            "2026-10-sales_store": "８０万5千",
            "2026-10-sales_online": "不明",
            "2026-10-employees": "3",
        },
        follow=True,
    )
    assert "送りました" in answer.content.decode()
    assert kept() == [
        ("employees", Decimal(3), False, "declared"),
        ("sales_online", None, True, "declared"),
        ("sales_store", Decimal(805_000), False, "declared"),
    ]
    assert {row.link for row in MonthlyFigure.objects.all()} == {issued.link}
    issued.link.refresh_from_db()
    assert issued.link.last_used_at is not None


def test_the_owner_ticks_what_is_not_known_and_gets_a_keypad_for_numbers(
    client: Client, sakura: Business, sato: Staff
) -> None:
    issued = issue_link(sakura, by=sato)
    page = told(client.get(owner_url(issued.token)).content.decode())
    assert page.count('inputmode="numeric"') == 4
    assert page.count('inputmode="decimal"') == 1
    told_so = {"2026-10-sales_store": "5", "2026-10-employees-unknown": "on"}
    page = client.post(owner_url(issued.token), told_so, follow=True).content.decode()
    assert kept() == [
        ("employees", None, True, "declared"),
        ("sales_store", Decimal(5), False, "declared"),
    ]
    assert 'name="2026-10-employees-unknown"' in page
    assert "checked" in page.partition('name="2026-10-employees-unknown"')[2][:80]
    mended = {**told_so, "2026-10-employees": "3", "opened": '{"2026-10-employees": "不明"}'}
    client.post(owner_url(issued.token), mended)
    assert ("employees", Decimal(3), False, "declared") in kept()


def test_more_cashless_than_sales_is_asked_once(
    client: Client, sakura: Business, sato: Staff
) -> None:
    issued = issue_link(sakura, by=sato)
    typed = {"2026-10-sales_store": "800", "2026-10-cashless_sales": "900"}
    answer = client.post(owner_url(issued.token), typed)
    words = (
        "売上の合計（800円）より多くなっています。"
        "違っていたら直し、このままでよければ、もう一度「送る」を押してください。"
    )
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert kept() == []
    client.post(owner_url(issued.token), {**typed, "confirmed": words})
    assert [item for item, *_ in kept()] == ["cashless_sales", "sales_store"]


@pytest.mark.parametrize(
    ("sales", "asked"), [(["900", ""], False), (["500", "不明"], False), (["", ""], False)]
)
def test_cashless_sales_are_compared_with_a_sum_that_is_known(
    sales: list[str], asked: bool
) -> None:
    items = monthly_items()
    answers = {
        key: read_answer(text, items[key])
        for key, text in zip(("sales_store", "sales_online"), sales, strict=True)
    }
    answers["cashless_sales"] = Answer(Decimal(900))
    assert bool(cashless_above_sales(answers)) is asked


def test_the_owner_can_write_only_what_is_asked_of_last_month(
    client: Client, sakura: Business, sato: Staff
) -> None:
    issued = issue_link(sakura, by=sato)
    client.post(
        owner_url(issued.token),
        {"2026-09-sales_store": "1", "2026-10-gross_profit": "1", "evidence": "statement"},
    )
    assert kept() == []


def test_a_link_opens_nothing_once_it_is_revoked_made_anew_or_over(
    client: Client, sakura: Business, sato: Staff
) -> None:
    first = issue_link(sakura, by=sato)
    second = issue_link(sakura, by=sato)
    assert client.get(owner_url(first.token)).status_code == 404
    assert client.get(owner_url(second.token)).status_code == 200
    revoke_link(second.link, by=sato)
    answer = client.get(owner_url(second.token))
    assert answer.status_code == 404
    assert "新しいリンクを頼んでください" in answer.content.decode()
    assert sakura.name not in answer.content.decode()
    third = issue_link(sakura, by=sato)
    with clock.fixed(date(2028, 1, 1)):
        assert client.get(owner_url(third.token)).status_code == 404


def test_only_the_hash_of_the_token_is_kept(sakura: Business, sato: Staff) -> None:
    issued = issue_link(sakura, by=sato)
    assert issued.token not in str(FigureLink.objects.values().get())
    assert len(issued.token) >= 43
    assert not hasattr(issued.link.history.first(), "token_hash")


def test_guessing_is_slowed_down(client: Client, sakura: Business) -> None:
    codes = [client.get(owner_url(f"guess{number}")).status_code for number in range(62)]
    assert (codes[0], codes[59], codes[61]) == (404, 404, 429)


def test_the_office_makes_and_revokes_the_link_on_the_page(
    as_sato: Client, as_tanaka: Client, sakura: Business
) -> None:
    make = reverse("figures:link", args=[sakura.public_id])
    assert as_tanaka.post(make).status_code == 404
    page = as_sato.post(make).content.decode()
    assert "/f/" in page
    link = FigureLink.objects.get()
    revoke = reverse("figures:link-revoke", args=[link.public_id])
    assert as_tanaka.post(revoke).status_code == 404
    as_sato.post(revoke)
    assert not FigureLink.objects.in_force(date(2026, 11, 20)).exists()


def made(client: Client, business: Business) -> tuple[FigureLink, str, str]:
    """The link with its token, and the one page that shows it."""
    page = told(client.post(reverse("figures:link", args=[business.public_id])).content.decode())
    token = re.search(r"/f/([\w-]+)/", page)
    assert token is not None
    return FigureLink.objects.get(revocation=None), token[1], page


def test_the_link_can_be_scanned_sent_and_printed_from_the_page_that_shows_it(
    as_sato: Client, sakura: Business, sato: Staff
) -> None:
    sato.organisation.phone = "027-373-1111"
    sato.organisation.save()
    link, token, page = made(as_sato, sakura)
    url = f"http://testserver/f/{token}/"
    assert segno.make(url, error="m").svg_data_uri(scale=5, border=4) in unescape(page)
    message = (
        "高崎市群馬商工会です。株式会社さくら製麺様の先月の数字を送るページです。\n"
        "スマートフォンで開いて、分かるところだけ入れて「送る」を押してください（30秒ほど）。\n"
        f"{url}\n"
        "令和9年12月25日まで、毎月このページから送れます。策定した事業計画と約束も見られます。見るのは商工会の職員だけです。"
        "ほかの方には渡さないでください。\n"
        "お問い合わせ：高崎市群馬商工会（電話 027-373-1111）"
    )
    assert told(message) in page
    answer = as_sato.post(slip_url(link), {"token": token})
    assert answer.headers["Content-Type"] == "application/pdf"
    words = "".join(
        page_of.get_textpage().get_text_range() for page_of in PdfDocument(answer.content)
    )
    for said in ("株式会社さくら製麺", "令和9年12月25日まで", "電話 027-373-1111", "職員だけが"):
        assert said in words


def slip_url(link: FigureLink) -> str:
    return reverse("figures:link-slip", args=[link.public_id])


def test_the_slip_is_printed_only_for_who_holds_the_token_of_a_link_in_force(
    as_sato: Client, as_tanaka: Client, sakura: Business, sato: Staff
) -> None:
    link, token, _ = made(as_sato, sakura)
    assert as_sato.post(slip_url(link), {"token": "guess"}).status_code == 404
    assert as_sato.post(slip_url(link)).status_code == 404
    assert as_tanaka.post(slip_url(link), {"token": token}).status_code == 404
    revoke_link(link, by=sato)
    assert as_sato.post(slip_url(link), {"token": token}).status_code == 404


def test_the_vocabulary_of_monthly_figures(sakura: Business, sato: Staff, tanaka: Staff) -> None:
    cells = {
        (OCTOBER, "ad_cost"): Change(Answer(Decimal(5))),
        (date(2026, 9, 1), "ad_cost"): Change(Answer(is_unknown=True)),
    }
    enter_monthly_figures(sakura, cells, evidence=Evidence.STATEMENT, by=sato)
    rows = MonthlyFigure.objects
    assert (rows.visible_to(sato).count(), rows.visible_to(tanaka).count()) == (2, 0)
    assert [row.month for row in rows.of_business(sakura).known()] == [OCTOBER]
    assert rows.during(date(2026, 9, 15), date(2026, 9, 30)).count() == 1


# ── a table of months ──


def filled(client: Client, business: Business, text: str) -> HttpResponse:
    file = SimpleUploadedFile("tsuki.csv", text.encode("cp932"))
    return client.post(reverse("figures:monthly-file", args=[business.public_id]), {"file": file})


def test_a_table_fills_the_grid_and_saves_nothing_yet(as_sato: Client, sakura: Business) -> None:
    answer = filled(
        as_sato, sakura, "月,売上（店頭）,従業員\n2026年9月,900000,不明\nR8.10,80まん,3\n"
    )
    page = told(answer.content.decode())
    assert answer.status_code == 200
    assert 'value="900000"' in page
    assert 'value="不明"' in page
    assert "「80まん」は金額として読めません" in page
    assert "まだ保存していません" in page
    assert kept() == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("品名,数\nうどん,3\n", "1行目の左端を「月」にし"),
        ("月,売上（店頭）\nきのう,3\n", "2行目の「きのう」は月として読めません"),
        ("月,売上（店頭）\n2026/13,3\n", "2行目の「2026/13」は月として読めません"),
        ("月,売上（店頭）\n2026/1,\n", "数字が1つも入っていません"),
        ("月,売上（店頭）\n2024/1,1\n2026/1,1\n", "12か月より長い表です"),
    ],
)
def test_any_other_table_is_refused_with_what_to_do(
    as_sato: Client, sakura: Business, text: str, words: str
) -> None:
    answer = filled(as_sato, sakura, text)
    assert answer.status_code == 422
    assert words in answer.content.decode()
