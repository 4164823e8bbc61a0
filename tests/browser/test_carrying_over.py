"""Carrying records over by the keyboard, and cases that come up beside a record being written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from playwright.sync_api import Page, expect
from tests.browser.conftest import PHONE
from tests.browser.hands import find_business, press
from tests.records.cast import a_visit

from banso.accounts.models import Staff
from banso.records.actions import check_case, write_case
from banso.records.models import SupportCase, SupportRecord, Transfer
from banso.registry.models import Business

# The clipboard of the machine is not the story's: what is copied is kept in the page.
KEEP_COPIES = """
  window.copies = [];
  Object.defineProperty(navigator, "clipboard", {
    value: {writeText: async (text) => { window.copies.push(text); }},
  });
"""
NO_CLIPBOARD = 'Object.defineProperty(navigator, "clipboard", {value: undefined});'
ROW = (
    "2026/11/18\t株式会社さくら製麺\tサクラセイメン\t8070005002894\t1\t\t60\t佐藤 さくら\t"
    "\t聞いた 助言した\t"
)


def two_visits(sakura: Business, sato: Staff) -> list[SupportRecord]:
    return [
        a_visit(sakura, sato, date(2026, 11, day), heard="聞いた", advice="助言した")
        for day in (18, 19)
    ]


def test_sato_copies_and_marks_her_records_without_touching_the_mouse(
    sato: Staff,
    sakura: Business,
    browser_of: Callable[..., Page],
    assert_accessible: Callable[[Page], None],
) -> None:
    first, second = two_visits(sakura, sato)
    page = browser_of(sato)
    page.add_init_script(KEEP_COPIES)
    page.goto("/records/transfers/")
    assert_accessible(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    press(page, "c")
    expect(page.locator("#copied")).to_have_text("コピーしました：「事業者名」")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    press(page, "c")
    page.locator("article").first.locator("[data-copy-row]").focus()
    press(page, "c")
    expect(page.locator("#copied")).to_have_text("コピーしました：1行分")
    assert page.evaluate("window.copies") == ["株式会社さくら製麺", "2026/11/18", ROW]

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    done = page.locator(f"#transfer-{first.public_id}")
    expect(done).to_contain_text("佐藤 さくらが転記済にしました")
    expect(done.get_by_role("button", name="元に戻す")).to_be_focused()
    page.keyboard.press("ArrowRight")
    card = page.locator(f"#transfer-{second.public_id}")
    expect(card.locator("[data-copy-field]").first).to_be_focused()
    assert [transfer.record for transfer in Transfer.objects.all()] == [first]


def test_without_a_clipboard_the_text_is_selected_to_be_copied_by_hand(
    sato: Staff, sakura: Business, browser_of: Callable[..., Page]
) -> None:
    two_visits(sakura, sato)
    page = browser_of(sato)
    page.add_init_script(NO_CLIPBOARD)
    page.goto("/records/transfers/")
    page.get_by_role("button", name="この行を写す（タブ区切り）").first.click()
    box = page.get_by_label("写す文字")
    expect(box).to_have_value(ROW)
    expect(box).to_be_focused()
    expect(page.locator("#copied")).to_contain_text("Ctrl＋C")
    assert page.evaluate("getSelection().toString() || document.activeElement.selectionEnd") in {
        ROW, len(ROW),
    }  # fmt: skip


def test_similar_cases_come_up_quietly_as_the_record_is_written(
    sato: Staff,
    suzuki: Staff,
    sakura: Business,
    browser_of: Callable[..., Page],
    assert_accessible: Callable[[Page], None],
) -> None:
    record = a_visit(sakura, sato, topics=("cash",))
    case = SupportCase(
        kind="failure", title="借入を急いだ", happened="困った。", done="表を作った。"
    )
    written = write_case(case, records=[record], topics=record.topics.all(), by=sato)
    check_case(written, seen_text=1, by=suzuki)
    page = browser_of(sato)
    page.goto("/records/new/")
    beside = page.locator("#similar-cases")
    expect(beside).to_contain_text("似た事例はまだありません")
    find_business(page, "さくら", "株式会社さくら製麺")
    expect(beside).to_contain_text("借入を急いだ")
    expect(beside).to_contain_text("同じ業種")
    page.get_by_text("資金繰り・金融").click()
    expect(beside).to_contain_text("テーマ：資金繰り・金融")
    heard = page.get_by_label("聞いたこと")
    heard.fill("表を作るところから始めたい。資金繰り表")
    heard.focus()
    page.wait_for_timeout(1_500)
    expect(heard).to_be_focused()
    assert_accessible(page)


def test_the_case_bank_and_the_transfers_fit_a_phone(
    sato: Staff, sakura: Business, browser_of: Callable[..., Page]
) -> None:
    record = two_visits(sakura, sato)[0]
    page = browser_of(sato, viewport=PHONE, touch=True)
    for path in (
        "/records/cases/",
        f"/records/cases/new/?record={record.public_id}",
        "/records/transfers/",
        "/records/transfers/export/",
        "/records/transfers/template/",
    ):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], path
