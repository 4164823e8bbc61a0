"""Rows of the room: plans with their sections, points, measures and KPI, versions, adoptions."""

from banso.plans.models.measures import (
    MeasureDone,
    MeasureDropped,
    PlanKpi,
    PlanMeasure,
    PlanMeasureQuerySet,
)
from banso.plans.models.plans import BusinessPlan, BusinessPlanQuerySet, Discarding, PlanSection
from banso.plans.models.points import PlanPoint
from banso.plans.models.versions import Adoption, How, PlanConfirmation, PlanVersion, Revision

__all__ = [
    "Adoption",
    "BusinessPlan",
    "BusinessPlanQuerySet",
    "Discarding",
    "How",
    "MeasureDone",
    "MeasureDropped",
    "PlanConfirmation",
    "PlanKpi",
    "PlanMeasure",
    "PlanMeasureQuerySet",
    "PlanPoint",
    "PlanSection",
    "PlanVersion",
    "Revision",
]
