"""The visits to come as an adviser looks for them: whose, where, by when; the nearest apart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from banso.accounts.models import Staff
from banso.followup.queries.following import Follow, follows_of, rules_of
from banso.followup.queries.visits import followed_plans
from banso.followup.rules.spans import end_of_month, end_of_quarter, end_of_week
from banso.registry.models import Business, BusinessQuerySet, District
from banso.registry.queries.describing import dial, readable

CALLED, DRIFT, LATE, WEEK, MONTH, QUARTER, ALL = (
    "called", "drift", "late", "week", "month", "quarter", "all",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class VisitChoice:
    """Which visits are asked for; what is left empty does not narrow."""

    adviser: Staff | None = None
    unassigned: bool = False
    district: District | None = None
    until: str = ""
    only_chosen: bool = False
    only_drifting: bool = False

    def narrow(self, businesses: BusinessQuerySet) -> BusinessQuerySet:
        """The businesses asked for, by who is in charge and by district."""
        if self.unassigned:
            businesses = businesses.filter(adviser__isnull=True)
        elif self.adviser is not None:
            businesses = businesses.filter(adviser=self.adviser)
        if self.district is not None:
            businesses = businesses.filter(district=self.district)
        return businesses


@dataclass(frozen=True, slots=True)
class VisitLine:
    """One visit to come with what a list shows beside it."""

    follow: Follow
    days_late: int
    drifts: int
    phone: str
    phone_url: str
    planned_on: date | None = None

    @property
    def is_called(self) -> bool:
        """Whether the owner asked for it."""
        return self.follow.is_called

    @property
    def only_drifts(self) -> bool:
        """Whether its drift alone brings it forward: nobody called, and it is not late."""
        return self.drifts > 0 and not self.is_called and not self.days_late


@dataclass(frozen=True, slots=True)
class VisitGroup:
    """Visits due in one stretch of time; one far off is folded."""

    key: str
    title: str
    lines: tuple[VisitLine, ...]
    is_folded: bool = False


@dataclass(frozen=True, slots=True)
class Upcoming:
    """The visits asked for, and the plans that end before a next visit."""

    groups: tuple[VisitGroup, ...]
    without: tuple[Follow, ...]

    @property
    def count(self) -> int:
        """How many visits."""
        return sum(len(group.lines) for group in self.groups)

    @property
    def late(self) -> int:
        """How many of them are overdue."""
        return sum(line.days_late > 0 for group in self.groups for line in group.lines)


def upcoming(staff: Staff, choice: VisitChoice, day: date) -> Upcoming:
    """The visits asked for, the most urgent first. Eleven queries, however many."""
    rows = upcoming_follows(staff, choice, day)
    last = last_day(choice.until, day)
    days = [(stands_on(row, day), row) for row in rows]
    due = [(on, row) for on, row in days if on and (last is None or on <= last)]
    due.sort(key=lambda pair: pair[0])
    lines = [(on, line_of(row, day)) for on, row in due]
    without = tuple(row for row in rows if row.due is None) if last is None else ()
    return Upcoming(tuple(_grouped(lines, day, is_folded=choice.until != ALL)), without)


def stands_on(row: Follow, day: date) -> date | None:
    """When it stands on the list: as it is planned, but one overdue stays overdue."""
    if row.due is None or row.due.on < day:
        return row.due.on if row.due else None
    return row.planned_on(day) or row.due.on


def last_day(until: str, day: date) -> date | None:
    """The last day that ``until`` reaches to; ``None`` for all time."""
    ends = {WEEK: end_of_week(day), MONTH: end_of_month(day), QUARTER: end_of_quarter(day)}
    if until == LATE:
        return date.fromordinal(day.toordinal() - 1)
    return ends.get(until)


def upcoming_follows(staff: Staff, choice: VisitChoice, day: date) -> list[Follow]:
    """The plans asked for with their next visit, by name, whenever it is due. Eleven queries."""
    businesses = choice.narrow(Business.objects.visible_to(staff))
    plans = followed_plans(staff.organisation, day).filter(business__in=businesses)
    rows = follows_of(plans, rules_of(staff.organisation), day)
    rows = [row for row in rows if _is_asked(row, choice)]
    return sorted(rows, key=lambda row: (row.business.name_kana, row.plan.pk))


def _is_asked(row: Follow, choice: VisitChoice) -> bool:
    if choice.only_chosen and not row.is_chosen:
        return False
    return bool(row.open_drifts) or not choice.only_drifting


def line_of(row: Follow, day: date) -> VisitLine:
    """One visit with what a list shows beside it."""
    phone = row.business.phone
    return VisitLine(
        row,
        row.days_late(day),
        row.open_drifts,
        readable(phone),
        dial(phone),
        row.planned_on(day),
    )


def _grouped(
    lines: list[tuple[date, VisitLine]], day: date, *, is_folded: bool
) -> list[VisitGroup]:
    week = end_of_week(day)
    month = max(end_of_month(day), week)
    stretches = (
        (LATE, "遅れている訪問", date.min, date.fromordinal(day.toordinal() - 1)),
        (WEEK, "今週の訪問", day, week),
        (MONTH, "今月の訪問", date.fromordinal(week.toordinal() + 1), month),
        (ALL, "それから先の訪問", date.fromordinal(month.toordinal() + 1), date.max),
    )
    called = tuple(line for _, line in lines if line.is_called)
    drifting = tuple(line for _, line in lines if line.only_drifts)
    by_day = [
        VisitGroup(
            key,
            title,
            tuple(
                line
                for on, line in lines
                if first <= on <= last and not line.is_called and not line.only_drifts
            ),
            is_folded=is_folded and key == ALL,
        )
        for key, title, first, last in stretches
    ]
    groups = [
        VisitGroup(CALLED, "事業者から声がかかった訪問", called),
        by_day[0],  # what is late cannot wait for those whose day is still to come
        # a drift waits for somebody now, however far off the next visit is: never folded away
        VisitGroup(DRIFT, "第三者の視点を待つズレ", drifting),
        *by_day[1:],
    ]
    return [group for group in groups if group.lines]
