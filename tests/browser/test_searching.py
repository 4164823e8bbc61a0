"""Searching by hand: hits come as one types, arrows move in them, and back is back."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import DESK, PHONE
from tests.browser.hands import press
from tests.records.cast import a_firm, a_visit

from banso.accounts.models import Staff
from banso.registry.models import Business


@pytest.fixture
def told(sakura: Business, sato: Staff) -> None:
    """Two firms and three visits to speak of."""
    a_firm("さくら堂", sakura)
    a_visit(sakura, sato, date(2026, 11, 1), heard="製麺機の補助金の話。")
    a_visit(sakura, sato, date(2026, 11, 2), heard="補助金の要領を見た。")
    a_visit(sakura, sato, date(2025, 11, 2), heard="補聴器の話。")


def test_sato_types_moves_by_arrows_opens_and_comes_back(
    sato: Staff, sakura: Business, told: None, browser_of: Callable[..., Page]
) -> None:
    page = browser_of(sato)
    page.goto("/")
    press(page, "/")
    page.keyboard.press("Enter")
    box = page.get_by_role("searchbox", name="さがすことば")
    expect(box).to_be_focused()
    page.keyboard.type("補")
    expect(page.locator(".hit")).to_have_count(3)
    page.keyboard.type("助")
    expect(page.locator(".hit")).to_have_count(2)
    expect(box).to_be_focused()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Backspace")
    expect(page.locator("#found mark")).to_have_text(["助", "助"])
    assert box.evaluate("box => [box.value, box.selectionStart]") == ["助", 0]
    page.keyboard.type("補")
    expect(page.locator("#found mark")).to_have_text(["補助", "補助"])
    expect(page).to_have_url(re.compile(r"q=%E8%A3%9C%E5%8A%A9$"))

    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#found .hit-link").nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(box).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_contain_text("補助金の要領を見た。")

    page.go_back()
    expect(page.locator("#found mark")).to_have_text(["補助", "補助"])
    expect(box).to_have_value("補助")


def test_a_filter_is_a_step_one_can_go_back_from(
    sato: Staff, told: None, browser_of: Callable[..., Page]
) -> None:
    page = browser_of(sato)
    page.goto("/search/?q=さくら")
    expect(page.locator(".hit")).to_have_count(5)
    page.get_by_role("radio", name="支援記録").check()
    expect(page.locator(".hit")).to_have_count(3)
    page.get_by_text("期間・職員・計画の項で絞り込む").click()
    page.get_by_label("年度").select_option("R7")
    expect(page.locator(".hit")).to_have_count(1)
    expect(page).to_have_url(re.compile("kind=record&year=R7$"))
    page.go_back()
    expect(page.locator(".hit")).to_have_count(3)
    expect(page.get_by_role("radio", name="支援記録")).to_be_checked()
    page.go_back()
    expect(page.locator(".hit")).to_have_count(5)
    expect(page.get_by_role("radio", name="すべて")).to_be_checked()
    assert "製麺" not in page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")


@pytest.mark.parametrize("viewport", [DESK, PHONE])
def test_the_page_is_accessible_and_fits_at_the_desk_and_on_the_phone(
    sato: Staff,
    told: None,
    browser_of: Callable[..., Page],
    assert_accessible: Callable[[Page], None],
    viewport: dict[str, int],
) -> None:
    page = browser_of(sato, viewport)
    for asked in (
        "",
        "?q=さくら",
        "?q=補助金&kind=record&year=R8",
        "?q=ゾウガメの放牧と飼育の相談",
    ):
        page.goto(f"/search/{asked}")
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
