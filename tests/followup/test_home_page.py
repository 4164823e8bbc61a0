"""The list an adviser begins the day with: whom, when, why, and what next."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from tests.conftest import TODAY, signed_in, staff_of
from tests.followup.kept_cast import a_drift, an_adopted_plan, the_rules
from tests.followup.page_cast import headings_of, text_of
from tests.records.cast import a_firm

from banso.accounts.models import Staff
from banso.accounts.rules import Role
from banso.core.fiscal_year import FiscalYear
from banso.followup.actions import open_check_sheet, select_plan, take_call
from banso.followup.models import CheckSheet
from banso.plans.models import BusinessPlan
from banso.registry.actions import close_business
from banso.registry.models import Business

HOME = "/follow-up/"
LATE, WEEK, MONTH, LATER = (
    date(2026, 4, 1),
    *(date(2026, *day) for day in ((8, 20), (8, 27), (9, 10))),
)


@pytest.fixture
def plan(sakura: Business, sato: Staff) -> BusinessPlan:
    the_rules(sakura.organisation)
    return an_adopted_plan(sakura, sato)


def another_plan(name: str, like: BusinessPlan, by: Staff, on: date) -> BusinessPlan:
    """Another firm's plan, adopted on the day; its first visit is due three months on."""
    return an_adopted_plan(a_firm(name, like.business), by, on)


def test_the_home_says_whom_when_why_and_how_late(plan: BusinessPlan, as_sato: Client) -> None:
    answer = as_sato.get(HOME)
    assert headings_of(answer) == ["遅れている訪問（1件）"]
    shown = text_of(answer)
    assert "株式会社さくら製麺 期日 R8.7.1 142日遅れ 策定（令和8年4月1日）から3か月" in shown
    assert "四半期に一度（いつもの頻度） わからないこと2つ" in shown
    assert "佐藤 さくら 電話 027-373-0000 チェックシートを作る" in shown


def test_visits_stand_in_groups_by_when_an_owners_call_before_all(
    plan: BusinessPlan, sato: Staff, as_sato: Client
) -> None:
    for name, on in (("今週商店", WEEK), ("今月商店", MONTH), ("先の商店", LATER)):
        another_plan(name, plan, sato, on)
    take_call(another_plan("声の商店", plan, sato, LATER), on=TODAY, what="資金繰り", by=sato)
    groups = [
        "事業者から声がかかった訪問（1件）",
        "遅れている訪問（1件）",
        "今週の訪問（1件）",
        "今月の訪問（1件）",
        "それから先の訪問（1件）",
    ]
    answer = as_sato.get(HOME)
    assert headings_of(answer) == groups
    assert answer.content.decode().count('<details class="fold"') == 1
    opened = as_sato.get(HOME, {"until": "all"})
    assert headings_of(opened) == groups
    assert '<details class="fold"' not in opened.content.decode()


@pytest.mark.parametrize(
    ("until", "count"), [("late", 1), ("week", 2), ("month", 3), ("quarter", 4), ("all", 5)]
)
def test_the_list_reaches_as_far_as_asked(
    plan: BusinessPlan, sato: Staff, as_sato: Client, until: str, count: int
) -> None:
    for name, on in (("今週商店", WEEK), ("今月商店", MONTH), ("先の商店", LATER)):
        another_plan(name, plan, sato, on)
    another_plan("来期商店", plan, sato, date(2026, 10, 1))
    assert f"{count}件 担当：佐藤 さくら" in text_of(as_sato.get(HOME, {"until": until}))


def test_ones_own_firms_come_first_and_others_are_a_filter_away(
    plan: BusinessPlan, suzuki: Staff, sato: Staff, as_sato: Client, as_suzuki: Client
) -> None:
    nobodys = another_plan("宙の商店", plan, sato, LATER)
    Business.objects.filter(pk=nobodys.business_id).update(adviser=None, district=None)
    assert "1件 担当：佐藤 さくら" in text_of(as_sato.get(HOME))
    assert "2件 担当：全員" in text_of(as_suzuki.get(HOME))  # she follows up none herself
    named = {"whose": str(sato.public_id)}
    assert "1件 担当：佐藤 さくら" in text_of(as_suzuki.get(HOME, named))
    shown = text_of(as_suzuki.get(HOME, {"whose": "none"}))
    assert "1件 担当：担当なし" in shown
    assert "宙の商店" in shown
    district = str(plan.business.district_id)
    shown = text_of(as_suzuki.get(HOME, {"whose": "all", "district": district}))
    assert "1件 担当：全員 地区：第1地区" in shown


def test_the_chosen_and_the_drifting_are_marked_and_can_be_asked_for(
    plan: BusinessPlan, sato: Staff, as_sato: Client
) -> None:
    another_plan("先の商店", plan, sato, LATER)
    select_plan(plan, year=FiscalYear(2026), reason="債務超過", by=sato)
    a_drift(plan, TODAY)
    for asked in ({"chosen": "1"}, {"drift": "1"}):
        shown = text_of(as_sato.get(HOME, asked))
        assert "1件 担当：佐藤 さくら" in shown
        assert "株式会社さくら製麺 今年度の対象 ズレ1件：第三者の視点待ち" in shown


def test_drift_that_waits_stands_before_all_but_what_is_called_or_late(
    plan: BusinessPlan, sato: Staff, as_sato: Client
) -> None:
    another_plan("今週商店", plan, sato, WEEK)
    far = another_plan("先の商店", plan, sato, LATER)
    a_drift(far, TODAY)
    groups = ["遅れている訪問（1件）", "第三者の視点を待つズレ（1件）", "今週の訪問（1件）"]
    answer = as_sato.get(HOME)
    assert headings_of(answer) == groups
    assert '<details class="fold"' not in answer.content.decode(), "a drift is never folded away"
    take_call(far, on=TODAY, what="急ぎ", by=sato)
    assert headings_of(as_sato.get(HOME)) == [
        "事業者から声がかかった訪問（1件）",
        "遅れている訪問（1件）",
        "今週の訪問（1件）",
    ]


def test_a_firm_late_and_drifting_stands_once_with_both_signs(
    plan: BusinessPlan, as_sato: Client
) -> None:
    a_drift(plan, TODAY)
    answer = as_sato.get(HOME)
    assert headings_of(answer) == ["遅れている訪問（1件）"]
    shown = text_of(answer)
    assert "株式会社さくら製麺 ズレ1件：第三者の視点待ち 期日 R8.7.1 142日遅れ" in shown
    assert "第三者の視点を書く" in shown


def test_a_visit_arranged_for_this_week_stands_in_it_whenever_it_is_due(
    plan: BusinessPlan, sato: Staff, as_sato: Client
) -> None:
    for name, planned in (("今週商店", date(2026, 11, 21)), ("過ぎた商店", date(2026, 11, 19))):
        later = another_plan(name, plan, sato, LATER)
        open_check_sheet(later, planned_on=TODAY, by=sato)
        CheckSheet.objects.filter(plan=later).update(planned_on=planned)
    for asked in ({}, {"until": "week"}):
        groups = headings_of(as_sato.get(HOME, asked))[:2]
        assert groups == ["遅れている訪問（1件）", "今週の訪問（1件）"]
    assert "今週商店" in text_of(as_sato.get(HOME, {"until": "week"}))
    assert "過ぎた商店" not in text_of(as_sato.get(HOME, {"until": "week"}))


def test_a_sheet_begun_is_carried_on(plan: BusinessPlan, sato: Staff, as_sato: Client) -> None:
    open_check_sheet(plan, planned_on=date(2026, 11, 24), by=sato)
    shown = text_of(as_sato.get(HOME))
    assert "株式会社さくら製麺 R8.11.24に行く予定 シート第1回 期日 R8.7.1 142日遅れ" in shown
    assert "続きを書く" in shown
    assert "チェックシートを作る" not in shown


def test_a_plan_that_ends_before_its_next_visit_is_said(
    plan: BusinessPlan, sato: Staff, as_sato: Client
) -> None:
    ending = another_plan("終わる商店", plan, sato, LATER)
    BusinessPlan.objects.filter(pk=ending.pk).update(ends_on=date(2026, 11, 30))
    answer = as_sato.get(HOME)
    assert headings_of(answer) == [
        "遅れている訪問（1件）",
        "計画が終わるまでに訪問のない計画（1件）",
    ]
    assert "終わる商店 2026-09-10の計画 令和8年11月30日まで 次の計画を始める" in text_of(answer)


def test_nobody_to_visit_says_what_to_do(plan: BusinessPlan, sato: Staff, as_sato: Client) -> None:
    close_business(plan.business, on=date(2026, 11, 1), reason="", by=sato)
    assert "これからの訪問はありません" in text_of(as_sato.get(HOME))
    shown = text_of(as_sato.get(HOME, {"until": "late"}))
    assert "当てはまる訪問はありません" in shown
    assert "全員の訪問を見る" in shown


def test_experts_and_other_offices_see_nothing(plan: BusinessPlan, as_tanaka: Client) -> None:
    assert "さくら製麺" not in text_of(as_tanaka.get(HOME))
    expert = staff_of(plan.business.organisation, "藤井 健", "fujii@example.jp", Role.EXPERT)
    viewer = staff_of(plan.business.organisation, "原田 恵", "harada@example.jp", Role.OBSERVER)
    for role in (expert, viewer):
        for path in (HOME, f"{HOME}month/", f"{HOME}rounds/", f"{HOME}plans/{plan.public_id}/"):
            assert signed_in(role).get(path).status_code == 403
