"""The days' rounds（1日に回る）: visits due laid on working days, with where and whom to call."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from banso.accounts.models import Staff
from banso.core.workdays import is_working_day, why_closed, working_days
from banso.followup.queries.following import Follow
from banso.followup.queries.upcoming import (
    VisitChoice,
    VisitLine,
    last_day,
    line_of,
    upcoming_follows,
)
from banso.followup.rules.rounds import ToVisit, rounds

NOWHERE = "地区なし"
_FURTHEST = timedelta(days=60)  # working days are looked for no further ahead


@dataclass(frozen=True, slots=True)
class RoundsWish:
    """From which day on, how many days, and how many visits a day at most."""

    first: date
    days: int
    most: int


@dataclass(frozen=True, slots=True)
class RoundStop:
    """One visit of a round, with the address of the business."""

    line: VisitLine
    address: str
    is_late: bool

    @property
    def business_id(self) -> UUID:
        """By which pages name the business."""
        return self.line.follow.business.public_id


@dataclass(frozen=True, slots=True)
class DayOut:
    """One day in one district, in the order of going."""

    on: date
    district: str
    stops: tuple[RoundStop, ...]


@dataclass(frozen=True, slots=True)
class Rounds:
    """The days proposed, the visits for which there was no day, and the days left out and why.

    ``elsewhere`` are visits planned for a day that is not among those asked for.
    """

    days: tuple[DayOut, ...]
    left: tuple[VisitLine, ...]
    elsewhere: tuple[VisitLine, ...]
    closed: tuple[tuple[date, str], ...]

    @property
    def count(self) -> int:
        """How many visits found a day."""
        return sum(len(day.stops) for day in self.days)


def rounds_for(staff: Staff, choice: VisitChoice, wish: RoundsWish, today: date) -> Rounds:
    """The visits due laid on the working days from ``wish.first`` on. Eleven queries."""
    last = last_day(choice.until, today)
    rows = {
        row.business.pk: row
        for row in upcoming_follows(staff, choice, today)
        if row.due is not None and (last is None or row.due.on <= last)
    }
    days = working_days(wish.first, wish.first + _FURTHEST)[: wish.days]
    found = rounds([_to_visit(row, today) for row in rows.values()], days, wish.most)
    out = tuple(
        DayOut(
            one.on,
            one.district,
            tuple(_stop(rows[visit.key], one.on, today) for visit in one.visits),
        )
        for one in found
    )
    gone = {visit.key for one in found for visit in one.visits}
    left = [row for key, row in rows.items() if key not in gone]
    left.sort(key=lambda row: row.due.on if row.due else date.max)
    lines = [line_of(row, today) for row in left]
    return Rounds(
        out,
        tuple(line for line in lines if line.planned_on is None),
        tuple(line for line in lines if line.planned_on is not None),
        _closed(wish.first, days),
    )


def _to_visit(row: Follow, today: date) -> ToVisit:
    """As the rules read it; an owner who called comes before all others."""
    district = row.business.district
    due_on = date.min if row.is_called else row.due.on if row.due else date.max
    name = district.name if district else NOWHERE
    return ToVisit(row.business.pk, name, row.business.address, due_on, row.planned_on(today))


def _stop(row: Follow, on: date, today: date) -> RoundStop:
    is_late = row.due is not None and row.due.on < on
    return RoundStop(line_of(row, today), row.business.address, is_late)


def _closed(first: date, days: Sequence[date]) -> tuple[tuple[date, str], ...]:
    """The days between on which nobody works, each with why."""
    last = days[-1] if days else first
    between = (first + timedelta(days=ahead) for ahead in range((last - first).days + 1))
    return tuple((on, why_closed(on)) for on in between if not is_working_day(on))
