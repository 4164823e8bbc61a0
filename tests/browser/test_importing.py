"""A ledger brought in through the browser: dropped, judged, carried out, and brought again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect
from tests.browser.conftest import PHONE
from tests.registry.ledgers import csv_text

from banso.accounts.models import Staff
from banso.core.tables import read_sheets
from banso.registry.models import Business

LEDGER = (
    ("会員番号", "事業所名", "代表者", "電話", "メール"),
    ("E001", "㈱うめ商店", "梅田 太郎", "027-373-9901", ""),
    ("", "(株)うめ商店", "梅田　太郎", "０２７－３７３－９９０１", "ume@example.jp"),
    ("E003", "", "桃井 次郎", "027-373-9903", ""),
    ("E004", "かえで美容室", "楓 花子", "027-373-9904", ""),
    ("", "以上 4件", "", "", ""),
)
# A file dropped from the desktop, as a browser tells the page of it.
_DROP = """([text, name]) => {
  const held = new DataTransfer();
  held.items.add(new File([text], name, {type: "text/csv"}));
  document.querySelector("[data-drop]").dispatchEvent(
    new DragEvent("drop", {dataTransfer: held, bubbles: true, cancelable: true}));
}"""


def worked_off(page: Page) -> None:
    """Let the worker do what was booked, and wait until the page has noticed."""
    expect(page.get_by_role("heading", name="作業しています")).to_be_visible()
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)
    expect(page.get_by_role("heading", name="作業しています")).to_have_count(0)


def dropped(page: Page) -> None:
    """Drop the ledger on its place and have it read."""
    page.goto("/businesses/imports/")
    page.evaluate(_DROP, [csv_text(LEDGER), "会員名簿.csv"])
    expect(page.locator("[data-upload-said]")).to_contain_text("「会員名簿.csv」")
    page.get_by_role("button", name="内容を確かめる").click()
    worked_off(page)


@pytest.fixture
def counted() -> Callable[[Page, str], None]:
    """Sees that the counts of the preview are these."""

    def check(page: Page, words: str) -> None:
        expect(page.locator(".import-counts")).to_have_text(words, use_inner_text=True)

    return check


def test_sato_drops_a_ledger_judges_a_double_and_brings_it_again(
    sato: Staff,
    browser_of: Callable[..., Page],
    assert_accessible: Callable[[Page], None],
    counted: Callable[[Page, str], None],
    tmp_path: Path,
) -> None:
    page = browser_of(sato)
    dropped(page)
    counted(
        page, "登録 2件／変更 0件／変わらない 0件／受け付けない 1件／判断していない重複の疑い 1件"
    )
    expect(page.get_by_text("（空） → ume@example.jp")).to_be_visible()
    assert_accessible(page)
    page.set_viewport_size(PHONE)
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

    page.get_by_role("group", name="3行目の判断").get_by_label("同じ事業者として変更").check()
    page.get_by_role("button", name="この頁の判断を残す").click()
    expect(page.get_by_text("1行の判断を残しました。")).to_be_visible()
    counted(
        page, "登録 2件／変更 0件／変わらない 0件／受け付けない 1件／判断していない重複の疑い 0件"
    )
    with page.expect_download() as returned:
        page.get_by_role("link", name="受け付けない行を Excel で受け取る").click()
    returned.value.save_as(tmp_path / "戻り.xlsx")
    last = read_sheets(tmp_path / "戻り.xlsx").sheets[0].rows[-1]
    assert last.cells == (
        "4", "E003", "", "桃井 次郎", "027-373-9903", "", "事業者名がありません。",
    )  # fmt: skip
    page.get_by_role("button", name="2件を取り込む").click()
    worked_off(page)
    expect(page.get_by_text("登録 2件、変更 0件。取り込まなかった行 1件。")).to_be_visible()
    assert sorted(Business.objects.values_list("member_number", "name", "email")) == [
        ("E001", "㈱うめ商店", "ume@example.jp"), ("E004", "かえで美容室", ""),
    ]  # fmt: skip

    dropped(page)
    counted(
        page, "登録 0件／変更 0件／変わらない 2件／受け付けない 1件／判断していない重複の疑い 1件"
    )
    expect(page.get_by_role("button", name="件を取り込む")).to_have_count(0)
