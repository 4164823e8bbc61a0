"""A plan as plain values, ready to be read: of today, or as a version kept it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from banso.diagnosis.rules.reading import Reading, Unit, unknown
from banso.figures.models import FigureLink
from banso.plans.models import BusinessPlan, PlanVersion
from banso.plans.rules.content import RESULT_ROWS, Content, MeasureText
from banso.plans.rules.kinds import Section
from banso.plans.rules.kpi import in_words
from banso.plans.rules.succession_table import table_rows
from banso.plans.rules.versions import PLACES

_FOR_THE_OWNER = ("sales", "operating_profit", "ordinary_profit", "cash", "loans")


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A row of the figures as they were reckoned when the version was made."""

    ja: str
    cells: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class KpiWords:
    """A KPI in words."""

    name: str
    base: str
    target: str
    by_on: object


@dataclass(frozen=True, slots=True)
class ReadPlan:
    """A whole plan to be read from top to bottom."""

    content: Content
    sections: tuple[tuple[Section, str], ...]
    places: tuple[tuple[str, tuple[str, ...]], ...]
    measures: tuple[MeasureText, ...]
    kpis: tuple[KpiWords, ...]
    results: tuple[ResultRow, ...]
    succession: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def year_numbers(self) -> range:
        """1 and on."""
        return range(1, self.content.years + 1)


def read_plan(content: Content, *, for_owner: bool = False) -> ReadPlan:
    """The plan for the eye. No query. ``for_owner`` leaves the rows that need explaining."""
    rows = _FOR_THE_OWNER if for_owner else tuple(RESULT_ROWS)
    return ReadPlan(
        content=content,
        sections=tuple((one, content.text_of(one.key)) for one in content.kind.sections),
        places=tuple(
            (ja, tuple(one.text for one in content.points if one.place == place))
            for place, ja in PLACES.items()
            if any(one.place == place for one in content.points)
        ),
        measures=content.open_measures,
        kpis=tuple(
            KpiWords(
                one.name, in_words(one.base, one.unit), in_words(one.target, one.unit), one.by_on
            )
            for one in content.kpis
        ),
        results=tuple(
            ResultRow(
                RESULT_ROWS[name], tuple(_reading(year.get(name)) for year in content.results)
            )
            for name in rows
            if content.results
        ),
        succession=_table(content),
    )


def _reading(amount: int | None) -> Reading:
    if amount is None:
        return unknown("未入力の数字がある", Unit.YEN)
    return Reading(Decimal(amount), Unit.YEN)


def _table(content: Content) -> tuple[tuple[str, tuple[str, ...]], ...]:
    table = content.succession
    if table is None:
        return ()
    years = range(content.years)
    return tuple(
        (row.name, tuple(table.cell(key, year) for year in years))
        for key, row in table_rows().items()
        if any(table.cell(key, year) for year in years)
    )


def version_to_confirm(link: FigureLink) -> PlanVersion | None:
    """The newest version of the plan that the link's business adopted last; ``None`` without one.

    One query. An erased one has nothing left to read.
    """
    adopted = BusinessPlan.objects.of_business(link.business).standing().adopted()
    rows = PlanVersion.objects.filter(plan__in=adopted).exclude(snapshot={})
    rows = rows.select_related("plan__business", "adoption", "revision", "confirmation")
    return rows.order_by("-plan__adoption__on", "-plan_id", "-number").first()
