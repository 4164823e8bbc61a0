"""At the table with the owner: SWOT on a phone, word by word, until something is promised."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect
from tests.browser.conftest import PHONE, Strays
from tests.browser.hands import heading
from tests.diagnosis.cast import an_analysis
from tests.records.cast import a_visit

from banso.accounts.models import Staff
from banso.diagnosis.models import ActionStep, SheetEntry
from banso.programme.queries import Plan
from banso.records.models import Promise
from banso.registry.models import Business


def line_of(page: Page, name: str) -> None:
    """Wait until htmx has put the answer in its place."""
    expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)
    expect(page.get_by_label(name)).to_have_value("")


def test_an_adviser_writes_with_enter_quotes_agrees_and_loses_nothing_without_signal(
    plan: Plan,
    sato: Staff,
    sakura: Business,
    browser_of: Callable[..., Page],
    assert_accessible: Callable[[Page], None],
    strays: Strays,
) -> None:
    a_visit(sakura, sato, heard="予約は電話だけで、昼どきは出られない。")
    an_analysis(sakura, sato)
    page = browser_of(sato, viewport=PHONE, touch=True)
    page.goto("/diagnoses/")
    page.get_by_role("link", name="株式会社さくら製麺").first.tap()
    page.get_by_role("link", name="SWOT", exact=True).tap()
    line = page.get_by_label("強み「商品・製品・サービス」に書く")
    line.tap()
    for said in ("手打ち麺", "県外からも来る", "持ち帰りができる"):
        page.keyboard.type(said)
        page.keyboard.press("Enter")
        expect(page.locator("#said-swot_S-products")).to_contain_text(said)
        expect(line).to_be_focused()
        line_of(page, "強み「商品・製品・サービス」に書く")
    expect(page.locator("#overview")).to_contain_text("強み 3件")

    digital = page.locator("#cell-swot_W-digital")
    digital.get_by_text("過去の記録から（1件）").tap()
    digital.get_by_role("button", name="事業者の言葉として入れる").tap()
    expect(digital.locator(".entry-text")).to_have_text("予約は電話だけで、昼どきは出られない。")
    expect(digital.get_by_text("欄に入れました。")).to_be_visible()
    assert_accessible(page)

    say_otherwise(page)
    without_signal(page, page.context)
    strays[:] = [said for said in strays if "htmx:sendError" not in said]  # no signal, on purpose
    assert list(SheetEntry.objects.order_by("pk").values_list("cell", "text", "said_by")) == [
        ("S-products", "手打ち麺", "owner"),
        ("S-products", "県外からも毎週来る", "owner"),
        ("S-products", "持ち帰りができる", "owner"),
        ("W-digital", "予約は電話だけで、昼どきは出られない。", "owner"),
        ("S-products", "3代続く", "owner"),
        ("T-trade", "粉が上がる", "owner"),
    ]

    make_a_step_and_agree_it(page)
    expect(heading(page)).to_have_text("株式会社さくら製麺の経営分析")
    assert_accessible(page)


def say_otherwise(page: Page) -> None:
    """An entry is edited where it stands, and stays open while another is added beside it."""
    cell = page.locator("#cell-swot_S-products")
    cell.get_by_role("link", name=re.compile(r"^直す\s*：県外からも来る$")).tap()
    box = cell.get_by_label("内容")
    box.fill("県外からも毎週来る")
    cell.get_by_label("強み「商品・製品・サービス」に書く").fill("3代続く")
    page.keyboard.press("Enter")
    expect(cell.locator(".entry-text").last).to_have_text("3代続く")
    expect(box).to_have_value("県外からも毎週来る")
    cell.get_by_role("button", name="保存する").tap()
    expect(box).to_have_count(0)
    expect(cell).to_contain_text("県外からも毎週来る")


def without_signal(page: Page, context: BrowserContext) -> None:
    """What is entered without a connection waits on the page, and is sent when there is one."""
    line = page.get_by_label("脅威「業界動向」に書く")
    context.set_offline(True)
    line.fill("粉が上がる")
    line.press("Enter")
    waiting = page.locator("#cell-swot_T-trade [data-waiting]")
    expect(waiting).to_contain_text("未送信：粉が上がる")
    expect(line).to_have_value("")
    context.set_offline(False)
    expect(page.locator("#said-swot_T-trade")).to_contain_text("粉が上がる")
    expect(waiting).to_be_empty()
    line.fill("書きかけ")
    page.wait_for_timeout(400)
    page.reload()
    expect(line).to_have_value("書きかけ")
    line.fill("")


def make_a_step_and_agree_it(page: Page) -> None:
    """One step written, and promised at the visit of the day before."""
    page.get_by_role("link", name="90日", exact=True).tap()
    page.get_by_role("textbox", name="行動", exact=True).fill("予約の紙を店に置く")
    page.get_by_role("textbox", name="期限 必須").fill("R8.12.10")
    page.get_by_role("button", name="行動を加える").tap()
    expect(page.locator("table.steps")).to_contain_text("予約の紙を店に置く")
    page.get_by_label("どの記録で約束しましたか").select_option(index=1)
    page.get_by_role("button", name="約束にする", exact=True).tap()
    expect(page.get_by_text("1件を約束にしました。")).to_be_visible()
    assert Promise.objects.get().what == ActionStep.objects.get().what == "予約の紙を店に置く"
