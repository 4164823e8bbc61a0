"""What is put into the index and what is asked of it. Plain Python: no Django, no database.

A place（``place``）orders all entries: the later the day, the higher. It holds the day, the row and
the kind, so that the newest come first without sorting and a stretch of days is a stretch of
places. What has no day lies below zero, and lowest of all what leads the page（事業者）.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from banso.core.fiscal_year import Period

_KIND_BITS, _DAY_BITS = 6, 28
_ROWS_IN_A_DAY = 1 << (_DAY_BITS - _KIND_BITS)
_LEADING = -(1 << 62)  # what leads the page lies below this
HIGHEST = (1 << 63) - 1
LEADS = "leads"  # the mark of what leads the page
LOWEST = -(1 << 63)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing that can be found: its key, its name on the screen.

    ``number`` (1 to 63) is part of every entry's place and never changes. A kind that ``leads``
    has no days; it is shown in a group of its own, what is so named first.
    """

    key: str
    label: str
    number: int
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a room as the index keeps it: by what it is found, and by what narrowed.

    ``names`` are those of the business it belongs to, ``texts`` everything else it is found by,
    ``people`` and ``topics`` the numbers of staff and topics. Without ``day`` it has no date.
    """

    kind: Kind
    organisation: int
    row: int
    business: int | None
    day: date | None
    names: tuple[str, ...]
    texts: tuple[str, ...]
    people: tuple[int, ...] = ()
    topics: tuple[int, ...] = ()

    @property
    def marks(self) -> tuple[str, ...]:
        """What filters ask for, in a fixed order."""
        firm = () if self.business is None else (business_mark(self.business),)
        people = (person_mark(number) for number in sorted(set(self.people)))
        topics = (topic_mark(number) for number in sorted(set(self.topics)))
        return (kind_mark(self.kind.key), *firm, *people, *topics)

    @property
    def place(self) -> int:
        """Where it lies among all entries, unless another of the same day lies there."""
        if self.day is None:
            within = (self.row << _KIND_BITS) | self.kind.number
            return (_LEADING if self.kind.leads else 0) - within
        within = ((self.row % _ROWS_IN_A_DAY) << _KIND_BITS) | self.kind.number
        return (self.day.toordinal() << _DAY_BITS) | within


def kind_mark(key: str) -> str:
    """The mark of a kind."""
    return f"kind={key}"


def business_mark(number: int) -> str:
    """The mark of what belongs to a business."""
    return f"business={number}"


def person_mark(number: int) -> str:
    """The mark of what a member of staff took part in."""
    return f"person={number}"


def topic_mark(number: int) -> str:
    """The mark of what carries a topic."""
    return f"topic={number}"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to the index: every word, and every filter, must fit.

    ``any_of`` are groups of marks: of each group at least one. ``leads`` asks only for what leads
    the page (``True``), for all the rest (``False``), or for either; ``in_name`` wants the words in
    the name. A period leaves out whatever has no day.
    """

    organisation: int
    words: tuple[str, ...]
    any_of: tuple[tuple[str, ...], ...] = ()
    period: Period | None = None
    leads: bool | None = None
    in_name: bool = False

    @property
    def places(self) -> tuple[int, int]:
        """The first and the last place at which a hit can lie."""
        if self.period:
            first = self.period.first.toordinal() << _DAY_BITS
            return first, ((self.period.last.toordinal() + 1) << _DAY_BITS) - 1
        if self.leads is None:
            return LOWEST, HIGHEST
        return (LOWEST, _LEADING) if self.leads else (_LEADING + 1, HIGHEST)


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that was found: its kind, the room's row, and its place."""

    place: int
    kind: str
    row: int


def leads_at(place: int) -> bool:
    """Whether what lies at the place leads the page."""
    return place <= _LEADING


def day_at(place: int) -> date | None:
    """The day of a place; ``None`` for what has none."""
    return date.fromordinal(place >> _DAY_BITS) if place > 0 else None
