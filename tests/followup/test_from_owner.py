"""What owners let the office know from their own pages, as the office meets it."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from tests.conftest import TODAY
from tests.followup.kept_cast import (
    a_kept_measure,
    a_visit_by_sheet,
    an_adopted_plan,
    the_rules,
)
from tests.followup.page_cast import text_of
from tests.records.cast import a_firm, a_promise, a_visit

from banso.accounts.models import Staff
from banso.core import clock
from banso.figures.actions import IssuedFigureLink, issue_link
from banso.figures.actions.monthly import Change, enter_monthly_figures
from banso.figures.rules.monthly import Answer
from banso.followup.actions import report_done
from banso.followup.queries import OwnersItem
from banso.followup.queries.from_owner import heard_from_owners
from banso.followup.queries.upcoming import VisitChoice
from banso.plans.actions import finish_measure
from banso.plans.models import BusinessPlan, PlanMeasure
from banso.records.actions import confide
from banso.records.models import Promise
from banso.registry.models import Business

OCTOBER = date(2026, 10, 1)


@pytest.fixture
def plan(sakura: Business, sato: Staff) -> BusinessPlan:
    the_rules(sakura.organisation)
    plan = an_adopted_plan(sakura, sato)
    a_visit_by_sheet(plan, sato, TODAY - timedelta(days=30))
    return plan


@pytest.fixture
def link(sakura: Business, sato: Staff) -> IssuedFigureLink:
    return issue_link(sakura, by=sato)


@pytest.fixture
def measure(plan: BusinessPlan, link: IssuedFigureLink) -> PlanMeasure:
    """One of which the owner said that it was done."""
    measure = a_kept_measure(plan, "ちらしを配る", date(2026, 12, 1))
    report_done(plan, OwnersItem("measure", str(measure.public_id)), link=link.link)
    return measure


def told_of_october(business: Business, link: IssuedFigureLink) -> None:
    cells = {(OCTOBER, "sales_store"): Change(Answer(Decimal(900_000)))}
    enter_monthly_figures(business, cells, link=link.link)


def heard(staff: Staff) -> list[tuple[str, list[str], list[date]]]:
    return [
        (one.plan.business.name, [row.of for row in one.reports], [m.month for m in one.months])
        for one in heard_from_owners(staff, VisitChoice(), TODAY)
    ]


def test_it_heads_the_list_of_visits_and_the_plans_page_says_what_to_do_with_it(
    plan: BusinessPlan,
    link: IssuedFigureLink,
    measure: PlanMeasure,
    sakura: Business,
    sato: Staff,
    as_sato: Client,
) -> None:
    a_visit(sakura, sato, TODAY, promises=[a_promise("原価表", TODAY, Promise.Side.THEIRS)])
    promise = Promise.objects.get()
    report_done(plan, OwnersItem("promise", str(promise.public_id)), link=link.link)
    told_of_october(sakura, link)
    shown = text_of(as_sato.get(reverse("followup:home")))
    assert (
        "事業者から届いたこと（1者） 株式会社さくら製麺 "
        "「原価表」ができた、「ちらしを配る」ができた、 令和8年10月の数字 R8.11.20" in shown
    )
    page = as_sato.get(reverse("followup:detail", args=[plan.public_id]))
    shown = text_of(page)
    assert "事業者から届いたこと（3件）" in shown
    for words in (
        "令和8年11月20日 施策「ちらしを配る」ができたと知らせた 施策を見る 済んだ日",
        "令和8年11月20日 約束「原価表」ができたと知らせた 約束を確かめて済みにする",
        "令和8年11月20日 令和8年10月の数字が届いた 計画と比べる",
    ):
        assert words in shown
    assert f"#measure-{measure.public_id}" in page.content.decode()
    assert f'href="#promise-{promise.public_id}"' in page.content.decode()
    assert f'id="promise-{promise.public_id}"' in page.content.decode()
    assert "事業者から届いたこと 1者" in text_of(as_sato.get("/"))


def test_a_measure_the_owner_says_is_done_is_finished_where_that_is_read(
    plan: BusinessPlan, measure: PlanMeasure, as_sato: Client
) -> None:
    detail = reverse("followup:detail", args=[plan.public_id])
    page = as_sato.get(detail).content.decode()
    finish = reverse("plans:measure-finish", args=[measure.public_id])
    form = page.partition(f'action="{finish}"')[2].partition("</form>")[0]
    assert 'value="令和8年11月20日"' in form, "the day on which the owner said so"
    refused = as_sato.post(finish, {"on": "いつか", "back": detail})
    assert refused.status_code == 422
    assert 'value="いつか"' in refused.content.decode()
    assert f'name="back" value="{detail}"' in refused.content.decode()
    done = as_sato.post(finish, {"on": "R8.11.18", "back": detail})
    assert (done.status_code, done["Location"]) == (302, detail)
    assert PlanMeasure.objects.get(pk=measure.pk).done.on == date(2026, 11, 18)
    shown = text_of(as_sato.get(detail))
    assert "「ちらしを配る」を完了にしました。" in shown
    assert "事業者から届いたこと" not in shown


def test_nobody_is_sent_to_another_site_after_a_measure_is_finished(
    plan: BusinessPlan, measure: PlanMeasure, as_sato: Client
) -> None:
    finish = reverse("plans:measure-finish", args=[measure.public_id])
    done = as_sato.post(finish, {"on": "R8.11.18", "back": "https://example.com/"})
    assert done["Location"] == reverse("plans:measures", args=[plan.public_id])


def test_it_is_told_until_somebody_has_looked_at_it(
    plan: BusinessPlan,
    link: IssuedFigureLink,
    measure: PlanMeasure,
    sakura: Business,
    sato: Staff,
) -> None:
    told_of_october(sakura, link)
    assert heard(sato) == [("株式会社さくら製麺", ["ちらしを配る"], [OCTOBER])]
    with clock.fixed(TODAY + timedelta(hours=20)):  # a visit after the figures came
        a_visit_by_sheet(plan, sato, TODAY)
    assert heard(sato) == [("株式会社さくら製麺", ["ちらしを配る"], [])]
    finish_measure(measure, on=TODAY, by=sato)
    assert heard(sato) == []


def test_what_staff_entered_old_figures_and_what_was_confided_are_no_news(
    plan: BusinessPlan, link: IssuedFigureLink, sakura: Business, sato: Staff, tanaka: Staff
) -> None:
    an_adopted_plan(a_firm("となりの店", sakura), sato)
    by_staff = {(OCTOBER, "sales_store"): Change(Answer(Decimal(1)))}
    enter_monthly_figures(sakura, by_staff, by=sato)
    with clock.fixed(TODAY - timedelta(days=60)):
        august = {(date(2026, 8, 1), "sales_store"): Change(Answer(Decimal(1)))}
        enter_monthly_figures(sakura, august, link=link.link)
    secret = a_visit(sakura, sato, promises=[a_promise("内密", TODAY, Promise.Side.THEIRS)])
    item = OwnersItem("promise", str(Promise.objects.get().public_id))
    report_done(plan, item, link=link.link)
    assert heard(sato) == [("株式会社さくら製麺", ["内密"], [])]
    confide(secret, by=sato)
    assert heard(sato) == []
    assert heard(tanaka) == []
