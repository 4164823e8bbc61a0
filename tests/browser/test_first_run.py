"""A fresh machine: from nothing to an office at work with its plan."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect
from tests.browser.conftest import PHONE
from tests.browser.hands import PASSWORD, heading

from banso.accounts.models import Organisation, Staff
from banso.programme.queries import plan_of


def test_an_empty_machine_becomes_an_office_with_its_administrator_and_plan(
    browser_of: Callable[..., Page], assert_accessible: Callable[[Page], None]
) -> None:
    page = browser_of(viewport=PHONE)
    page.goto("/programme/")
    expect(heading(page)).to_have_text("最初の設定")
    assert_accessible(page)
    page.get_by_label("商工会の名称").fill("高崎市群馬商工会")
    page.get_by_label("氏名").fill("鈴木 一郎")
    page.get_by_label("メールアドレス").fill("suzuki@example.jp")
    passwords = page.locator("input[type=password]")
    passwords.nth(0).fill(PASSWORD)
    passwords.nth(1).fill("chigau-kotoba-2026")
    page.get_by_label("経営発達支援計画").select_option("takasaki-gunma")
    page.get_by_role("button", name="登録して始める").click()
    expect(page.get_by_role("region", name="入力を確かめてください")).to_be_focused()
    assert not Organisation.objects.exists()
    expect(page.get_by_label("商工会の名称")).to_have_value("高崎市群馬商工会")

    for number in range(2):
        passwords.nth(number).fill(PASSWORD)
    page.get_by_role("button", name="登録して始める").click()
    expect(page.locator("#messages")).to_contain_text("高崎市群馬商工会を始める準備ができました。")
    page.locator(".bar-menu > summary").click()
    page.get_by_role("navigation", name="メニュー").get_by_role("link", name="今日").click()
    expect(heading(page)).to_have_text("今日　令和8年11月20日（金）")
    expect(page.get_by_role("region", name="遅れている目標")).to_be_visible()
    page.get_by_role("link", name="目標と実績をすべて見る").click()
    expect(page.locator("#follow-up-visits")).to_contain_text("80")
    staff = Staff.objects.get()
    plan = plan_of(staff.organisation)
    assert plan is not None
    assert (staff.role, staff.person.name, len(plan.document.indicators)) == (
        "administrator",
        "鈴木 一郎",
        28,
    )
    page.goto("/start/")
    expect(heading(page)).to_have_text("ページが見つかりません")
