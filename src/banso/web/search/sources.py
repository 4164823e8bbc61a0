"""What is searched. A room joins by giving its source here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from banso.core.search.entries import Entry, Hit
from banso.core.search.keeping import Difference, differences, rebuild
from banso.core.search.models import IndexBuild
from banso.core.search.sources import Source, Told
from banso.diagnosis.queries.finding import ANALYSES
from banso.plans.queries.finding import PLANS
from banso.records.queries.finding import CASES, DISPATCHES, PROMISES, RECORDS
from banso.records.queries.finding_attachments import ATTACHMENTS
from banso.registry.queries.finding import BUSINESSES, NOTES

SOURCES: tuple[Source[Any], ...] = (
    BUSINESSES,
    RECORDS,
    PROMISES,
    DISPATCHES,
    CASES,
    ATTACHMENTS,
    ANALYSES,
    PLANS,
    NOTES,
)
_BY_KIND = {source.kind.key: source for source in SOURCES}


def every_entry() -> Iterator[Entry]:
    """All there is to find, of every office."""
    for source in SOURCES:
        yield from source.entries()


def build_index() -> IndexBuild:
    """Build the index anew from the rows of every room."""
    return rebuild(every_entry())


def index_differences() -> list[Difference]:
    """Where the index and the rows of the rooms disagree; nothing when all is well."""
    return differences(every_entry())


def seen_by(viewer: object, hits: Iterable[Hit]) -> list[Hit]:
    """The hits whose rows the viewer may see, in the order given."""
    waiting = list(hits)
    seen = {
        (kind, row)
        for kind, rows in _by_kind(waiting)
        for row in _BY_KIND[kind].seen_by(viewer, rows)
    }
    return [hit for hit in waiting if (hit.kind, hit.row) in seen]


def told_to(viewer: object, hits: Iterable[Hit]) -> list[Told]:
    """The hits as the viewer is shown them, in the order given."""
    waiting = list(hits)
    told = {
        (kind, row): shown
        for kind, rows in _by_kind(waiting)
        for row, shown in _BY_KIND[kind].told_to(viewer, rows).items()
    }
    return [told[hit.kind, hit.row] for hit in waiting if (hit.kind, hit.row) in told]


def _by_kind(hits: list[Hit]) -> Iterator[tuple[str, list[int]]]:
    rows: dict[str, list[int]] = {}
    for hit in hits:
        rows.setdefault(hit.kind, []).append(hit.row)
    yield from ((kind, own) for kind, own in rows.items() if kind in _BY_KIND)
