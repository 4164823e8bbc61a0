"""Ledgers brought into an empty office: read and carried out, by the clock and by the processor."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from banso.accounts.models import Organisation, Person, Staff
from banso.accounts.rules import Role
from banso.core.progress import Progress
from banso.registry.actions import receive_file
from banso.registry.actions.import_applying import apply_import
from banso.registry.actions.import_reading import read_import
from banso.registry.models import ImportPreview, LedgerImport
from banso.web.bench.ledgers import large_ledger

Done = TypeVar("Done")
_MEGABYTE = 1_000_000
_TELEPHONE = 9  # the column that a second bringing changes


@dataclass(frozen=True, slots=True)
class Brought:
    """One ledger brought in: its size, what became of it, and what each step took in seconds."""

    what: str
    rows: int
    megabytes: float
    found: str
    reading: float
    carrying_out: float
    processor: float

    @property
    def rows_a_second(self) -> float:
        """Rows by the whole time that a person waits."""
        return self.rows / (self.reading + self.carrying_out)


def brought_in(count: int) -> Iterator[Brought]:
    """A ledger of so many rows brought into an office of its own, three times.

    New, the same again, and with every telephone changed.
    """
    office = Organisation.objects.create(name=f"計測商工会{count}")
    person = Person.objects.create_user(f"bench{count}@example.jp", "計測", None)
    staff = Staff.objects.create(organisation=office, person=person, role=Role.ADVISER)
    rows = large_ledger(count)
    yield _bring("新しい", rows, staff)
    yield _bring("同じもの", rows, staff)
    for row in rows[1:]:
        row[_TELEPHONE] = f"027-7{str(row[_TELEPHONE])[5:]}"
    yield _bring("全行を直す", rows, staff)


def _bring(what: str, rows: Sequence[Sequence[object]], staff: Staff) -> Brought:
    target = io.StringIO()
    csv.writer(target).writerows(rows)
    content = target.getvalue().encode("utf-8-sig")
    before = time.process_time()
    received = receive_file("台帳.csv", len(content), [content], by=staff)
    preview, reading = _timed(lambda: read_import(_fresh(received), Progress("bench-reading")))
    _, carrying_out = _timed(
        lambda: apply_import(_fresh(received), by=staff, progress=Progress("bench-applying"))
    )
    return Brought(
        what=what,
        rows=len(rows) - 1,
        megabytes=len(content) / _MEGABYTE,
        found=_found(preview),
        reading=reading,
        carrying_out=carrying_out,
        processor=time.process_time() - before,
    )


def _fresh(ledger_import: LedgerImport) -> LedgerImport:
    return LedgerImport.objects.get(pk=ledger_import.pk)


def _found(preview: ImportPreview) -> str:
    return (
        f"新規 {preview.created:,}・変更 {preview.changed:,}"
        f"・同じ {preview.unchanged:,}・不可 {preview.refused:,}"
        f"・重複の疑い {preview.suspected:,}"
    )


def _timed(work: Callable[[], Done]) -> tuple[Done, float]:
    begun = time.perf_counter()
    return work(), time.perf_counter() - begun
