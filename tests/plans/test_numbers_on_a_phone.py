"""The figures of a plan where there is little room: folded groups, the main figures, the months."""

from __future__ import annotations

import html
import json
import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.plans.cast import a_plan
from tests.plans.test_numbers_page import page_of, plan, text_of, typed_in

from banso.accounts.models import Staff
from banso.figures.models import MonthlyFigure
from banso.plans.models import BusinessPlan
from banso.plans.queries.beginning import seasons_of
from banso.registry.models import Business

__all__ = ["plan"]
FULL = {f"month-0-{at}": "400万円" for at in range(11)} | {"month-0-11": "300万円"}
SEASON = (8, 7, 7, 9, 9, 7, 8, 8, 12, 8, 7, 10)


def sums_in(page: str) -> dict[str, str]:
    """The closed line of every group."""
    return dict(re.findall(r'id="sum-(\w+)"[^>]*>\s*([^<]*?)\s*</span>', page))


def open_in(page: str) -> set[str]:
    """The groups that the page itself opens."""
    found = re.findall(r'<details\s+class="fold group"\s+id="group-(\w+)"([^>]*)>', page)
    return {name for name, rest in found if "open" in rest.split()}


def months_in(page: str, year: int = 0) -> list[str]:
    """What stands in the twelve boxes of a year."""
    boxes = [re.search(rf'<input[^>]*name="month-{year}-{at}"[^>]*>', page) for at in range(12)]
    values = [re.search(r'value="([^"]*)"', box[0]) for box in boxes if box]
    return [value[1] if value else "" for value in values]


def last_years_season(plan: BusinessPlan, by: Staff) -> None:
    """Twelve months that were sold before the plan, as the owner told them."""
    for at, part in enumerate(SEASON):
        month = date(2025 + (at + 3) // 12, (at + 3) % 12 + 1, 1)
        MonthlyFigure.objects.create(
            business=plan.business,
            month=month,
            item="sales_store",
            value=part * 100_000,
            entered_by=by,
            at="2026-04-01T00:00Z",
        )


def test_a_closed_group_says_its_sum(plan: BusinessPlan, as_sato: Client) -> None:
    page = as_sato.get(page_of(plan)).content.decode()
    assert sums_in(page) == {
        "sales": "基準48,000 → 48,000 → 48,000 → 48,000千円",
        "margin": "基準58.3% → 58.3% → 58.3% → 58.3%",
        "costs": "基準27,500 → 27,500 → 27,500 → 27,500千円",
        "days": "回収24日・在庫33日・支払47日",
        "others": "従業員6人・税率30%",
        "equipment": "なし",
        "loans": "1件・10,500千円",
        "subsidies": "なし",
        "months": "割合で分ける（どの月も同じ）",
        "opening": "現預金5,000千円から",
    }
    assert open_in(page) == set()


def test_a_plan_that_only_begins_stands_open_at_its_sales(
    sakura: Business, sato: Staff, as_sato: Client
) -> None:
    page = as_sato.get(page_of(a_plan(sakura, sato))).content.decode()
    assert open_in(page) == {"sales"}
    known = sums_in(page)
    assert (known["sales"], known["costs"], known["opening"]) == ("まだ入っていません",) * 3


@pytest.mark.parametrize(
    ("typed", "group"),
    [
        ({"s0__amount__0": "たくさん"}, "sales"),
        ({"margin__1": "半分"}, "margin"),
        ({"margin__1": "120"}, "margin"),
        ({"depreciation_in_cost__0": "9億"}, "costs"),
        ({"collection_days__2": "400"}, "days"),
        ({"tax_rate__0": "たくさん"}, "others"),
        ({"e0__name": "めん機"}, "equipment"),
        ({"l0__principal": "たくさん"}, "loans"),
        ({"weight__0": "-1"}, "months"),
        (FULL, "months"),
        ({"own_money": "たくさん"}, "opening"),
    ],
)
def test_a_mistake_opens_its_group_and_is_said_there(
    plan: BusinessPlan, as_sato: Client, typed: dict[str, str], group: str
) -> None:
    answer = as_sato.post(page_of(plan), typed_in(plan, **typed))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert open_in(page) == {group}
    inside = page.split(f'id="group-{group}"')[1].split("</details>")[0]
    assert "field-error" in inside


def test_as_one_types_the_sums_the_main_figures_and_what_moved_follow(
    plan: BusinessPlan, as_sato: Client
) -> None:
    sent = typed_in(plan, s0__amount__0="5,000万円")
    page = as_sato.post(page_of(plan, "numbers-try"), sent).content.decode()
    assert sums_in(page)["sales"] == "基準48,000 → 50,000 → 48,000 → 48,000千円"
    glance = text_of(as_sato.post(page_of(plan, "numbers-try"), sent)).split("千円。")[0]
    assert glance == (
        "売上 1年目 50,000 ＋2,000 2年目 48,000 3年目 48,000 "
        "粗利 1年目 29,165 ＋1,167 2年目 27,998 3年目 27,998 "
        "営業利益 1年目 465 ＋1,167 2年目 △702 3年目 △702 "
        "期末の現預金 1年目 4,227 ＋1,077 2年目 2,434 ＋1,157 3年目 628 ＋1,167 "
    )


def test_the_months_of_a_year_say_their_share_and_how_they_add_up(
    plan: BusinessPlan, as_sato: Client
) -> None:
    page = as_sato.post(page_of(plan, "numbers-try"), typed_in(plan, **FULL))
    shown = page.content.decode()
    shares = dict(re.findall(r'id="share-0-(\d+)"[^>]*>\s*([^<]*?)\s*</span>', shown))
    assert [shares[str(at)] for at in range(12)] == ["8.3%"] * 11 + ["6.3%"]
    assert "合計47,000,000円。年の売上（48,000,000円）より1,000,000円少ないです。" in text_of(page)
    assert "2年目 月の金額は入っていません。年の売上を割合で分けます。" in text_of(page)


def test_one_press_puts_the_difference_by_last_years_season_and_back(
    plan: BusinessPlan, sato: Staff, as_sato: Client
) -> None:
    last_years_season(plan, sato)
    assert seasons_of(plan.business, plan.starts_on) == tuple(part * 100 for part in SEASON)
    before = BusinessPlan.objects.get(pk=plan.pk).numbers
    sent = typed_in(plan, **FULL)
    shown = text_of(as_sato.post(page_of(plan, "numbers-try"), sent))
    assert "差額を 1年目の差額を 去年の月次の割合で振り分ける" in shown
    page = as_sato.post(page_of(plan, "numbers-months"), {**sent, "settle": "0-season"})
    months = months_in(page.content.decode())
    assert months[:3] == ["4,080,000", "4,070,000", "4,070,000"]
    assert sum(int(month.replace(",", "")) for month in months) == 48_000_000
    assert "1年目の1,000,000円を去年の月次の割合で振り分けました。" in text_of(page)
    assert "合計48,000,000円。年の売上と合っています。" in text_of(page)
    undo = re.search(r'hx-vals="(\{[^"]*\})"', page.content.decode())
    assert undo is not None
    back = {**sent, **json.loads(html.unescape(undo[1]))}
    again = as_sato.post(page_of(plan, "numbers-months"), back)
    assert months_in(again.content.decode()) == list(FULL.values())
    assert "元に戻しました。" in text_of(again)
    assert BusinessPlan.objects.get(pk=plan.pk).numbers == before


def test_without_last_years_months_the_press_is_even_or_by_the_shares_typed(
    plan: BusinessPlan, as_sato: Client
) -> None:
    shown = text_of(as_sato.post(page_of(plan, "numbers-try"), typed_in(plan, **FULL)))
    assert ("去年の月次の割合で" in shown, "下の割合で" in shown) == (False, False)
    weights = {f"weight-{at}": str(part) for at, part in enumerate(SEASON)}
    sent = typed_in(plan, **FULL, **weights)
    assert "下の割合で振り分ける" in text_of(as_sato.post(page_of(plan, "numbers-try"), sent))
    page = as_sato.post(page_of(plan, "numbers-months"), {**sent, "settle": "0-weights"})
    assert months_in(page.content.decode())[8] == "4,120,000"
    even = as_sato.post(page_of(plan, "numbers-months"), {**sent, "settle": "0-even"})
    assert months_in(even.content.decode())[:2] == ["4,083,333", "4,083,333"]


def test_what_is_left_of_the_year_goes_to_the_blank_months(
    plan: BusinessPlan, as_sato: Client
) -> None:
    sent = typed_in(plan, **{"month-1-0": "400万", "month-1-8": "800万", "settle": "1-even"})
    page = as_sato.post(page_of(plan, "numbers-months"), sent)
    assert months_in(page.content.decode(), 1) == [
        "4,000,000", *("3,600,000",) * 7, "8,000,000", *("3,600,000",) * 3,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"settle": "7-even"}, "振り分け方を選んでください。"),
        ({"settle": "0-luck"}, "振り分け方を選んでください。"),
        ({"settle": "0-even", "s0-amount-0": ""}, "年の売上がまだ計算できません。"),
        ({"settle": "0-even", "margin-0": "半分"}, "年の売上がまだ計算できません。"),
        ({"settle": "0-even", "month-0-0": "9000万"}, "空欄の月に入れる分がありません。"),
    ],
)
def test_a_press_that_cannot_be_is_refused_and_what_was_typed_stays(
    plan: BusinessPlan, as_sato: Client, change: dict[str, str], words: str
) -> None:
    sent = {**typed_in(plan, **{"month-0-3": "500万"}), **change}
    page = as_sato.post(page_of(plan, "numbers-months"), sent)
    assert words in text_of(page)
    assert months_in(page.content.decode())[3] == "500万"


def test_the_months_cost_the_same_however_much_is_typed(
    plan: BusinessPlan, as_sato: Client
) -> None:
    as_sato.get(page_of(plan, "numbers"))  # whatever is kept in memory is kept now
    costs = []
    for typed in ({}, {"month-0-3": "500万"}, FULL):
        sent = {**typed_in(plan, **typed), "settle": "0-even"}
        with CaptureQueriesContext(connection) as queries:
            assert as_sato.post(page_of(plan, "numbers-months"), sent).status_code == 200
        costs.append(len(queries))
    assert len(set(costs)) == 1, costs
    assert costs[0] <= 12
