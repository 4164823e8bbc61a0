"""By what a plan is found in search（さがす）: its title, words, measures and KPI."""

from __future__ import annotations

from banso.accounts.models import Staff
from banso.accounts.rules import may
from banso.core.search.entries import Entry, Kind
from banso.core.search.sources import Source, Told
from banso.plans.models import BusinessPlan, BusinessPlanQuerySet
from banso.plans.rules.versions import PLACES
from banso.registry.queries.finding import names_of

_PLAN = Kind("plan", "事業計画", 9)


def _texts(plan: BusinessPlan) -> tuple[tuple[str, str], ...]:
    """All that is written in a plan, each with what it is, in the order of the document."""
    sections = ((str(one), one.text) for one in plan.sections.all() if one.text)
    points = ((PLACES[one.place], one.text) for one in plan.points.all())
    measures = (("施策", one.what) for one in plan.measures.all())
    kpis = (("KPI", one.name) for one in plan.kpis.all())
    return (("題名", plan.title), *sections, *points, *measures, *kpis)


def _written(rows: BusinessPlanQuerySet) -> BusinessPlanQuerySet:
    rows = rows.select_related("business", "opened_by__person", "adoption")
    return rows.prefetch_related("sections__plan", "points", "measures", "kpis")


def _entry(plan: BusinessPlan) -> Entry:
    """A plan lies on the day it was adopted; until then, on the day it was begun."""
    return Entry(
        kind=_PLAN,
        organisation=plan.business.organisation_id,
        row=plan.pk,
        business=plan.business_id,
        day=plan.adoption.on if plan.is_adopted else plan.opened_on,
        names=names_of(plan.business),
        texts=tuple(text for _, text in _texts(plan)),
        people=(plan.opened_by_id,),
    )


def _tell(plan: BusinessPlan) -> Told:
    return Told(
        label=_PLAN.label,
        title=plan.business.name,
        kana=plan.business.name_kana,
        day=plan.adoption.on if plan.is_adopted else plan.opened_on,
        who=plan.opened_by.person.name,
        route="plans:detail",
        public_id=plan.public_id,
        texts=_texts(plan),
        remark="策定済み" if plan.is_adopted else "作成中",
    )


def _seen_by(staff: Staff) -> BusinessPlanQuerySet:
    if not may(staff.role, "see-plans"):
        return BusinessPlan.objects.none()
    return BusinessPlan.objects.visible_to(staff).standing()


PLANS = Source(
    kind=_PLAN,
    every=lambda: _written(BusinessPlan.objects.standing()),
    entry=_entry,
    visible=_seen_by,
    page=_written,
    tell=_tell,
)
