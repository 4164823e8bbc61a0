"""Saving many rows at once, each signed in its history by the right person at the right time."""

from __future__ import annotations

import copy
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from random import Random
from typing import Any, Generic, TypeVar

from django.db import models

from banso.accounts.history import acting, past_of
from banso.accounts.models import Person, Staff
from banso.core import clock
from banso.core.clock import TOKYO
from banso.core.models import Kept

BATCH = 500
Row = TypeVar("Row", bound=models.Model)


@dataclass(frozen=True, slots=True)
class Signed(Generic[Row]):
    """A row to be kept, who entered it and when.

    ``before`` are values the row had when it was entered, if ``changed_by`` changed it later: its
    history then has two entries, and the first shows them.
    """

    row: Row
    by: Person
    at: datetime
    before: Mapping[str, object] | None = None
    changed_by: Person | None = None
    changed_at: datetime | None = None


def new_id(rng: Random) -> uuid.UUID:
    """A UUID that the same seed gives again."""
    return uuid.UUID(int=rng.getrandbits(128), version=4)


def number_anew(rng: Random, model: type[Kept], rows: Any) -> None:  # noqa: ANN401 - a QuerySet
    """Give the rows public ids that the same seed gives again."""
    for key in rows.values_list("pk", flat=True):
        public_id = new_id(rng)
        model._default_manager.filter(pk=key).update(public_id=public_id)
        past_of(model).filter(id=key).update(public_id=public_id)


@contextmanager
def at_work(day: date, staff: Staff) -> Iterator[None]:
    """Hold the clock on an afternoon, everything signed by the person."""
    with clock.fixed(datetime.combine(day, time(16), TOKYO)), acting(staff.person):
        yield


def keep(model: type[Row], entries: Sequence[Signed[Row]]) -> list[list[models.Model]]:
    """Save the rows and their history; returns the historical rows, one list for each entry."""
    rows: models.QuerySet[Row] = models.QuerySet(model)
    rows.bulk_create([entry.row for entry in entries], batch_size=BATCH)
    first = _history(model, [_as_entered(entry) for entry in entries], update=False)
    changed = [(place, entry) for place, entry in enumerate(entries) if entry.before is not None]
    later = _history(model, [_as_changed(entry) for _, entry in changed], update=True)
    kept = [[row] for row in first]
    for (place, _), row in zip(changed, later, strict=True):
        kept[place].append(row)
    return kept


def keep_links(
    model: type[Row],
    field: str,
    links: Iterable[tuple[Row, Sequence[models.Model], Sequence[models.Model]]],
) -> None:
    """Save a many-to-many field: row, what it is linked to, and the row's historical rows."""
    through = getattr(model, field).through
    here, there = getattr(model, field).field.m2m_field_name(), _other_end(model, field)
    written = [
        (through(**{here: row, there: other}), history)
        for row, others, history in links
        for other in others
    ]
    through.objects.bulk_create([link for link, _ in written], batch_size=BATCH)
    past = getattr(model.history.model, field).model  # type: ignore[attr-defined]
    past.objects.bulk_create(
        [
            past(
                history=entry,
                id=link.pk,
                **{here: getattr(link, here), there: getattr(link, there)},
            )
            for link, history in written
            for entry in history
        ],
        batch_size=BATCH,
    )


def _other_end(model: type[models.Model], field: str) -> str:
    name: str = getattr(model, field).field.m2m_reverse_field_name()
    return name


def _history(
    model: type[models.Model], rows: Sequence[models.Model], *, update: bool
) -> list[models.Model]:
    history = model.history  # type: ignore[attr-defined]
    written: list[models.Model] = history.bulk_history_create(rows, batch_size=BATCH, update=update)
    return written


def _as_entered(entry: Signed[Row]) -> Row:
    row = copy.copy(entry.row)
    for name, value in (entry.before or {}).items():
        setattr(row, name, value)
    return _sign(row, entry.by, entry.at)


def _as_changed(entry: Signed[Row]) -> Row:
    return _sign(copy.copy(entry.row), entry.changed_by or entry.by, entry.changed_at or entry.at)


def _sign(row: Row, by: Person, at: datetime) -> Row:
    """Tell simple-history who and when."""
    setattr(row, "_history_user", by)  # noqa: B010 - names that only simple-history knows
    setattr(row, "_history_date", at)  # noqa: B010
    return row
