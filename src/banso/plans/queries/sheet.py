"""One plan with everything a page or paper of it shows, in a bounded number of queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from banso.core import clock
from banso.plans.models import (
    Adoption,
    BusinessPlan,
    PlanKpi,
    PlanMeasure,
    PlanPoint,
    PlanSection,
    PlanVersion,
)
from banso.plans.queries.reading import content_of
from banso.plans.rules.concerns import Concern
from banso.plans.rules.content import Content, reckoned
from banso.plans.rules.innovation import Standing as GoalStanding
from banso.plans.rules.innovation import standings
from banso.plans.rules.kinds import Section, characters
from banso.plans.rules.measures import Bar, Funding, Standing, bar_of, funding_of, standing_on
from banso.plans.rules.numbers.assumptions import MONTHS
from banso.plans.rules.numbers.reckoning import Reckoned
from banso.plans.rules.quality.examining import examine
from banso.plans.rules.versions import PLACES, differences


@dataclass(frozen=True, slots=True)
class SectionLine:
    """A heading of the plan's kind and what is written under it; ``row`` ``None``: nothing yet."""

    section: Section
    row: PlanSection | None

    @property
    def text(self) -> str:
        """What is written."""
        return self.row.text if self.row else ""

    @property
    def version(self) -> int:
        """What ``keep_section`` wants to have been seen; 0 where nothing was written yet."""
        return self.row.version if self.row else 0

    @property
    def length(self) -> int:
        """How many characters, as the form counts them."""
        return characters(self.text)


@dataclass(frozen=True, slots=True)
class PlaceLines:
    """The points of one field of SWOT."""

    place: str
    ja: str
    points: tuple[PlanPoint, ...]


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """A measure, how it stands on the day asked for, and its bar over the plan's months."""

    measure: PlanMeasure
    standing: Standing
    bar: Bar | None


@dataclass(frozen=True, slots=True)
class PlanSheet:
    """Everything of one plan. ``figures`` are ``None`` without assumptions.

    ``changes`` tells what differs from the version in force; empty for a plan not yet adopted.
    """

    plan: BusinessPlan
    content: Content
    sections: tuple[SectionLine, ...]
    places: tuple[PlaceLines, ...]
    measures: tuple[MeasureLine, ...]
    kpis: tuple[PlanKpi, ...]
    funding: Funding
    figures: Reckoned | None
    goals: tuple[GoalStanding, ...]
    concerns: tuple[Concern, ...]
    versions: tuple[PlanVersion, ...]
    changes: tuple[str, ...]

    @property
    def adoption(self) -> Adoption | None:
        """The day it was adopted; ``None`` for a draft."""
        return self.plan.adoption if self.plan.is_adopted else None


def plan_sheet(plan: BusinessPlan, day: date | None = None) -> PlanSheet:
    """The plan as it stands on ``day``（today）. Six queries at most, however much is in it."""
    whole = BusinessPlan.objects.select_related(
        "business", "opened_by__person", "diagnosis", "discarding", "adoption__witnessed_by__person"
    )
    row = whole.prefetch_related("sections", "points", "kpis").get(pk=plan.pk)
    measures = tuple(row.measures.all().told().select_related("finding"))
    versions = versions_of(row)
    content = content_of(row, measures)
    figures = reckoned(content)
    is_innovation = plan.kind == "innovation" and figures is not None
    return PlanSheet(
        plan=row,
        content=content,
        sections=_sections(row),
        places=_places(row),
        measures=tuple(_line(row, one, day or clock.today()) for one in measures),
        kpis=tuple(row.kpis.all()),
        funding=funding_of(one.money for one in content.open_measures),
        figures=figures,
        goals=standings(figures) if is_innovation and figures else (),
        concerns=examine(content),
        versions=versions,
        changes=_changes_since(versions, content),
    )


def _changes_since(versions: Sequence[PlanVersion], content: Content) -> tuple[str, ...]:
    """What differs from the newest version; an erased one has nothing left to compare."""
    if not versions or not versions[0].snapshot:
        return ()
    return differences(versions[0].content, content)


def versions_of(plan: BusinessPlan) -> tuple[PlanVersion, ...]:
    """Its versions, the newest first, each with what made and confirmed it. One query."""
    rows = PlanVersion.objects.filter(plan=plan).order_by("-number")
    return tuple(
        rows.select_related(
            "made_by__person",
            "adoption",
            "revision__decided_by__person",
            "confirmation__witnessed_by__person",
        )
    )


def _sections(plan: BusinessPlan) -> tuple[SectionLine, ...]:
    rows = {row.key: row for row in plan.sections.all()}
    return tuple(SectionLine(one, rows.get(one.key)) for one in plan.kind_of.sections)


def _places(plan: BusinessPlan) -> tuple[PlaceLines, ...]:
    points = list(plan.points.all())
    return tuple(
        PlaceLines(place, ja, tuple(one for one in points if one.place == place))
        for place, ja in PLACES.items()
    )


def _line(plan: BusinessPlan, measure: PlanMeasure, day: date) -> MeasureLine:
    dates = measure.dates
    bar = bar_of(dates, plan.starts_on, plan.years * MONTHS)
    return MeasureLine(measure, standing_on(dates, day), bar)
