"""A month of visits（今月）, day by day: to be made, planned by a sheet, made, and promises due."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from django.urls import reverse

from banso.accounts.models import Staff
from banso.core.fiscal_year import FiscalYear, Period
from banso.core.workdays import why_closed
from banso.followup.queries.following import Follow, rules_of
from banso.followup.queries.outlook import outlook_of
from banso.followup.queries.upcoming import VisitChoice, upcoming_follows
from banso.followup.queries.visits import visits_made
from banso.followup.queries.whose import NOBODY, Maker, makers_of
from banso.followup.rules.outlook import Load, outlook
from banso.followup.rules.spans import end_of_month, end_of_week
from banso.records.models import Promise
from banso.records.queries import PromiseChoice, promises_asked
from banso.registry.models import Business

DAYS_OF_A_WEEK = 7
DUE, PLANNED, MADE, PROMISE = "due", "planned", "made", "promise"
WORDS = {DUE: "期日", PLANNED: "予定", MADE: "訪問済", PROMISE: "約束"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing on a day: of what kind, whose, what about, where to read it."""

    kind: str
    name: str
    url: str
    about: str = ""

    @property
    def word(self) -> str:
        """「期日」「予定」「訪問済」「約束」."""
        return WORDS[self.kind]


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the calendar; ``closed`` says why nobody works: 「土曜」「勤労感謝の日」."""

    on: date
    in_month: bool
    is_today: bool
    closed: str
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Month:
    """A month by weeks, what is overdue before it begins, and who has too much to do."""

    month: Period
    weeks: tuple[tuple[Day, ...], ...]
    overdue: tuple[Follow, ...]
    loads: tuple[Load, ...]
    counts: dict[str, int] = field(default_factory=dict)


def month_of(staff: Staff, choice: VisitChoice, first: date, today: date) -> Month:
    """The month that begins on ``first``, of the businesses asked for. A bounded number of queries.

    What is overdue stands apart while the month is this one: it belongs to no day any more.
    """
    month = Period(first, end_of_month(first))
    follows = upcoming_follows(staff, choice, today)
    entries: dict[date, list[Entry]] = defaultdict(list)
    overdue: list[Follow] = []
    for row in follows:
        if row.sheet is not None and month.contains(row.sheet.planned_on):
            entries[row.sheet.planned_on].append(_planned(row))
        elif row.days_late(today):
            overdue.append(row)
        elif row.due is not None and month.contains(row.due.on):
            entries[row.due.on].append(_entry(DUE, row, row.due.because))
    for on, entry in [*_made(staff, choice, month), *_promises(staff, choice, month)]:
        entries[on].append(entry)
    counts = {kind: sum(one.kind == kind for day in entries.values() for one in day)
              for kind in WORDS}  # fmt: skip
    late = tuple(overdue) if month.contains(today) else ()
    loads = _loads(staff, choice, month, today)
    return Month(month, _weeks(month, entries, today), late, loads, counts)


def _entry(kind: str, row: Follow, about: str) -> Entry:
    url = reverse("followup:detail", args=[row.plan.public_id])
    return Entry(kind, row.business.name, url, about)


def _planned(row: Follow) -> Entry:
    number = row.sheet.number if row.sheet else 0
    return _entry(PLANNED, row, f"チェックシート第{number}回")


def _made(staff: Staff, choice: VisitChoice, month: Period) -> list[tuple[date, Entry]]:
    """Visits made: one's own are those one made, whoever is in charge of the business now."""
    asked = replace(choice, adviser=None, unassigned=False)
    businesses = asked.narrow(Business.objects.visible_to(staff))
    rows = visits_made(businesses.values_list("pk", flat=True)).during(month)
    makers = makers_of(rows)
    found = []
    for row in rows.select_related("business").order_by("on", "pk"):
        if not _is_of(makers.get(row.pk, Maker()), choice):
            continue
        url = reverse("records:detail", args=[row.public_id])
        found.append((row.on, Entry(MADE, row.business.name, url, row.get_kind_display())))
    return found


def _is_of(maker: Maker, choice: VisitChoice) -> bool:
    if choice.unassigned:
        return maker.staff is None
    return choice.adviser is None or maker.staff == choice.adviser.pk


def _promises(staff: Staff, choice: VisitChoice, month: Period) -> list[tuple[date, Entry]]:
    """Promises of the adviser asked for, on both sides; for nobody's businesses, theirs."""
    asked = promises_asked(staff, PromiseChoice(whose=choice.adviser))
    rows = asked.filter(due_on__gte=month.first, due_on__lte=month.last)
    if choice.unassigned:
        rows = rows.filter(record__business__adviser__isnull=True)
    return [(row.due_on, _promise(row)) for row in rows if row.due_on is not None]


def _promise(row: Promise) -> Entry:
    url = reverse("records:detail", args=[row.record.public_id])
    about = f"{row.get_side_display()}：{row.in_a_list}"
    return Entry(PROMISE, row.record.business.name, url, about)


def _loads(staff: Staff, choice: VisitChoice, month: Period, today: date) -> tuple[Load, ...]:
    year = FiscalYear.of(month.first)
    firms = outlook_of(staff.organisation, year, today)
    loads = outlook(firms, year, today, rules_of(staff.organisation).room).loads
    whose = choice.adviser.person.name if choice.adviser else ""
    names = {NOBODY} if choice.unassigned else {whose} if whose else None
    return tuple(
        load
        for load in loads
        if load.month == month.first and load.visits and (names is None or load.adviser in names)
    )


def _weeks(
    month: Period, entries: dict[date, list[Entry]], today: date
) -> tuple[tuple[Day, ...], ...]:
    first = month.first - timedelta(days=month.first.weekday())
    count = (end_of_week(month.last) - first).days + 1
    days = [first + timedelta(days=ahead) for ahead in range(count)]
    told = [
        Day(
            on,
            month.contains(on),
            on == today,
            why_closed(on),
            tuple(entries.get(on, ())) if month.contains(on) else (),
        )
        for on in days
    ]
    return tuple(
        tuple(told[at : at + DAYS_OF_A_WEEK]) for at in range(0, len(told), DAYS_OF_A_WEEK)
    )
