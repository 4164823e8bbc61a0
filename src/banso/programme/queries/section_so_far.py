"""How the lines of follow-up stand this year, in small: what the pages of follow-up begin with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from banso.core.fiscal_year import FiscalYear
from banso.programme.measures import tallies
from banso.programme.queries.plans import Plan
from banso.programme.rules.document import IndicatorLine, Target
from banso.programme.rules.standing import Standing, standing
from banso.programme.rules.tallies import Tally


@dataclass(frozen=True, slots=True)
class LineSoFar:
    """A line of the plan in a year that is going on: counted so far, wanted by its end."""

    line: IndicatorLine
    name: str
    tally: Tally
    target: Target | None
    standing: Standing


def follow_up_so_far(plan: Plan, year: FiscalYear, day: date) -> list[LineSoFar]:
    """The indicators of the plan's section on follow-up; none in a year outside the plan.

    A few queries, however many records.
    """
    follow_up = plan.document.follow_up
    if follow_up is None or year not in plan.document.years:
        return []
    lines = [line for line in plan.document.indicators if line.section == follow_up.section]
    read = tallies(plan.programme, lines, [year.whole])
    return [
        LineSoFar(
            line,
            plan.document.full_name(line),
            read[line.key, year.whole],
            line.target_for(year),
            standing(line, read[line.key, year.whole], year, day),
        )
        for line in lines
    ]
