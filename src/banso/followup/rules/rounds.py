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
    """One visit due: whose, where, by when. ``place`` orders within a district（住所）."""

    key: int
    district: str
    place: str
    due_on: date


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

    A day takes the district of the visit due first, and the next in that district with it.
    """
    waiting = sorted(due, key=lambda visit: (visit.due_on, visit.district, visit.place, visit.key))
    found = []
    for on in days:
        if not waiting:
            break
        district = waiting[0].district
        going = [visit for visit in waiting if visit.district == district][:most]
        waiting = [visit for visit in waiting if visit not in going]
        in_order = sorted(going, key=lambda visit: (visit.place, visit.key))
        found.append(DaysRound(on, district, tuple(in_order)))
    return tuple(found)
