"""The pillars with their KGI and KPI, and what was reached so far."""

from __future__ import annotations

from dataclasses import dataclass

from banso.core.fiscal_year import FiscalYear
from banso.programme.measures import Tallies, tallies
from banso.programme.models import AgreedDefinition
from banso.programme.queries.plans import Plan, agreed_definitions, definition_in_force
from banso.programme.rules.achievement import Achievement, achieved_by
from banso.programme.rules.document import GoalLine, IndicatorLine, Pillar
from banso.programme.rules.tallies import Tally


@dataclass(frozen=True, slots=True)
class GoalRow:
    """One KGI or KPI of the whole period with what was reached so far."""

    goal: GoalLine
    definition: str
    is_agreed: bool
    tally: Tally
    achieved: Achievement
    by_year: tuple[tuple[FiscalYear, Tally], ...]
    related: tuple[IndicatorLine, ...]

    @property
    def is_vague(self) -> bool:
        """Whether the plan leaves the goal open and nobody agreed on it yet（曖昧）."""
        return bool(self.goal.ambiguity) and not self.is_agreed


@dataclass(frozen=True, slots=True)
class PillarGoals:
    """A pillar of the plan with its KGI and KPI."""

    pillar: Pillar
    rows: tuple[GoalRow, ...]


def pillars_of(plan: Plan) -> tuple[PillarGoals, ...]:
    """Each pillar's goals over the whole period, and by year."""
    document, whole = plan.document, plan.programme.period
    years = document.years
    read = tallies(plan.programme, document.goals, [whole, *(year.whole for year in years)])
    agreed = agreed_definitions(plan.programme)
    return tuple(
        PillarGoals(
            pillar,
            tuple(
                _goal_row(plan, goal, read, agreed.get(goal.key))
                for goal in document.goals_of(pillar)
            ),
        )
        for pillar in document.pillars
    )


def _goal_row(
    plan: Plan, goal: GoalLine, read: Tallies, agreed: AgreedDefinition | None
) -> GoalRow:
    tally = read[goal.key, plan.programme.period]
    return GoalRow(
        goal=goal,
        definition=definition_in_force(goal, agreed),
        is_agreed=agreed is not None,
        tally=tally,
        achieved=achieved_by(tally, goal.target, better=goal.better),
        by_year=tuple((year, read[goal.key, year.whole]) for year in plan.document.years),
        related=tuple(filter(None, map(plan.document.indicator, goal.related))),
    )
