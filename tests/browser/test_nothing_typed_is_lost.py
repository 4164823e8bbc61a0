"""Two people on one record, a session that ended, refusals: what was typed stays."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from django.contrib.sessions.models import Session
from playwright.sync_api import Locator, Page, expect
from tests.browser.hands import find_business, heading, save, sign_in
from tests.conftest import TODAY
from tests.records.cast import a_visit

from banso.accounts.models import Staff
from banso.core import clock
from banso.records.models import SupportRecord
from banso.registry.models import Business

LONG = ("乾麺の試作が終わった😀。次は袋の表示を決める🌾。\n\n" * 100)[:1998] + "🍜👩‍🌾"[:2]


def test_the_second_of_two_editors_sees_the_first_ones_change_and_keeps_her_own_knowingly(
    sato: Staff, suzuki: Staff, sakura: Business, browser_of: Callable[..., Page]
) -> None:
    with clock.fixed(TODAY - timedelta(days=1)):
        record = a_visit(sakura, sato, heard="売上は横ばい。", advice="値上げを考える。")
    hers, his = browser_of(sato), browser_of(suzuki)
    for page in (hers, his):
        page.goto(f"/records/{record.public_id}/edit/")
    hers.get_by_label("助言したこと").fill("値上げの時期を決める。")
    his.get_by_label("聞いたこと").fill("売上は1割増。")
    his.get_by_role("button", name="直した内容を保存する").click()
    expect(his.locator("#messages")).to_contain_text("記録を直しました。")

    hers.get_by_role("button", name="直した内容を保存する").click()
    conflict = hers.get_by_role("region", name="ほかの人が先に保存しています")
    expect(conflict).to_be_focused()
    expect(conflict).to_contain_text("鈴木 一郎さんが")
    versions = [
        re.sub(r"\s+", " ", text).strip()
        for text in conflict.locator(".versions-name, .versions p").all_inner_texts()
    ]
    assert versions == []
    expect(conflict).to_contain_text("相手の変更を取り込みました：聞いたこと")
    assert SupportRecord.objects.get().heard == "売上は1割増。"
    expect(hers.get_by_label("助言したこと")).to_have_value("値上げの時期を決める。")

    expect(hers.get_by_label("聞いたこと")).to_have_value("売上は1割増。")
    hers.get_by_role("button", name="この内容で保存し直す").click()
    expect(hers.locator("#messages")).to_contain_text("記録を直しました。")
    saved = SupportRecord.objects.get()
    assert (saved.heard, saved.advice, saved.version) == (
        "売上は1割増。",
        "値上げの時期を決める。",
        record.version + 2,
    )


def test_a_long_text_typed_while_the_session_ended_waits_behind_the_sign_in_and_is_saved_once(
    sato: Staff, sakura: Business, browser_of: Callable[..., Page]
) -> None:
    assert len(LONG) == 2000
    page = browser_of(sato)
    page.goto("/records/new/")
    find_business(page, "さくら", sakura.name)
    page.get_by_text("窓口", exact=True).click()
    page.get_by_text("7章 計画フォローアップ").click()
    page.get_by_label("聞いたこと").fill(LONG)
    Session.objects.all().delete()
    save(page)
    expect(heading(page)).to_have_text("ログイン")
    assert not SupportRecord.objects.exists()

    sign_in(page, sato)
    expect(page.locator("#messages")).to_contain_text(
        "ログインし直す前に入力していた内容を戻しました。まだ保存していません。"
    )
    expect(page.get_by_label("聞いたこと")).to_have_value(LONG)
    expect(page.get_by_label("窓口")).to_be_checked()
    expect(page.get_by_label("7章 計画フォローアップ")).to_be_checked()
    expect(page.locator(".picker-choice input")).to_be_checked()
    save(page)
    expect(heading(page)).to_have_text("記録しました")
    saved = SupportRecord.objects.get()
    assert (saved.business, saved.kind, saved.heard) == (sakura, "counter", LONG)

    page.goto("/records/new/")
    expect(page.get_by_label("聞いたこと")).to_have_value("")


def refusals(page: Page) -> dict[str, str]:
    """What the summary says of each field: label → sentence."""
    lines = page.locator(".error-summary li").all_inner_texts()
    return dict(line.split("：", 1) for line in lines)


def assert_told_at_the_field(page: Page, field: Locator, words: str, typed: str) -> None:
    """The field keeps what was typed, is marked as wrong, and is described by the refusal."""
    expect(field).to_have_value(typed)
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(re.compile(re.escape(words)))
    expect(page.locator(".field-error", has_text=words).first).to_be_visible()


DAY_TO_COME = "まだ来ていない日付です。今日（令和8年11月20日）までの日を入れてください。"


def test_a_record_with_impossible_days_is_refused_where_they_stand(
    sato: Staff, sakura: Business, browser_of: Callable[..., Page]
) -> None:
    page = browser_of(sato)
    page.goto(f"/records/new/?business={sakura.public_id}")
    day, minutes = page.get_by_label("日付"), page.get_by_label("時間", exact=True)
    day.fill("令和7年2月29日")
    minutes.fill("九百")
    page.get_by_label("次回の予定日").fill("11月31日")
    save(page)
    summary = page.get_by_role("region", name="入力を確かめてください")
    expect(summary).to_be_focused()
    told = refusals(page)
    assert told == {
        "日付": "令和7年2月29日はありません（2025年の2月は28日まで）。",
        "時間": "時間は、60 や 1時間30分 のように入力してください。",
        "聞いたこと": "支援テーマ・聞いたこと・助言・約束のうち、どれか1つは入れてください。",
        "次回の予定日": "2026年11月31日はありません（2026年の11月は30日まで）。",
    }
    assert_told_at_the_field(page, day, told["日付"], "令和7年2月29日")
    assert_told_at_the_field(page, minutes, told["時間"], "九百")
    summary.get_by_role("link", name="日付", exact=True).click()
    expect(day).to_be_focused()

    day.fill("令和8年11月21日")
    page.get_by_label("聞いたこと").fill("😀" * 4001)
    minutes.fill("1時間半")
    page.get_by_label("次回の予定日").fill("")
    save(page)
    expect(summary).to_contain_text(DAY_TO_COME)
    told = refusals(page)
    assert told["聞いたこと"] == "4,000字までにしてください（いま4001字）。分けて記録できます。"
    expect(page.get_by_label("聞いたこと")).to_have_value("😀" * 4001)
    assert_told_at_the_field(page, day, DAY_TO_COME, "令和8年11月21日")
    assert not SupportRecord.objects.exists()


CARD = {
    "法人番号": ("8070005002895", "法人番号の検査用数字（先頭の1桁）が合いません。"),
    "代表者の生年": (
        "1826年",
        "1826年は扱えません。西暦は1868年から2199年までで入力してください。",
    ),
    "常用の従業員": ("-3", "人数を数字で入力してください（例：3）。"),
}


def test_a_business_card_with_impossible_figures_is_refused_where_they_stand(
    sato: Staff, browser_of: Callable[..., Page]
) -> None:
    page = browser_of(sato)
    page.goto("/businesses/new/")
    page.get_by_label("事業者名").fill("株式会社ゆず本舗")
    page.get_by_label("法人", exact=True).check()
    for label, (typed, _) in CARD.items():
        page.get_by_label(label).fill(typed)
    page.get_by_role("button", name="登録する", exact=True).click()
    summary = page.get_by_role("region", name="入力を確かめてください")
    expect(summary).to_be_focused()
    assert list(refusals(page)) == ["法人番号", "常用の従業員", "代表者の生年"]
    for label, (typed, words) in CARD.items():
        field = page.get_by_role("textbox", name=label)
        assert_told_at_the_field(page, field, words, typed)
        summary.get_by_role("link", name=label).click()
        expect(field).to_be_focused()
    expect(page.get_by_label("事業者名")).to_have_value("株式会社ゆず本舗")
    assert not Business.objects.exists()

    page.get_by_role("textbox", name="法人番号").fill("8070005002894")
    page.get_by_role("textbox", name="代表者の生年").fill("昭和43年")
    page.get_by_role("textbox", name="常用の従業員").fill("３")
    page.get_by_role("button", name="登録する", exact=True).click()
    expect(heading(page)).to_have_text("株式会社ゆず本舗")
    saved = Business.objects.get()
    assert (saved.corporate_number, saved.owner_birth_year, saved.full_time) == (
        "8070005002894",
        1968,
        3,
    )
