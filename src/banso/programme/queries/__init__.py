"""Reads for the plan's pages: the plan in force, its tables, its goals, a file to be loaded."""

from banso.programme.queries.by_rhythm import ByRhythm, by_rhythm
from banso.programme.queries.goals import GoalRow, PillarGoals, pillars_of
from banso.programme.queries.loading import Preview, belongs_elsewhere, preview_of
from banso.programme.queries.plans import (
    Plan,
    agreed_definitions,
    definition_in_force,
    line_of,
    plan_from,
    plan_of,
)
from banso.programme.queries.section_so_far import LineSoFar, follow_up_so_far
from banso.programme.queries.tables import (
    PeriodRow,
    PeriodTable,
    YearCell,
    YearRow,
    YearTable,
    furthest_behind,
    not_entered,
    period_table,
    year_table,
)

__all__ = [
    "ByRhythm",
    "GoalRow",
    "LineSoFar",
    "PeriodRow",
    "PeriodTable",
    "PillarGoals",
    "Plan",
    "Preview",
    "YearCell",
    "YearRow",
    "YearTable",
    "agreed_definitions",
    "belongs_elsewhere",
    "by_rhythm",
    "definition_in_force",
    "follow_up_so_far",
    "furthest_behind",
    "line_of",
    "not_entered",
    "period_table",
    "pillars_of",
    "plan_from",
    "plan_of",
    "preview_of",
    "year_table",
]
