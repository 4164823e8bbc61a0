"""The analysis seminar in a room: a phone from the code to the request, then staff."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect
from tests.browser.conftest import PHONE, OpenBrowser, Strays
from tests.browser.hands import heading
from tests.diagnosis.seminar_cast import a_seminar, join_url

from banso.accounts.models import Staff
from banso.diagnosis.models import AnalysisRequest, Diagnosis, Workbook
from banso.registry.models import Business

Check = Callable[[Page], None]


def test_an_owner_works_through_the_workbook_on_a_phone_and_is_answered(
    sakura: Business,
    sato: Staff,
    browser_of: OpenBrowser,
    assert_accessible: Check,
    strays: Strays,
) -> None:
    seminar = a_seminar(sato)
    phone = browser_of(viewport=PHONE, touch=True)
    phone.goto(join_url(seminar))
    join(phone, assert_accessible)
    write_figures(phone, assert_accessible)
    write_swot_without_signal(phone, assert_accessible)
    strays[:] = [said for said in strays if "ERR_INTERNET_DISCONNECTED" not in said]
    plan_ninety_days_and_ask(phone, assert_accessible)

    book = Workbook.objects.get()
    assert book.figures["now"]["sales"] == 30_000_000
    assert book.swot["S-products"] == "手打ち麺"
    assert book.ninety_days["what30"] == "値段を決める"

    desk = browser_of(sato)
    answer_the_request(desk, assert_accessible)
    assert sakura.support_records.get().promises.get().what == "個別経営分析の日程を連絡する"
    said = Diagnosis.objects.get().entries.filter(said_by="owner").order_by("pk")
    assert list(said.values_list("cell", "text")) == [
        ("S-products", "手打ち麺"),
        ("O-needs", "持ち帰りを聞かれる"),
        ("SO", "強み「—」×機会「—」：生麺を売る"),
        ("aim", "昼だけに頼らない"),
    ]

    phone.reload()
    expect(phone.get_by_text("商工会がお受けしました。")).to_be_visible()


def press(page: Page, name: str) -> None:
    """Tap a button or a link of the page, once its scripts run."""
    page.wait_for_load_state()
    named = page.get_by_role("button", name=name).or_(page.get_by_role("link", name=name))
    named.first.tap()


def join(phone: Page, assert_accessible: Check) -> None:
    """Say who one is, agree to what it is used for, and see one's own address."""
    phone.wait_for_load_state()
    phone.get_by_label("事業所名（屋号・会社名）").fill("さくら製麺")
    phone.get_by_label("お名前").fill("桜井 花子")
    phone.get_by_text("法人", exact=True).tap()
    phone.get_by_text("小売業", exact=True).tap()
    phone.get_by_label("上の使いみちに同意します").check()
    assert_accessible(phone)
    press(phone, "はじめる")
    expect(phone.get_by_text("このページのアドレスが鍵です")).to_be_visible()
    assert_accessible(phone)


def write_figures(phone: Page, assert_accessible: Check) -> None:
    """The figures that are at hand; a word in a cell is refused there; a draft comes back."""
    press(phone, "1. 数字から始める")
    expect(heading(phone)).to_have_text("1. 数字を書く")
    phone.wait_for_load_state()
    phone.get_by_label("売上の今期").fill("3000")
    phone.get_by_label("売上の前期").fill("3200")
    phone.get_by_label("売上原価の今期").fill("せんはっぴゃく")
    expect(phone.get_by_text("書きかけをこの端末に残しました。")).to_be_visible()
    phone.reload()
    phone.wait_for_load_state()
    expect(phone.get_by_label("売上の今期")).to_have_value("3000")
    press(phone, "保存して、結果を見る")
    said = phone.locator("#id_cost_of_sales_now_error")
    expect(said).to_contain_text("「せんはっぴゃく」は金額として読めません。")
    assert_accessible(phone)
    phone.wait_for_load_state()
    phone.get_by_label("売上原価の今期").fill("1800")
    phone.get_by_label("今期（いちばん新しい決算）は").select_option("2026-03-31")
    for name in ("人件費", "減価償却費", "そのほかの経費"):
        phone.get_by_label(f"{name}の今期").fill("100")
    for name in ("現金・預金", "借入金"):
        phone.get_by_label(f"{name}の今期").fill("200")
    press(phone, "保存して、結果を見る")
    expect(phone.get_by_text("売上は前の年より6.3%減りました。")).to_be_visible()
    assert_accessible(phone)


def write_swot_without_signal(phone: Page, assert_accessible: Check) -> None:
    """A heading is tapped and answered; sent without a connection, it waits and goes by itself."""
    press(phone, "次へ：SWOT")
    expect(heading(phone)).to_have_text("2. 強み・弱み・機会・脅威")
    phone.wait_for_load_state()
    phone.locator("summary", has_text="商品・製品・サービス").first.tap()
    phone.get_by_label("強み：商品・製品・サービス").fill("手打ち麺")
    phone.locator("summary", has_text="顧客ニーズの変化").first.tap()
    phone.get_by_label("機会：顧客ニーズの変化").fill("持ち帰りを聞かれる")
    phone.get_by_label("こう使う").fill("生麺を売る")
    assert_accessible(phone)
    phone.context.set_offline(True)
    press(phone, "保存して、90日アクションへ")
    expect(phone.get_by_role("heading", name="この端末に置きました")).to_be_visible()
    phone.context.set_offline(False)
    expect(phone.get_by_text("つながったので、送りました。")).to_be_visible()
    phone.locator("[data-outbox]").get_by_role("link", name="開く").tap()
    expect(heading(phone)).to_have_text("3. これからの90日")


def plan_ninety_days_and_ask(phone: Page, assert_accessible: Check) -> None:
    """One row of the ninety days, the one page, and the request."""
    phone.wait_for_load_state()
    phone.get_by_label("90日でどうなりたいですか（目的）").fill("昼だけに頼らない")
    phone.get_by_label("何をしますか").first.fill("値段を決める")
    assert_accessible(phone)
    press(phone, "保存して、まとめへ")
    expect(heading(phone)).to_have_text("4. わたしの1枚")
    assert_accessible(phone)
    phone.wait_for_load_state()
    phone.get_by_label("何を相談したいですか").fill("値段の決め方")
    phone.get_by_label("電話番号").fill("0273730000")
    press(phone, "個別の経営分析を申し込む")
    expect(phone.get_by_text("商工会からの連絡をお待ちください。")).to_be_visible()
    assert AnalysisRequest.objects.get().phone == "027-373-0000"


def answer_the_request(desk: Page, assert_accessible: Check) -> None:
    """From the home page to the request, the likely business, and one press for all of it."""
    desk.goto("/")
    desk.get_by_role("link", name="個別経営分析の申込み（まだ答えていない）").click()
    desk.get_by_role("link", name="さくら製麺").click()
    assert_accessible(desk)
    desk.get_by_role("link", name=re.compile("この事業者で進める")).click()
    expect(desk.get_by_text("令和8年3月期の数字")).to_be_visible()
    assert_accessible(desk)
    desk.wait_for_load_state()
    desk.get_by_role("button", name="申込みを受ける").click()
    expect(desk.get_by_text("支援記録と約束を残しました。")).to_be_visible()
    assert_accessible(desk)
