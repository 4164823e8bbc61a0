"""A check sheet in a shop: by thumb, without a connection, and sent through broken lines once."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from tests.browser.conftest import PATIENCE_MS, PHONE
from tests.browser.hands import heading
from tests.browser.test_drafts import NOON, a_phone, entries, kept_on_device, without_worker
from tests.conftest import TODAY
from tests.followup.kept_cast import a_kept_kpi, a_kept_measure, an_adopted_plan
from tests.records.cast import a_firm, a_promise, a_visit

from banso.accounts.models import Staff
from banso.followup.actions import Visit, close_check_sheet, fill_check_sheet, open_check_sheet
from banso.followup.models import CheckSheet, CheckSheetClosing
from banso.followup.rules.answers import Answers
from banso.plans.models import BusinessPlan
from banso.records.models import SupportRecord
from banso.registry.models import Business

LOG = logging.getLogger(__name__)
# 100 for the figure of the closing note; every third is broken off at another moment.
INTERRUPTED = int(os.environ.get("BANSO_INTERRUPTED_SENDS", "9"))
BEFORE, RECEIVED, ANSWERED = range(3)


@pytest.fixture
def plan(sakura: Business, sato: Staff) -> BusinessPlan:
    made = an_adopted_plan(sakura, sato)
    a_kept_measure(made, "ちらしを配る", date(2026, 12, 1))
    a_kept_kpi(made)
    a_visit(sakura, sato, promises=(a_promise("原価表", None),))
    return made


@pytest.fixture
def sheet(plan: BusinessPlan, sato: Staff) -> CheckSheet:
    return open_check_sheet(plan, planned_on=TODAY, by=sato)


def address(sheet: CheckSheet) -> str:
    return f"/follow-up/sheets/{sheet.public_id}/"


def judge(page: Page, word: str = "注意") -> None:
    page.locator(".sheet-judgement").get_by_text(word, exact=True).click()


def record_the_visit(page: Page) -> None:
    page.get_by_role("button", name="訪問を記録して完了").click()


def talk_it_through(page: Page) -> None:
    """A measure done, a promise kept, a KPI told after all, and two promises made."""
    page.get_by_text("ちらしを配る").first.tap()
    expect(page.get_by_text("施策　1件のうち済み 1")).to_be_visible()
    expect(page.get_by_label("済んだ日")).to_be_visible()
    page.get_by_text("商工会：原価表").tap()
    page.get_by_text("わからない").first.tap()
    page.get_by_label("客数").fill("１，２４０")
    expect(page.get_by_role("checkbox", name="わからない")).not_to_be_checked()
    page.get_by_label("聞いたこと").fill("平日の昼が弱い")
    page.get_by_label("何を").nth(1).fill("試算表を送る")
    page.get_by_role("button", name="約束の行を増やす").tap()
    page.get_by_label("何を").nth(2).fill("資料を届ける")


def test_a_visit_by_thumb_is_written_in_talking_order_and_recorded(
    plan: BusinessPlan,
    sato: Staff,
    browser_of: Callable[..., Page],
    assert_accessible: Callable[[Page], None],
) -> None:
    page = browser_of(sato, PHONE, touch=True)
    page.goto(f"/follow-up/plans/{plan.public_id}/")
    page.get_by_role("button", name="チェックシートを作る").tap()
    expect(heading(page)).to_have_text("株式会社さくら製麺　第1回")
    assert_accessible(page)
    expect(page.get_by_label("済んだ日")).to_be_hidden()
    talk_it_through(page)
    page.get_by_role("button", name="途中まで保存").last.tap()
    expect(page.locator("#messages, .messages")).to_contain_text("途中まで保存しました。")
    expect(page.get_by_label("客数")).to_have_value("1240")
    expect(page.get_by_label("何を").nth(1)).to_have_value("資料を届ける")
    record_the_visit(page)
    expect(page.locator(".error-summary")).to_contain_text("順調・注意・ズレのどれかを選んで")
    assert_accessible(page)
    judge(page)
    record_the_visit(page)
    expect(heading(page)).to_have_text("訪問を記録しました")
    assert_accessible(page)
    closing = CheckSheetClosing.objects.get()
    assert [one.what for one in closing.record.promises.order_by("pk")] == [
        "試算表を送る",
        "資料を届ける",
    ]
    assert closing.readings.get().value == 1240
    assert entries(page) == []


def test_sheets_taken_along_open_without_signal_and_are_sent_when_it_is_back(
    sato: Staff, sakura: Business, sheet: CheckSheet, chromium: Browser, product: str
) -> None:
    other = open_check_sheet(
        an_adopted_plan(a_firm("うめ食堂", sakura), sato), planned_on=TODAY, by=sato
    )
    context = a_phone(chromium, product, sato)
    page = context.new_page()
    page.clock.set_fixed_time(NOON)
    page.goto("/follow-up/")
    page.get_by_role("button", name="持って出る").click()
    said = page.locator("[data-take-said]")
    expect(said).to_have_text("3件をこの端末に置きました。電波がなくても開けます。")
    context.set_offline(True)

    for one, heard in ((sheet, "一件目の話。"), (other, "二件目の話。")):
        page.goto("/programme/")
        copies = page.locator("[data-offline-list] a")
        expect(copies).to_have_count(3)
        copies.filter(has_text=one.plan.business.name).click()
        expect(heading(page)).to_have_text(f"{one.plan.business.name}　第1回")
        page.get_by_label("聞いたこと").fill(heard)
        kept_on_device(page, heard)
        judge(page)
        record_the_visit(page)
        expect(page.locator("[data-outbox]")).to_contain_text("つながったら送ります。")
    page.goto("/records/new/")
    expect(page.get_by_text("電波がないときの画面です。")).to_be_visible()
    assert CheckSheetClosing.objects.count() == 0

    context.set_offline(False)
    page.goto("/")
    expect(page.locator("[data-drafts-count]")).to_be_hidden()
    told = CheckSheetClosing.objects.order_by("sheet__pk").values_list("record__heard", flat=True)
    assert list(told) == ["一件目の話。", "二件目の話。"]
    page.goto("/records/drafts/")
    expect(page.locator("[data-offline-list] a")).to_have_text(["支援の記録"])
    context.close()


def test_without_signal_a_part_and_a_visit_are_told_apart_and_once_sent_the_words_go(
    sato: Staff, sheet: CheckSheet, chromium: Browser, product: str
) -> None:
    context = without_worker(chromium, product, sato)
    page = context.new_page()
    page.goto(address(sheet))
    page.get_by_label("聞いたこと").fill("平日の昼が弱い")
    context.set_offline(True)
    notice = page.locator("[data-outbox]")
    page.get_by_role("button", name="途中まで保存").last.click()
    expect(notice.get_by_role("heading")).to_have_text(
        "途中の入力を端末に置きました（まだ完了していません）"
    )
    page.get_by_role("button", name="この内容を直す").click()
    record_the_visit(page)
    expect(notice.get_by_role("heading")).to_have_text(
        "訪問の記録を端末に置きました。つながったら送ります"
    )
    context.set_offline(False)  # it is sent, and refused: nobody said how the plan goes
    expect(page.get_by_text("つながりましたが、受け付けられませんでした。")).to_be_visible()
    expect(page.get_by_text("電波がない")).to_have_count(0)
    page.get_by_role("link", name="開いて直す").click()
    expect(page.get_by_label("聞いたこと")).to_have_value("平日の昼が弱い")
    judge(page)
    context.set_offline(True)
    record_the_visit(page)
    expect(notice).to_be_visible()
    context.set_offline(False)
    expect(page.get_by_text("つながったので、送りました。")).to_be_visible()
    expect(page.get_by_text("電波がない")).to_have_count(0)
    assert CheckSheetClosing.objects.get().record.heard == "平日の昼が弱い"
    context.close()


def test_a_draft_goes_on_where_it_was_left_and_meets_what_a_colleague_filled_in(
    sato: Staff, sheet: CheckSheet, browser_of: Callable[..., Page]
) -> None:
    page = browser_of(sato)
    page.goto(address(sheet))
    page.get_by_label("聞いたこと").fill("わたしの聞いた話")
    kept_on_device(page, "わたしの聞いた話")
    fill_check_sheet(sheet, Answers(heard="同僚の話", advice="朝の値上げ"), seen_version=1)
    page.goto("/")
    page.goto(address(sheet))
    expect(page.get_by_label("聞いたこと")).to_have_value("同僚の話")
    page.get_by_role("link", name="続ける").click()
    expect(page.get_by_label("聞いたこと")).to_have_value("わたしの聞いた話")
    page.get_by_role("button", name="途中まで保存").last.click()
    expect(page.get_by_text("ほかの人が先に保存しています")).to_be_visible()
    expect(page.get_by_label("助言したこと")).to_have_value("朝の値上げ")
    page.get_by_role("button", name="途中まで保存").last.click()
    expect(page.locator("#messages, .messages")).to_contain_text("途中まで保存しました。")
    sheet.refresh_from_db()
    assert (sheet.answers["heard"], sheet.answers["advice"]) == ("わたしの聞いた話", "朝の値上げ")


def test_what_was_typed_stays_readable_where_a_colleague_recorded_the_visit(
    sato: Staff, suzuki: Staff, sheet: CheckSheet, chromium: Browser, product: str
) -> None:
    context = without_worker(chromium, product, sato)
    page = context.new_page()
    page.goto(address(sheet))
    page.get_by_label("聞いたこと").fill("わたしも聞いた")
    judge(page)
    page.route("**/follow-up/sheets/**", lambda route: route.abort("connectionreset"))
    record_the_visit(page)
    expect(page.locator("[data-outbox]")).to_be_visible()
    close_check_sheet(sheet, Visit(TODAY, "watch", Answers(heard="先に"), uuid4()), by=suzuki)
    page.goto("/")
    expect(page.locator("[data-drafts-count]")).to_have_text("未送信 1件")
    page.unroute_all()
    page.reload()
    expect(page.get_by_role("alert")).to_contain_text("は送れませんでした。")
    expect(page.locator("[data-drafts-count]")).to_have_text("送れませんでした 1件")
    page.locator("[data-drafts-count]").click()
    expect(page.locator(".draft")).to_contain_text("送れませんでした")
    expect(page.locator(".draft")).to_contain_text("鈴木 一郎さんがすでに記録しています")
    page.get_by_role("link", name="開いて直す").click()
    expect(page.get_by_label("聞いたこと")).to_have_value("わたしも聞いた")
    page.get_by_role("button", name="この入力で補足の記録を書く").click()
    page.get_by_role("button", name="この内容で、補足の支援記録を書く").click()
    expect(heading(page)).to_have_text("支援を記録する")
    expect(page.get_by_label("聞いたこと")).to_have_value("わたしも聞いた")
    assert SupportRecord.objects.filter(heard="わたしも聞いた").count() == 0
    context.close()


class BrokenLine:
    """Breaks off every send: before the server has it, before its answer, or right after it."""

    def __init__(self) -> None:
        self.received: list[int] = []

    def __call__(self, route: Route) -> None:
        if route.request.method != "POST":
            # The answer came, but the page it leads to does not.
            route.fulfill(status=204) if "/done/" in route.request.url else route.continue_()
            return
        number = int(re.findall(r"(\d+)番", route.request.post_data or "")[0])
        if number % 3 == BEFORE:
            route.abort("connectionreset")
            return
        answer = route.fetch()
        self.received.append(number)
        if number % 3 == ANSWERED:
            route.fulfill(response=answer)
        else:
            route.abort("connectionreset")


def send_into(page: Page, sheet: CheckSheet, number: int) -> None:
    """Fill in one sheet and press its button while the line breaks off."""
    page.goto(address(sheet))
    page.get_by_label("聞いたこと").fill(f"{number}番の話。")
    judge(page)
    record_the_visit(page)
    if number % 3 == ANSWERED:
        page.wait_for_function("() => !window.bansoDrafts?.get(history.state?.entryKey)")
    else:
        expect(page.locator("[data-outbox]")).to_contain_text("つながったら送ります。")


def test_interrupted_sends_lose_nothing_and_double_nothing(
    sato: Staff, sakura: Business, chromium: Browser, product: str
) -> None:
    firms = [a_firm(f"{number}号店", sakura) for number in range(INTERRUPTED)]
    plans = [an_adopted_plan(firm, sato) for firm in firms]
    sheets = [open_check_sheet(plan, planned_on=TODAY, by=sato) for plan in plans]
    context = without_worker(chromium, product, sato)
    page, line = context.new_page(), BrokenLine()
    page.route("**/follow-up/sheets/**", line)
    page.route("**/office/writer/", lambda route: route.abort("connectionreset"))
    for number, one in enumerate(sheets):
        send_into(page, one, number)
    waiting = [number for number in range(INTERRUPTED) if number % 3 != ANSWERED]
    assert line.received == [number for number in range(INTERRUPTED) if number % 3 != BEFORE]
    assert SupportRecord.objects.count() == len(line.received)
    assert entries(page) == ["unsent"] * len(waiting)

    page.unroute_all()
    page.goto("/")
    expect(page.locator("[data-drafts-count]")).to_be_hidden(timeout=6 * PATIENCE_MS)
    told = sorted(SupportRecord.objects.values_list("heard", flat=True))
    assert told == sorted(f"{number}番の話。" for number in range(INTERRUPTED))
    assert CheckSheetClosing.objects.count() == INTERRUPTED
    assert entries(page) == []
    closings = CheckSheetClosing.objects.count()
    LOG.info("sends broken off %s, records %s, closings %s", INTERRUPTED, len(told), closings)
    context.close()
