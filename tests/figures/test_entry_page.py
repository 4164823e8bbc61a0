"""The entry page（決算を入れる）: nothing typed is lost, nothing saved by half."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.figures.cast import YEAR, a_kept_period, typed
from tests.records.cast import told

from banso.figures.models import FinancialStatement
from banso.registry.models import Business


def url_of(business: Business) -> str:
    return reverse("figures:enter", args=[business.public_id])


def send(
    client: Client, business: Business, *columns: dict[str, str], **more: object
) -> HttpResponse:
    sent: dict[str, object] = {}
    for column in columns:
        sent |= column
    sent["column"] = [column["column"] for column in columns]
    return client.post(url_of(business), {**sent, **more})


def body(answer: HttpResponse) -> str:
    return told(answer.content.decode())


def test_a_first_period_is_offered_on_the_paper_that_the_business_has(
    as_sato: Client, sakura: Business
) -> None:
    page = body(as_sato.get(url_of(sakura)))
    assert 'value="令和7年4月1日"' in page
    assert 'value="令和8年3月31日"' in page
    assert '<option value="corporation" selected>' in page
    assert "役員報酬" in page
    assert "専従者給与" not in page


def test_amounts_are_read_as_paper_writes_them(as_sato: Client, sakura: Business) -> None:
    answer = send(
        as_sato,
        sakura,
        typed(
            "new",
            sales="４８，０００，０００",
            purchases="¥19,500,000",
            other_income_lines="(1,200)",
            capital="3,000",
            retained_earnings="△3,000",
            deposits="0",
            employees="３.５人",
        ),
    )
    assert answer.status_code == 302
    kept = FinancialStatement.objects.get()
    assert (kept.amounts, kept.employees, kept.ends_on) == (
        {
            "sales": 48_000_000,
            "purchases": 19_500_000,
            "other_income_lines": -1_200,
            "deposits": 0,
            "capital": 3_000,
            "retained_earnings": -3_000,
        },
        Decimal("3.5"),
        date(2026, 3, 31),
    )


def test_figures_in_thousands_are_kept_in_yen_and_shown_in_thousands(
    as_sato: Client, sakura: Business
) -> None:
    send(as_sato, sakura, typed("new", typed_in="thousand-yen", sales="48,000", rent="12.345"))
    assert FinancialStatement.objects.get().amounts == {"sales": 48_000_000, "rent": 12_345}
    page = body(as_sato.get(url_of(sakura)))
    assert 'value="48,000"' in page
    assert 'value="12.345"' in page


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("たくさん", "「たくさん」は金額として読めません"),
        ("12.5", "「12.5」には1円より細かい端数があります"),
        ("1" * 100, "金額が大きすぎます（15桁まで）"),
        ("12,34", "「12,34」は金額として読めません"),
        ("=1+1", "「=1+1」は金額として読めません"),
    ],
)
def test_a_cell_that_cannot_be_read_says_why_and_keeps_what_was_typed(
    as_sato: Client, sakura: Business, cell: str, words: str
) -> None:
    answer = send(as_sato, sakura, typed("new", sales=cell, purchases="100"))
    page = body(answer)
    assert answer.status_code == 422
    assert words in page
    assert f'value="{cell}"' in page
    assert 'value="100"' in page
    assert not FinancialStatement.objects.exists()


def test_nothing_is_saved_by_half(as_sato: Client, sakura: Business) -> None:
    kept = a_kept_period(sakura, 2025)
    old = typed(
        str(kept.public_id),
        starts_on="R6.4.1",
        ends_on="R7.3.31",
        sales="50,000,000",
        seen_version=1,
    )
    answer = send(as_sato, sakura, old, typed("new", sales="はち"))
    assert answer.status_code == 422
    kept.refresh_from_db()
    assert kept.amounts == YEAR


def test_sums_are_shown_as_the_server_reckons_them(as_sato: Client, sakura: Business) -> None:
    column = typed("new", sales="1000", wages="1200", cash_on_hand="5")
    answer = send(as_sato, sakura, column, check="1")
    assert answer.status_code == 200
    cells = [line.cells[0] for _, rows in answer.context["sheet"].groups for line in rows]
    assert {cell.row.code: cell.text for cell in cells if cell.is_sum} == {
        "cost_of_sales": "—",
        "gross_profit": "—",
        "selling_and_admin": "1,200",
        "operating_profit": "△200",
        "other_income": "—",
        "other_expenses": "—",
        "ordinary_profit": "△200",
        "extraordinary_income": "—",
        "extraordinary_expenses": "—",
        "profit_before_tax": "△200",
        "net_profit": "△200",
        "current_assets": "5",
        "fixed_assets": "0",
        "deferred_assets": "0",
        "total_assets": "5",
        "current_liabilities": "—",
        "fixed_liabilities": "—",
        "total_liabilities": "—",
        "net_assets": "—",
        "claims": "—",
        "balance_gap": "—",
    }
    assert not FinancialStatement.objects.exists()


def test_what_is_odd_is_saved_only_after_a_yes(as_sato: Client, sakura: Business) -> None:
    column = typed("new", sales="1000", deposits="700", capital="500", employees="1")
    answer = send(as_sato, sakura, column)
    words = "令和8年3月31日期：貸借が200円合いません（総資産 −（負債 + 純資産））。"
    assert answer.status_code == 422
    assert words in body(answer)
    assert "確かめたので保存する" in body(answer)
    assert not FinancialStatement.objects.exists()
    assert send(as_sato, sakura, column, confirmed=words).status_code == 302
    assert FinancialStatement.objects.get().amounts["deposits"] == 700


def test_another_oddness_asks_again(as_sato: Client, sakura: Business) -> None:
    words = "令和8年3月31日期：貸借が200円合いません（総資産 −（負債 + 純資産））。"
    other = typed("new", sales="1000", deposits="900", capital="500")
    assert send(as_sato, sakura, other, confirmed=words).status_code == 422
    assert not FinancialStatement.objects.exists()


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "words"),
    [
        ("R8.3.31", "R7.4.1", "期末が期首より前です"),
        ("R4.4.1", "R8.3.31", "期の長さが48か月です（24か月まで）"),
        ("きのう", "R8.3.31", "期首"),
        ("R6.10.1", "R8.3.31", "が重なっています"),
        ("R6.6.1", "R7.3.31", "「令和7年3月31日期」が2つあります"),
        ("R8.4.1", "R9.3.31", "まだ来ていないので、確定にはできません"),
    ],
)
def test_a_period_that_cannot_be_is_refused(
    as_sato: Client, sakura: Business, starts_on: str, ends_on: str, words: str
) -> None:
    a_kept_period(sakura, 2025)
    kept = FinancialStatement.objects.get()
    column = typed("new", starts_on=starts_on, ends_on=ends_on, sales="1000")
    same = {"column": str(kept.public_id)}
    sent = typed(
        same["column"], starts_on="R6.4.1", ends_on="R7.3.31", employees="6", seen_version=1,
        **{code: str(amount) for code, amount in YEAR.items()},
    )  # fmt: skip
    answer = send(as_sato, sakura, sent, column)
    assert answer.status_code == 422
    assert words in body(answer)
    assert FinancialStatement.objects.count() == 1


def test_a_blank_new_column_is_no_period(as_sato: Client, sakura: Business) -> None:
    answer = send(as_sato, sakura, typed("new"))
    assert answer.status_code == 422
    assert "数字が1つも入っていません" in body(answer)
    assert not FinancialStatement.objects.exists()


def test_a_line_that_the_chosen_paper_lacks_is_kept_and_pointed_at(
    as_sato: Client, sakura: Business
) -> None:
    answer = send(
        as_sato, sakura, typed("new", form="proprietor-short", sales="1000", officers_pay="300")
    )
    page = body(answer)
    assert answer.status_code == 422
    assert "選んだ様式にはない行です" in page
    assert 'value="300"' in page


def test_a_colleagues_change_is_taken_over_and_what_both_changed_is_shown(
    as_sato: Client, as_suzuki: Client, sakura: Business
) -> None:
    kept = a_kept_period(sakura, 2025)
    key = str(kept.public_id)
    opened = as_sato.get(url_of(sakura)).context["sheet"].columns[0].form.marks()
    lines = {code: str(amount) for code, amount in YEAR.items()}
    facts = {"starts_on": "R6.4.1", "ends_on": "R7.3.31", "employees": "6"}
    hers = {**lines, "wages": "9,100,000", "other_selling_and_admin": "10,600,000"}
    theirs = typed(key, **facts, **hers, seen_version=1, opened=opened)
    assert send(as_suzuki, sakura, theirs).status_code == 302
    mine = typed(key, **facts, **{**lines, "wages": "9,200,000"}, seen_version=1, opened=opened)
    answer = send(as_sato, sakura, mine)
    page = body(answer)
    assert answer.status_code == 422
    assert "ほかの人が先に保存しています" in page
    assert "令和7年3月31日期の雑費・その他の経費" in page
    assert "9,100,000" in page
    assert 'value="9,200,000"' in page
    assert 'value="10,600,000"' in page
    assert f'name="{key}-seen_version" value="2"' in page


def test_what_did_not_change_gets_no_entry_in_the_history(
    as_sato: Client, sakura: Business
) -> None:
    kept = a_kept_period(sakura, 2025)
    lines = {code: str(amount) for code, amount in YEAR.items()}
    facts = {"starts_on": "R6.4.1", "ends_on": "R7.3.31", "employees": "6", "seen_version": 1}
    answer = send(as_sato, sakura, typed(str(kept.public_id), **facts, **lines), typed("new"))
    assert answer.status_code == 302
    assert kept.history.count() == 1
    page = body(as_sato.get(reverse("figures:periods", args=[sakura.public_id])))
    assert "変わったところがないので、何も保存していません。" in page
    assert "保存しました" not in page


def test_a_new_period_sent_twice_is_kept_once(as_sato: Client, sakura: Business) -> None:
    column = typed("new", sales="1000", employees="2")
    assert [send(as_sato, sakura, column).status_code for _ in range(2)] == [302, 302]
    assert FinancialStatement.objects.get().history.count() == 1


def test_a_period_taken_back_meanwhile_is_not_lost(as_sato: Client, sakura: Business) -> None:
    kept = a_kept_period(sakura, 2025)
    key = str(kept.public_id)
    kept.delete()
    column = typed(key, starts_on="R6.4.1", ends_on="R7.3.31", sales="1000", seen_version=1)
    assert send(as_sato, sakura, column, typed("new")).status_code == 302
    assert FinancialStatement.objects.get().amounts == {"sales": 1000}


def test_a_period_that_a_colleague_entered_meanwhile_pushes_nothing_off_the_page(
    as_sato: Client, sakura: Business
) -> None:
    kept = [a_kept_period(sakura, year, {"sales": 1000}) for year in (2023, 2024, 2025)]
    a_kept_period(sakura, 2026, {"sales": 1000})
    columns = [
        typed(
            str(row.public_id),
            starts_on=row.starts_on.isoformat(),
            ends_on=row.ends_on.isoformat(),
            sales=1100,
            employees=6,
            seen_version=1,
        )
        for row in kept
    ]
    answer = send(as_sato, sakura, *columns, typed("new"))
    assert answer.status_code == 302
    assert [row.amounts["sales"] for row in FinancialStatement.objects.order_by("ends_on")] == [
        1100, 1100, 1100, 1000,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "garbage",
    [
        {"column": ["x" * 900, "new", "", "'; --"]},
        {"column": "new", "new-form": "scroll", "new-typed_in": "gold", "new-sales": "1"},
        {
            "column": "new",
            "new-sales": "1",
            "new-seen_version": "many",
            "new-opened": "{[",
            "new-employees": "-3",
        },
        {"column": "new", "new-sales": "\x00" * 20, "new-note": "あ" * 5000},
        {"confirmed": ["x"] * 50},
    ],
)
def test_whatever_is_sent_is_answered_with_a_page(
    as_sato: Client, sakura: Business, garbage: dict[str, object]
) -> None:
    assert as_sato.post(url_of(sakura), garbage).status_code in {302, 422}
    assert as_sato.get(url_of(sakura), {"before": "yesterday"}).status_code == 200
    assert not FinancialStatement.objects.exists()


def test_the_page_costs_the_same_for_one_period_and_for_three(
    as_sato: Client, sakura: Business
) -> None:
    a_kept_period(sakura, 2024)
    as_sato.get(url_of(sakura))
    with CaptureQueriesContext(connection) as for_one:
        as_sato.get(url_of(sakura))
    for year in (2025, 2026):
        a_kept_period(sakura, year, {**YEAR, "opening_inventory": 1_500_000})
    with CaptureQueriesContext(connection) as for_three:
        as_sato.get(url_of(sakura))
    assert len(for_three) == len(for_one)


def test_another_office_finds_no_such_page(as_tanaka: Client, sakura: Business) -> None:
    assert as_tanaka.get(url_of(sakura)).status_code == 404
    assert send(as_tanaka, sakura, typed("new", sales="1")).status_code == 404
    assert not FinancialStatement.objects.exists()
