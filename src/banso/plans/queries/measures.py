"""The measures of a plan as a chart over its months（ガント）."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from banso.core import clock
from banso.core.era import in_era_month
from banso.diagnosis.rules.cash_flow.terms_of_payment import month_after
from banso.plans.models import BusinessPlan
from banso.plans.queries.sheet import MeasureLine
from banso.plans.rules.measures import Funding, bar_of, funding_of, standing_on
from banso.plans.rules.numbers.assumptions import MONTHS


@dataclass(frozen=True, slots=True)
class GanttYear:
    """One year of the chart: its name and where it begins and ends, in months."""

    ja: str
    first: date
    starts_at: int


@dataclass(frozen=True, slots=True)
class Gantt:
    """Measures over the months of a plan; ``today`` is the month of today, ``None`` outside."""

    lines: tuple[MeasureLine, ...]
    months: int
    years: tuple[GanttYear, ...]
    today: int | None

    @property
    def words(self) -> str:
        """「令和9年4月〜令和12年3月」."""
        last = month_after(self.years[0].first, self.months - 1)
        return f"{in_era_month(self.years[0].first)}〜{in_era_month(last)}"


def gantt_of(plan: BusinessPlan, lines: tuple[MeasureLine, ...]) -> Gantt:
    """The chart of these lines. No query."""
    months = plan.years * MONTHS
    now = clock.today()
    at = (now.year - plan.starts_on.year) * MONTHS + now.month - plan.starts_on.month
    years = tuple(
        GanttYear(
            f"{number + 1}年目", month_after(plan.starts_on, number * MONTHS), number * MONTHS
        )
        for number in range(plan.years)
    )
    return Gantt(lines, months, years, at if 0 <= at < months else None)


def measure_lines(plan: BusinessPlan) -> tuple[MeasureLine, ...]:
    """The measures in the adviser's order, each with how it stands today. One query."""
    today, months = clock.today(), plan.years * MONTHS
    return tuple(
        MeasureLine(one, standing_on(one.dates, today), bar_of(one.dates, plan.starts_on, months))
        for one in plan.measures.all().told().select_related("finding")
    )


def funding_in(lines: tuple[MeasureLine, ...]) -> Funding:
    """Costs and sources of what was not dropped. No query."""
    return funding_of(line.measure.money for line in lines if line.measure.dates.dropped_on is None)
