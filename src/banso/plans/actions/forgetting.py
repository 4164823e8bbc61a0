"""What goes of plans when a business is erased（消去）."""

from __future__ import annotations

from banso.accounts.history import past_of
from banso.plans.models import (
    BusinessPlan,
    MeasureDone,
    MeasureDropped,
    PlanKpi,
    PlanMeasure,
    PlanPoint,
    PlanSection,
)
from banso.plans.queries.finding import PLANS
from banso.registry.models import Business


def forget_plans(business: Business) -> None:
    """Delete what a business wrote, planned and reckoned, with its history.

    That a plan was adopted, revised and confirmed stays with its days: the programme counts it,
    and it names nobody.
    """
    for plan in BusinessPlan.objects.of_business(business):
        own = {"plan_id": plan.pk}
        measures = set(past_of(PlanMeasure).filter(**own).values_list("id", flat=True))
        for model in (PlanMeasure, PlanKpi, PlanPoint, PlanSection):
            model._default_manager.filter(**own).delete()
            past_of(model).filter(**own).delete()
        for kind in (MeasureDone, MeasureDropped):  # their deletion too
            past_of(kind).filter(measure_id__in=measures).delete()
        PLANS.renew([plan.pk])
