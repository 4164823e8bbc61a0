"""All that is known of one business, on one page（カルテ）."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from banso.accounts.models import Staff
from banso.accounts.rules import Role, may
from banso.core import clock
from banso.core.fiscal_year import FiscalYear
from banso.diagnosis.models import Diagnosis
from banso.programme.measures import Line, is_diagnosed, is_recorded, records_counted
from banso.programme.models import Result
from banso.programme.queries import Plan, plan_of
from banso.programme.rules.document import GoalLine
from banso.programme.rules.tallies import Entry, tally_of_entries
from banso.records.models import SupportRecord
from banso.records.queries import (
    DuePromise,
    PlannedContact,
    TimelineEntry,
    open_promises,
    planned_contacts,
    timeline_of,
)
from banso.registry.models import AccessGrant, Business
from banso.registry.queries.describing import Fact, Particulars, particulars_of
from banso.web.queries.followed import Followed, OutcomeLine, followed_of, outcome_lines

MOST_RESULTS = 20
MOST_RECENT = 10
KEPT = "約束の完了"  # stands in the timeline inside the visit that made the promise, too
GLANCE = ("代表者", "電話", "所在地", "業種（中分類）", "事業の内容", "後継者")


@dataclass(frozen=True, slots=True)
class Counted:
    """A line of the plan in which this business counts this year, and by what: 「記録3件」."""

    label: str
    amount: str
    url: str


@dataclass(frozen=True, slots=True)
class Entered:
    """A result entered by hand for this business, with the name and unit of its line."""

    name: str
    unit: str
    result: Result


@dataclass(frozen=True, slots=True)
class Chart:
    """The whole-business page（カルテ）: who it is, what is open, what happened, what counts.

    ``recent`` are the newest entries of the latest year, ``earlier`` all that come before.
    """

    business: Business
    particulars: Particulars
    at_a_glance: tuple[Fact, ...]
    promises: tuple[DuePromise, ...]
    planned: PlannedContact | None
    last_contact: SupportRecord | None
    year: FiscalYear
    contacts_this_year: int
    counted: tuple[Counted, ...]
    sees_counted: bool
    results: tuple[Entered, ...]
    grants: tuple[AccessGrant, ...]
    recent: tuple[TimelineEntry, ...]
    earlier: tuple[TimelineEntry, ...]
    followed: Followed | None = None
    outcomes: tuple[OutcomeLine, ...] = ()


def chart_of(business: Business, staff: Staff, *, with_follow_up: bool = True) -> Chart:
    """Everything ``staff`` may know of a business, in a number of queries that doesn't grow.

    Without follow-up where a page does not show it.
    """
    year = FiscalYear.of(clock.today())
    rows = SupportRecord.objects.visible_to(staff).standing().filter(business=business)
    far = date(9999, 12, 31)
    planned = planned_contacts(staff, by=far, everyone=True, business=business)
    particulars = particulars_of(business, reader=staff)
    plan = plan_of(staff.organisation) if may(staff.role, "see-evidence") else None
    results = _results_of(plan, business) if plan else []
    recent, earlier = _told(business, staff)
    return Chart(
        business=business,
        particulars=particulars,
        at_a_glance=_at_a_glance(particulars),
        promises=tuple(open_promises(business, staff)),
        planned=planned[0] if planned else None,
        last_contact=rows.order_by("-on", "-pk").first(),
        year=year,
        contacts_this_year=rows.during(year.whole).count(),
        counted=_counted_in(plan, business, results, year) if plan else (),
        sees_counted=plan is not None,
        results=tuple(_entered(plan, row) for row in results[:MOST_RESULTS]) if plan else (),
        grants=_grants_to(business) if staff.role in Role.office() else (),
        recent=recent,
        earlier=earlier,
        followed=followed_of(business, staff, clock.today()) if with_follow_up else None,
        outcomes=outcome_lines(plan, business, year) if plan and with_follow_up else (),
    )


def _at_a_glance(particulars: Particulars) -> tuple[Fact, ...]:
    """What one looks for with the telephone in hand; the rest stands further down."""
    facts = {fact.label: fact for group in particulars.groups for fact in group.facts}
    found = (facts.get(label) for label in GLANCE)
    return tuple(fact for fact in found if fact and fact.value)


def _told(
    business: Business, staff: Staff
) -> tuple[tuple[TimelineEntry, ...], tuple[TimelineEntry, ...]]:
    """The timeline in two parts: the latest year's newest entries, and all the others."""
    entries = [each for each in timeline_of(business, staff) if each.label != KEPT]
    newest = [each for each in entries if each.year == entries[0].year][:MOST_RECENT]
    return tuple(newest), tuple(entries[len(newest) :])


def _counted_in(
    plan: Plan, business: Business, results: list[Result], year: FiscalYear
) -> tuple[Counted, ...]:
    """Where the business counts this year: by its records first, then by results entered."""
    recorded = _counted_by_records(plan, business, year)
    analysed = _counted_by_analyses(plan, business, year)
    return (*recorded, *analysed, *_counted_by_results(plan, results, year))


def _counted_by_records(plan: Plan, business: Business, year: FiscalYear) -> Iterator[Counted]:
    for line in filter(is_recorded, plan.document.indicators):
        rows = records_counted(plan.programme, line.options).during(year.whole)
        if records := rows.filter(business=business).count():
            url = reverse("programme:evidence", args=[line.key, year.key, "year"])
            yield Counted(_called(plan, line), f"記録{records}件", url)


def _counted_by_analyses(plan: Plan, business: Business, year: FiscalYear) -> Iterator[Counted]:
    finished = Diagnosis.objects.completed_during(year.whole).filter(business=business)
    lines = [line for line in plan.document.indicators if is_diagnosed(line)]
    count = finished.count() if lines else 0
    for line in lines if count else ():
        url = reverse("programme:evidence", args=[line.key, year.key, "year"])
        yield Counted(_called(plan, line), f"完了した分析{count}件", url)


def _counted_by_results(plan: Plan, rows: list[Result], year: FiscalYear) -> Iterator[Counted]:
    for line in plan.lines:
        mine = [row for row in rows if row.line == line.key and year.whole.contains(row.on)]
        if mine:
            url = reverse("programme:line", args=[line.key])
            yield Counted(_called(plan, line), _amount(line, mine), url)


def _called(plan: Plan, line: Line) -> str:
    """The line's name where its table is not around it, with its section or kind before it."""
    place = line.kind if isinstance(line, GoalLine) else f"§{line.section}"
    return f"{place} {plan.document.full_name(line)}"


def _amount(line: Line, rows: list[Result]) -> str:
    """What the results say together: one as it was entered, several as the line counts them."""
    known = [row for row in rows if not row.is_unknown]
    if not known:
        return "不明"
    if len(known) == 1:
        return known[0].text or f"{known[0].shown_value}{line.unit}"
    entries = [Entry(row.on, row.business_id, row.value, row.text) for row in reversed(known)]
    return f"{tally_of_entries(entries, line.counting).shown.removesuffix('.0')}{line.unit}"


def _entered(plan: Plan, row: Result) -> Entered:
    line = plan.line(row.line)
    if line is None:
        return Entered(row.line, "", row)
    return Entered(plan.document.full_name(line), line.unit, row)


def _results_of(plan: Plan, business: Business) -> list[Result]:
    """The results entered for the business that stand, latest first."""
    rows = Result.objects.of(plan.programme).filter(business=business)
    return list(rows.order_by("-on", "-pk"))


def _grants_to(business: Business) -> tuple[AccessGrant, ...]:
    """Outside experts who may see the business today, and until when."""
    rows = AccessGrant.objects.in_force().filter(business=business)
    return tuple(rows.select_related("staff__person").order_by("ends_on", "pk"))
