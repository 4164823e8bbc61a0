"""A day's round（1日に回る順）: visits that are due, gathered by district into days of work.

A proposal, nothing that is kept: the most urgent district first, as many a day as one can do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

MOST_A_DAY = 4


@dataclass(frozen=True, slots=True)
class ToVisit:
    """One visit due: whose, where, by when. ``place`` orders within a district（住所）.

    ``planned_on`` is the day on which one means to go, if one does.
    """

    key: int
    district: str
    place: str
    due_on: date
    planned_on: date | None = None


@dataclass(frozen=True, slots=True)
class DaysRound:
    """One day in one district, in the order of going."""

    on: date
    district: str
    visits: tuple[ToVisit, ...]

    @property
    def late(self) -> int:
        """How many of them come after their day."""
        return sum(visit.due_on < self.on for visit in self.visits)


def rounds(
    due: Iterable[ToVisit], days: Sequence[date], most: int = MOST_A_DAY
) -> tuple[DaysRound, ...]:
    """The visits laid on the days; those for which there is no day are left out.

    What is planned for a day is made on it, even where that is too much. Else a day takes the
    district of the visit due first. The next of the same district come with it.
    """
    every = sorted(due, key=lambda visit: (visit.due_on, visit.district, visit.place, visit.key))
    waiting = [visit for visit in every if visit.planned_on is None]
    found = []
    for on in days:
        planned = [visit for visit in every if visit.planned_on == on]
        if not planned and not waiting:
            continue
        district = (planned or waiting)[0].district
        beside = [visit for visit in waiting if visit.district == district]
        going = [*planned, *beside[: max(most - len(planned), 0)]]
        waiting = [visit for visit in waiting if visit not in going]
        in_order = sorted(going, key=lambda visit: (visit.place, visit.key))
        found.append(DaysRound(on, district, tuple(in_order)))
    return tuple(found)
