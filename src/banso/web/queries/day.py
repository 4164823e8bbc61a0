"""The day at hand（今日）: what waits for one member of staff, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse

from banso.accounts.models import Staff
from banso.accounts.rules import Role, may
from banso.core import clock
from banso.core.fiscal_year import FiscalYear
from banso.followup.queries.handover import unread_by
from banso.followup.queries.upcoming import ALL, VisitChoice, VisitLine, stands_on, upcoming
from banso.followup.rules.spans import end_of_week
from banso.programme.models import Result
from banso.programme.queries import (
    Plan,
    YearRow,
    YearTable,
    furthest_behind,
    not_entered,
    plan_of,
    year_table,
)
from banso.records.models import ExpertDispatch, SupportRecord
from banso.records.queries import (
    DuePromise,
    PlannedContact,
    dispatches_for,
    due_promises,
    planned_contacts,
)
from banso.web.queries.notices import Notice, notices_for

AHEAD = timedelta(days=7)
NEWS_DAYS = timedelta(days=14)
MOST_NEWS = 8
MOST_IN_SIGHT = 4


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
    may not see records. ``dispatches`` are those an outside expert is sent on.
    """

    on: date
    late_promises: tuple[DuePromise, ...]
    coming_promises: tuple[DuePromise, ...]
    contacts: tuple[PlannedContact, ...]
    unreported: tuple[ExpertDispatch, ...]
    dispatches: tuple[ExpertDispatch, ...]
    behind: tuple[YearRow, ...]
    not_entered: tuple[YearRow, ...]
    year: FiscalYear
    plan: Plan | None
    news: tuple[News, ...]
    notices: tuple[Notice, ...]
    visits: tuple[VisitLine, ...] = ()
    drifts: tuple[VisitLine, ...] = ()  # that wait for a third party, their visit still far off
    handed: int = 0  # businesses handed over to this person and not read yet

    @property
    def first_visits(self) -> tuple[VisitLine, ...]:
        """The visits in sight: all that press, and always the first few."""
        pressing = sum(_presses(each, self.on) for each in self.visits)
        return self.visits[: max(pressing, MOST_IN_SIGHT)]

    @property
    def further_visits(self) -> tuple[VisitLine, ...]:
        """The others, behind a fold."""
        return self.visits[len(self.first_visits) :]

    @property
    def first_contacts(self) -> tuple[PlannedContact, ...]:
        """The contacts in sight: those late or for today, and always the first few."""
        pressing = sum(each.due_on <= self.on for each in self.contacts)
        return self.contacts[: max(pressing, MOST_IN_SIGHT)]

    @property
    def further_contacts(self) -> tuple[PlannedContact, ...]:
        """The contacts of the coming days, behind a fold."""
        return self.contacts[len(self.first_contacts) :]

    @property
    def is_clear(self) -> bool:
        """Whether nothing waits for this person this week."""
        waits = (self.late_promises, self.coming_promises, self.contacts, self.handed)
        return not any((*waits, self.visits, self.drifts))


def day_of(staff: Staff) -> Day:
    """What waits for ``staff`` today and in the coming week, the plan's weak spots, and news."""
    today = clock.today()
    is_office = staff.role in Role.office()
    promises = due_promises(staff, by=today + AHEAD) if is_office else []
    plan = plan_of(staff.organisation) if may(staff.role, "see-programme") else None
    year = FiscalYear.of(today)
    table = _table(plan, year)
    visits, drifts = _visits(staff, today) if may(staff.role, "see-follow-up") else ((), ())
    return Day(
        on=today,
        late_promises=tuple(each for each in promises if each.is_late),
        coming_promises=tuple(each for each in promises if not each.is_late),
        contacts=tuple(planned_contacts(staff, by=today + AHEAD)) if is_office else (),
        unreported=_unreported(staff) if is_office else (),
        dispatches=tuple(dispatches_for(staff)) if staff.role == Role.EXPERT else (),
        behind=tuple(furthest_behind(table)) if table else (),
        not_entered=tuple(not_entered(table)) if table else (),
        year=year,
        plan=plan,
        news=_news(staff, plan) if may(staff.role, "see-evidence") else (),
        notices=notices_for(staff) if is_office else (),
        visits=visits,
        drifts=drifts,
        handed=unread_by(staff) if may(staff.role, "see-follow-up") else 0,
    )


def _visits(staff: Staff, today: date) -> tuple[tuple[VisitLine, ...], tuple[VisitLine, ...]]:
    """The visits of follow-up to one's own businesses, late or due this week, as they press.

    Those planned for today come first, then called and late ones. Beside them the drifts of the
    others that wait for a third party.
    """
    groups = upcoming(staff, VisitChoice(adviser=staff, until=ALL), today).groups
    lines = [line for group in groups for line in group.lines]
    last = end_of_week(today)
    days = [(stands_on(line.follow, today), line) for line in lines]
    near = [line for on, line in days if on and on <= last]
    near.sort(key=lambda line: (line.planned_on != today, not _presses(line, today)))
    visits = tuple(near)
    return visits, tuple(line for line in lines if line.drifts and line not in visits)


def _presses(line: VisitLine, today: date) -> bool:
    """Whether a visit cannot wait: planned or due for today, late, or asked for by the owner."""
    due = line.follow.due
    is_due = due is not None and due.on <= today
    return line.planned_on == today or is_due or line.is_called


def _table(plan: Plan | None, year: FiscalYear) -> YearTable | None:
    """This year's target table; ``None`` outside the plan and for those who may not see it."""
    if plan is None or year not in plan.document.years:
        return None
    return year_table(plan, year)


def _unreported(staff: Staff) -> tuple[ExpertDispatch, ...]:
    """Dispatches whose day has come and whose report has not."""
    rows = ExpertDispatch.objects.visible_to(staff).awaiting_report()
    return tuple(rows.select_related("business", "report").order_by("planned_on"))


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
