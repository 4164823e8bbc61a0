"""The first story: someone comes to the door and gets in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import DESK, PHONE

from banso.accounts.models import Staff

PASSWORD = "banso-no-shiken-2026"


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_sato_signs_in_at_the_door_and_sees_today(
    sato: Staff,
    browser_of: Callable[..., Page],
    assert_accessible: Callable[[Page], None],
    viewport: dict[str, int],
) -> None:
    page = browser_of(viewport=viewport)
    page.goto("/")
    assert_accessible(page)
    page.get_by_label("メールアドレス").fill(sato.person.email)
    page.get_by_label("パスワード").fill(PASSWORD)
    page.get_by_role("button", name="ログイン", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("今日")
    assert_accessible(page)


def test_a_wrong_password_is_told_in_japanese(sato: Staff, browser_of: Callable[..., Page]) -> None:
    page = browser_of()
    page.goto("/account/login/")
    page.get_by_label("メールアドレス").fill(sato.person.email)
    page.get_by_label("パスワード").fill("chigau-password")
    page.get_by_role("button", name="ログイン", exact=True).click()
    expect(page.locator("main")).to_contain_text("メールアドレス")
    expect(page.get_by_label("メールアドレス")).to_have_value(sato.person.email)
