"""How the tests of this room begin plans: さくら製麺's, from its analysis or without."""

from __future__ import annotations

from datetime import date

from tests.diagnosis.cast import an_analysis, said_everything

from banso.accounts.models import Staff
from banso.core.uploads.checking import CheckedFile
from banso.core.uploads.kinds import FileKind
from banso.diagnosis.actions import FindingWords, complete_diagnosis, write_finding
from banso.diagnosis.models import Diagnosis
from banso.plans.actions import PlanFacts, adopt_plan, open_plan
from banso.plans.models import BusinessPlan, PlanMeasure
from banso.registry.models import Business

APRIL = date(2027, 4, 1)
MANAGEMENT = PlanFacts("management", "生めんを隣町まで", APRIL)
SIGNED = CheckedFile("署名.png", FileKind.PICTURE, b"picture", b"small", 400, 200)


def a_plan(business: Business, by: Staff, facts: PlanFacts = MANAGEMENT) -> BusinessPlan:
    """A plan just begun, without an analysis."""
    return open_plan(business, facts, by=by)


def a_measure(plan: BusinessPlan, what: str = "ちらしを配る", **facts: object) -> PlanMeasure:
    """A measure not saved yet."""
    return PlanMeasure(plan=plan, what=what, **{"horizon": "短期", **facts})


def a_finished_analysis(business: Business, by: Staff, on: date) -> Diagnosis:
    """An analysis finished with one finding taken up and two remedies."""
    diagnosis = an_analysis(business, by)
    said_everything(diagnosis, by)
    words = FindingWords("原価を知らない", "収益性", "短期", ("原価表を作る", "値段を見直す"))
    write_finding(diagnosis, words, by=by)
    complete_diagnosis(diagnosis, on=on, by=by)
    return Diagnosis.objects.get(pk=diagnosis.pk)


def an_adopted_plan(business: Business, by: Staff, on: date) -> BusinessPlan:
    """A plan adopted on the day."""
    plan = a_plan(business, by)
    BusinessPlan.objects.filter(pk=plan.pk).update(opened_on=min(on, plan.opened_on))
    adopt_plan(plan, on=on, by=by)
    return BusinessPlan.objects.get(pk=plan.pk)
