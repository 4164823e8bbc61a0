"""What a council member, an outside expert and another office see of our work."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from tests.browser.hands import heading
from tests.conftest import staff_of
from tests.records.cast import a_dispatch, a_firm, a_visit

from banso.accounts.models import Staff
from banso.accounts.rules import Role
from banso.programme.queries import Plan
from banso.records.models import SupportRecord
from banso.registry.models import Business

EVIDENCE = "/programme/lines/follow-up-visits/rows/R8/year/"


@pytest.fixture
def visit(plan: Plan, sato: Staff, sakura: Business) -> SupportRecord:
    """One visit, counted in the plan."""
    return a_visit(sakura, sato, topics=("plan-followup",), heard="売上は横ばい。")


def open_page(page: Page, address: str) -> int:
    """Go there; how it was answered."""
    answer = page.goto(address)
    assert answer is not None
    return answer.status


@pytest.mark.usefixtures("visit")
def test_a_council_member_sees_numbers_and_no_way_to_the_firms_behind_them(
    plan: Plan, sakura: Business, browser_of: Callable[..., Page]
) -> None:
    council = staff_of(sakura.organisation, "清水 洋子", "council@example.jp", Role.COUNCIL_MEMBER)
    page = browser_of(council)
    page.goto("/programme/")
    row = page.locator("#follow-up-visits")
    expect(row.locator("td.strong")).to_contain_text("1")
    expect(page.locator("a.opens")).to_have_count(0)
    menu = page.get_by_role("navigation", name="主なメニュー").get_by_role("link")
    expect(menu).to_have_text(
        ["今日", "計画と評価", "目標と実績", "柱ごとの目標", "地区の統計", "計画の内容"]
    )
    expect(page.get_by_role("link", name="記録する")).to_have_count(0)
    for address in (EVIDENCE, "/businesses/", "/records/", f"/karte/{sakura.public_id}/"):
        assert open_page(page, address) == 403
        expect(heading(page)).to_have_text("この画面を使う権限がありません")
        expect(page.locator("body")).not_to_contain_text(sakura.name)


@pytest.mark.usefixtures("visit")
def test_an_expert_sees_only_the_firm_sent_to(
    plan: Plan, sato: Staff, sakura: Business, browser_of: Callable[..., Page]
) -> None:
    expert = staff_of(sakura.organisation, "藤井 健", "expert@example.jp", Role.EXPERT)
    elsewhere = a_firm("金古木工所", like=sakura)
    a_dispatch(sakura, sato, expert=expert)
    page = browser_of(expert)
    page.goto("/businesses/")
    expect(page.locator("tbody tr")).to_have_count(1)
    page.get_by_role("link", name=sakura.name).click()
    expect(heading(page)).to_have_text(sakura.name)
    expect(page.get_by_text("売上は横ばい。")).to_be_visible()
    assert open_page(page, f"/karte/{elsewhere.public_id}/") == 404
    expect(page.locator("body")).not_to_contain_text(elsewhere.name)
    assert open_page(page, "/programme/") == 403


def test_another_offices_ids_lead_to_a_page_that_says_so_in_japanese(
    visit: SupportRecord, tanaka: Staff, sakura: Business, browser_of: Callable[..., Page]
) -> None:
    page = browser_of(tanaka)
    for address in (
        reverse("web:business", args=[sakura.public_id]),
        reverse("registry:edit", args=[sakura.public_id]),
        reverse("records:detail", args=[visit.public_id]),
        reverse("records:new") + f"?business={sakura.public_id}",
        "/no/such/page/",
    ):
        assert open_page(page, address) == 404
        expect(heading(page)).to_have_text("ページが見つかりません")
        expect(page.locator("body")).not_to_contain_text("さくら製麺")
    page.get_by_role("link", name="今日の画面へ").click()
    expect(heading(page)).to_contain_text("今日")
