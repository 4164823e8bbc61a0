"""Reads of the room, each for one page or paper."""

from banso.plans.queries.listing import (
    PlanChoice,
    analysed_without_plan,
    latest_adopted,
    plans_for,
    plans_of,
)
from banso.plans.queries.reading import content_of, numbers_of, succession_of
from banso.plans.queries.sheet import PlanSheet, plan_sheet, versions_of

__all__ = [
    "PlanChoice",
    "PlanSheet",
    "analysed_without_plan",
    "content_of",
    "latest_adopted",
    "numbers_of",
    "plan_sheet",
    "plans_for",
    "plans_of",
    "succession_of",
    "versions_of",
]
