"""How the lines of follow-up stand in a year, in small: what the pages of follow-up begin with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from banso.core.fiscal_year import FiscalYear
from banso.programme.measures import BUSINESSES_SUPPORTED, tallies
from banso.programme.queries.by_rhythm import ByRhythm
from banso.programme.queries.plans import Plan
from banso.programme.rules.document import IndicatorLine, Target
from banso.programme.rules.forecast import Forecast, earlier_part, forecast
from banso.programme.rules.standing import Standing, standing
from banso.programme.rules.tallies import Tally


@dataclass(frozen=True, slots=True)
class LineSoFar:
    """A line of the plan in a year: counted so far, wanted by its end, and where it leads.

    ``foreseen`` is by the rhythms, ``pace`` as 目標と実績 reckons; ``chosen`` firms are no visits.
    """

    line: IndicatorLine
    name: str
    tally: Tally
    target: Target | None
    standing: Standing
    pace: Forecast
    foreseen: int | None = None
    chosen: int | None = None

    @property
    def counts_firms(self) -> bool:
        """Whether it counts the firms visited."""
        return self.line.measure == BUSINESSES_SUPPORTED

    @property
    def words(self) -> str:
        """「目標に4回足りない」 of what is foreseen or chosen, or nothing where that is unknown."""
        told = self.foreseen if self.chosen is None else self.chosen
        if told is None or not isinstance(self.target, int):
            return ""
        over = told - self.target
        if not over:
            return "目標どおり" if self.chosen is None else "目標と同じ数"
        unit = self.line.unit
        wanted = "目標" if self.chosen is None else "目標の数"
        return f"{wanted}を{over}{unit}上回る" if over > 0 else f"{wanted}に{-over}{unit}足りない"

    @property
    def is_short(self) -> bool:
        """Whether the target would be missed by what is foreseen."""
        told = self.foreseen
        return told is not None and isinstance(self.target, int) and told < self.target


def follow_up_so_far(
    plan: Plan, year: FiscalYear, day: date, foreseen: ByRhythm | None = None
) -> list[LineSoFar]:
    """The indicators of the plan's section on follow-up; none in a year outside the plan.

    A few queries, however many records.
    """
    follow_up = plan.document.follow_up
    if follow_up is None or year not in plan.document.years:
        return []
    lines = [line for line in plan.document.indicators if line.section == follow_up.section]
    before = earlier_part(year, day)
    read = tallies(plan.programme, lines, [year.whole, *([before] if before else [])])
    told = foreseen or ByRhythm()
    found = []
    for line in lines:
        tally = read[line.key, year.whole]
        earlier = read[line.key, before].number if before else None
        found.append(
            LineSoFar(
                line,
                plan.document.full_name(line),
                tally,
                line.target_for(year),
                standing(line, tally, year, day),
                forecast(line, tally, year, day, earlier=earlier or 0),
                told.foreseen_of(line),
                told.chosen if line.measure == BUSINESSES_SUPPORTED else None,
            )
        )
    return found
