"""The target table: one year in full, and the whole period at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from banso.core import clock
from banso.core.fiscal_year import FiscalYear
from banso.core.sparkline import Sparkline, sparkline
from banso.programme.measures import MEASURES, Tallies, tallies
from banso.programme.models import AgreedDefinition
from banso.programme.queries.by_rhythm import ByRhythm
from banso.programme.queries.plans import Plan, agreed_definitions, definition_in_force
from banso.programme.rules.achievement import Achievement, achieved_by
from banso.programme.rules.document import IndicatorLine, Section, Target
from banso.programme.rules.forecast import Forecast, earlier_part, forecast
from banso.programme.rules.standing import Standing, standing
from banso.programme.rules.tallies import Tally


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
    standing: Standing
    outlook: Forecast
    spark: Sparkline
    foreseen: int | None = None  # by the rhythms of the visits, not by the pace

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


def year_table(plan: Plan, year: FiscalYear, foreseen: ByRhythm | None = None) -> YearTable:
    """The target table of one year: 目標, 上期, 下期, 年間, 達成率, このままいくと.

    Beside the pace stands what is ``foreseen`` by the rhythms. A constant number of queries.
    """
    today = clock.today()
    told = foreseen or ByRhythm()
    halves = (year.first_half, year.second_half)
    years = _years_so_far(plan, year)
    lines = plan.document.indicators
    before = earlier_part(year, today)
    periods = [*halves, *(each.whole for each in years), *([before] if before else [])]
    read = tallies(plan.programme, lines, periods)
    agreed = agreed_definitions(plan.programme)
    rows = {
        line.key: replace(
            _year_row(plan, line, year, read, agreed.get(line.key)),
            foreseen=told.foreseen_of(line),
        )
        for line in lines
    }
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
        achieved=achieved_by(tally, target, better=line.better),
        standing=standing(line, tally, year, today),
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
    achieved = achieved_by(tally, target, better=line.better)
    return YearCell(year, target, tally, achieved, is_begun=year.first_day <= today)


def furthest_behind(table: YearTable, *, most: int = 3) -> list[YearRow]:
    """Rows that are 遅れ, the smallest rate first; then 未達 ones（遅れている目標）."""
    waiting = [row for row in table.rows if row.standing in _LATE and row.achieved.rate is not None]
    return sorted(waiting, key=_how_late)[:most]


_LATE = ("遅れ", "未達")


def _how_late(row: YearRow) -> tuple[int, Decimal]:
    return _LATE.index(row.standing), row.achieved.rate or Decimal()


def not_entered(table: YearTable) -> list[YearRow]:
    """Rows entered by hand that nobody has entered anything for（未入力の目標）."""
    return [row for row in table.rows if row.standing == "未入力"]
