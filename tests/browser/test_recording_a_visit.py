"""The promise of the product: a visit recorded in a minute is in the plan's table at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import PHONE
from tests.browser.hands import find_business, heading, save, sign_in
from tests.records.cast import a_firm, a_visit

from banso.accounts.models import Staff
from banso.programme.queries import Plan
from banso.records.models import SupportRecord
from banso.registry.models import Business

VISITS, FIRMS = 63, 17
APRIL = date(2026, 4, 1)


@pytest.fixture
def half_a_year_of_visits(plan: Plan, sato: Staff, sakura: Business) -> None:
    """63 follow-up visits to 17 firms since April, none of them to さくら製麺."""
    firms = [a_firm(f"群馬町工房{number:02}", like=sakura) for number in range(FIRMS)]
    for number in range(VISITS):
        day = APRIL + timedelta(days=3 * number)
        a_visit(firms[number % FIRMS], sato, day, topics=("plan-followup",))


@pytest.mark.usefixtures("half_a_year_of_visits")
def test_sato_records_a_visit_on_her_phone_and_the_plans_table_moves_by_one(
    sato: Staff, browser_of: Callable[..., Page]
) -> None:
    page = browser_of(viewport=PHONE, touch=True)
    page.goto("/")
    sign_in(page, sato)
    page.get_by_role("link", name="記録する", exact=True).tap()
    page.wait_for_load_state()
    page.get_by_role("searchbox", name="事業者 必須").fill("さく")
    page.locator(".picker-choice", has_text="株式会社さくら製麺").tap()
    expect(page.get_by_text("この事業者の記録は、これが最初です。")).to_be_visible()
    page.get_by_text("7章 計画フォローアップ").tap()
    page.get_by_label("聞いたこと").fill("計画どおり新しい乾麺の試作が終わった。")
    page.get_by_role("button", name="記録を保存する").tap()

    expect(heading(page)).to_have_text("記録しました")
    moves = page.locator(".moves li", has_text="動いた")
    expect(moves).to_have_count(2)
    expect(moves.nth(0)).to_contain_text("17 → 18 ／ 20者")
    expect(moves.nth(1)).to_contain_text("63 → 64 ／ 80回")
    expect(moves.nth(1)).to_contain_text("§7")
    page.get_by_role("link", name="64", exact=True).tap()

    expect(page.locator(".evidence-number")).to_contain_text("64")
    row = page.get_by_role("row", name="令和8年11月20日")
    expect(row).to_have_count(1)
    expect(row).to_contain_text("株式会社さくら製麺")
    page.get_by_label("現在の位置").get_by_role("link", name="目標と実績").tap()

    expect(page.locator("#follow-up-visits")).to_contain_text("64")
    expect(page.locator("#follow-up-visits")).to_contain_text("80")
    expect(page.locator("#followed-up-businesses")).to_contain_text("18")


def test_a_double_click_saves_once_and_going_back_does_not_save_again(
    sato: Staff, sakura: Business, browser_of: Callable[..., Page]
) -> None:
    page = browser_of(sato)
    page.goto("/records/new/")
    find_business(page, "サク", sakura.name)
    page.get_by_label("聞いたこと").fill("仕入れ値がまた上がった。")
    page.get_by_role("button", name="記録を保存する").dblclick()
    expect(heading(page)).to_have_text("記録しました")
    first = SupportRecord.objects.get()

    page.go_back()
    expect(heading(page)).to_have_text("支援を記録する")
    expect(page.get_by_label("聞いたこと")).to_have_value("仕入れ値がまた上がった。")
    find_business(page, "サク", sakura.name)
    save(page)
    expect(heading(page)).to_have_text("記録しました")
    assert SupportRecord.objects.get() == first

    page.go_back()
    find_business(page, "サク", sakura.name)
    page.get_by_label("聞いたこと").fill("見積りを取り直す。")
    save(page)
    expect(page.get_by_text("この画面からは、すでに1件保存しています")).to_be_visible()
    assert SupportRecord.objects.get() == first
    save(page)
    expect(heading(page)).to_have_text("記録しました")
    assert list(SupportRecord.objects.order_by("pk").values_list("heard", flat=True)) == [
        "仕入れ値がまた上がった。",
        "見積りを取り直す。",
    ]
