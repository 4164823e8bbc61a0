"""A plan read whole for a page, plans to choose from, and who was analysed without one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.conftest import TODAY, staff_of
from tests.diagnosis.cast import an_analysis
from tests.figures.cast import a_kept_period
from tests.plans.cast import APRIL, MANAGEMENT, a_finished_analysis, a_measure, a_plan
from tests.records.cast import a_firm

from banso.accounts.models import Organisation, Staff
from banso.accounts.rules import Role, may
from banso.plans.actions import (
    PlanFacts,
    adopt_plan,
    discard_plan,
    drop_measure,
    finish_measure,
    keep_kpi,
    keep_measure,
    keep_point,
    keep_section,
    open_plan,
)
from banso.plans.models import BusinessPlan, PlanKpi, PlanPoint
from banso.plans.queries import (
    PlanChoice,
    analysed_without_plan,
    content_of,
    latest_adopted,
    plan_sheet,
    plans_for,
    plans_of,
)
from banso.plans.rules.content import content_as_json, content_from_json
from banso.registry.models import AccessGrant, Business


@pytest.fixture
def plan(sakura: Business, sato: Staff) -> BusinessPlan:
    a_kept_period(sakura, 2026)
    return a_plan(sakura, sato)


def filled(plan: BusinessPlan, number: int) -> None:
    """One more of everything."""
    kpi = keep_kpi(PlanKpi(plan=plan, name=f"数{number}", unit="件", base=Decimal("12.50")))
    span = {"starts_on": date(2027, 9, 1), "ends_on": date(2027, 9, 30)}
    keep_measure(a_measure(plan, f"策{number}", kpi=kpi, **span))
    keep_point(PlanPoint(plan=plan, place="S", text=f"強み{number}"))


def test_a_sheet_holds_everything_of_the_plan(plan: BusinessPlan, sato: Staff) -> None:
    filled(plan, 1)
    late = keep_measure(a_measure(plan, "遅れた策", ends_on=date(2026, 11, 10), cost_yen=30_000))
    gone = keep_measure(a_measure(plan, "やめた策", cost_yen=9_000))
    drop_measure(gone, on=TODAY, reason="高い", by=sato)
    keep_section(plan, "goals", "客を2,000人に")
    sheet = plan_sheet(plan)
    assert [one.standing.words for one in sheet.measures] == ["これから", "遅れ10日", "取りやめ"]
    assert [one.measure.what for one in sheet.measures] == ["策1", late.what, gone.what]
    assert (sheet.measures[0].bar.first, sheet.measures[1].bar) == (5, None)
    assert [(one.section.key, one.length, one.version) for one in sheet.sections if one.row] == [
        ("goals", 9, 1)
    ]
    assert len(sheet.sections) == 8
    assert [(one.ja, len(one.points)) for one in sheet.places if one.points] == [("強み", 1)]
    assert (sheet.funding.cost, sheet.funding.blank_costs) == (30_000, 1), "what is dropped is out"
    assert sheet.figures is not None
    assert sheet.figures.years[0].income.sales == 48_000_000
    checks = {one.check for one in sheet.concerns}
    assert {"section-empty", "measure-outside", "measure-who", "kpi-blank"} <= checks
    assert (sheet.adoption, sheet.versions, sheet.changes, sheet.goals) == (None, (), (), ())


def test_a_sheet_costs_the_same_however_much_is_in_it(plan: BusinessPlan, sato: Staff) -> None:
    filled(plan, 1)
    adopt_plan(plan, on=TODAY, by=sato)
    counts = []
    for number in (2, 3, 20):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            sheet = plan_sheet(plan)
        counts.append(len(asked))
        for place in range(number):
            filled(plan, number * 100 + place) if number < 20 else None
    assert len(set(counts)) == 1
    assert counts[0] <= 6
    assert "施策「策200」を加えた" in sheet.changes


def test_what_is_read_comes_back_from_json_the_same(plan: BusinessPlan) -> None:
    filled(plan, 1)
    content = content_of(BusinessPlan.objects.get(pk=plan.pk))
    assert content_from_json(content_as_json(content)) == content
    assert content.kpis[0].base == Decimal("12.5")
    assert content.measures[0].kpi == content.kpis[0].id


def test_an_innovation_plan_is_held_against_its_goals(sakura: Business, sato: Staff) -> None:
    a_kept_period(sakura, 2026)
    new = a_plan(sakura, sato, PlanFacts("innovation", "冷凍めん", APRIL))
    assert [one.goal.key for one in plan_sheet(new).goals] == ["value_added", "pay_total"]
    blank = a_plan(a_firm("もみじ堂", sakura), sato, PlanFacts("innovation", "冷凍めん", APRIL))
    assert plan_sheet(blank).goals == ()


def test_plans_are_chosen_by_words_state_kind_and_adviser(
    plan: BusinessPlan, sakura: Business, sato: Staff, suzuki: Staff, tanaka: Staff
) -> None:
    other = a_plan(a_firm("もみじ堂", sakura), sato, PlanFacts("equipment", "釜の入替え", APRIL))
    adopt_plan(other, on=TODAY, by=sato)
    gone = a_plan(sakura, sato, PlanFacts("founding", "二号店", APRIL))
    discard_plan(gone, by=sato)
    first = keep_measure(a_measure(plan, ends_on=date(2026, 11, 1)))
    keep_measure(a_measure(plan, "先の策", ends_on=APRIL))
    done = keep_measure(a_measure(plan, "済んだ策", ends_on=date(2026, 11, 1)))
    finish_measure(done, on=TODAY, by=sato)

    def titles(**choice: object) -> list[str]:
        rows = plans_for(sato, PlanChoice(**choice))
        return [one.title for one in rows]

    assert titles() == ["釜の入替え", "生めんを隣町まで"]
    assert titles(state="drafts") == ["生めんを隣町まで"]
    assert titles(state="adopted") == ["釜の入替え"]
    assert titles(state="discarded") == ["二号店"]
    assert titles(words="もみじ") == ["釜の入替え"]
    assert titles(words="生めん") == ["生めんを隣町まで"]
    assert titles(kind="equipment") == ["釜の入替え"]
    assert [one.title for one in plans_for(suzuki, PlanChoice(mine=True))] == []
    counted = plans_for(sato, PlanChoice()).get(pk=plan.pk)
    assert (counted.measure_count, counted.late_count, first.pk > 0) == (3, 1, True)
    assert not plans_for(tanaka, PlanChoice())
    assert list(plans_of(sakura, sato)) == [plan]
    assert not plans_of(sakura, tanaka)


def test_the_newest_adopted_plan_of_a_business(sakura: Business, sato: Staff) -> None:
    assert latest_adopted(sakura) is None
    first, second = (a_plan(sakura, sato, PlanFacts("management", t, APRIL)) for t in "甲乙")
    for plan, day in ((first, date(2026, 11, 2)), (second, date(2026, 11, 1))):
        BusinessPlan.objects.filter(pk=plan.pk).update(opened_on=day)
        adopt_plan(plan, on=day, by=sato)
    assert latest_adopted(sakura) == first


def test_the_analysed_without_a_plan_are_those_still_promised_one(
    sakura: Business, sato: Staff, suzuki: Staff, tanaka: Staff
) -> None:
    diagnosis = a_finished_analysis(sakura, sato, TODAY)
    begun = a_firm("もみじ堂", sakura)
    an_analysis(begun, sato)
    assert list(analysed_without_plan(sato)) == [sakura], "an analysis under way is not finished"
    assert not analysed_without_plan(tanaka)
    plan = open_plan(sakura, MANAGEMENT, by=sato, diagnosis=diagnosis)
    assert not analysed_without_plan(sato)
    discard_plan(plan, by=sato)
    assert list(analysed_without_plan(suzuki)) == [sakura]


def test_an_expert_sees_the_plans_of_the_businesses_open_to_him(
    plan: BusinessPlan, sakura: Business, gunma: Organisation, sato: Staff
) -> None:
    expert = staff_of(gunma, "高橋 健", "takahashi@example.jp", Role.EXPERT)
    assert may(expert.role, "see-plans")
    assert not may(expert.role, "write-plans")
    assert not BusinessPlan.objects.visible_to(expert)
    AccessGrant.objects.create(business=sakura, staff=expert, granted_on=TODAY, granted_by=sato)
    assert list(BusinessPlan.objects.visible_to(expert)) == [plan]
