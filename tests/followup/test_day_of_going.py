"""The day one means to go（行く日）: set, changed, and shown wherever a visit stands."""

from __future__ import annotations

import html
import re
from datetime import date, timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from tests.conftest import TODAY
from tests.followup.kept_cast import a_visit_by_sheet, an_adopted_plan
from tests.records.cast import a_firm

from banso.accounts.models import Staff
from banso.core import clock
from banso.core.era import in_era_short
from banso.core.refusals import RuleViolation
from banso.followup.actions import open_check_sheet, plan_visit
from banso.followup.models import CheckSheet
from banso.followup.queries.rounds import RoundsWish, rounds_for
from banso.followup.queries.upcoming import VisitChoice, upcoming
from banso.followup.rules.day_of_going import remarks_on
from banso.plans.models import BusinessPlan
from banso.registry.models import Business

LATER = TODAY + timedelta(days=6)


@pytest.fixture
def plan(sakura: Business, sato: Staff) -> BusinessPlan:
    """Visited on 5 October: the next is due on 5 January."""
    plan = an_adopted_plan(sakura, sato)
    a_visit_by_sheet(plan, sato, date(2026, 10, 5))
    return plan


def said(answer: HttpResponse) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html.unescape(answer.content.decode())))


def test_a_sheet_is_made_for_the_day_one_means_to_go(plan: BusinessPlan, as_sato: Client) -> None:
    open_url = reverse("followup:sheet-open", args=[plan.public_id])
    refused = as_sato.post(open_url, {"planned_on": "令和8年11月19日"})
    assert refused.status_code == 422
    assert "行く日は、今日以後の日にしてください。" in said(refused)
    assert 'value="令和8年11月19日"' in refused.content.decode()
    assert not CheckSheet.objects.open().exists()
    as_sato.post(open_url, {"planned_on": "R8.11.26"})
    assert CheckSheet.objects.open().get().planned_on == LATER


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("R10.11.20", "行く日（令和10年11月20日）は、今日から1年以内の日にしてください。"),
        ("令和20年11月20日", "行く日（令和20年11月20日）は、今日から1年以内の日にしてください。"),
        ("R9.4.1", "行く日は、計画が終わる令和9年3月31日までの日にしてください。"),
    ],
)
def test_a_day_no_visit_is_planned_for_is_refused_where_it_was_typed(
    plan: BusinessPlan, sato: Staff, as_sato: Client, typed: str, words: str
) -> None:
    BusinessPlan.objects.filter(pk=plan.pk).update(ends_on=date(2027, 3, 31))
    open_url = reverse("followup:sheet-open", args=[plan.public_id])
    refused = as_sato.post(open_url, {"planned_on": typed})
    assert refused.status_code == 422
    assert refused.context["visit_form"].errors["planned_on"] == [words]
    assert f'value="{typed}"' in refused.content.decode()
    assert not CheckSheet.objects.open().exists()
    sheet = open_check_sheet(plan, planned_on=TODAY, by=sato)
    day_url = reverse("followup:sheet-day", args=[sheet.public_id])
    refused = as_sato.post(day_url, {"planned_on": typed})
    assert refused.status_code == 422
    assert refused.context["visit_form"].errors["planned_on"] == [words]
    assert CheckSheet.objects.open().get().planned_on == TODAY


def test_a_day_after_the_due_day_is_kept_and_said(plan: BusinessPlan, as_sato: Client) -> None:
    open_url = reverse("followup:sheet-open", args=[plan.public_id])
    answer = as_sato.post(open_url, {"planned_on": "R9.1.8"}, follow=True)
    assert "行く日（R9.1.8）は、期日（R9.1.5）より後です。" in said(answer)
    detail = said(as_sato.get(reverse("followup:detail", args=[plan.public_id])))
    assert "期日（R9.1.5）より後です" in detail
    home = said(as_sato.get("/follow-up/", {"until": "all"}))
    assert "R9.1.8に行く予定 シート第2回 期日 R9.1.5 期日より後に行く予定" in home
    sheet = CheckSheet.objects.open().get()
    as_sato.post(reverse("followup:sheet-day", args=[sheet.public_id]), {"planned_on": "R9.1.5"})
    assert "より後" not in said(as_sato.get(reverse("followup:detail", args=[plan.public_id])))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("R8.12.26", "12月26日は土曜です。"),
        ("R8.12.30", "12月30日は年末年始です。"),
        ("R9.2.11", "2月11日は建国記念の日です。"),
        ("R9.7.6", "行く日（R9.7.6）は、期日（R9.1.5）から6か月より後です。"),
    ],
)
def test_a_day_off_and_one_far_after_the_due_day_are_kept_and_said(
    plan: BusinessPlan, as_sato: Client, typed: str, words: str
) -> None:
    open_url = reverse("followup:sheet-open", args=[plan.public_id])
    assert words in said(as_sato.post(open_url, {"planned_on": typed}, follow=True))
    sheet = CheckSheet.objects.open().get()
    assert in_era_short(sheet.planned_on) == typed
    day_url = reverse("followup:sheet-day", args=[sheet.public_id])
    assert words not in said(as_sato.post(day_url, {"planned_on": "R8.12.25"}, follow=True))
    assert words in said(as_sato.post(day_url, {"planned_on": typed}, follow=True))
    assert words in said(as_sato.get(reverse("followup:detail", args=[plan.public_id])))


def test_of_the_day_of_a_late_visit_only_a_far_one_is_said() -> None:
    due = date(2026, 9, 25)
    assert remarks_on(date(2026, 12, 10), due, TODAY) == ()
    assert remarks_on(date(2027, 3, 25), due, TODAY) == ()
    far = "行く日（R9.3.26）は、期日（R8.9.25）から6か月より後です。"
    assert remarks_on(date(2027, 3, 26), due, TODAY) == (far,)
    assert remarks_on(date(2026, 12, 26), None, TODAY) == ("12月26日は土曜です。",)


def test_the_plans_page_is_headed_by_the_day_one_goes_then_says_how_late_that_is(
    plan: BusinessPlan, sato: Staff, as_sato: Client
) -> None:
    late = an_adopted_plan(a_firm("遅れ商店", plan.business), sato, date(2026, 7, 1))
    sheet = open_check_sheet(late, planned_on=date(2026, 12, 10), by=sato)
    detail = reverse("followup:detail", args=[late.public_id])
    assert (
        "次の訪問 令和8年12月10日（木）に行く予定 期日 令和8年10月1日（木） 50日遅れ 策定"
        in said(as_sato.get(detail))
    )
    with clock.fixed(TODAY - timedelta(days=9)):
        plan_visit(sheet, TODAY - timedelta(days=1))
    shown = said(as_sato.get(detail))
    assert "次の訪問 期日 令和8年10月1日（木） 50日遅れ" in shown
    assert "50日遅れ 令和8年11月19日（木）に行く予定だった（シート第1回）" in shown


def test_the_day_is_changed_until_the_visit_is_recorded(
    plan: BusinessPlan, sato: Staff, as_sato: Client
) -> None:
    sheet = open_check_sheet(plan, planned_on=TODAY, by=sato)
    day_url = reverse("followup:sheet-day", args=[sheet.public_id])
    answer = as_sato.post(day_url, {"planned_on": "R8.11.26"}, follow=True)
    assert "行く日を決めました。暦と今日の画面に出ます。" in said(answer)
    assert CheckSheet.objects.open().get().planned_on == LATER
    assert as_sato.post(day_url, {"planned_on": "きのう"}).status_code == 422
    assert plan_visit(sheet, LATER).version == 2, "the same day again changes nothing"
    closed = a_visit_by_sheet(plan, sato, TODAY).sheet
    with pytest.raises(RuleViolation, match="訪問を記録した"):
        plan_visit(closed, LATER)


def test_a_visit_stands_on_its_day_in_lists_today_and_the_rounds(
    plan: BusinessPlan, sato: Staff, as_sato: Client
) -> None:
    open_check_sheet(plan, planned_on=LATER, by=sato)
    (group,) = upcoming(sato, VisitChoice(adviser=sato), TODAY).groups
    assert (group.key, group.lines[0].planned_on) == ("month", LATER)
    wish = RoundsWish(TODAY, 5, 4)
    (day,) = rounds_for(sato, VisitChoice(adviser=sato), wish, TODAY).days
    assert (day.on, [stop.line.planned_on for stop in day.stops]) == (LATER, [LATER])
    plan_visit(CheckSheet.objects.open().get(), TODAY)
    assert "令和8年11月20日（金）に行く予定 期日 令和9年1月5日" in said(as_sato.get("/"))


def test_a_visit_planned_for_today_comes_first_and_nothing_late_is_folded_away(
    plan: BusinessPlan, sato: Staff, as_sato: Client
) -> None:
    for number in range(1, 6):
        an_adopted_plan(a_firm(f"遅れ商店{number}", plan.business), sato, date(2026, 7, number))
    weekend = an_adopted_plan(a_firm("土曜商店", plan.business), sato, date(2026, 11, 2))
    open_check_sheet(weekend, planned_on=date(2026, 11, 21), by=sato)
    open_check_sheet(plan, planned_on=TODAY, by=sato)
    day = as_sato.get("/").context["day"]
    late = [f"遅れ商店{number}" for number in range(1, 6)]
    shown = [line.follow.business.name for line in day.first_visits]
    assert shown == ["株式会社さくら製麺", *late]
    assert [line.follow.business.name for line in day.further_visits] == ["土曜商店"]
