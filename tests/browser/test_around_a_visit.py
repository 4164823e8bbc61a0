"""Before, after and between visits, on a phone: how many touches and letters each thing takes.

The figures are logged: ``-o log_cli=true --log-cli-level=INFO`` shows them.
"""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.browser.conftest import PHONE
from tests.browser.hands import heading
from tests.records.cast import THEIRS, a_firm, a_promise, a_visit

from banso.accounts.models import Staff
from banso.programme.queries import Plan
from banso.records.models import Fulfilment, Promise, SupportRecord
from banso.registry.models import Business

MOST_TOUCHES = 8
measured = logging.getLogger("banso.measured")


@dataclass(slots=True)
class Thumb:
    """A thumb that counts what it touches and types."""

    page: Page
    touches: int = 0
    letters: int = 0
    began: float = field(default_factory=time.monotonic)

    def tap(self, wanted: Locator) -> None:
        """One touch."""
        wanted.tap()
        self.touches += 1

    def write(self, box: Locator, text: str) -> None:
        """One touch into the box, then the letters."""
        self.tap(box)
        box.press_sequentially(text)
        self.letters += len(text)

    def tell(self, what: str) -> None:
        """Log what it took."""
        took = time.monotonic() - self.began
        words = "%s: %d touches, %d letters, %.1f s by script"
        measured.info(words, what, self.touches, self.letters, took)


def about(press: str, subject: str) -> re.Pattern[str]:
    """The name of a press as it is read aloud: what it does, then to what."""
    return re.compile(rf"^{re.escape(press)}\s*：{re.escape(subject)}$")


@pytest.fixture
def thumb(sato: Staff, browser_of: Callable[..., Page]) -> Thumb:
    """佐藤's thumb on her phone, signed in, at home."""
    page = browser_of(sato, viewport=PHONE, touch=True)
    page.goto("/")
    return Thumb(page)


@pytest.fixture
def visited(plan: Plan, sato: Staff, sakura: Business) -> SupportRecord:
    """A follow-up a fortnight ago that left two promises, and a visit to be made today."""
    return a_visit(
        sakura,
        sato,
        date(2026, 11, 5),
        topics=("plan-followup",),
        heard="粉の値上げで粗利が落ちた。",
        promises=(
            a_promise("原価の表を届ける", date(2026, 11, 18)),
            a_promise("仕入値を調べる", date(2026, 11, 27), THEIRS),
        ),
        next_contact_on=date(2026, 11, 20),
        next_contact_reason="試算表を見る",
    )


def test_a_visit_is_recorded_right_after_it_in_eight_touches_and_one_sentence(
    visited: SupportRecord, thumb: Thumb, assert_accessible: Callable[[Page], None]
) -> None:
    page = thumb.page
    thumb.tap(page.get_by_role("link", name=about("訪問後3分", "株式会社さくら製麺")))
    expect(heading(page)).to_have_text("訪問後3分")
    assert_accessible(page)
    thumb.began = time.monotonic()
    thumb.tap(page.get_by_label("商工会：原価の表を届ける"))
    thumb.tap(page.get_by_text("順調", exact=True))
    thumb.write(page.get_by_label("聞いたこと（ひとこと）"), "新しい麺の試作が終わった。")
    thumb.tap(page.get_by_text("7章 計画フォローアップ"))
    thumb.tap(page.get_by_role("button", name="1か月後"))
    thumb.tap(page.get_by_role("button", name="試算表を見る"))
    thumb.tap(page.get_by_role("button", name="記録を保存する"))
    expect(heading(page)).to_have_text("記録しました")
    thumb.tell("record a visit")
    assert thumb.touches <= MOST_TOUCHES
    moves = page.locator(".moves li", has_text="動いた")
    expect(moves.last).to_contain_text("1 → 2 ／ 80回")
    record = SupportRecord.objects.latest("pk")
    assert (record.heard, record.next_contact_on, record.next_contact_reason) == (
        "【順調】新しい麺の試作が終わった。",
        date(2026, 12, 21),
        "試算表を見る",
    )
    assert [topic.key for topic in record.topics.all()] == ["plan-followup"]
    assert Fulfilment.objects.get().promise.what == "原価の表を届ける"


def test_a_double_tap_saves_once_and_the_full_form_has_all_that_was_typed(
    visited: SupportRecord, thumb: Thumb
) -> None:
    page = thumb.page
    page.goto(f"/records/after/?business={visited.business.public_id}")
    page.get_by_label("事業者：仕入値を調べる").tap()
    page.get_by_text("要注意", exact=True).tap()
    page.get_by_label("聞いたこと（ひとこと）").fill("年末の資金が足りない。")
    page.get_by_text("新しい約束を足す").tap()
    page.get_by_label("内容", exact=True).fill("返済表を作る")
    page.get_by_role("button", name="くわしく書く").tap()
    expect(heading(page)).to_have_text("支援を記録する")
    expect(page.get_by_label("聞いたこと")).to_have_value("【要注意】年末の資金が足りない。")
    expect(page.get_by_label("事業者：仕入値を調べる")).to_be_checked()
    expect(page.get_by_label("内容", exact=True).first).to_have_value("返済表を作る")
    page.get_by_role("button", name="記録を保存する").dblclick()
    expect(heading(page)).to_have_text("記録しました")
    assert SupportRecord.objects.count() == 2
    assert Promise.objects.filter(what="返済表を作る").count() == 1
    assert Fulfilment.objects.get().promise.what == "仕入値を調べる"


def test_a_visit_is_recorded_without_leaving_home(visited: SupportRecord, thumb: Thumb) -> None:
    page = thumb.page
    thumb.tap(page.get_by_role("link", name="訪問後3分", exact=True))
    expect(page.locator("#after-heading")).to_be_focused()
    expect(heading(page)).to_contain_text("今日")
    thumb.write(page.get_by_role("searchbox", name="事業者 必須"), "さく")
    thumb.tap(page.locator(".picker-choice", has_text="株式会社さくら製麺"))
    expect(page.get_by_label("商工会：原価の表を届ける")).to_be_visible()
    expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)
    thumb.write(page.get_by_label("聞いたこと（ひとこと）"), "粉がまた上がる。")
    thumb.tap(page.get_by_role("button", name="記録を保存する"))
    expect(heading(page)).to_have_text("記録しました")
    thumb.tell("record a visit from home, the firm looked up")
    assert thumb.touches <= MOST_TOUCHES
    assert SupportRecord.objects.latest("pk").heard == "粉がまた上がる。"


def test_a_visit_is_prepared_in_one_touch(visited: SupportRecord, thumb: Thumb) -> None:
    page = thumb.page
    thumb.began = time.monotonic()
    thumb.tap(page.get_by_role("link", name=about("訪問前1枚", "株式会社さくら製麺")))
    expect(heading(page)).to_have_text("株式会社さくら製麺")
    expect(page.get_by_role("list", name="商工会の約束")).to_contain_text("2日超過")
    expect(page.get_by_label("試算表を見る")).to_be_visible()
    thumb.tell("prepare a visit")
    assert (thumb.touches, thumb.letters) == (1, 0)


def test_the_last_record_of_a_firm_is_found(
    visited: SupportRecord, thumb: Thumb, sakura: Business
) -> None:
    for number in range(12):
        a_firm(f"群馬町工房{number:02}", like=sakura)
    page = thumb.page
    thumb.began = time.monotonic()
    thumb.write(page.get_by_role("searchbox").first, "さく")
    page.keyboard.press("Enter")
    thumb.touches += 1
    thumb.tap(page.get_by_role("link", name="株式会社さくら製麺").first)
    thumb.tap(page.locator(".timeline").get_by_role("link", name="巡回").first)
    expect(page.get_by_text("粉の値上げで粗利が落ちた。")).to_be_visible()
    thumb.tell("find the last record of a firm")
    assert thumb.touches <= MOST_TOUCHES


def test_taps_on_promises_count_down_keep_the_place_and_can_be_taken_back(
    visited: SupportRecord, thumb: Thumb, assert_accessible: Callable[[Page], None]
) -> None:
    page = thumb.page
    late = page.locator("#late-count")
    expect(late).to_have_text("1件")
    thumb.tap(page.get_by_role("button", name=about("＋1週間", "原価の表を届ける")))
    expect(late).to_have_text("0件")
    back = page.get_by_role("button", name=about("期日を元に戻す", "原価の表を届ける"))
    expect(back).to_be_focused()
    thumb.tap(back)
    expect(late).to_have_text("1件")
    expect(page.get_by_role("button", name=about("完了にする", "原価の表を届ける"))).to_be_focused()
    thumb.tap(page.locator("summary", has_text="ほか：原価の表を届ける"))
    assert_accessible(page)
    thumb.tap(page.get_by_role("button", name="この理由で取りやめる").first)
    expect(page.get_by_role("alert").filter(has_text="取りやめる理由")).to_be_focused()
    thumb.tap(page.get_by_role("button", name="事情が変わった").first)
    expect(late).to_have_text("0件")
    undo = page.get_by_role("button", name=about("元に戻す", "原価の表を届ける"))
    expect(undo).to_be_focused()
    thumb.tap(undo)
    expect(late).to_have_text("1件")
    thumb.tap(page.get_by_role("button", name=about("完了にする", "原価の表を届ける")))
    expect(late).to_have_text("0件")
    assert Fulfilment.objects.get().promise.what == "原価の表を届ける"
