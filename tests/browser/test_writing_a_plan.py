"""A plan written at the table on a phone: from the analysis to the day it is adopted."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, Route, expect
from tests.browser.conftest import DESK, PHONE
from tests.browser.hands import heading
from tests.conftest import TODAY
from tests.diagnosis.cast import an_analysis
from tests.plans.cast import a_finished_analysis, a_plan

from banso.accounts.models import Staff
from banso.plans.models import BusinessPlan, PlanSection
from banso.plans.queries import numbers_of
from banso.programme.queries import Plan
from banso.registry.models import Business

PAUSE_MS = 500  # longer than the script waits before it keeps what is typed


def test_an_adviser_begins_from_the_analysis_writes_reckons_and_adopts(
    plan: Plan,
    sato: Staff,
    sakura: Business,
    browser_of: Callable[..., Page],
    assert_accessible: Callable[[Page], None],
) -> None:
    a_finished_analysis(sakura, sato, TODAY)
    page = browser_of(sato, viewport=PHONE, touch=True)
    page.goto("/diagnoses/")
    page.get_by_role("link", name="株式会社さくら製麺").first.tap()
    page.get_by_role("link", name="事業計画にする").tap()
    page.get_by_role("textbox", name="題名").fill("生めんを隣町まで")
    page.get_by_role("button", name="この計画を始める").tap()
    expect(heading(page)).to_have_text("生めんを隣町まで")
    assert_accessible(page)

    write_two_sections(page)
    page.get_by_role("link", name="施策", exact=True).tap()
    page.get_by_label("施策", exact=True).fill("隣町の直売所に置く")
    page.get_by_role("button", name="施策を加える").tap()
    expect(page.locator("table.measures")).to_contain_text("隣町の直売所に置く")
    assert_accessible(page)

    reckon(page)
    assert_accessible(page)
    page.get_by_role("link", name="策定・版").tap()
    page.get_by_role("link", name="策定する").tap()
    page.get_by_text("対面：いま、事業者と読み合わせた").tap()
    page.get_by_role("button", name="策定にする").tap()
    expect(page.get_by_text("策定を記録しました。")).to_be_visible()
    expect(page.get_by_text("確認済み")).to_be_visible()
    assert_accessible(page)
    adopted = BusinessPlan.objects.adopted().get()
    assert adopted.adoption.on == TODAY


def write_two_sections(page: Page) -> None:
    """One is saved; of the other what is typed stays on the device and comes back."""
    page.get_by_role("link", name="本文", exact=True).tap()
    first = page.locator("#section-philosophy")
    first.get_by_role("textbox").fill("味を\n守る")
    expect(first.locator("#section-philosophy-count")).to_have_text("4")
    first.get_by_role("button", name="保存する").tap()
    expect(first.get_by_text("保存しました。")).to_be_visible()
    second = page.locator("#section-overview")
    second.get_by_role("textbox").fill("三代続く製麺所")
    expect(second.get_by_text("書きかけをこの端末に残しました。")).to_be_visible()
    page.reload()
    expect(second.get_by_role("textbox")).to_have_value("三代続く製麺所")
    expect(second.get_by_text("書きかけを戻しました。")).to_be_visible()
    second.get_by_role("button", name="保存する").tap()
    expect(second.get_by_text("保存しました。")).to_be_visible()
    page.reload()
    expect(second.get_by_text("書きかけを戻しました。")).to_have_count(0)
    assert list(PlanSection.objects.order_by("pk").values_list("text", flat=True)) == [
        "味を\n守る",
        "三代続く製麺所",
    ]


def test_what_is_saved_right_after_the_last_key_leaves_no_draft(
    sato: Staff, sakura: Business, browser_of: Callable[..., Page]
) -> None:
    plan = a_plan(sakura, sato)
    page = browser_of(sato, viewport=PHONE, touch=True)
    page.goto(f"/plans/{plan.public_id}/text/")
    for key in ("philosophy", "overview", "market", "philosophy"):
        section = page.locator(f"#section-{key}")
        section.get_by_role("textbox").press_sequentially("すぐ押す。")
        section.get_by_role("button", name="保存する").tap()
        expect(section.get_by_text("保存しました。")).to_be_visible()
    page.wait_for_timeout(PAUSE_MS)
    expect(page.locator("[data-drafts-count]").first).to_be_hidden()
    page.reload()
    expect(page.get_by_text("書きかけを戻しました。")).to_have_count(0)


def test_what_is_typed_while_the_text_is_being_saved_stays_as_a_draft(
    sato: Staff, sakura: Business, browser_of: Callable[..., Page]
) -> None:
    plan = a_plan(sakura, sato)
    page = browser_of(sato, viewport=DESK)
    page.goto(f"/plans/{plan.public_id}/text/")
    section = page.locator("#section-philosophy")
    section.get_by_role("textbox").fill("味を守る。")

    def type_on(route: Route) -> None:
        """One more sentence before the server answers."""
        section.get_by_role("textbox").press_sequentially("人も育てる。")
        route.continue_()

    page.route("**/text/philosophy/", type_on)
    section.get_by_role("button", name="保存する").click()
    expect(section.get_by_role("textbox")).to_have_value("味を守る。人も育てる。")
    expect(section.get_by_text("書きかけを戻しました。まだ保存していません。")).to_be_visible()
    assert PlanSection.objects.get().text == "味を守る。"


def reckon(page: Page) -> None:
    """The result stands there as one types; it is kept when one saves, and the group stays open."""
    page.get_by_role("link", name="数値計画", exact=True).tap()
    sales = page.locator("#group-sales")
    expect(sales.locator(".group-sum")).to_contain_text("基準48,000 → 48,000")
    sales.locator("summary").tap()
    page.get_by_label("1年目の売上1行目の金額").fill("60,000,000")
    expect(page.locator("#results-body")).to_contain_text("まだ保存していません")
    expect(page.locator("#results-body")).to_contain_text("60,000")
    expect(sales.locator(".group-sum")).to_contain_text("基準48,000 → 60,000")
    expect(page.locator("#at-once")).to_contain_text("＋12,000")
    page.get_by_role("button", name="保存する", exact=True).tap()
    expect(page.get_by_text("数値計画を保存しました。")).to_be_visible()
    expect(page.get_by_label("1年目の売上1行目の金額")).to_have_value("60,000,000")
    kept = numbers_of(BusinessPlan.objects.get())
    assert kept is not None
    assert kept.years[0].sales_total == 60_000_000


def test_on_a_phone_the_months_are_brought_to_the_year_and_back(
    sato: Staff,
    sakura: Business,
    browser_of: Callable[..., Page],
    assert_accessible: Callable[[Page], None],
) -> None:
    an_analysis(sakura, sato)
    plan = a_plan(sakura, sato)
    page = browser_of(sato, viewport=PHONE, touch=True)
    page.goto(f"/plans/{plan.public_id}/numbers/")
    months = page.locator("#group-months")
    months.locator("summary").tap()
    page.get_by_label("1年目の4月の売上").fill("500万")
    expect(months).to_contain_text("年の売上（48,000,000円）より43,000,000円少ないです。")
    expect(page.locator("#share-0-0")).to_have_text("10.4%")
    months.get_by_role("button", name="1年目の残りを空欄の月に 均等に振り分ける").tap()
    expect(months).to_contain_text("合計48,000,000円。年の売上と合っています。")
    expect(page.get_by_label("1年目の5月の売上")).to_have_value("3,909,090")
    expect(page.locator("#sum-months")).to_have_text("1年目は月ごとに入力")
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    assert_accessible(page)
    months.get_by_role("button", name="元に戻す").tap()
    expect(page.get_by_label("1年目の5月の売上")).to_have_value("")
    expect(page.get_by_label("1年目の4月の売上")).to_have_value("500万")
    page.get_by_role("button", name="保存する", exact=True).tap()
    expect(months).to_contain_text("1年目の月別の売上は12か月分にしてください。")
    expect(page.get_by_label("1年目の4月の売上")).to_have_value("500万")
    assert_accessible(page)


def test_at_a_desk_every_group_stands_open_and_on_a_phone_a_line_comes_at_a_press(
    sato: Staff, sakura: Business, browser_of: Callable[..., Page]
) -> None:
    an_analysis(sakura, sato)
    plan = a_plan(sakura, sato)
    page = browser_of(sato, viewport=DESK)
    page.goto(f"/plans/{plan.public_id}/numbers/")
    shut = page.locator("details.group:not([open])")
    expect(shut).to_have_count(2)  # the months nobody typed, and what the accounts know
    expect(page.get_by_label("売上2行目の名前")).to_be_visible()
    page.set_viewport_size(PHONE)
    page.reload()
    expect(page.locator("details.group[open]")).to_have_count(0)
    page.locator("#group-equipment > summary").click()
    expect(page.get_by_label("設備1行目の名前")).to_be_hidden()
    page.get_by_role("button", name="設備を足す").click()
    expect(page.get_by_label("設備1行目の名前")).to_be_focused()
