"""What people's hands do in every story: sign in, find a business, go by the keyboard."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from banso.accounts.models import Staff

PASSWORD = "banso-no-shiken-2026"
MOST_STOPS = 80

# Whether the eye can see where the keyboard is: a ring on the focused element, or on the label
# or box that stands for it.
_HAS_RING = """element => {
  const ringed = one => {
    const style = getComputedStyle(one);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0)
      || style.boxShadow !== "none";
  };
  const box = element.getBoundingClientRect();
  const inSight = box.bottom > 0 && box.top < innerHeight;
  return inSight && [element, element.parentElement, element.nextElementSibling]
    .some(one => one && ringed(one));
}"""


def sign_in(page: Page, staff: Staff) -> None:
    """Fill in the sign-in page and press its button."""
    page.get_by_label("メールアドレス").fill(staff.person.email)
    page.get_by_label("パスワード").fill(PASSWORD)
    page.get_by_role("button", name="ログイン", exact=True).click()


def find_business(page: Page, words: str, name: str) -> None:
    """Search in the record form, once its scripts run, and choose from what is offered."""
    page.wait_for_load_state()
    page.get_by_role("searchbox", name="事業者 必須").fill(words)
    with page.expect_response("**/records/recall/**"):
        page.locator(".picker-choice", has_text=name).click()
    expect(page.locator("#business-said")).to_contain_text(f"「{name}」を選んでいます。")
    # What was recalled has moved the page down by now: the next press meets what it aims at.
    expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)


def save(page: Page) -> None:
    """Press the form's button."""
    page.get_by_role("button", name="記録を保存する").click()


def heading(page: Page) -> Locator:
    """The page's heading."""
    return page.get_by_role("heading", level=1)


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until ``wanted`` has the focus; every stop on the way must be visible."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        assert focused.evaluate(_HAS_RING), focused.evaluate("element => element.outerHTML")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"the keyboard does not reach {wanted}")


def press(page: Page, keys: str) -> None:
    """Press keys one after the other, named with spaces between, once the page's scripts run."""
    page.wait_for_load_state()
    for key in keys.split():
        page.keyboard.press(key)
