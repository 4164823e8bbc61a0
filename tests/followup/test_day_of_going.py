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

from banso.accounts.models import Staff
from banso.core.refusals import RuleViolation
from banso.followup.actions import open_check_sheet, plan_visit
from banso.followup.models import CheckSheet
from banso.followup.queries.rounds import RoundsWish, rounds_for
from banso.followup.queries.upcoming import VisitChoice, upcoming
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
    assert "行く日 令和8年11月20日（金）" in said(as_sato.get("/"))
