"""Follow-up on the pages that see everything: the whole-business page, today, the plan."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from tests.conftest import TODAY
from tests.figures.cast import a_kept_period
from tests.followup.kept_cast import a_drift, a_visit_by_sheet, an_adopted_plan, the_rules
from tests.followup.page_cast import headings_of, text_of
from tests.records.cast import a_firm

from banso.accounts.models import Staff
from banso.followup.actions import open_check_sheet, take_call
from banso.plans.models import BusinessPlan
from banso.programme.actions import load_programme
from banso.registry.models import Business

PLAN = Path(settings.PROGRAMMES_DIR) / "takasaki-gunma.json"
SALES = {"sales": 10_000_000, "other_selling_and_admin": 9_000_000}


@pytest.fixture
def plan(sakura: Business, sato: Staff) -> BusinessPlan:
    the_rules(sakura.organisation)
    return an_adopted_plan(sakura, sato)


def karte_of(plan: BusinessPlan) -> str:
    return reverse("web:business", args=[plan.business.public_id])


def test_the_karte_says_how_a_firm_is_followed_up(
    plan: BusinessPlan, sato: Staff, as_sato: Client
) -> None:
    a_visit_by_sheet(plan, sato, date(2026, 7, 1), "watch")
    a_drift(plan, TODAY)
    shown = text_of(as_sato.get(karte_of(plan)))
    assert "次の訪問 期日 令和8年10月1日（木） 50日遅れ 前の訪問（令和8年7月1日）から3か月" in shown
    assert "前の判断 注意 令和8年7月1日 第1回" in shown
    open_check_sheet(plan, planned_on=date(2026, 12, 10), by=sato)
    planned = "次の訪問 令和8年12月10日（木）に行く予定 期日 令和8年10月1日（木） 50日遅れ"
    assert planned in text_of(as_sato.get(karte_of(plan)))
    assert "計画とのズレ 1件：第三者の視点待ち" in shown
    assert (
        reverse("followup:detail", args=[plan.public_id])
        in as_sato.get(karte_of(plan)).content.decode()
    )


def test_a_firm_that_is_not_followed_up_has_no_such_block(
    sakura: Business, as_sato: Client
) -> None:
    answer = as_sato.get(reverse("web:business", args=[sakura.public_id]))
    assert "フォローアップ" not in headings_of(answer)


def test_the_karte_says_what_became_of_a_firm_that_was_followed_up(
    plan: BusinessPlan, sato: Staff, as_sato: Client
) -> None:
    load_programme(PLAN.read_text(), organisation=plan.business.organisation, by=sato)
    a_visit_by_sheet(plan, sato, date(2026, 7, 1), "watch")
    shown = text_of(as_sato.get(karte_of(plan)))
    assert "§7 売上増加事業者数 令和8年度 不明 この年度の決算がない" in shown
    a_kept_period(plan.business, 2025, SALES)
    a_kept_period(plan.business, 2026, {**SALES, "sales": 12_000_000})
    a_visit_by_sheet(plan, sato, date(2026, 8, 1), "watch")
    shown = text_of(as_sato.get(karte_of(plan)))
    assert "§7 売上増加事業者数 令和8年度 不明" in shown
    assert "（数え方：営業利益率が前の期より1ポイント以上増えた）" in shown


def test_today_begins_with_ones_own_visits_of_this_week(
    plan: BusinessPlan, sato: Staff, as_sato: Client, as_suzuki: Client
) -> None:
    called = an_adopted_plan(a_firm("声の商店", plan.business), sato, date(2026, 9, 10))
    take_call(called, on=date(2026, 11, 19), what="相談", by=sato)
    an_adopted_plan(a_firm("先の商店", plan.business), sato, date(2026, 8, 27))
    answer = as_sato.get("/")
    assert "計画フォローアップの訪問 2件" in headings_of(answer)
    shown = text_of(answer)
    assert shown.index("声の商店 期日 令和8年11月19日（木） 1日遅れ 声がかかった") < shown.index(
        "株式会社さくら製麺 期日 令和8年7月1日（水） 142日遅れ"
    )
    assert (
        "先の商店"
        not in shown.partition("計画フォローアップの訪問")[2].partition("</section>")[0][:600]
    )
    assert "計画フォローアップの訪問" not in text_of(as_suzuki.get("/"))


def test_today_tells_drift_that_waits_with_its_one_next_step(
    plan: BusinessPlan, sato: Staff, as_sato: Client, as_suzuki: Client
) -> None:
    far = an_adopted_plan(a_firm("先の商店", plan.business), sato, date(2026, 9, 10))
    for one in (far, plan):
        a_drift(one, TODAY)
    answer = as_sato.get("/")
    headings = headings_of(answer)
    assert headings.index("計画フォローアップの訪問 1件") < headings.index(
        "第三者の視点を待つズレ 1件"
    )
    shown = text_of(answer)
    assert "142日遅れ ズレ1件：第三者の視点待ち 第三者の視点を書く" in shown
    assert (
        "先の商店 ズレ1件：第三者の視点待ち 第三者の視点を書く ：先の商店 次の訪問 令和8年12月10日"
    ) in shown
    assert reverse("followup:review", args=[far.public_id]) in answer.content.decode()
    assert "第三者の視点を待つズレ" not in text_of(as_suzuki.get("/"))


def test_visits_that_do_not_press_are_folded(
    plan: BusinessPlan, sato: Staff, as_sato: Client
) -> None:
    for number in range(5):
        later = an_adopted_plan(a_firm(f"商店{number}", plan.business), sato, date(2026, 11, 2))
        open_check_sheet(later, planned_on=date(2026, 11, 21), by=sato)
    shown = text_of(as_sato.get("/"))
    assert "計画フォローアップの訪問 6件" in shown
    assert "ほかの訪問 2件" in shown


def test_an_adopted_plan_leads_to_its_follow_up(plan: BusinessPlan, as_sato: Client) -> None:
    page = as_sato.get(reverse("plans:detail", args=[plan.public_id])).content.decode()
    assert reverse("followup:detail", args=[plan.public_id]) in page


def test_the_years_targets_are_told_by_the_programme_and_open(
    plan: BusinessPlan, sato: Staff, as_sato: Client
) -> None:
    so_far = reverse("programme:follow-up")
    assert so_far in as_sato.get("/follow-up/").content.decode()
    assert "計画がまだ読み込まれていません。" in text_of_fragment(as_sato, so_far)
    load_programme(PLAN.read_text(), organisation=plan.business.organisation, by=sato)
    a_visit_by_sheet(plan, sato, date(2026, 7, 1), "watch")
    shown = text_of_fragment(as_sato, so_far)
    assert "フォローアップ対象事業者数（訪問した数） 1 ／ 20者" in shown
    assert "頻度（延べ回数） 1 ／ 80回 遅れ" in shown
    assert "売上増加事業者数 − ／ 5者 − 比べられる決算がまだありません" in shown
    evidence = reverse("programme:evidence", args=["follow-up-visits", "R8", "year"])
    assert evidence in as_sato.get(so_far).content.decode()


def text_of_fragment(client: Client, path: str) -> str:
    return text_of(client.get(path, headers={"HX-Request": "true"}))
