"""An owner opens the link on a phone, asks to be visited, and the adviser sees it at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from playwright.sync_api import Page, expect
from tests.browser.conftest import PHONE
from tests.followup.kept_cast import a_kept_measure, sold
from tests.followup.kept_cast import an_adopted_plan as followed
from tests.plans.cast import a_plan

from banso.accounts.models import Staff
from banso.figures.actions import issue_link
from banso.plans.actions import PlanFacts
from banso.plans.models import BusinessPlan
from banso.plans.queries import numbers_of
from banso.programme.queries import Plan
from banso.registry.models import Business

OVERFLOW = "document.documentElement.scrollWidth - innerWidth"


def test_an_owner_asks_to_be_visited_and_the_adviser_is_told_whom_when_and_why(
    plan: Plan,
    sato: Staff,
    sakura: Business,
    browser_of: Callable[..., Page],
    assert_accessible: Callable[[Page], None],
) -> None:
    theirs = followed(sakura, sato)
    a_kept_measure(theirs, "書きかけの施策", date(2027, 3, 31))
    sold(sakura, sato, date(2026, 10, 1), 900_000)
    token = issue_link(sakura, by=sato).token
    owner = browser_of(viewport=PHONE, touch=True)
    owner.goto(f"/f/{token}/")
    owner.get_by_role("link", name="わたしの計画").tap()
    expect(owner.get_by_role("img", name="月ごとの売上。")).to_be_visible()
    expect(owner.get_by_text("書きかけの施策")).to_have_count(0)
    assert owner.evaluate(OVERFLOW) <= 0
    assert_accessible(owner)
    owner.get_by_label("相談したいこと").fill("仕入れ値が上がった")
    owner.get_by_label("連絡のつく電話").fill("でんわ")
    owner.get_by_role("button", name="訪問をお願いする").tap()
    expect(owner.get_by_label("相談したいこと")).to_have_value("仕入れ値が上がった")
    assert_accessible(owner)
    owner.get_by_label("連絡のつく電話").fill("090-1234-5678")
    owner.get_by_role("button", name="訪問をお願いする").tap()
    expect(owner.get_by_role("status")).to_contain_text("受け取りました。")
    adviser = browser_of(sato)
    adviser.goto("/follow-up/")
    expect(adviser.get_by_text("令和8年11月20日に事業者から声がかかった")).to_be_visible()
    adviser.goto(f"/follow-up/plans/{theirs.public_id}/")
    expect(adviser.get_by_text("仕入れ値が上がった（電話：090-1234-5678）")).to_be_visible()
    expect(adviser.get_by_text("事業者のページから")).to_be_visible()


def test_figures_are_typed_one_year_at_a_time_and_survive_a_closed_page(
    plan: Plan,
    sato: Staff,
    sakura: Business,
    browser_of: Callable[..., Page],
    assert_accessible: Callable[[Page], None],
) -> None:
    written = a_plan(sakura, sato, PlanFacts("management", "隣町まで", date(2027, 4, 1)))
    page = browser_of(sato, viewport=PHONE, touch=True)
    address = f"/plans/{written.public_id}/numbers/"
    page.goto(address)
    first, second = (page.get_by_label(f"{year}年目の売上1行目の金額") for year in (1, 2))
    expect(first).to_be_visible()
    expect(second).to_be_hidden()
    page.locator(".year-choice").get_by_text("2年目").tap()
    expect(first).to_be_hidden()
    second.fill("1,200")
    # Its line comes above all else: wherever one reads, what one reads stays in its place.
    expect(page.get_by_text("書きかけをこの端末に残しました。")).to_be_visible()
    results_follow_the_year(page)
    assert page.evaluate(OVERFLOW) <= 0
    assert_accessible(page)
    page.goto("/plans/")
    page.goto(address)
    page.get_by_role("link", name="続ける").tap()
    expect(page.get_by_label("2年目の売上1行目の金額")).to_have_value("1,200")
    page.get_by_role("button", name="保存する", exact=True).tap()
    expect(page.get_by_text("数値計画を保存しました。")).to_be_visible()
    kept = numbers_of(BusinessPlan.objects.get(pk=written.pk))
    assert kept is not None
    assert [year.sales[0].amount for year in kept.years[:2]] == [None, 1_200]


def results_follow_the_year(page: Page) -> None:
    """At the results too a tap chooses the year, nothing jumps, and saving is in reach."""
    head = page.locator("#results-body table").first.locator("thead th")
    expect(page.locator("#results-body")).to_contain_text("まだ保存していません")
    expect(head.filter(visible=True)).to_have_text(["項目", "基準", "2年目"])
    page.locator("#results-body table").first.locator("tbody tr").nth(
        6
    ).scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    # By its place: Playwright's own tap scrolls to what it touches, a thumb does not.
    box = page.locator(".year-choice").get_by_text("3年目").bounding_box()
    assert box is not None
    page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(head.filter(visible=True)).to_have_text(["項目", "基準", "3年目"])
    assert page.evaluate("scrollY") == before
    expect(page.get_by_role("button", name="保存する", exact=True)).to_be_in_viewport()
    page.locator(".year-choice").get_by_text("2年目").tap()
