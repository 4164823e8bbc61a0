"""Accounts entered by keyboard alone; the sums on the page are those that the server reckons."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdfium2 import PdfDocument
from tests.architecture.world import brought_accounts
from tests.browser.conftest import DESK, PHONE
from tests.browser.hands import heading, sign_in
from tests.browser.test_drafts import restarted
from tests.figures.cast import YEAR, a_kept_period
from tests.figures.files import A_YEAR, freee
from tests.figures.test_papers import SHOP

from banso.accounts.models import Staff
from banso.figures.actions import Change, bring_accounts, enter_monthly_figures, issue_link
from banso.figures.models import FinancialStatement, StatementImport
from banso.figures.rules.monthly import Answer, months_to
from banso.registry.models import Business

SUMS = """() => [...document.querySelectorAll('output[data-sum]')].map(
  one => [one.dataset.column, one.dataset.sum, one.textContent.trim()])"""

# The same form sent to be reckoned again; the answer is only parsed, so that no script touches it.
BY_SERVER = """async () => {
  const sent = new FormData(document.querySelector('[data-sheet]'));
  sent.append('check', '1');
  const answer = await fetch(location.href, {method: 'POST', body: new URLSearchParams(sent)});
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  return [...page.querySelectorAll('output[data-sum]')].map(
    one => [one.dataset.column, one.dataset.sum, one.textContent.trim()]);
}"""


def picture(page: Page, name: str) -> None:
    """Keep a picture of the page where BANSO_PICTURES says, for the eye."""
    folder = os.environ.get("BANSO_PICTURES")
    if folder:
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def test_a_year_is_typed_down_the_column_and_sums_follow(
    sato: Staff,
    sakura: Business,
    browser_of: Callable[..., Page],
    assert_accessible: Callable[[Page], None],
) -> None:
    a_kept_period(sakura, 2024)
    a_kept_period(sakura, 2025, {**YEAR, "opening_inventory": 1_500_000})
    page = browser_of(sato)
    page.goto(f"/figures/{sakura.public_id}/enter/")
    expect(heading(page)).to_have_text("決算を入れる")
    page.locator("#id_new-sales").focus()
    page.keyboard.type("５０，０００，０００")
    page.keyboard.press("Enter")
    expect(page.locator("#id_new-opening_inventory")).to_be_focused()
    page.keyboard.type("1500000")
    page.keyboard.press("ArrowDown")
    page.keyboard.type("20000000")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#id_new-opening_inventory")).to_be_focused()
    gross = page.locator('output[data-column="new"][data-sum="gross_profit"]')
    expect(gross).to_have_text("28,500,000")
    page.locator("#id_new-deposits").fill("700")
    page.locator("#id_new-capital").fill("500")
    page.locator("#id_new-retained_earnings").fill("△100")
    by_script = page.evaluate(SUMS)
    assert_accessible(page)
    picture(page, "enter-desk")
    assert page.evaluate(BY_SERVER) == by_script
    page.get_by_role("button", name="決算を保存する").click()
    expect(page.get_by_text("貸借が300円合いません", exact=False)).to_be_visible()
    picture(page, "enter-asked")
    page.get_by_role("button", name="確かめたので保存する").click()
    expect(heading(page)).to_have_text("決算")
    picture(page, "periods-desk")
    assert (
        FinancialStatement.objects.filter(ends_on__year=2026).get().amounts["sales"] == 50_000_000
    )


def test_in_an_outline_what_is_blank_is_unknown_to_script_and_server_alike(
    sato: Staff, sakura: Business, browser_of: Callable[..., Page]
) -> None:
    page = browser_of(sato)
    page.goto(f"/figures/{sakura.public_id}/enter/")
    page.locator("#id_new-is_outline").check()
    expect(page.locator("#id_new-operating_profit")).to_be_visible()
    page.wait_for_load_state()
    amounts = {"sales": "9000", "operating_profit": "700", "ordinary_profit": "500"}
    for code, typed in {**amounts, "current_liabilities": "40"}.items():
        page.locator(f"#id_new-{code}").fill(typed)
    before_tax = page.locator('output[data-column="new"][data-sum="profit_before_tax"]')
    expect(before_tax).to_have_text("—")
    assert page.evaluate(BY_SERVER) == page.evaluate(SUMS)
    for code in ("extraordinary_income", "extraordinary_expenses"):
        page.locator(f"#id_new-{code}").fill("20")
    expect(before_tax).to_have_text("500")
    assert page.evaluate(BY_SERVER) == page.evaluate(SUMS)


def test_on_a_proprietors_paper_script_and_server_reckon_alike(
    sato: Staff, sakura: Business, browser_of: Callable[..., Page]
) -> None:
    a_kept_period(sakura, 2025, SHOP, form="proprietor")
    page = browser_of(sato)
    page.goto(f"/figures/{sakura.public_id}/enter/")
    assert page.evaluate(BY_SERVER) == page.evaluate(SUMS)
    typed = {"sales": "9000", "closing_inventory": "△300", "interest_paid": "50"}
    typed |= {"family_wages": "960", "owners_drawings": "(2,600)", "cash_on_hand": "5,000"}
    for code, amount in {**typed, "allowance_for_bad_debts": "△10", "rent": "1,200"}.items():
        page.locator(f"#id_new-{code}").fill(amount)
    before = page.locator('output[data-column="new"][data-sum="profit_before_tax"]')
    expect(before).to_have_text("7,090")
    assert page.evaluate(BY_SERVER) == page.evaluate(SUMS)


def a_journal(business: Business, by: Staff, folder: Path) -> StatementImport:
    """A journal with a name that nobody has settled yet."""
    path = folder / "shiwake.csv"
    path.write_bytes(freee([*A_YEAR, ("2025/07/01", "ポイント販促", "普通預金", 7_000, "")]))
    return bring_accounts(path, path.name, business=business, by=by)


@pytest.mark.parametrize(("name", "viewport"), [("desk", DESK), ("phone", PHONE)])
def test_the_pages_fit_their_frame(
    sato: Staff,
    sakura: Business,
    browser_of: Callable[..., Page],
    assert_accessible: Callable[[Page], None],
    name: str,
    viewport: dict[str, int],
    tmp_path: Path,
) -> None:
    for year, opening in ((2024, 1_200_000), (2025, 1_500_000), (2026, 1_500_000)):
        a_kept_period(sakura, year, {**YEAR, "opening_inventory": opening})
    page = browser_of(sato, viewport)
    brought = brought_accounts([sakura], sato, 1)
    token = issue_link(sakura, by=sato).token
    firm = f"/figures/{sakura.public_id}"
    paths = {
        "periods": f"{firm}/",
        "enter": f"{firm}/enter/",
        "monthly": f"{firm}/monthly/",
        "bring": f"{firm}/imports/",
        "import": f"/figures/imports/{brought.public_id}/",
        "journal": f"/figures/imports/{a_journal(sakura, sato, tmp_path).public_id}/",
        "templates": "/figures/",
        "karte": f"/karte/{sakura.public_id}/",
        "owner": f"/f/{token}/",
        "owner-closed": "/f/mistyped/",
    }
    for called, path in paths.items():
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        assert_accessible(page)
        picture(page, f"{name}-{called}")


def in_drafts(page: Page, words: str) -> None:
    """Wait until the device keeps those words."""
    page.wait_for_function(
        """words => Object.entries(localStorage).some(
            ([name, text]) => name.startsWith("banso-entry:") && text.includes(words))""",
        arg=words,
    )


def test_accounts_half_typed_survive_a_menu_link_and_a_closed_browser(
    sato: Staff, sakura: Business, chromium: Browser, product: str, tmp_path: Path
) -> None:
    kept = a_kept_period(sakura, 2025)
    first = restarted(chromium, tmp_path / "device", product)
    page = first.new_page()
    page.goto(f"/figures/{sakura.public_id}/enter/")
    sign_in(page, sato)
    expect(heading(page)).to_have_text("決算を入れる")
    page.wait_for_load_state()
    page.locator("#id_new-sales").fill("51,000,000")
    page.locator("#id_new-wages").fill("9,300,000")
    page.locator(f"#id_{kept.public_id}-rent").fill("600,000")
    in_drafts(page, "600,000")
    page.goto("/")
    first.close()

    second = restarted(chromium, tmp_path / "device", product)
    page = second.new_page()
    page.goto(f"/figures/{sakura.public_id}/enter/")
    sign_in(page, sato)
    offer = page.get_by_role("region", name="書きかけの決算があります")
    expect(offer).to_contain_text("株式会社さくら製麺")
    expect(page.locator("#id_new-sales")).to_have_value("")
    offer.get_by_role("link", name="続ける").click()
    expect(page.locator("#id_new-sales")).to_have_value("51,000,000")
    expect(page.locator(f"#id_{kept.public_id}-rent")).to_have_value("600,000")
    expect(page.locator('output[data-column="new"][data-sum="operating_profit"]')).to_have_text(
        "41,700,000"
    )
    page.get_by_role("button", name="決算を保存する").click()
    expect(heading(page)).to_have_text("決算")
    rows = FinancialStatement.objects.order_by("ends_on")
    assert [(row.amounts["sales"], row.amounts.get("rent")) for row in rows] == [
        (48_000_000, 600_000),
        (51_000_000, None),
    ]
    expect(page.get_by_role("region", name="書きかけの決算があります")).to_be_hidden()
    second.close()


def test_a_draft_on_another_paper_comes_back_on_its_paper(
    sato: Staff, sakura: Business, browser_of: Callable[..., Page]
) -> None:
    page = browser_of(sato)
    page.goto(f"/figures/{sakura.public_id}/enter/")
    page.locator("#id_new-form").select_option("proprietor")
    page.locator("#id_new-family_wages").fill("960,000")
    in_drafts(page, "960,000")
    page.goto(f"/figures/{sakura.public_id}/")
    page.get_by_role("region", name="書きかけの決算があります").get_by_role(
        "link", name="続ける"
    ).click()
    expect(page.locator("#id_new-family_wages")).to_have_value("960,000")
    expect(page.locator("#id_new-family_wages")).to_be_visible()
    expect(page.locator("#id_new-form")).to_have_value("proprietor")
    assert not FinancialStatement.objects.exists()


def test_a_draft_older_than_a_colleagues_change_does_not_overwrite_it(
    sato: Staff, sakura: Business, browser_of: Callable[..., Page]
) -> None:
    kept = a_kept_period(sakura, 2025)
    page = browser_of(sato)
    page.goto(f"/figures/{sakura.public_id}/enter/")
    page.locator(f"#id_{kept.public_id}-rent").fill("600,000")
    in_drafts(page, "600,000")
    page.goto("/")
    kept.amounts = {**YEAR, "wages": 9_100_000}
    kept.save_edit(seen_version=1)
    page.goto(f"/figures/{sakura.public_id}/enter/")
    page.get_by_role("link", name="続ける").click()
    expect(page.locator(f"#id_{kept.public_id}-rent")).to_have_value("600,000")
    page.get_by_role("button", name="決算を保存する").click()
    expect(page.get_by_role("region", name="ほかの人が先に保存しています")).to_be_visible()
    expect(page.locator(f"#id_{kept.public_id}-wages")).to_have_value("9,100,000")
    expect(page.locator(f"#id_{kept.public_id}-rent")).to_have_value("600,000")


HEAD_IN_SIGHT = """key => {
  const head = document.querySelector(`[data-unit-of="${key}"]`).getBoundingClientRect();
  const bar = document.querySelector(".bar");
  const isSticky = getComputedStyle(bar).position === "sticky";
  const under = isSticky ? bar.getBoundingClientRect().bottom : 0;
  const cell = document.activeElement.getBoundingClientRect();
  const seen = document.elementFromPoint(head.x + head.width / 2, head.y + head.height / 2);
  return [head.top >= under, head.bottom <= cell.top + 1, seen.closest("th") !== null];
}"""


@pytest.mark.parametrize("viewport", [DESK, PHONE])
def test_the_period_and_its_unit_stay_in_sight_down_to_the_last_row(
    sato: Staff, sakura: Business, browser_of: Callable[..., Page], viewport: dict[str, int]
) -> None:
    a_kept_period(sakura, 2024)
    a_kept_period(sakura, 2025, {**YEAR, "opening_inventory": 1_500_000}, typed_in="thousand-yen")
    page = browser_of(sato, viewport)
    page.goto(f"/figures/{sakura.public_id}/enter/")
    page.locator("#id_new-starts_on").focus()
    for _ in range(45):
        page.keyboard.press("Enter")
        assert page.evaluate(HEAD_IN_SIGHT, "new") == [True, True, True]
    page.locator("#id_new-typed_in").select_option("yen")
    expect(page.locator('[data-unit-of="new"]')).to_have_text("円")
    page.locator("#id_new-ends_on").fill("R8.2.28")
    expect(page.locator('[data-ends-of="new"]')).to_have_text("R8.2.28期")
    picture(page, f"head-{viewport['width']}")


def test_enter_moves_down_from_the_first_day_and_never_sends_the_page(
    sato: Staff, sakura: Business, browser_of: Callable[..., Page]
) -> None:
    page = browser_of(sato)
    page.goto(f"/figures/{sakura.public_id}/enter/")
    page.locator("#id_new-starts_on").focus()
    came: list[str] = []
    for _ in range(9):
        page.keyboard.press("Enter")
        came.append(page.evaluate("document.activeElement.name"))
    assert came == [
        f"new-{name}"
        for name in (
            *("ends_on", "form", "typed_in", "is_closed", "is_forecast", "is_outline"),
            *("employees", "note", "sales"),
        )
    ]
    page.keyboard.press("ArrowUp")
    expect(page.locator("#id_new-note")).to_be_focused()
    expect(heading(page)).to_have_text("決算を入れる")


def test_twelve_months_fit_on_one_sheet_of_paper_with_the_newest(
    sato: Staff, sakura: Business, browser_of: Callable[..., Page]
) -> None:
    cells = {
        (month, "sales_store"): Change(Answer(Decimal(10_000_000 + number)))
        for number, month in enumerate(months_to(date(2026, 11, 1)))
    }
    enter_monthly_figures(sakura, cells, by=sato)
    page = browser_of(sato)
    page.goto(f"/figures/{sakura.public_id}/monthly/")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 1030, "height": 700})  # A4 across without its margins
    overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert overflow <= 0
    last = page.locator('input[name="2026-11-sales_store"]')
    assert last.evaluate("field => [field.scrollWidth - field.clientWidth, field.value]") == [
        0,
        "10,000,011",
    ]
    paper = PdfDocument(page.pdf(prefer_css_page_size=True))
    assert len(paper) == 1
    words = paper[0].get_textpage().get_text_range()
    assert "10,000,000" in words
    assert "10,000,011" in words


def test_the_sheet_keeps_to_a_window_that_grows_narrow(
    sato: Staff, sakura: Business, browser_of: Callable[..., Page]
) -> None:
    a_kept_period(sakura, 2025)
    page = browser_of(sato)
    page.goto(f"/figures/{sakura.public_id}/enter/")
    expect(page.locator(".sheet-box.fits")).to_be_visible()
    page.set_viewport_size(PHONE)
    expect(page.locator(".sheet-box:not(.fits)")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
