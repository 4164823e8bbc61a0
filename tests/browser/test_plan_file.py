"""A plan file with faults: each place is named in words, and nothing changes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect
from tests.browser.hands import heading

from banso.accounts.models import Staff
from banso.programme.models import ProgrammeEdition
from banso.programme.queries import Plan, plan_of

PLANS = Path("tests/programme/plans")
PLACE = "indicators[1]（事業計画策定者数）の"
TOLD = {
    "unknown-measure.json": f"{PLACE} measure：測り方「plans-dreamt」はありません。",
    "missing-year.json": f"{PLACE} targets.R9：令和9年度の値がありません。",
    "wrong-type.json": f"{PLACE} targets.R9：数値か文字列で書いてください",
}


def test_a_plan_with_faults_is_refused_place_by_place_and_the_old_one_stays_in_force(
    suzuki: Staff, plan: Plan, browser_of: Callable[..., Page]
) -> None:
    page = browser_of(suzuki)
    page.goto("/programme/outline/")
    page.get_by_role("link", name="計画ファイルを読み込む").click()
    for name, words in TOLD.items():
        page.get_by_label("計画ファイル").set_input_files(PLANS / name)
        page.get_by_role("button", name="何が変わるかを見る").click()
        refused = page.get_by_role("alert")
        expect(refused).to_contain_text("読み込めません（1か所）。何も変えていません。")
        expect(refused).to_contain_text(words)
    assert ProgrammeEdition.objects.get() == plan.edition
    assert plan_of(suzuki.organisation) == plan

    page.get_by_label("計画ファイル").set_input_files(PLANS / "four-years.json")
    page.get_by_role("button", name="何が変わるかを見る").click()
    expect(page.get_by_role("button", name="この内容で読み込む")).to_be_visible()
    assert ProgrammeEdition.objects.count() == 1
    page.get_by_role("button", name="この内容で読み込む").click()
    expect(heading(page)).to_have_text("計画の内容")
    assert ProgrammeEdition.objects.count() == 2
