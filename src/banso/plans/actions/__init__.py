"""Decisions of the room."""

from banso.plans.actions.adopting import (
    Confirmed,
    adopt_plan,
    clear_away_signatures,
    confirm_by_link,
    confirm_version,
    revise_plan,
)
from banso.plans.actions.forgetting import forget_plans
from banso.plans.actions.kpis import drop_kpi, keep_kpi, put_back_kpi
from banso.plans.actions.measures import (
    drop_measure,
    finish_measure,
    keep_measure,
    order_measures,
    put_back_measure,
    remove_measure,
    reopen_measure,
)
from banso.plans.actions.numbers import begin_numbers_anew, keep_numbers, keep_succession
from banso.plans.actions.plans import (
    PlanFacts,
    bring_back_plan,
    discard_plan,
    keep_plan_facts,
    open_plan,
)
from banso.plans.actions.writing import drop_point, keep_point, keep_section, order_points

__all__ = [
    "Confirmed",
    "PlanFacts",
    "adopt_plan",
    "begin_numbers_anew",
    "bring_back_plan",
    "clear_away_signatures",
    "confirm_by_link",
    "confirm_version",
    "discard_plan",
    "drop_kpi",
    "drop_measure",
    "drop_point",
    "finish_measure",
    "forget_plans",
    "keep_kpi",
    "keep_measure",
    "keep_numbers",
    "keep_plan_facts",
    "keep_point",
    "keep_section",
    "keep_succession",
    "open_plan",
    "order_measures",
    "order_points",
    "put_back_kpi",
    "put_back_measure",
    "remove_measure",
    "reopen_measure",
    "revise_plan",
]
