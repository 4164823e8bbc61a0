"""Keeping the index in step: called by the actions that keep the rows, in their transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from types import ModuleType

from django.db import connection, transaction

from banso.core import clock
from banso.core.search import postgresql, sqlite
from banso.core.search.entries import LEADS, Entry, Kind, day_at, leads_at
from banso.core.search.models import IndexBuild, IndexEntry
from banso.core.search.words import VERSION, folded, mark_token, name_tokens, text_tokens

_BATCH = 500


def engine() -> ModuleType:
    """Where the words lie: FTS5 or GIN."""
    return postgresql if connection.vendor == "postgresql" else sqlite


@transaction.atomic
def put(entries: Iterable[Entry]) -> None:
    """Let rows be found as these entries say, whether or not they were in the index before.

    Rows that the index has as they are wanted are left alone.
    """
    for batch in _batches(entries):
        kept = {(row.kind, row.row): row for row in _kept_of(batch)}
        wanted = {(row.kind, row.row): row for row in map(_unplaced, batch)}
        other = {
            key: row
            for key, row in wanted.items()
            if key not in kept or _told(kept[key]) != _told(row)
        }
        _remove([kept[key] for key in other if key in kept])
        _add([*other.values()])


@transaction.atomic
def drop(kind: Kind, rows: Iterable[int]) -> None:
    """Let rows of a kind be found no more; those not in the index are no matter."""
    _remove(list(IndexEntry.objects.filter(kind=kind.key, row__in=list(rows))))


@transaction.atomic
def rename(business: int, names: tuple[str, ...]) -> None:
    """Let all that is found by the names of a business be found by those it has now."""
    now = "\n".join(folded(names))
    named = IndexEntry.objects.filter(business=business).exclude(names="")
    other = list(named.exclude(names=now))
    _remove(other)
    for entry in other:
        entry.names = now
    engine().add(other, [_words(entry) for entry in other])


@transaction.atomic
def rebuild(entries: Iterable[Entry]) -> IndexBuild:
    """Throw the index away and build it anew from these entries, which must be all there are.

    Whoever saves meanwhile waits until it is done; on PostgreSQL so does whoever searches.
    """
    engine().clear()
    IndexBuild.objects.all().delete()
    count = 0
    for batch in _batches(entries):
        _add([*map(_unplaced, batch)])
        count += len(batch)
    engine().settle()
    return IndexBuild.objects.create(manner=VERSION, entries=count, at=clock.now())


def is_stale() -> bool:
    """Whether the index was never built, or in a manner of earlier days."""
    return not IndexBuild.objects.filter(manner=VERSION).exists()


@dataclass(frozen=True, slots=True)
class Difference:
    """A row that the index has otherwise than it ought to: missing, left over or changed."""

    kind: str
    row: int
    what: str


def differences(entries: Iterable[Entry]) -> list[Difference]:
    """Where the index differs from these entries, which must be all there are."""
    wanted = {(entry.kind.key, entry.row): _told(_unplaced(entry)) for entry in entries}
    found = {(row.kind, row.row): _told(row) for row in IndexEntry.objects.all()}
    named = {
        **dict.fromkeys(wanted.keys() - found.keys(), "missing"),
        **dict.fromkeys(found.keys() - wanted.keys(), "left over"),
        **{key: "changed" for key in wanted.keys() & found.keys() if wanted[key] != found[key]},
    }
    return [Difference(*key, what) for key, what in sorted(named.items())]


def _told(entry: IndexEntry) -> tuple[object, ...]:
    day = day_at(entry.place)
    return (entry.organisation, day, entry.business, entry.names, entry.texts, entry.marks)


def _unplaced(entry: Entry) -> IndexEntry:
    """The row of the index for an entry, its place as the entry wishes it."""
    return IndexEntry(
        place=entry.place,
        organisation=entry.organisation,
        kind=entry.kind.key,
        row=entry.row,
        business=entry.business,
        names="\n".join(folded(entry.names)),
        texts="\n".join(folded(entry.texts)),
        marks=f" {' '.join(entry.marks)} ",
    )


def _kept_of(entries: Sequence[Entry]) -> list[IndexEntry]:
    """What the index has of the same rows already."""
    rows_of: dict[str, list[int]] = {}
    for entry in entries:
        rows_of.setdefault(entry.kind.key, []).append(entry.row)
    return [
        kept
        for kind, rows in rows_of.items()
        for kept in IndexEntry.objects.filter(kind=kind, row__in=rows)
    ]


def _add(rows: list[IndexEntry]) -> None:
    """Place the rows and keep them with their words."""
    taken = _taken(row.place for row in rows)
    for row in rows:
        while row.place in taken:
            row.place += 1 if row.place > 0 else -1
            taken |= _taken([row.place])
        taken.add(row.place)
    engine().add(rows, [_words(row) for row in rows])


def _taken(places: Iterable[int]) -> set[int]:
    """Which of the places another entry holds: rows of one day can fall upon each other."""
    kept = IndexEntry.objects.filter(place__in=list(places))
    return set(kept.values_list("place", flat=True))


def _remove(rows: list[IndexEntry]) -> None:
    if rows:
        engine().remove(rows, [_words(row) for row in rows])


def _words(row: IndexEntry) -> list[str]:
    """The row's tokens; names apart, too, for what leads the page: there they rank the hits."""
    names, texts = row.names.split("\n"), row.texts.split("\n")
    office = row.organisation
    own = [*text_tokens(office, [*names, *texts])]
    if leads_at(row.place):
        own += [*name_tokens(office, names), mark_token(office, LEADS)]
    return own + [mark_token(office, mark) for mark in row.marks.split()]


def _batches(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    waiting = iter(entries)
    while batch := list(islice(waiting, _BATCH)):
        yield batch
