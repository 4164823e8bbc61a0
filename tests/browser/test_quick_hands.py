"""Keys for what is done often, one tap for what is always the same, and undo for a slip."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.browser.conftest import PHONE
from tests.browser.hands import heading, press
from tests.conftest import TODAY
from tests.records.cast import a_firm, a_promise, a_visit

from banso.accounts.models import Staff
from banso.records.actions import keep_template
from banso.records.models import Fulfilment, RecordTemplate, SupportRecord, Topic
from banso.registry.actions import keep_contact
from banso.registry.models import Business, ContactPerson

COMPOSING = """key => document.activeElement.dispatchEvent(
  new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, isComposing: true })
)"""


@pytest.fixture
def three_firms(sakura: Business) -> list[Business]:
    """さくら製麺 and two more, in the order of the list."""
    return [sakura, a_firm("ジ工房", sakura), a_firm("ス工房", sakura)]


def row_of(page: Page, business: Business) -> Locator:
    return page.locator("[data-rows]").get_by_role("link", name=business.name)


def test_the_list_of_firms_is_walked_and_opened_by_keys(
    sato: Staff, three_firms: list[Business], browser_of: Callable[..., Page]
) -> None:
    page = browser_of(sato)
    page.goto("/businesses/")
    first, second, third = three_firms
    page.keyboard.press("ArrowDown")
    expect(row_of(page, first)).to_be_focused()
    press(page, "j j")
    expect(row_of(page, third)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(row_of(page, third)).to_be_focused()
    press(page, "ArrowUp k ArrowDown")
    expect(row_of(page, second)).to_be_focused()
    page.keyboard.press("Enter")
    expect(heading(page)).to_have_text(second.name)
    page.wait_for_load_state()
    press(page, "e")
    expect(page).to_have_url(re.compile(f"/businesses/{second.public_id}/edit/$"))
    page.go_back()
    page.go_back()
    expect(heading(page)).to_have_text("事業者")


def test_records_and_promises_are_walked_by_keys_too(
    sato: Staff, sakura: Business, browser_of: Callable[..., Page]
) -> None:
    record = a_visit(sakura, sato, promises=(a_promise("釜の見積り", TODAY),))
    page = browser_of(sato)
    page.goto("/records/")
    press(page, "j Enter")
    expect(page).to_have_url(re.compile(f"/records/{record.public_id}/$"))
    page.wait_for_load_state()
    press(page, "e")
    expect(heading(page)).to_have_text("記録を直す")
    for address in ("/records/promises/", "/"):
        page.goto(address)
        press(page, "j Enter")
        expect(page.get_by_role("heading", name="変更の履歴")).to_be_visible()


def test_a_filter_has_its_address_and_the_way_back_works(
    sato: Staff, three_firms: list[Business], browser_of: Callable[..., Page]
) -> None:
    page = browser_of(sato)
    page.goto("/businesses/")
    expect(page.locator("[data-rows] tbody tr")).to_have_count(3)
    page.get_by_role("searchbox", name="ことば").fill("工房")
    page.keyboard.press("Enter")
    expect(page.locator("[data-rows] tbody tr")).to_have_count(2)
    page.go_back()
    expect(page.locator("[data-rows] tbody tr")).to_have_count(3)
    page.go_forward()
    expect(page.locator("[data-rows] tbody tr")).to_have_count(2)


def test_search_is_left_to_where_one_came_from(
    sato: Staff, three_firms: list[Business], browser_of: Callable[..., Page]
) -> None:
    page = browser_of(sato)
    page.goto("/businesses/")
    press(page, "j j /")
    expect(page.locator("[data-search]")).to_be_focused()
    page.keyboard.type("nje?/")
    expect(page.locator("[data-search]")).to_have_value("nje?/")
    page.keyboard.press("Escape")
    expect(row_of(page, three_firms[1])).to_be_focused()


def test_a_sheet_tells_the_keys_and_gives_the_focus_back(
    sato: Staff,
    three_firms: list[Business],
    browser_of: Callable[..., Page],
    assert_accessible: Callable[[Page], None],
) -> None:
    page = browser_of(sato)
    page.goto("/businesses/")
    press(page, "j ?")
    sheet = page.get_by_role("dialog", name="キー操作")
    expect(sheet).to_be_visible()
    assert_accessible(page)
    press(page, "n j")
    expect(sheet).to_be_visible()
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(row_of(page, three_firms[0])).to_be_focused()

    page.locator(".bar-staff summary").click()
    page.get_by_role("button", name="キー操作の一覧").click()
    expect(sheet).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".bar-staff summary")).to_be_focused()


def test_no_key_works_while_kana_are_converted_or_once_switched_off(
    sato: Staff, three_firms: list[Business], browser_of: Callable[..., Page]
) -> None:
    page = browser_of(sato)
    page.goto("/businesses/")
    for key in ("n", "j", "?", "/"):
        page.evaluate(COMPOSING, key)
    expect(heading(page)).to_have_text("事業者")
    expect(page.locator("body")).to_be_focused()

    page.locator(".bar-staff summary").click()
    page.get_by_role("button", name="キー操作を使う").click()
    page.keyboard.press("Escape")
    page.locator("h1").click()
    press(page, "n j ? ArrowDown")
    expect(heading(page)).to_have_text("事業者")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.evaluate("document.activeElement.tagName") != "A"
    page.reload()
    press(page, "n")
    expect(heading(page)).to_have_text("事業者")


def test_a_form_is_saved_from_inside_a_box(
    sato: Staff, sakura: Business, browser_of: Callable[..., Page]
) -> None:
    page = browser_of(sato)
    page.goto(f"/records/new/?business={sakura.public_id}")
    page.get_by_label("聞いたこと").fill("キーだけで保存する。")
    page.evaluate(COMPOSING, "Enter")
    page.keyboard.press("Control+Enter")
    expect(heading(page)).to_have_text("記録しました")
    assert SupportRecord.objects.get().heard == "キーだけで保存する。"


def test_a_template_fills_what_is_empty_and_is_taken_back(
    sato: Staff, sakura: Business, browser_of: Callable[..., Page]
) -> None:
    topic = Topic.objects.get(key="cash")
    filled = {"kind": "counter", "minutes": 45, "heard": "残高：", "advice": "制度："}
    keep_template(RecordTemplate(name="資金の話", **filled), [topic], by=sato)
    page = browser_of(sato)
    page.goto(f"/records/new/?business={sakura.public_id}")
    page.get_by_label("聞いたこと").fill("自分で書いた文。")
    page.get_by_role("navigation", name="ひな形").get_by_text("資金の話").click()
    expect(page.get_by_label("聞いたこと")).to_have_value("自分で書いた文。")
    expect(page.get_by_label("助言したこと")).to_have_value("制度：")
    expect(page.get_by_label("時間", exact=True)).to_have_value("45")
    expect(page.get_by_label("窓口")).to_be_checked()
    expect(page.get_by_label("資金繰り・金融")).to_be_checked()

    page.get_by_label("時間", exact=True).fill("50")
    page.get_by_role("button", name="元に戻す").click()
    expect(page.get_by_label("助言したこと")).to_have_value("")
    expect(page.get_by_label("時間", exact=True)).to_have_value("50")
    expect(page.get_by_label("巡回")).to_be_checked()
    expect(page.get_by_label("資金繰り・金融")).not_to_be_checked()
    expect(page.get_by_label("聞いたこと")).to_have_value("自分で書いた文。")


def test_a_wall_is_one_tap_and_the_thumb_finds_its_bar(
    sato: Staff,
    sakura: Business,
    browser_of: Callable[..., Page],
    assert_accessible: Callable[[Page], None],
) -> None:
    page = browser_of(sato, PHONE, touch=True)
    page.goto(f"/karte/{sakura.public_id}/")
    bar = page.get_by_role("navigation", name="すぐに使う")
    expect(bar.get_by_role("link")).to_have_text(["今日", "さがす", "記録する"])
    assert_accessible(page)
    bar.get_by_role("link", name="記録する").tap()
    expect(bar).to_be_hidden()
    page.wait_for_load_state()
    page.get_by_role("searchbox", name="事業者 必須").fill("さくら")
    page.locator(".picker-choice").tap()
    page.get_by_text("付いてこない壁").tap()
    page.get_by_role("button", name="記録を保存する").tap()
    expect(heading(page)).to_have_text("記録しました")
    assert [topic.name for topic in SupportRecord.objects.get().topics.all()] == ["付いてこない壁"]


def test_a_contact_removed_by_a_slip_is_back_with_one_press(
    sato: Staff, sakura: Business, browser_of: Callable[..., Page]
) -> None:
    contact = keep_contact(ContactPerson(business=sakura, name="桜井 次郎"))
    page = browser_of(sato)
    page.goto(f"/businesses/{sakura.public_id}/contacts/{contact.pk}/")
    page.get_by_role("button", name="この連絡先を削除する").click()
    expect(page.locator("#messages")).to_contain_text("連絡先「桜井 次郎」を削除しました。")
    assert not ContactPerson.objects.exists()
    page.locator("#messages").get_by_role("button", name="元に戻す").click()
    expect(page.locator("#messages")).to_contain_text("連絡先「桜井 次郎」を元に戻しました。")
    assert ContactPerson.objects.get() == contact


def test_the_focus_stays_where_the_eye_is_after_each_part_that_is_swapped(
    sato: Staff, sakura: Business, browser_of: Callable[..., Page]
) -> None:
    a_visit(sakura, sato, promises=(a_promise("釜の見積り", TODAY),))
    page = browser_of(sato)
    page.goto("/records/promises/")
    page.get_by_role("button", name="完了にする").press("Enter")
    expect(page.get_by_role("button", name="元に戻す")).to_be_focused()
    assert Fulfilment.objects.exists()

    page.goto("/records/new/")
    page.get_by_role("button", name="約束の行を増やす").press("Enter")
    expect(page.get_by_role("group", name="約束の3行目", exact=True)).to_be_focused()
    box = page.get_by_role("searchbox", name="事業者 必須")
    box.fill("さくら")
    expect(page.locator(".picker-choice")).to_have_count(1)
    expect(box).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="前回と約束")).to_be_visible()
    expect(page.locator(".picker-choice input")).to_be_focused()
