"""What an owner sees of their plan on their own page（わたしの計画）: theirs, and nothing else.

Nothing that was told in confidence, no note or judgement of the office, no third party's view: of
the office's rows only the version the owner was shown, the days of visits, and promises.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from banso.diagnosis.rules.reading import Reading
from banso.figures.models import FigureLink
from banso.followup.models import OwnerCall, OwnerReport
from banso.followup.queries.following import Follow, follow_of
from banso.followup.queries.progress import months_of_sales
from banso.followup.queries.visits import waiting_calls
from banso.followup.rules.drift import MonthOfSales
from banso.followup.rules.owner_page import (
    SHOWN_MONTHS,
    SalesChart,
    SoFar,
    is_owners,
    sales_chart,
    so_far,
)
from banso.followup.rules.rhythm import MONTHS_OF_A_YEAR
from banso.plans.models import BusinessPlan, PlanMeasure, PlanVersion
from banso.plans.queries.versions import KpiWords, read_plan, version_to_confirm
from banso.plans.rules.content import MeasureText
from banso.plans.rules.measures import Dates, Phase, Standing, standing_on
from banso.records.models import Promise
from banso.registry.models import Business

_GOALS = ("売上高", "経常利益")


@dataclass(frozen=True, slots=True)
class OwnersItem:
    """A measure or a promise by its public id, as the owner's page names it."""

    kind: str
    key: str


@dataclass(frozen=True, slots=True)
class OwnersMeasure:
    """A measure as the owner agreed to it, how it stands today, and whether it is the owner's."""

    text: MeasureText
    standing: Standing
    is_mine: bool
    is_reported: bool

    @property
    def is_late(self) -> bool:
        """Whether its day has passed."""
        return self.standing.phase is Phase.LATE


@dataclass(frozen=True, slots=True)
class OwnersPromise:
    """A promise still to be kept; of the owner's own whether they said it was."""

    row: Promise
    is_reported: bool


@dataclass(frozen=True, slots=True)
class NextCall:
    """The next visit: ``on`` a day or ``None``; whether it was agreed; by whom, if known."""

    on: date | None
    is_agreed: bool
    by: str


@dataclass(frozen=True, slots=True)
class OwnersPlan:
    """All of the page. ``visit`` is ``None`` where the plan is not followed up any more."""

    version: PlanVersion
    year: int
    directions: tuple[tuple[str, str], ...]
    goals: tuple[tuple[str, Reading], ...]
    kpis: tuple[KpiWords, ...]
    mine: tuple[OwnersMeasure, ...]
    others: tuple[OwnersMeasure, ...]
    done: tuple[OwnersMeasure, ...]
    theirs: tuple[OwnersPromise, ...]
    ours: tuple[Promise, ...]
    visit: NextCall | None
    calls: tuple[OwnerCall, ...]
    months: tuple[MonthOfSales, ...]
    chart: SalesChart | None
    so_far: SoFar | None

    @property
    def plan(self) -> BusinessPlan:
        """The plan it is of."""
        return self.version.plan


def owners_plan(link: FigureLink, day: date) -> OwnersPlan | None:
    """The newest plan the link's business adopted; ``None`` without one. Bounded queries."""
    version = version_to_confirm(link)
    if version is None:
        return None
    plan = version.plan
    follow = follow_of(plan, day)
    read = read_plan(version.content, for_owner=True)
    reported = set(OwnerReport.objects.filter(plan=plan).values_list("kind", "key"))
    measures = list(_measures(plan, read.measures, link.business, day, reported))
    promises = list(open_promises(link.business))
    months = months_of_sales(plan, day)
    year = _year_of(plan, day)
    return OwnersPlan(
        version=version,
        year=year,
        directions=tuple((one.ja, text) for one, text in read.sections if one.on_wall and text),
        goals=tuple(
            (row.ja, row.cells[year - 1])
            for row in read.results
            if row.ja in _GOALS and year <= len(row.cells)
        ),
        kpis=read.kpis,
        mine=tuple(one for one in measures if one.is_mine and _is_open(one)),
        others=tuple(one for one in measures if not one.is_mine and _is_open(one)),
        done=tuple(one for one in measures if one.standing.phase is Phase.DONE),
        theirs=tuple(
            OwnersPromise(row, (OwnerReport.PROMISE, str(row.public_id)) in reported)
            for row in promises
            if row.side == Promise.Side.THEIRS
        ),
        ours=tuple(row for row in promises if row.side == Promise.Side.OURS),
        visit=_visit(follow, day),
        calls=tuple(_waiting(follow, day)),
        months=months[-SHOWN_MONTHS:],
        chart=sales_chart(months),
        so_far=so_far(months),
    )


def open_promises(business: Business) -> Iterable[Promise]:
    """Promises of both sides still to be kept, but none of a record told in confidence."""
    rows = Promise.objects.unkept().filter(
        record__business=business, record__confidence__isnull=True
    )
    return rows.select_related("keeper__person")


def item_asked(plan: BusinessPlan, item: OwnersItem) -> str:
    """The words of a measure or promise that the owner's page shows as open; else nothing."""
    try:
        key = UUID(item.key)
    except ValueError:
        return ""
    if item.kind == OwnerReport.PROMISE:
        theirs = open_promises(plan.business)
        found = (row.what for row in theirs if row.public_id == key and row.side == "theirs")
        return next(found, "")
    if item.kind == OwnerReport.MEASURE:
        row = PlanMeasure.objects.open().filter(plan=plan, public_id=key).first()
        return row.what if row else ""
    return ""


def _measures(
    plan: BusinessPlan,
    agreed: Iterable[MeasureText],
    business: Business,
    day: date,
    reported: set[tuple[str, str]],
) -> Iterator[OwnersMeasure]:
    """The measures of the version by their day, with what became of them since."""
    rows = {str(row.public_id): row.dates for row in PlanMeasure.objects.filter(plan=plan).told()}
    for one in sorted(agreed, key=lambda one: (one.ends_on is None, one.ends_on or day)):
        now = rows.get(one.id, Dates())
        dates = Dates(one.starts_on, one.ends_on, now.done_on, now.dropped_on)
        yield OwnersMeasure(
            one,
            standing_on(dates, day),
            is_owners(one.doer, business.owner_name),
            (OwnerReport.MEASURE, one.id) in reported,
        )


def _is_open(one: OwnersMeasure) -> bool:
    return one.standing.phase not in {Phase.DONE, Phase.DROPPED}


def _year_of(plan: BusinessPlan, day: date) -> int:
    """Which year of the plan the day lies in: 1 before it begins, the last after it ends."""
    months = (day.year - plan.starts_on.year) * MONTHS_OF_A_YEAR + day.month - plan.starts_on.month
    return min(max(months // MONTHS_OF_A_YEAR + 1, 1), plan.years)


def _visit(follow: Follow | None, day: date) -> NextCall | None:
    """The day agreed on, else about when; of a visit that is late no day is told any more."""
    if follow is None:
        return None
    adviser = follow.business.adviser
    by = adviser.person.name if adviser and adviser.is_active else ""
    if follow.sheet is not None and follow.sheet.planned_on >= day:
        return NextCall(follow.sheet.planned_on, is_agreed=True, by=by)
    due = follow.due.on if follow.due and follow.due.on >= day else None
    return NextCall(due, is_agreed=due is not None and due == follow.standing.agreed_on, by=by)


def _waiting(follow: Follow | None, day: date) -> Iterable[OwnerCall]:
    """The owner's own wishes that no visit answered yet, in the owner's own words."""
    if follow is None:
        return ()
    return waiting_calls([follow.plan.pk], day).from_the_page()
