"""A source（さがす先）: what search must know of one kind of row; a room joins by giving one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

from banso.core.search.entries import Entry, Kind
from banso.core.search.keeping import drop, put
from banso.core.search.models import IndexEntry

Row = TypeVar("Row", bound=Model)
_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class Told:
    """A row as the list of hits shows it; ``route`` and ``public_id`` make its address.

    ``title`` is the business's name wherever it is about one. ``texts`` are pairs of a label and a
    text in which the words may stand; ``remark`` is what must not be overlooked（廃業）.
    """

    label: str
    title: str
    kana: str
    day: date | None
    who: str
    route: str
    public_id: UUID
    texts: tuple[tuple[str, str], ...]
    remark: str = ""


_BY_KIND: dict[str, Source[Any]] = {}


@dataclass(frozen=True, slots=True)
class Source(Generic[Row]):
    """One kind of row: by what it is found, who may see it, how it is told.

    ``every`` gives the rows there are to find, ``visible`` those that a member of staff may see of
    them, ``page`` fetches with them what telling takes. Staff are whatever the rooms say.
    """

    kind: Kind
    every: Callable[[], QuerySet[Row]]
    entry: Callable[[Row], Entry]
    visible: Callable[[Any], QuerySet[Row]]
    page: Callable[[Any], QuerySet[Row]]
    tell: Callable[[Row], Told]

    def __post_init__(self) -> None:
        """Be known by its kind, so that what belongs to a business can be renewed whole."""
        _BY_KIND[self.kind.key] = self

    def put(self, rows: Iterable[Row]) -> None:
        """Let the rows be found by what they hold now."""
        put(map(self.entry, rows))

    def renew(self, rows: Iterable[int]) -> None:
        """Bring the rows with these keys up to date: those there are to find, and those no more."""
        keys = set(rows)
        found = list(self.every().filter(pk__in=keys))
        self.put(found)
        self.drop(keys - {row.pk for row in found})

    def drop(self, rows: Iterable[int]) -> None:
        """Let the rows with these keys be found no more."""
        drop(self.kind, rows)

    def entries(self) -> Iterator[Entry]:
        """The entries of every row there is."""
        for row in self.every().order_by("pk").iterator(chunk_size=_AT_ONCE):
            yield self.entry(row)

    def seen_by(self, viewer: object, rows: Collection[int]) -> set[int]:
        """Which of the rows the viewer may see."""
        seen = self.visible(viewer).order_by().filter(pk__in=rows)
        return set(seen.values_list("pk", flat=True))

    def told_to(self, viewer: object, rows: Collection[int]) -> dict[int, Told]:
        """The rows as the viewer is shown them; those they may not see are left out."""
        shown = self.page(self.visible(viewer).filter(pk__in=rows))
        return {row.pk: self.tell(row) for row in shown}


def renew_all_of(businesses: Collection[int]) -> None:
    """Bring up to date all that the index has of these businesses, whichever has it now."""
    kept = IndexEntry.objects.filter(business__in=businesses).values_list("kind", "row")
    rows: dict[str, list[int]] = {}
    for kind, row in kept:
        rows.setdefault(kind, []).append(row)
    for kind, keys in rows.items():
        _BY_KIND[kind].renew(keys)
