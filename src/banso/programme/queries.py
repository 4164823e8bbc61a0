"""Reads for the plan's pages: the document in force, the target table, and what a record moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from banso.accounts.models import Organisation
from banso.core import clock
from banso.core.fiscal_year import FiscalYear
from banso.core.sparkline import Sparkline, sparkline
from banso.programme.measures import MEASURES, Line, Tallies, tallies
from banso.programme.models import AgreedDefinition, Programme, ProgrammeEdition
from banso.programme.rules.achievement import Achievement, achievement
from banso.programme.rules.document import (
    GoalLine,
    IndicatorLine,
    Pillar,
    ProgrammeDocument,
    Section,
    Target,
)
from banso.programme.rules.forecast import Forecast, earlier_part, forecast
from banso.programme.rules.reading import read_programme
from banso.programme.rules.tallies import Tally


@dataclass(frozen=True, slots=True)
class Plan:
    """A programme together with its edition in force, read."""

    programme: Programme
    edition: ProgrammeEdition
    document: ProgrammeDocument

    def line(self, key: str) -> Line | None:
        """The indicator or goal with this key."""
        return self.document.indicator(key) or next(
            (goal for goal in self.document.goals if goal.key == key), None
        )

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every indicator, then every goal."""
        return (*self.document.indicators, *self.document.goals)


def plan_of(organisation: Organisation, *, on: date | None = None) -> Plan | None:
    """The plan in force on a day (today); before or after its period, the latest loaded one."""
    year = FiscalYear.of(on or clock.today())
    rows = Programme.objects.of(organisation)
    programme = rows.in_force(year).first() or rows.first()
    return plan_from(programme) if programme else None


def plan_from(programme: Programme) -> Plan | None:
    """A programme with its edition in force; ``None`` before any file was loaded."""
    edition = programme.editions.defer("source").select_related("loaded_by__person").first()
    if edition is None:
        return None
    return Plan(programme, edition, _document(edition.pk, edition.digest))


def line_of(programme: Programme, key: str) -> Line | None:
    """The line of the edition in force with this key."""
    plan = plan_from(programme)
    return plan.line(key) if plan else None


@lru_cache(maxsize=8)
def _document(edition_id: int, digest: str) -> ProgrammeDocument:
    """The document of an edition, which never changes; reading the file takes some 40 ms."""
    edition = ProgrammeEdition.objects.get(pk=edition_id, digest=digest)
    document, problems = read_programme(edition.source, known_measures=frozenset(MEASURES))
    if document is None:
        message = f"the stored edition can no longer be read: {problems[0]}"
        raise ValueError(message)
    return document


@dataclass(frozen=True, slots=True)
class YearRow:
    """One indicator in one fiscal year, as the target table shows it."""

    line: IndicatorLine
    full_name: str
    definition: str
    is_agreed: bool
    measured: str
    target: Target | None
    first_half: Tally
    second_half: Tally
    year: Tally
    achieved: Achievement
    outlook: Forecast
    spark: Sparkline

    @property
    def is_vague(self) -> bool:
        """Whether the plan leaves the indicator open and nobody agreed on it yet（曖昧）."""
        return bool(self.line.ambiguity) and not self.is_agreed

    @property
    def is_behind(self) -> bool:
        """Whether the year would end short of its target at the pace so far."""
        outlook, target = self.outlook.value, self.target
        if outlook is None or target is None or isinstance(target, str):
            return False
        return outlook < target if self.line.better == "up" else outlook > target


@dataclass(frozen=True, slots=True)
class YearSection:
    """A section of the plan with its indicators in one year."""

    section: Section
    rows: tuple[YearRow, ...]


@dataclass(frozen=True, slots=True)
class YearTable:
    """The target table of one fiscal year（目標と実績）."""

    plan: Plan
    year: FiscalYear
    as_of: date
    sections: tuple[YearSection, ...]

    @property
    def rows(self) -> tuple[YearRow, ...]:
        """Every row, whichever its section."""
        return tuple(row for section in self.sections for row in section.rows)


def year_table(plan: Plan, year: FiscalYear) -> YearTable:
    """The target table of one year: 目標, 上期, 下期, 年間, 達成率, このままいくと.

    A constant number of queries, whatever the number of records.
    """
    today = clock.today()
    halves = (year.first_half, year.second_half)
    years = _years_so_far(plan, year)
    lines = plan.document.indicators
    before = earlier_part(year, today)
    periods = [*halves, *(each.whole for each in years), *([before] if before else [])]
    read = tallies(plan.programme, lines, periods)
    agreed = agreed_definitions(plan.programme)
    rows = {line.key: _year_row(plan, line, year, read, agreed.get(line.key)) for line in lines}
    sections = tuple(
        YearSection(section, tuple(rows[line.key] for line in plan.document.indicators_of(section)))
        for section in plan.document.sections
    )
    return YearTable(plan, year, today, tuple(each for each in sections if each.rows))


def _years_so_far(plan: Plan, year: FiscalYear) -> list[FiscalYear]:
    """The two years before and those up to ``year``: the points of a row's sparkline."""
    first = min(plan.document.years[0], year)
    return list(FiscalYear.between(first.previous.previous, year))


def _year_row(
    plan: Plan,
    line: IndicatorLine,
    year: FiscalYear,
    read: Tallies,
    agreed: AgreedDefinition | None,
) -> YearRow:
    today, years = clock.today(), _years_so_far(plan, year)
    tally = read[line.key, year.whole]
    before = earlier_part(year, today)
    earlier = read[line.key, before].number if before else None
    target = line.target_for(year)
    return YearRow(
        line=line,
        full_name=plan.document.full_name(line),
        definition=definition_in_force(line, agreed),
        is_agreed=agreed is not None,
        measured=MEASURES[line.measure],
        target=target,
        first_half=read[line.key, year.first_half],
        second_half=read[line.key, year.second_half],
        year=tally,
        achieved=achievement(tally.value, target, better=line.better),
        outlook=forecast(line, tally, year, today, earlier=earlier or 0),
        spark=_spark(line, [read[line.key, each.whole] for each in years], years, target),
    )


def _spark(
    line: IndicatorLine,
    history: Sequence[Tally],
    years: Sequence[FiscalYear],
    target: Target | None,
) -> Sparkline:
    """The years so far as a small drawing, with the year's target as a line."""
    said = "、".join(
        f"{year.short_label} {tally.shown}" for year, tally in zip(years, history, strict=True)
    )
    aim = None if isinstance(target, str) else target
    return sparkline(
        [tally.number for tally in history], words=f"{line.name}の推移：{said}", aim=aim
    )


def definition_in_force(line: Line, agreed: AgreedDefinition | None) -> str:
    """What the office agreed, else what the file defines; empty when nobody wrote anything."""
    if agreed is not None:
        return agreed.text
    return line.definition.sentence if line.definition else ""


def agreed_definitions(programme: Programme) -> dict[str, AgreedDefinition]:
    """The latest agreed definition of each line that has one."""
    rows = programme.agreed_definitions.select_related("agreed_by__person")
    return {row.line: row for row in rows.order_by("agreed_on", "pk")}


@dataclass(frozen=True, slots=True)
class YearCell:
    """One year of one indicator in the five-year table."""

    year: FiscalYear
    target: Target | None
    tally: Tally
    achieved: Achievement
    is_begun: bool


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """One indicator over all years of the plan."""

    line: IndicatorLine
    cells: tuple[YearCell, ...]
    spark: Sparkline


@dataclass(frozen=True, slots=True)
class PeriodSection:
    """A section of the plan with its indicators over all years."""

    section: Section
    rows: tuple[PeriodRow, ...]


@dataclass(frozen=True, slots=True)
class PeriodTable:
    """The target table over the whole period（5年間）."""

    plan: Plan
    years: tuple[FiscalYear, ...]
    as_of: date
    sections: tuple[PeriodSection, ...]


def period_table(plan: Plan) -> PeriodTable:
    """Targets and results of every year of the plan; years to come have targets only."""
    document, today = plan.document, clock.today()
    so_far = _years_so_far(
        plan, min(max(FiscalYear.of(today), document.years[0]), document.years[-1])
    )
    every = sorted({*so_far, *document.years})
    read = tallies(plan.programme, document.indicators, [year.whole for year in every])
    sections = tuple(
        PeriodSection(
            section,
            tuple(
                _period_row(plan, line, so_far, read) for line in document.indicators_of(section)
            ),
        )
        for section in document.sections
    )
    return PeriodTable(plan, document.years, today, tuple(each for each in sections if each.rows))


def _period_row(
    plan: Plan, line: IndicatorLine, so_far: Sequence[FiscalYear], read: Tallies
) -> PeriodRow:
    today = clock.today()
    history = [read[line.key, year.whole] for year in so_far]
    return PeriodRow(
        line,
        tuple(_year_cell(line, year, read, today) for year in plan.document.years),
        _spark(line, history, so_far, line.target_for(so_far[-1])),
    )


def _year_cell(line: IndicatorLine, year: FiscalYear, read: Tallies, today: date) -> YearCell:
    tally = read[line.key, year.whole]
    target = line.target_for(year)
    achieved = achievement(tally.value, target, better=line.better)
    return YearCell(year, target, tally, achieved, is_begun=year.first_day <= today)


def furthest_behind(table: YearTable, *, most: int = 3) -> list[YearRow]:
    """Rows whose achieved share of the target is smallest so far（遅れている目標）.

    Rows without a rate (text, no target, nothing known) are left out: nobody can say they are
    behind.
    """
    rated = [row for row in table.rows if row.achieved.rate is not None and row.achieved.rate < 1]
    return sorted(rated, key=lambda row: (row.achieved.rate or 0, -_size(row.target)))[:most]


def _size(target: Target | None) -> float:
    return float(target) if target is not None and not isinstance(target, str) else 0.0


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
        achieved=achievement(tally.value, goal.target, better=goal.better),
        by_year=tuple((year, read[goal.key, year.whole]) for year in plan.document.years),
        related=tuple(filter(None, map(plan.document.indicator, goal.related))),
    )
