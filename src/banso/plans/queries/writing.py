"""What stands beside the words of a plan: what was said in its analysis."""

from __future__ import annotations

from dataclasses import dataclass

from banso.accounts.history import past_of
from banso.accounts.models import Staff
from banso.diagnosis.models import SheetEntry
from banso.plans.models import BusinessPlan, PlanPoint
from banso.plans.queries.beginning import points_said
from banso.plans.queries.sheet import SectionLine
from banso.plans.rules.versions import PLACES


@dataclass(frozen=True, slots=True)
class Said:
    """One thing said in the analysis: in which field, what, by whom."""

    entry: SheetEntry
    place: str
    is_taken: bool

    @property
    def ja(self) -> str:
        """The field in words."""
        return PLACES.get(self.place, self.place)


@dataclass(frozen=True, slots=True)
class PlaceOfSwot:
    """One field of SWOT: what the plan has in it, and what the analysis has and the plan not."""

    place: str
    ja: str
    points: tuple[PlanPoint, ...]
    offered: tuple[Said, ...]


def said_in_analysis(plan: BusinessPlan) -> tuple[Said, ...]:
    """What was said in SWOT of the analysis that the plan began from. Two queries, or none."""
    if plan.diagnosis is None:
        return ()
    points = plan.points.all()
    taken = {(point.place, point.text) for point in points}
    entries = {point.entry_id for point in points}
    return tuple(
        Said(entry, place, entry.pk in entries or (place, entry.text) in taken)
        for place, entry in points_said(plan.diagnosis)
        if place in PLACES
    )


def places_of(plan: BusinessPlan) -> tuple[PlaceOfSwot, ...]:
    """The eight fields of SWOT and クロスSWOT. Three queries at most."""
    said = said_in_analysis(plan)
    points = list(plan.points.all())
    return tuple(
        PlaceOfSwot(
            place,
            ja,
            tuple(one for one in points if one.place == place),
            tuple(one for one in said if one.place == place and not one.is_taken),
        )
        for place, ja in PLACES.items()
    )


def section_lines(plan: BusinessPlan) -> tuple[SectionLine, ...]:
    """The headings of the plan's kind with what is written. One query."""
    rows = {row.key: row for row in plan.sections.all()}
    return tuple(SectionLine(one, rows.get(one.key)) for one in plan.kind_of.sections)


def former_point(staff: Staff, public_id: object) -> PlanPoint | None:
    """A line that was taken away, as it last was and not yet saved; ``None`` if there is none."""
    seen = BusinessPlan.objects.visible_to(staff)
    gone = past_of(PlanPoint).filter(public_id=public_id, history_type="-", plan__in=seen)
    last = gone.select_related("plan__business").order_by("-history_id").first()
    if last is None:
        return None
    return PlanPoint(plan=last.plan, place=last.place, text=last.text)
