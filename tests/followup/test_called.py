"""What an owner said who asked to be seen, wherever the visit stands."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.conftest import TODAY
from tests.followup.kept_cast import an_adopted_plan, the_rules
from tests.followup.page_cast import text_of
from tests.records.cast import a_firm

from banso.accounts.models import Staff
from banso.figures.actions import issue_link
from banso.followup.actions import Wish, ask_for_visit, open_check_sheet, take_call
from banso.followup.queries import follow_of
from banso.followup.queries.upcoming import VisitChoice, upcoming
from banso.plans.models import BusinessPlan
from banso.registry.models import Business

WISH = Wish("冷蔵庫が止まった。買い替えの金をどうするか", "平日の午後", "090-1234-5678")
SAID = "「冷蔵庫が止まった。買い替えの金をどうするか」"
DIALLED = "tel:09012345678"


@pytest.fixture
def plan(sakura: Business, sato: Staff) -> BusinessPlan:
    """さくら製麺's, whose owner asked on their own page to be visited today."""
    the_rules(sakura.organisation)
    plan = an_adopted_plan(sakura, sato)
    take_call(plan, on=TODAY - timedelta(days=9), what="先に電話で聞いたこと", by=sato)
    ask_for_visit(plan, WISH, link=issue_link(sakura, by=sato).link)
    return plan


@pytest.mark.parametrize("page", ["/", "/follow-up/", "/follow-up/rounds/"])
def test_lists_say_what_the_owner_said_when_it_suits_and_where_to_ring(
    plan: BusinessPlan, as_sato: Client, page: str
) -> None:
    answer = as_sato.get(page)
    words = f"{SAID} 都合：平日の午後 言われた番号 090-1234-5678 ほかの声 1件"
    assert words in text_of(answer)
    assert DIALLED in answer.content.decode()
    assert "027-373-0000" in text_of(answer), "the register's number is not lost"


def test_the_sheet_has_the_calls_that_wait_and_their_number_beside_the_registers(
    plan: BusinessPlan, sato: Staff, as_sato: Client
) -> None:
    sheet = open_check_sheet(plan, planned_on=TODAY, by=sato)
    shown = text_of(as_sato.get(reverse("followup:sheet", args=[sheet.public_id])))
    assert f"事業者からの声（R8.11.20） {SAID} 都合：平日の午後" in shown
    assert "事業者からの声（R8.11.11） 「先に電話で聞いたこと」" in shown
    assert "電話 090-1234-5678 （R8.11.20の声で言われた番号） 027-373-0000" in shown


def test_the_plans_page_rings_the_number_that_was_given(
    plan: BusinessPlan, as_sato: Client
) -> None:
    page = as_sato.get(reverse("followup:detail", args=[plan.public_id])).content.decode()
    card = page.partition('id="calls-title"')[2].partition("</section>")[0]
    assert card.count("tel:") == 1
    assert DIALLED in card


def test_without_a_number_the_registers_is_rung_and_the_visit_is_due_since_the_first_call(
    plan: BusinessPlan, sato: Staff, as_sato: Client
) -> None:
    other = an_adopted_plan(a_firm("声の商店", plan.business), sato, date(2026, 11, 2))
    take_call(other, on=TODAY - timedelta(days=1), what="相談", by=sato)
    take_call(other, on=TODAY - timedelta(days=2), what="相談の前", by=sato)
    follow = follow_of(other, TODAY)
    assert follow is not None
    assert [(call.what, call.phone_url) for call in follow.calls] == [
        ("相談", ""),
        ("相談の前", ""),
    ]
    assert follow.due is not None
    assert follow.due.on == TODAY - timedelta(days=2)
    assert "「相談」 ほかの声 1件" in text_of(as_sato.get("/follow-up/"))


def test_thirty_calls_are_asked_for_as_one_is(plan: BusinessPlan, sato: Staff) -> None:
    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            upcoming(sato, VisitChoice(), TODAY)
        return len(asked)

    one = cost()
    for number in range(30):
        take_call(plan, on=TODAY, what=f"声{number}", by=sato)
    assert cost() == one
