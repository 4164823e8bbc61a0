"""Reads that take in several rooms: the day at hand, and all that is known of one business."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse

from banso.accounts.models import Staff
from banso.accounts.rules import may
from banso.core import clock
from banso.core.fiscal_year import FiscalYear
from banso.programme.measures import is_recorded, records_counted
from banso.programme.models import Result
from banso.programme.queries import Plan, YearRow, furthest_behind, plan_of, year_table
from banso.programme.rules.document import IndicatorLine
from banso.records.models import ExpertDispatch, SupportRecord
from banso.records.queries import (
    DuePromise,
    PlannedContact,
    TimelineEntry,
    due_promises,
    open_promises,
    planned_contacts,
    timeline_of,
)
from banso.registry.models import Business
from banso.registry.queries.describing import Fact, Particulars, particulars_of

AHEAD = timedelta(days=7)
NEWS_DAYS = timedelta(days=14)
MOST_NEWS = 8
GLANCE = ("代表者", "電話", "所在地", "業種（中分類）", "事業の内容", "後継者")


@dataclass(frozen=True, slots=True)
class News:
    """Something a colleague did: when, who, what, and where to read it."""

    at: datetime
    who: str
    what: str
    url: str


@dataclass(frozen=True, slots=True)
class Day:
    """The home page of one staff member（今日）.

    ``plan`` and ``behind`` are empty for those who may not see the plan, the rest for those who
    may not see records.
    """

    on: date
    late_promises: tuple[DuePromise, ...]
    coming_promises: tuple[DuePromise, ...]
    contacts: tuple[PlannedContact, ...]
    unreported: tuple[ExpertDispatch, ...]
    behind: tuple[YearRow, ...]
    year: FiscalYear
    plan: Plan | None
    news: tuple[News, ...]

    @property
    def is_clear(self) -> bool:
        """Whether nothing waits for this person this week."""
        return not (self.late_promises or self.coming_promises or self.contacts)


def day_of(staff: Staff) -> Day:
    """What waits for ``staff`` today and in the coming week, the plan's weak spots, and news."""
    today = clock.today()
    sees_records = may(staff.role, "see-records")
    promises = due_promises(staff, by=today + AHEAD) if sees_records else []
    plan = plan_of(staff.organisation) if may(staff.role, "see-programme") else None
    year = FiscalYear.of(today)
    return Day(
        on=today,
        late_promises=tuple(each for each in promises if each.is_late),
        coming_promises=tuple(each for each in promises if not each.is_late),
        contacts=tuple(planned_contacts(staff, by=today + AHEAD)) if sees_records else (),
        unreported=_unreported(staff) if sees_records else (),
        behind=_behind(plan, year),
        year=year,
        plan=plan,
        news=_news(staff, plan) if may(staff.role, "see-evidence") else (),
    )


def _behind(plan: Plan | None, year: FiscalYear) -> tuple[YearRow, ...]:
    if plan is None or year not in plan.document.years:
        return ()
    return tuple(furthest_behind(year_table(plan, year)))


def _unreported(staff: Staff) -> tuple[ExpertDispatch, ...]:
    """Dispatches whose day has come and whose report has not."""
    rows = ExpertDispatch.objects.visible_to(staff).unreported()
    rows = rows.filter(planned_on__lte=clock.today()).select_related("business")
    return tuple(rows.order_by("planned_on")[:MOST_NEWS])


def _news(staff: Staff, plan: Plan | None) -> tuple[News, ...]:
    """What colleagues recorded in the last fortnight, latest first."""
    since = clock.now() - NEWS_DAYS
    records = (
        SupportRecord.objects.visible_to(staff)
        .standing()
        .filter(recorded_at__gte=since)
        .exclude(recorded_by=staff)
        .select_related("business", "recorded_by__person")
        .order_by("-recorded_at")[:MOST_NEWS]
    )
    results = (
        Result.objects.visible_to(staff)
        .filter(entered_at__gte=since, withdrawal__isnull=True)
        .exclude(entered_by=staff)
        .select_related("entered_by__person", "business")
        .order_by("-entered_at")[:MOST_NEWS]
    )
    found = [_record_news(record) for record in records]
    found += [_result_news(result, plan) for result in results]
    return tuple(sorted(found, key=lambda news: news.at, reverse=True)[:MOST_NEWS])


def _record_news(record: SupportRecord) -> News:
    return News(
        record.recorded_at,
        record.recorded_by.person.name,
        f"{record.business.name}の{record.get_kind_display()}を記録",
        reverse("records:detail", args=[record.public_id]),
    )


def _result_news(result: Result, plan: Plan | None) -> News:
    line = plan.line(result.line) if plan else None
    whose = f"（{result.business.name}）" if result.business else ""
    return News(
        result.entered_at,
        result.entered_by.person.name,
        f"「{line.name if line else result.line}」の実績を入力{whose}",
        reverse("programme:result", args=[result.public_id]),
    )


@dataclass(frozen=True, slots=True)
class Counted:
    """An indicator in whose number this business stands this year, and by how many records."""

    line: IndicatorLine
    records: int


@dataclass(frozen=True, slots=True)
class Chart:
    """The whole-business page（カルテ）: who it is, what is open, what happened, what counts."""

    business: Business
    particulars: Particulars
    at_a_glance: tuple[Fact, ...]
    promises: tuple[DuePromise, ...]
    planned: PlannedContact | None
    last_contact: SupportRecord | None
    year: FiscalYear
    contacts_this_year: int
    counted: tuple[Counted, ...]
    results: tuple[Result, ...]
    timeline: tuple[TimelineEntry, ...]


def chart_of(business: Business, staff: Staff) -> Chart:
    """Everything ``staff`` may know of a business, in a number of queries that doesn't grow."""
    year = FiscalYear.of(clock.today())
    rows = SupportRecord.objects.visible_to(staff).standing().filter(business=business)
    far = date(9999, 12, 31)
    planned = planned_contacts(staff, by=far, everyone=True, business=business)
    particulars = particulars_of(business, reader=staff)
    sees_plan = may(staff.role, "see-evidence")
    return Chart(
        business=business,
        particulars=particulars,
        at_a_glance=_at_a_glance(particulars),
        promises=tuple(open_promises(business, staff)),
        planned=planned[0] if planned else None,
        last_contact=rows.order_by("-on", "-pk").first(),
        year=year,
        contacts_this_year=rows.during(year.whole).count(),
        counted=_counted_in(business, staff, year) if sees_plan else (),
        results=_results_of(business) if sees_plan else (),
        timeline=tuple(timeline_of(business, staff)),
    )


def _at_a_glance(particulars: Particulars) -> tuple[Fact, ...]:
    """What one looks for with the telephone in hand; the rest stands further down."""
    facts = {fact.label: fact for group in particulars.groups for fact in group.facts}
    found = (facts.get(label) for label in GLANCE)
    return tuple(fact for fact in found if fact and fact.value)


def _counted_in(business: Business, staff: Staff, year: FiscalYear) -> tuple[Counted, ...]:
    plan = plan_of(staff.organisation)
    if plan is None:
        return ()
    lines = [line for line in plan.document.indicators if is_recorded(line)]
    counts = (
        records_counted(plan.programme, line.options)
        .during(year.whole)
        .filter(business=business)
        .count()
        for line in lines
    )
    pairs = zip(lines, counts, strict=True)
    return tuple(Counted(line, records) for line, records in pairs if records)


def _results_of(business: Business) -> tuple[Result, ...]:
    rows = Result.objects.filter(business=business, withdrawal__isnull=True)
    return tuple(rows.select_related("programme").order_by("-on", "-pk")[:20])
