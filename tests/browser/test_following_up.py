"""Follow-up from end to end: a visit that moves the targets, a drift, the year, a handover."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.urls import reverse
from playwright.sync_api import Page, expect
from tests.browser.conftest import PHONE
from tests.browser.hands import heading
from tests.conftest import TODAY, staff_of
from tests.followup.kept_cast import (
    WRITTEN,
    a_drift,
    a_kept_kpi,
    a_kept_measure,
    a_visit_by_sheet,
    an_adopted_plan,
    the_rules,
)

from banso.accounts.models import Organisation, Staff
from banso.accounts.rules import Role
from banso.core.era import in_era_day
from banso.followup.actions import open_check_sheet
from banso.followup.models import CheckSheetClosing, DriftCase, GateReview, Handover, RhythmChange
from banso.programme.queries import Plan
from banso.records.models import SupportRecord
from banso.registry.models import Business

OVERFLOW = "document.documentElement.scrollWidth - innerWidth"
GATED = "計画とのズレがあるため、「順調」では完了できません。"
LACKING = "まだ書いていません（「特になし」などは、書いたことになりません）。"


def judge(page: Page, word: str) -> None:
    """Choose how the plan goes, and press the button."""
    page.locator(".sheet-judgement").get_by_text(word, exact=True).click()
    page.get_by_role("button", name="訪問を記録して完了").click()


def test_a_visit_from_the_list_on_a_phone_moves_the_targets_by_one(
    plan: Plan,
    sato: Staff,
    sakura: Business,
    browser_of: Callable[..., Page],
    assert_accessible: Callable[[Page], None],
) -> None:
    theirs = an_adopted_plan(sakura, sato)
    a_kept_measure(theirs, "ちらしを配る", date(2026, 12, 1))
    a_kept_kpi(theirs)
    a_visit_by_sheet(theirs, sato, date(2026, 7, 10))
    page = browser_of(sato, viewport=PHONE, touch=True)
    page.goto("/follow-up/")
    expect(page.get_by_role("heading", name="令和8年度の目標")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name="株式会社さくら製麺", exact=True).tap()
    expect(heading(page)).to_contain_text("さくら製麺")
    assert_accessible(page)
    page.get_by_role("button", name="チェックシートを作る").first.tap()
    expect(heading(page)).to_have_text("株式会社さくら製麺　第2回")
    page.get_by_text("ちらしを配る").first.tap()
    page.get_by_label("客数").fill("1,240")
    page.get_by_label("聞いたこと").fill("平日の昼が弱い")
    assert_accessible(page)
    judge(page, "順調")
    expect(heading(page)).to_have_text("訪問を記録しました")
    moved = page.locator(".moves li", has_text="動いた").filter(has_text="1 → 2")
    expect(moved.first).to_be_visible()
    assert page.evaluate(OVERFLOW) <= 0
    assert_accessible(page)
    moved.first.get_by_role("link").tap()
    expect(page.get_by_role("link", name="さくら製麺").first).to_be_visible()
    page.goto(reverse("programme:targets"))
    counted = page.locator("tr", has_text="フォローアップ対象事業者数").first
    expect(counted).to_contain_text("延べ2")
    assert SupportRecord.objects.filter(business=sakura).count() == 2
    assert CheckSheetClosing.objects.latest("pk").on == TODAY


def test_a_drift_shuts_on_course_until_a_third_party_has_looked(
    sato: Staff,
    sakura: Business,
    browser_of: Callable[..., Page],
    assert_accessible: Callable[[Page], None],
) -> None:
    theirs = an_adopted_plan(sakura, sato)
    a_drift(theirs, date(2026, 10, 1))
    sheet = open_check_sheet(theirs, planned_on=TODAY, by=sato)
    page = browser_of(sato, viewport=PHONE, touch=True)
    page.goto(f"/follow-up/sheets/{sheet.public_id}/")
    page.get_by_label("聞いたこと").fill("看板は来月になる")
    judge(page, "順調")
    expect(page.locator(".error-summary")).to_contain_text(GATED)
    expect(page.get_by_label("聞いたこと")).to_have_value("看板は来月になる")
    assert_accessible(page)
    page.get_by_role("link", name="第三者の見方を書く").first.tap()
    for name in ("kpi_check", "hypotheses", "third_party", "third_party_role", "view"):
        page.locator(f"[name={name}]").fill(WRITTEN[name])
    for name in ("causes", "response"):
        page.locator(f"[name={name}]").fill(WRITTEN[name])
    page.get_by_role("button", name="第三者の視点を残す").tap()
    expect(page.locator("#id_effect_field")).to_contain_text(LACKING)
    expect(page.locator("[name=view]")).to_have_value(WRITTEN["view"])
    assert GateReview.objects.count() == 0
    assert_accessible(page)
    page.locator("[name=effect]").fill(WRITTEN["effect"])
    page.get_by_role("button", name="第三者の視点を残す").tap()
    expect(page.get_by_text("ズレは検討済みになりました。")).to_be_visible()
    assert_accessible(page)
    assert DriftCase.objects.get().review == GateReview.objects.get()
    page.get_by_role("button", name="次のチェックシートへ").tap()
    expect(heading(page)).to_have_text("株式会社さくら製麺　第1回")
    page.get_by_label("聞いたこと").fill("看板は来月になる")
    judge(page, "順調")
    expect(heading(page)).to_have_text("訪問を記録しました")
    assert CheckSheetClosing.objects.get().judgement == "on-course"


def test_another_rhythm_is_tried_and_shown_before_and_after(
    sato: Staff,
    sakura: Business,
    browser_of: Callable[..., Page],
    assert_accessible: Callable[[Page], None],
) -> None:
    the_rules(sakura.organisation)
    a_visit_by_sheet(an_adopted_plan(sakura, sato), sato, date(2026, 7, 10))
    page = browser_of(sato, viewport=PHONE, touch=True)
    page.goto("/follow-up/year/")
    expect(page.get_by_text("延べ3回、実数1者")).to_be_visible()
    page.get_by_label("さくら製麺").select_option(label="毎月1回")
    page.get_by_role("button", name="選んだ頻度で見る").tap()
    compared = page.get_by_role("region", name="いまと、もしもの比べ")
    visits = compared.locator("tr", has_text="延べ")
    expect(visits.locator("td").first).to_have_text("3回")
    expect(visits.locator("td").last).not_to_have_text("3回")
    tried = page.get_by_role("region", name="頻度を変えてみる事業者")
    expect(tried.locator("tbody tr")).to_contain_text("株式会社さくら製麺")
    assert page.evaluate(OVERFLOW) <= 0
    assert_accessible(page)
    assert RhythmChange.objects.count() == 0, "nothing is kept"
    tried.get_by_role("link", name="この頻度にする").tap()
    expect(heading(page)).to_contain_text("さくら製麺")


def test_a_handover_is_written_by_one_adviser_and_read_by_the_other(
    gunma: Organisation,
    sato: Staff,
    sakura: Business,
    browser_of: Callable[..., Page],
    assert_accessible: Callable[[Page], None],
) -> None:
    nakajima = staff_of(gunma, "中島 誠", "nakajima@example.jp", Role.ADVISER)
    an_adopted_plan(sakura, sato)
    giver = browser_of(sato)
    giver.goto("/follow-up/handovers/")
    giver.get_by_role("button", name="書く", exact=True).click()
    giver.get_by_label("受ける人").select_option(label="中島 誠")
    giver.get_by_label("いつから担当が移るか").fill(in_era_day(date(2027, 4, 1)))
    giver.get_by_role("button", name="全部に印").click()
    expect(giver.get_by_role("checkbox", name="さくら製麺")).to_be_checked()
    giver.get_by_label("気をつけること").fill("電話は夕方に")
    assert_accessible(giver)
    giver.get_by_role("button", name="引き継ぎを書く").click()
    expect(heading(giver)).to_have_text("佐藤 さくらから中島 誠への引き継ぎ")
    receiver = browser_of(nakajima, viewport=PHONE, touch=True)
    receiver.goto("/follow-up/handovers/")
    receiver.get_by_role("link", name="佐藤 さくらさんから　1者").tap()
    expect(receiver.get_by_text("電話は夕方に")).to_be_visible()
    assert receiver.evaluate(OVERFLOW) <= 0
    assert_accessible(receiver)
    receiver.get_by_role("button", name="すべて読みました").tap()
    expect(receiver.locator("main").get_by_text("中島 誠が")).to_be_visible()
    expect(receiver.get_by_role("button", name="すべて読みました")).to_have_count(0)
    giver.reload()
    expect(giver.locator("main").get_by_text("中島 誠が")).to_be_visible()
    assert Handover.objects.get().firms.get().receipt.read_by == nakajima
