"""A day's work without a mouse: search, open, record, keep a promise."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect
from tests.browser.hands import heading, press, tab_to

from banso.accounts.models import Staff
from banso.records.models import Promise, SupportRecord
from banso.registry.models import Business


def test_sato_finds_a_firm_records_a_visit_and_keeps_a_promise_by_keyboard_alone(
    sato: Staff, sakura: Business, browser_of: Callable[..., Page]
) -> None:
    page = browser_of(sato)
    page.goto("/")
    press(page, "/")
    expect(page.get_by_role("searchbox", name="さがす")).to_be_focused()
    page.keyboard.type("せいめん")
    page.keyboard.press("Enter")
    expect(heading(page)).to_have_text("さがす")
    tab_to(page, page.get_by_role("link", name=sakura.name))
    page.keyboard.press("Enter")
    expect(heading(page)).to_have_text(sakura.name)

    press(page, "n")
    expect(heading(page)).to_have_text("支援を記録する")
    expect(page.locator(".picker-choice input")).to_be_checked()
    fill_in_the_record(page)
    expect(heading(page)).to_have_text("記録しました")
    saved = SupportRecord.objects.get()
    assert (saved.business, saved.minutes, saved.kind, saved.heard) == (
        sakura,
        45,
        "counter",
        "n番釜の更新を考えている。/ 見積りはまだ。",
    )
    expect(page.get_by_role("heading", name="計画の目標はこう動きました")).to_be_visible()
    press_and_take_back(page)


def fill_in_the_record(page: Page) -> None:
    """From the top of the page to its button, and press it."""
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="本文へ移動")).to_be_focused()
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_label("時間", exact=True))
    page.keyboard.type("45")
    tab_to(page, page.get_by_label("巡回"))
    page.keyboard.press("ArrowRight")
    expect(page.get_by_label("窓口")).to_be_checked()
    tab_to(page, page.get_by_label("7章 計画フォローアップ"))
    page.keyboard.press("Space")
    tab_to(page, page.get_by_label("聞いたこと"))
    page.keyboard.type("n番釜の更新を考えている。/ 見積りはまだ。")
    tab_to(page, page.get_by_label("内容").first)
    page.keyboard.type("釜の見積りを取り寄せる")
    tab_to(page, page.get_by_label("期日").first)
    page.keyboard.type("12/4")
    tab_to(page, page.get_by_role("button", name="記録を保存する"))
    page.keyboard.press("Enter")


def press_and_take_back(page: Page) -> None:
    """Close the promise with one press and take the press back; the keyboard stays on it."""
    keep = page.get_by_role("button", name=re.compile("完了にする ?：釜の見積りを取り寄せる"))
    take_back = page.get_by_role("button", name=re.compile("元に戻す ?：釜の見積りを取り寄せる"))
    tab_to(page, keep)
    page.keyboard.press("Enter")
    expect(take_back).to_be_focused()
    assert not Promise.objects.unkept().exists()
    press(page, "Enter")
    expect(keep).to_be_focused()
    promise = Promise.objects.unkept().get()
    assert (promise.what, promise.due_on.isoformat()) == ("釜の見積りを取り寄せる", "2026-12-04")
