"""Writing many businesses at once（一括の書き込み）, each with its entry in the history.

What takes time (making rows, folding words to search by) is done by ``prepare``, outside the
transaction; ``insert`` and ``update`` only run finished statements while others wait.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid5

from django.db import models

from banso.accounts.history import acting
from banso.accounts.models import Staff
from banso.core import clock
from banso.core.bulk import BulkInsert, Preparation, Row, insert_rows, next_ids, update_rows
from banso.core.progress import Progress
from banso.registry.actions.import_agreed import READING
from banso.registry.models import Business, Closure, LedgerImport
from banso.registry.queries.import_register import ATTRIBUTES
from banso.registry.rules.ledger_rows import Values
from banso.registry.rules.ledger_settled import Settled

_BATCH = 500
_WRITING = "台帳に書き込んでいます"


@dataclass(slots=True)
class Work:
    """Rows made ready: statements only wait for their keys."""

    fresh: BulkInsert
    fresh_history: list[Row]
    edited: list[Business]
    updates: list[Row]
    edited_history: list[Row]
    search_texts: dict[int, str]
    history_columns: list[Any]


_HISTORY: type[models.Model] = Business.history.model  # type: ignore[attr-defined] # untyped
_HISTORY_KEY: Any = _HISTORY._meta.get_field("history_id")
_TRACKED: list[Any] = [one for one in _HISTORY._meta.concrete_fields if not one.primary_key]
_WRITTEN: list[Any] = [
    Business._meta.get_field(name) for name in (*ATTRIBUTES, "search_text", "version")
]


def prepare(ledger_import: LedgerImport, plan: Settled, by: Staff, progress: Progress) -> Work:
    """Make every row ready; a row of history stands beside each, signed and with its reason."""
    fresh = [
        _fresh(ledger_import, number, values)
        for number, values in progress.through(list(plan.created.items()), READING)
    ]
    before, edited = _edited(plan, progress)
    write = Preparation(_WRITTEN)
    sign = _Signature(f"台帳の取込：{ledger_import.file_name}"[:100], by.person_id)
    return Work(
        fresh=BulkInsert(Business, fresh),
        fresh_history=[sign.row(row, "+") for row in progress.through(fresh, READING)],
        edited=edited,
        updates=[(*write.row(row), row.pk) for row in progress.through(edited, READING)],
        edited_history=[sign.row(row, "~") for row in progress.through(edited, READING)],
        search_texts=before,
        history_columns=sign.columns,
    )


class _Signature:
    """Makes the entry that a row leaves in the history: who, when, and why."""

    def __init__(self, reason: str, person: int) -> None:
        about = {
            "history_date": clock.now(),
            "history_change_reason": reason,
            "history_user_id": person,
            "history_type": "",
        }
        own = [one for one in _TRACKED if one.attname not in about]
        signed = [one for one in _TRACKED if one.attname in about]
        self.columns = [*own, *signed]
        self._prepare = Preparation(own)
        self._signed = {
            kind: Preparation(signed).row(SimpleNamespace(**{**about, "history_type": kind}))
            for kind in "+~"
        }

    def row(self, business: Business, kind: str) -> Row:
        """The entry as the database takes it."""
        return self._prepare.row(business) + self._signed[kind]


def _fresh(ledger_import: LedgerImport, number: int, values: Values) -> Business:
    business = Business(
        organisation_id=ledger_import.organisation_id,
        public_id=uuid5(UUID(str(ledger_import.public_id)), str(number)),
    )
    _put(business, values)
    business.search_text = business.words_to_find_it_by()
    return business


def _edited(plan: Settled, progress: Progress) -> tuple[dict[int, str], list[Business]]:
    """The businesses to change, changed in memory; and the words each was found by before."""
    rows: list[Business] = []
    keys = [pk for pk, edit in plan.edits.items() if edit.values]
    for batch in batches(keys):
        found = Business.objects.filter(pk__in=batch)
        rows += found.prefetch_related("contact_people", "tags", "merges__withdrawal")
    before = {row.pk: row.search_text for row in rows}
    for row in progress.through(rows, READING):
        edit = plan.edits[row.pk]
        _put(row, edit.values)
        row.version = edit.version + 1
        row.search_text = row.words_to_find_it_by()
    return before, rows


def _put(business: Business, values: Values) -> None:
    for key, value in values.items():
        setattr(business, ATTRIBUTES[key], value)


def batches(keys: list[int]) -> Iterator[list[int]]:
    """Keys in lots that one query may name."""
    waiting = iter(keys)
    while batch := list(islice(waiting, _BATCH)):
        yield batch


class Steps:
    """Progress over several statements; each batch looks whether the work was called off."""

    def __init__(self, progress: Progress, *, total: int) -> None:
        self._progress, self._total, self._before = progress, total, 0

    def over(self, count: int) -> Callable[[int], None]:
        """What to call after each batch of the next ``count`` rows."""
        start, self._before = self._before, self._before + count

        def after(done: int) -> None:
            self._progress.step(_WRITING, start + done, self._total)
            self._progress.look()

        return after


def insert(work: Work, step: Steps) -> None:
    """Write the new businesses and their entries; call inside the transaction."""
    count = len(work.fresh)
    if not count:
        return
    ids = next_ids(Business, count)
    work.fresh.write(ids, step.over(count))
    _write_history(work, work.fresh_history, ids, step.over(count))


def update(work: Work, step: Steps) -> None:
    """Write the changed businesses and their entries; call inside the transaction."""
    count = len(work.edited)
    if not count:
        return
    update_rows(Business, _WRITTEN, work.updates, step.over(count))
    keys = [row.pk for row in work.edited]
    entries = _write_history(work, work.edited_history, keys, step.over(count))
    _write_tag_history(work.edited, entries)


def _write_history(
    work: Work, rows: list[Row], keys: list[int], after: Callable[[int], None]
) -> list[int]:
    """Insert the entries, each now knowing the key of its business; their own keys."""
    entries = next_ids(_HISTORY, len(rows))
    place = [one.attname for one in work.history_columns].index("id")
    finished = [
        (entry, *row[:place], key, *row[place + 1 :])
        for entry, row, key in zip(entries, rows, keys, strict=True)
    ]
    insert_rows(_HISTORY, [_HISTORY_KEY, *work.history_columns], finished, after)
    return entries


def _write_tag_history(edited: list[Business], entries: list[int]) -> None:
    """Each entry also keeps the tags of its day; without them the next would seem to add them."""
    through: Any = Business.tags.through
    listed = getattr(_HISTORY, "tags").model  # noqa: B009 - made by simple-history, unknown to types
    entry_of = {row.pk: entry for row, entry in zip(edited, entries, strict=True)}
    for batch in batches(list(entry_of)):
        rows = through.objects.filter(business_id__in=batch)
        listed.objects.bulk_create(
            [
                listed(
                    history_id=entry_of[row.business_id],
                    id=row.pk,
                    business_id=row.business_id,
                    tag_id=row.tag_id,
                )
                for row in rows
            ]
        )


def close(plan: Settled, by: Staff) -> None:
    """Record the closures a person agreed to; one recorded meanwhile stays as it is."""
    reason = "国税庁の法人番号データで登記記録の閉鎖を確認"
    with acting(by.person):
        for pk, on in plan.closures.items():
            about = {"on": on, "reason": reason, "confirmed_by": by}
            Closure.objects.get_or_create(business_id=pk, defaults=about)
