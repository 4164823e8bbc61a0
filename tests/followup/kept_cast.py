"""How the tests of this room follow up plans: さくら製麺's, adopted, with figures and KPI."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from tests.figures.cast import a_kept_period
from tests.plans.cast import MANAGEMENT, a_measure

from banso.accounts.models import Organisation, Staff
from banso.core import clock
from banso.figures.actions import Change, enter_monthly_figures
from banso.figures.rules.monthly import Answer
from banso.followup.actions import Visit, close_check_sheet, keep_rules, open_check_sheet
from banso.followup.models import CheckSheetClosing, DriftCase, GateReview
from banso.followup.rules.answers import Answers
from banso.followup.rules.settings import FollowUpRules
from banso.plans.actions import adopt_plan, keep_kpi, keep_measure, keep_numbers, open_plan
from banso.plans.models import BusinessPlan, PlanKpi, PlanMeasure
from banso.plans.rules.numbers.assumptions import Assumptions
from banso.registry.models import Business

from tests.followup.cast import RHYTHMS  # isort: skip

APRIL = date(2026, 4, 1)
WRITTEN = {
    "kpi_check": "客数は3月から8月まで目標に届かない",
    "hypotheses": "平日の昼に客が来ていない",
    "effect": "ちらしは土日にだけ効いた",
    "third_party": "高橋 健",
    "third_party_role": "中小企業診断士",
    "view": "平日の昼の品ぞろえを見直すとよい",
    "causes": "近くに大型店ができた",
    "response": "平日の昼の定食を始める",
}


def the_rules(organisation: Organisation) -> FollowUpRules:
    """The rhythms of the cast, as if a programme had handed them over."""
    rules = FollowUpRules(RHYTHMS)
    keep_rules(organisation, rules, programme_key="test", edition=1)
    return rules


def an_adopted_plan(
    business: Business,
    by: Staff,
    on: date = APRIL,
    starts_on: date = APRIL,
    numbers: Assumptions | None = None,
) -> BusinessPlan:
    """A plan adopted on the day, of three years from ``starts_on``, with figures if given."""
    with clock.fixed(on):
        facts = replace(MANAGEMENT, starts_on=starts_on, title=f"{on}の計画")
        plan = open_plan(business, facts, by=by)
        if numbers is not None:
            keep_numbers(plan, numbers, seen_version=plan.version)
            plan.refresh_from_db()
        adopt_plan(plan, on=on, by=by)
    return BusinessPlan.objects.get(pk=plan.pk)


def a_kept_measure(plan: BusinessPlan, what: str, ends_on: date) -> PlanMeasure:
    """A measure to be done by the day."""
    return keep_measure(a_measure(plan, what, ends_on=ends_on))


def a_kept_kpi(plan: BusinessPlan, name: str = "客数", **facts: object) -> PlanKpi:
    """A KPI of the owner's own: from 1,000 to 1,365 customers in a year from the adoption."""
    told = {"base": Decimal(1000), "target": Decimal(1365), "by_on": date(2027, 4, 1), **facts}
    return keep_kpi(PlanKpi(plan=plan, name=name, unit="人", better="up", **told))


def sold(business: Business, by: Staff, month: date, yen: int | None) -> None:
    """The sales of a month in the shop; ``None`` is 不明."""
    answer = Answer(None if yen is None else Decimal(yen), is_unknown=yen is None)
    enter_monthly_figures(business, {(month, "sales_store"): Change(answer)}, by=by)


def a_visit_by_sheet(
    plan: BusinessPlan,
    by: Staff,
    on: date,
    judgement: str = "watch",
    answers: Answers | None = None,
    key: uuid.UUID | None = None,
) -> CheckSheetClosing:
    """A sheet opened and closed on the day."""
    with clock.fixed(max(on, plan.adoption.on)):
        sheet = open_check_sheet(plan, planned_on=on, by=by)
        visit = Visit(on, judgement, answers or Answers(), key or uuid.uuid4())
        return close_check_sheet(sheet, visit, by=by)


def a_drift(plan: BusinessPlan, on: date) -> DriftCase:
    """A drift seen on the day: a measure that is late."""
    measure = a_kept_measure(plan, "看板を直す", on - timedelta(days=60))
    return DriftCase.objects.create(
        plan=plan, kind="measure-late", key=str(measure.public_id), of=measure.what,
        words="「看板を直す」が60日遅れている", opened_on=on,
    )  # fmt: skip


def a_review(plan: BusinessPlan, on: date, **written: str) -> GateReview:
    """A look with a third party, not kept yet."""
    return GateReview(plan=plan, on=on, **{**WRITTEN, **written})


LOSSES = {"sales": 10_000_000, "other_selling_and_admin": 12_000_000}


def periods_with_losses(business: Business, *ends: int) -> None:
    """Years to March that ended in a loss; no balance sheet."""
    for year in ends:
        a_kept_period(business, year, LOSSES)
