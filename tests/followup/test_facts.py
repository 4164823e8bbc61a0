"""The facts that decide a rhythm, read from what is kept, for many plans at once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.conftest import TODAY
from tests.figures.cast import YEAR, a_kept_period
from tests.followup.kept_cast import (
    LOSSES,
    a_drift,
    a_visit_by_sheet,
    an_adopted_plan,
    periods_with_losses,
    the_rules,
)
from tests.records.cast import a_firm, a_visit

from banso.accounts.models import Staff
from banso.core.fiscal_year import FiscalYear
from banso.followup.queries import (
    circumstances,
    could_ease,
    due_visits,
    follow_of,
    followed_plans,
    handover_of,
    outlook_of,
)
from banso.followup.rules.facts import Circumstances
from banso.followup.rules.outlook import Made
from banso.plans.models import BusinessPlan
from banso.records.actions import withdraw_record
from banso.registry.actions import close_business
from banso.registry.models import Business

FOLLOW_UP = ("plan-followup",)
R8 = FiscalYear(2026)


@pytest.fixture
def plan(sakura: Business, sato: Staff) -> BusinessPlan:
    the_rules(sakura.organisation)
    return an_adopted_plan(sakura, sato)


def facts_of(plan: BusinessPlan, day: date = TODAY) -> Circumstances:
    return circumstances([plan], day)[plan.pk]


def told(around: Circumstances) -> dict[str, str]:
    return {key: fact.words for key, fact in around.facts.items()}


def test_every_fact_is_told_with_its_figures_or_why_it_is_not_known(plan: BusinessPlan) -> None:
    around = facts_of(plan)
    assert told(around) == {
        "months_since_adoption": "策定から7か月",
        "open_drifts": "ズレなし",
    }
    assert dict(around.because) == {
        "net_assets": "決算がない",
        "loss_years": "決算がない",
        "cash_months": "決算がない",
        "sheets_on_course": "チェックシートがまだない",
    }


def test_the_newest_accounts_tell_net_assets_with_their_period(
    plan: BusinessPlan, sakura: Business
) -> None:
    a_kept_period(sakura, 2025, YEAR)
    deep = {**YEAR, "retained_earnings": -4_240_000, "long_term_loans": 17_240_000}
    a_kept_period(sakura, 2026, deep)
    around = facts_of(plan)
    assert around.facts["net_assets"].value == -1_240_000
    assert told(around)["net_assets"] == "純資産 △1,240千円（令和8年3月期）"
    assert (
        told(facts_of(plan, date(2025, 6, 1)))["net_assets"] == "純資産 6,000千円（令和7年3月期）"
    )
    found = follow_of(plan, TODAY)
    assert found is not None
    assert found.decision.words == "純資産 △1,240千円（令和8年3月期） → 毎月1回"


def test_losses_count_in_a_row_and_only_in_joined_periods(
    plan: BusinessPlan, sakura: Business
) -> None:
    periods_with_losses(sakura, 2022, 2024, 2025, 2026)
    around = facts_of(plan)
    assert around.facts["loss_years"].value == 3, "2023 is missing"
    assert told(around)["loss_years"] == "経常赤字が3期続く（令和8年3月期まで）"
    assert around.because["net_assets"] == "貸借対照表がない"


def test_a_profit_ends_the_row_of_losses(plan: BusinessPlan, sakura: Business) -> None:
    periods_with_losses(sakura, 2024)
    a_kept_period(sakura, 2025, {**LOSSES, "other_selling_and_admin": 9_000_000})
    periods_with_losses(sakura, 2026)
    assert facts_of(plan).facts["loss_years"].value == 1


def test_sheets_on_course_are_counted_back_to_the_last_that_was_not(
    plan: BusinessPlan, sato: Staff
) -> None:
    closings = [
        a_visit_by_sheet(plan, sato, date(2026, month, 5), judgement)
        for month, judgement in ((5, "on-course"), (6, "watch"), (7, "on-course"), (9, "on-course"))
    ]
    assert facts_of(plan).facts["sheets_on_course"].value == 2
    assert facts_of(plan, date(2026, 6, 30)).facts["sheets_on_course"].value == 0
    withdraw_record(closings[1].record, reason="違う", by=sato)
    assert facts_of(plan).facts["sheets_on_course"].value == 3


def test_of_several_plans_the_newest_adopted_is_followed_up(
    plan: BusinessPlan, sakura: Business, sato: Staff
) -> None:
    newer = an_adopted_plan(sakura, sato, on=date(2026, 10, 1))
    assert list(followed_plans(sakura.organisation, TODAY)) == [newer]
    assert list(followed_plans(sakura.organisation, date(2026, 9, 30))) == [plan]
    assert not followed_plans(sakura.organisation, date(2029, 4, 1))
    close_business(sakura, on=date(2026, 11, 1), reason="廃業", by=sato)
    assert not followed_plans(sakura.organisation, TODAY)


def test_only_visits_of_follow_up_put_the_next_one_off(
    plan: BusinessPlan, sakura: Business, sato: Staff
) -> None:
    def due() -> date:
        found = follow_of(plan, TODAY)
        assert found is not None
        assert found.due is not None
        return found.due.on

    first = due()
    a_visit(sakura, sato, date(2026, 10, 5), topics=("sns",))
    a_visit(sakura, sato, date(2026, 10, 6), topics=FOLLOW_UP, kind="phone")
    assert due() == first == date(2026, 7, 1)
    visit = a_visit(sakura, sato, date(2026, 10, 7), topics=FOLLOW_UP)
    assert due() == date(2027, 1, 7)
    withdraw_record(visit, reason="違う", by=sato)
    assert due() == first


def test_due_visits_are_the_offices_own_by_adviser_the_most_urgent_first(
    plan: BusinessPlan, sakura: Business, sato: Staff, suzuki: Staff, tanaka: Staff
) -> None:
    later = a_firm("もみじ堂", sakura)
    an_adopted_plan(later, sato, on=date(2026, 10, 1))
    found = due_visits(sato, TODAY)
    assert [(one.business, one.due.on, one.days_late(TODAY)) for one in found] == [
        (sakura, date(2026, 7, 1), 142),
        (later, date(2027, 1, 4), 0),
    ]
    assert [one.business for one in due_visits(suzuki, TODAY, sato, until=TODAY)] == [sakura]
    assert due_visits(suzuki, TODAY, suzuki) == []
    assert due_visits(tanaka, TODAY) == []


def test_one_firm_and_thirty_cost_the_same_queries(
    plan: BusinessPlan, sakura: Business, sato: Staff
) -> None:
    def asked() -> dict[str, int]:
        counts = {}
        for name, ask in {
            "due": lambda: due_visits(sato, TODAY),
            "outlook": lambda: outlook_of(sakura.organisation, R8, TODAY),
            "ease": lambda: could_ease(sakura.organisation, TODAY),
            "handover": lambda: handover_of(sato, TODAY),
        }.items():
            with CaptureQueriesContext(
                connection,
            ) as queries:
                ask()
            counts[name] = len(queries)
        return counts

    a_visit_by_sheet(plan, sato, date(2026, 6, 1))
    one = asked()
    for number in range(29):
        firm = a_firm(f"店{number}", sakura)
        other = an_adopted_plan(firm, sato, on=date(2026, 5, 1))
        a_visit(firm, sato, date(2026, 6, 1), topics=FOLLOW_UP)
        if number < 3:
            a_drift(other, date(2026, 8, 1))
            periods_with_losses(firm, 2025, 2026)
    assert asked() == one
    assert one["due"] <= 11, one


def test_the_outlook_and_those_who_could_be_eased_come_from_what_is_kept(
    plan: BusinessPlan, sakura: Business, sato: Staff
) -> None:
    a_visit_by_sheet(plan, sato, date(2026, 6, 5), "on-course")
    a_visit_by_sheet(plan, sato, date(2026, 9, 4), "on-course")
    (row,) = outlook_of(sakura.organisation, R8, TODAY)
    assert (row.key, row.adviser, row.made) == (
        sakura.pk,
        "佐藤 さくら",
        (Made(date(2026, 6, 5), "佐藤 さくら"), Made(date(2026, 9, 4), "佐藤 さくら")),
    )
    assert row.coming(TODAY, R8) == (date(2026, 12, 4), date(2027, 3, 4))
    assert outlook_of(sakura.organisation, R8, TODAY, only_chosen=True) == []
    assert could_ease(sakura.organisation, TODAY) == [], "its accounts are not known"
    a_kept_period(sakura, 2026)
    assert [one.because for one in could_ease(sakura.organisation, TODAY)] == [
        "チェックシートが2回続けて順調。気がかりな数字がない。"
    ]


def test_a_successor_is_told_how_each_plan_stands(plan: BusinessPlan, sato: Staff) -> None:
    closing = a_visit_by_sheet(plan, sato, date(2026, 9, 4))
    case = a_drift(plan, date(2026, 10, 1))
    (line,) = handover_of(sato, TODAY)
    assert (line.follow.plan, line.last, line.drifts, line.open_promises) == (
        plan,
        closing,
        (case,),
        0,
    )
    assert Decimal(1) == line.follow.around.facts["open_drifts"].value
