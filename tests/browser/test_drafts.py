"""A draft survives a closed browser and a lost signal; it is sent once, and seen by its writer."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from django.contrib.sessions.models import Session
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from tests.browser.conftest import DESK, FLAGS, PATIENCE_MS, PHONE
from tests.browser.hands import find_business, heading, save, sign_in
from tests.conftest import TODAY, signed_in

from banso.accounts.models import Staff
from banso.core.clock import TOKYO
from banso.records.models import SupportRecord
from banso.registry.models import Business

INTERRUPTED = 20
# A box for files, as a form may have one, with one chosen in it.
CHOOSE_A_FILE = """() => {
  const files = new DataTransfer();
  files.items.add(new File(["見積り"], "見積り.pdf"));
  const box = Object.assign(document.createElement("input"), { type: "file", name: "files" });
  box.files = files.files;
  document.querySelector("form[data-draft]").append(box);
}"""
NOON = datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=TOKYO)
PUT_BY = "電波がないため、「株式会社さくら製麺」をこの端末に置きました。つながったら送ります。"


def kept_heard() -> list[str]:
    """What every record kept by the server says was heard, in the order of saving."""
    return list(SupportRecord.objects.order_by("pk").values_list("heard", flat=True))


def entries(page: Page) -> list[str]:
    """The states of what waits on the device, whoever wrote it."""
    states: list[str] = page.evaluate(
        """Object.entries(localStorage).filter(([name]) => name.startsWith("banso-entry:"))
             .map(([, entry]) => JSON.parse(entry).state).sort()"""
    )
    return states


def signed_in_as(context: BrowserContext, staff: Staff, product: str) -> None:
    """Let the browser carry the staff member's session and no other's."""
    context.clear_cookies()
    session = signed_in(staff).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": product}])


def a_phone(browser: Browser, product: str, staff: Staff) -> BrowserContext:
    """A phone in which the staff member has signed in; it will complain of no signal, and may."""
    context = browser.new_context(base_url=product, viewport=PHONE, locale="ja-JP")
    context.set_default_timeout(PATIENCE_MS)
    signed_in_as(context, staff, product)
    return context


def without_worker(browser: Browser, product: str, staff: Staff) -> BrowserContext:
    """A browser whose requests the story may break off: a worker would stand between them."""
    context = browser.new_context(
        base_url=product, viewport=DESK, locale="ja-JP", service_workers="block"
    )
    context.set_default_timeout(PATIENCE_MS)
    signed_in_as(context, staff, product)
    return context


def kept_on_device(page: Page, words: str) -> None:
    """Wait until the device holds the words, and the form says so."""
    page.wait_for_function(
        "words => Object.values(localStorage).some(entry => entry.includes(words))", arg=words
    )
    expect(page.locator(".draft-said")).to_have_text("書きかけをこの端末に残しました。")


def restarted(browser: Browser, folder: Path, product: str) -> BrowserContext:
    """A browser started anew from what the last one left in its folder."""
    context = browser.browser_type.launch_persistent_context(
        folder,
        executable_path=shutil.which("chromium"),
        args=FLAGS,
        base_url=product,
        viewport=PHONE,
        locale="ja-JP",
    )
    context.set_default_timeout(PATIENCE_MS)
    return context


def write_half(page: Page, business: Business) -> None:
    """Fill in some of the form, three rows of promises among it, and do not save."""
    find_business(page, "さくら", business.name)
    page.get_by_text("窓口", exact=True).click()
    page.get_by_text("7章 計画フォローアップ").click()
    page.get_by_label("聞いたこと").fill("新しい釜の見積りが届いた。")
    page.get_by_role("button", name="約束の行を増やす").click()
    page.get_by_label("内容").nth(2).fill("補助金の要項を送る")
    kept_on_device(page, "補助金の要項を送る")


def continue_the_draft(page: Page) -> None:
    """See it on the home page; take up the offer on the form."""
    here = page.get_by_role("region", name="この端末にある、まだ保存していない記録")
    expect(here).to_contain_text("株式会社さくら製麺")
    page.goto("/records/new/")
    offer = page.get_by_role("region", name="書きかけの記録があります")
    expect(offer).to_contain_text(re.compile(r"株式会社さくら製麺\s*支援の記録　(たった今|1分前)"))
    expect(page.get_by_label("聞いたこと")).to_have_value("")
    offer.get_by_role("link", name="続ける").click()


def assert_given_back(page: Page) -> None:
    """Everything typed stands in the form again, and what was said last is recalled."""
    expect(page.get_by_label("聞いたこと")).to_have_value("新しい釜の見積りが届いた。")
    expect(page.get_by_label("窓口")).to_be_checked()
    expect(page.get_by_label("7章 計画フォローアップ")).to_be_checked()
    expect(page.get_by_label("内容").nth(2)).to_have_value("補助金の要項を送る")
    expect(page.locator(".picker-choice input")).to_be_checked()
    expect(page.get_by_role("region", name="前回と約束")).to_contain_text("これが最初です")


def test_a_draft_survives_a_closed_browser_and_is_offered_again(
    sato: Staff, sakura: Business, chromium: Browser, product: str, tmp_path: Path
) -> None:
    first = restarted(chromium, tmp_path / "device", product)
    page = first.new_page()
    page.goto("/records/new/")
    sign_in(page, sato)
    expect(heading(page)).to_have_text("支援を記録する")
    page.wait_for_load_state()
    write_half(page, sakura)
    first.close()
    assert not SupportRecord.objects.exists()

    second = restarted(chromium, tmp_path / "device", product)
    page = second.new_page()
    page.goto("/")
    sign_in(page, sato)
    continue_the_draft(page)
    assert_given_back(page)
    save(page)
    expect(heading(page)).to_have_text("記録しました")
    saved = SupportRecord.objects.get()
    assert (saved.business, saved.kind, saved.heard) == (
        sakura,
        "counter",
        "新しい釜の見積りが届いた。",
    )
    assert [promise.what for promise in saved.promises.all()] == ["補助金の要項を送る"]
    assert entries(page) == []
    second.close()


def test_a_draft_thrown_away_comes_back_with_one_press(
    sato: Staff, sakura: Business, browser_of: Callable[..., Page]
) -> None:
    page = browser_of(sato)
    page.goto(f"/records/new/?business={sakura.public_id}")
    page.get_by_label("聞いたこと").fill("まだ途中。")
    kept_on_device(page, "まだ途中。")
    page.goto("/records/drafts/")
    page.get_by_role("button", name="捨てる").click()
    assert entries(page) == []
    page.get_by_role("button", name="元に戻す").click()
    assert entries(page) == ["draft"]
    page.get_by_role("link", name="続ける").click()
    expect(page.get_by_label("聞いたこと")).to_have_value("まだ途中。")
    page.get_by_label("聞いたこと").fill("")
    expect(page.locator("[data-drafts-count]").first).to_be_visible()


def test_two_entries_without_signal_are_sent_once_each_when_it_is_back(
    sato: Staff,
    sakura: Business,
    chromium: Browser,
    product: str,
    assert_accessible: Callable[[Page], None],
) -> None:
    context = a_phone(chromium, product, sato)
    page = context.new_page()
    page.clock.set_fixed_time(NOON)
    page.goto("/records/new/")
    expect(page.locator("[data-offline-kept]")).to_be_visible()
    page.evaluate("caches.open('banso-offline').then(copies => copies.add('/static/axe.min.js'))")
    context.set_offline(True)

    record_without_signal(page, "一件目。")
    page.get_by_role("link", name="もう1件入力する").click()
    expect(page.get_by_text("電波がないときの画面です。")).to_be_visible()
    page.goto(f"/records/new/?business={sakura.public_id}")
    expect(page.locator(".picker-choice:visible input")).to_be_checked()
    assert_accessible(page)
    record_without_signal(page, "二件目。")
    assert_accessible(page)

    page.goto("/programme/")
    expect(page.get_by_text("電波がないため、開こうとした画面は出せません。")).to_be_visible()
    expect(page.locator("[data-drafts-count]")).to_have_text("未送信 2件")
    expect(page.locator(".draft")).to_have_count(2)
    assert_accessible(page)
    assert kept_heard() == []

    context.set_offline(False)
    page.goto("/")
    expect(page.locator("#messages")).to_contain_text("を送りました。")
    expect(page.locator("[data-drafts-count]")).to_be_hidden()
    assert sorted(kept_heard()) == ["一件目。", "二件目。"]
    page.locator("#messages a").first.click()
    expect(heading(page)).to_have_text("記録しました")
    assert entries(page) == []
    context.close()


def test_the_form_of_yesterday_opens_without_signal_with_todays_date(
    sato: Staff, sakura: Business, browser_of: Callable[..., Page]
) -> None:
    page = browser_of(sato)
    page.clock.set_fixed_time(NOON)
    page.goto("/records/new/")
    expect(page.locator("[data-offline-kept]")).to_be_visible()
    expect(page.get_by_role("button", name="1週間後")).to_have_count(3)
    page.context.set_offline(True)
    page.clock.set_fixed_time(NOON + timedelta(days=1))
    page.goto("/records/new/?anew")
    expect(page.get_by_label("日付")).to_have_value("令和8年11月21日")
    page.get_by_role("button", name="昨日").click()
    expect(page.get_by_label("日付")).to_have_value("令和8年11月20日")
    expect(page.get_by_role("button", name="1週間後")).to_have_count(0)
    page.context.set_offline(False)


def record_without_signal(page: Page, heard: str) -> None:
    """Fill in the form of the server or that of the device, and press its button."""
    if page.locator("[data-offline-picker]").count():
        page.get_by_role("searchbox", name="事業者 必須").fill("せいめん")
        page.locator(".picker-choice:visible").click()
    else:
        page.get_by_role("searchbox", name="事業者 必須").fill("株式会社さくら製麺")
    page.get_by_label("聞いたこと").fill(heard)
    save(page)
    put_by = page.locator("[data-outbox]")
    expect(put_by).to_contain_text(PUT_BY)
    expect(put_by).to_be_focused()


def test_twenty_interrupted_sends_lose_nothing_and_double_nothing(
    sato: Staff, sakura: Business, chromium: Browser, product: str
) -> None:
    context = without_worker(chromium, product, sato)
    page = context.new_page()
    arrived = 0

    def break_off(route: Route) -> None:
        """Every other time the server has it already when the connection breaks."""
        nonlocal arrived
        if route.request.method != "POST":
            route.continue_()
            return
        number = int(re.findall(r"(\d+)番", route.request.post_data or "0番")[0])
        if number % 2:
            route.fetch()
            arrived += 1
        route.abort("connectionreset")

    page.route("**/records/new/**", break_off)
    page.route("**/office/writer/", lambda route: route.abort("connectionreset"))
    for number in range(INTERRUPTED):
        page.goto(f"/records/new/?business={sakura.public_id}")
        page.get_by_label("聞いたこと").fill(f"{number}番の話。")
        save(page)
        expect(page.locator("[data-outbox]")).to_contain_text("つながったら送ります。")
    assert arrived == INTERRUPTED // 2
    assert SupportRecord.objects.count() == INTERRUPTED // 2
    assert entries(page) == ["unsent"] * INTERRUPTED

    page.unroute_all()
    page.goto("/")
    expect(page.locator("[data-drafts-count]")).to_be_hidden(timeout=3 * PATIENCE_MS)
    assert sorted(kept_heard()) == sorted(f"{number}番の話。" for number in range(INTERRUPTED))
    assert entries(page) == []
    context.close()


def test_two_tabs_that_find_the_same_entry_send_it_once(
    sato: Staff, sakura: Business, chromium: Browser, product: str
) -> None:
    context = without_worker(chromium, product, sato)
    page, other = context.new_page(), context.new_page()
    page.goto(f"/records/new/?business={sakura.public_id}")
    other.goto("/records/drafts/")
    page.route("**/records/new/", lambda route: route.abort("connectionreset"))
    context.route("**/office/writer/", lambda route: route.abort("connectionreset"))
    page.get_by_label("聞いたこと").fill("二つのタブ。")
    save(page)
    expect(page.locator("[data-outbox]")).to_be_visible()
    page.unroute_all()
    context.unroute_all()
    posts: list[str] = []
    context.on("request", lambda one: posts.append(f"{one.method} {one.url}"))
    for tab in (page, other):
        tab.evaluate("window.dispatchEvent(new Event('online'))")
    expect(page.locator("[data-outbox]")).to_contain_text("つながったので、送りました。")
    expect(other.locator("[data-drafts-count]")).to_be_hidden()
    assert kept_heard() == ["二つのタブ。"]
    assert posts.count(f"POST {product}/records/new/") == 1
    context.close()


def test_what_the_server_refuses_stays_and_is_mended_in_the_form(
    sato: Staff, sakura: Business, chromium: Browser, product: str
) -> None:
    context = without_worker(chromium, product, sato)
    page = context.new_page()
    page.goto(f"/records/new/?business={sakura.public_id}")
    page.get_by_label("聞いたこと").fill("明日の日付で書いた。")
    page.get_by_label("日付").fill("令和8年11月21日")
    page.route("**/records/new/", lambda route: route.abort("connectionreset"))
    save(page)
    expect(page.locator("[data-outbox]")).to_be_visible()
    page.unroute_all()
    page.goto("/records/drafts/")
    expect(page.locator(".draft")).to_contain_text("送れませんでした")
    expect(page.locator(".draft")).to_contain_text("日付：まだ来ていない日付です。")
    page.get_by_role("link", name="開いて直す").click()
    told = page.locator("form .notice-bad")
    expect(told).to_be_focused()
    expect(told).to_contain_text("日付：まだ来ていない日付です。")
    expect(page.get_by_label("聞いたこと")).to_have_value("明日の日付で書いた。")
    page.get_by_label("日付").fill("令和8年11月20日")
    save(page)
    expect(heading(page)).to_have_text("記録しました")
    assert kept_heard() == ["明日の日付で書いた。"]
    assert entries(page) == []
    context.close()


def test_a_tab_learns_that_another_one_sent_its_entry(
    sato: Staff, sakura: Business, chromium: Browser, product: str
) -> None:
    context = without_worker(chromium, product, sato)
    page, other = context.new_page(), context.new_page()
    page.goto(f"/records/new/?business={sakura.public_id}")
    other.goto("/records/drafts/")
    page.route("**/records/new/", lambda route: route.abort("connectionreset"))
    page.route("**/office/writer/", lambda route: route.abort("connectionreset"))
    page.get_by_label("聞いたこと").fill("もう一つのタブが送る。")
    save(page)
    expect(page.locator("[data-outbox]")).to_be_visible()
    other.evaluate("window.dispatchEvent(new Event('online'))")
    expect(page.locator("[data-outbox]")).to_contain_text("つながったので、送りました。")
    assert kept_heard() == ["もう一つのタブが送る。"]
    context.close()


def test_an_entry_waits_for_its_writer_to_sign_in_again(
    sato: Staff, sakura: Business, chromium: Browser, product: str
) -> None:
    context = without_worker(chromium, product, sato)
    page = context.new_page()
    page.goto(f"/records/new/?business={sakura.public_id}")
    page.get_by_label("聞いたこと").fill("時間切れの間に書いた。")
    page.evaluate(CHOOSE_A_FILE)
    page.route("**/records/new/", lambda route: route.abort("connectionreset"))
    save(page)
    told = "選んだファイル（1件）は端末に置けません。送ったあと、記録を開いて加えてください。"
    expect(page.locator("[data-outbox]")).to_contain_text(told)
    Session.objects.all().delete()  # before the line is back, or a try of its own might get through
    page.unroute_all()
    page.evaluate("window.bansoOutbox.sendAll()")
    page.wait_for_function("() => window.bansoDrafts.all()[0].told")
    assert page.evaluate("window.bansoDrafts.all()[0].told") == ["ログインすると送ります。"]
    assert kept_heard() == []

    page.goto("/")
    sign_in(page, sato)
    expect(page.locator("#messages")).to_contain_text("「株式会社さくら製麺」を送りました。")
    assert kept_heard() == ["時間切れの間に書いた。"]
    context.close()


def test_another_person_on_the_device_sees_neither_draft_nor_copies(
    sato: Staff, suzuki: Staff, sakura: Business, browser_of: Callable[..., Page], product: str
) -> None:
    page = browser_of(sato)
    page.goto(f"/records/new/?business={sakura.public_id}")
    page.get_by_label("聞いたこと").fill("佐藤だけの書きかけ。")
    kept_on_device(page, "佐藤だけの書きかけ。")
    expect(page.locator("[data-offline-kept]")).to_be_visible()
    assert page.evaluate("caches.has('banso-offline')")
    page.goto("/")
    page.locator(".bar-staff summary").click()
    page.get_by_role("button", name="ログアウト").click()
    expect(heading(page)).to_have_text("ログイン")
    assert not page.evaluate("caches.has('banso-offline')")

    sign_in(page, suzuki)
    expect(heading(page)).to_contain_text("今日")
    page.goto("/records/new/")
    expect(page.locator("[data-drafts-count]")).to_be_hidden()
    expect(page.get_by_role("region", name="書きかけの記録があります")).to_be_hidden()
    assert "佐藤だけの" not in page.content()
    page.goto("/records/drafts/")
    expect(page.get_by_text("書きかけも未送信もありません")).to_be_visible()
    assert entries(page) == ["draft"]

    signed_in_as(page.context, sato, product)
    page.goto("/records/drafts/")
    expect(page.locator(".draft")).to_contain_text("株式会社さくら製麺")
