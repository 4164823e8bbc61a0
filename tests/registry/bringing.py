"""How tests bring a ledger in: the steps a person takes, without the pages."""

from __future__ import annotations

from pathlib import Path

from tests.registry.ledgers import Rows, csv_text

from banso.accounts.models import Staff
from banso.core.progress import Progress
from banso.registry.actions import receive_file
from banso.registry.actions.import_applying import apply_import
from banso.registry.actions.import_reading import read_import
from banso.registry.models import ImportApplication, ImportPreview, LedgerImport
from banso.registry.rules.ledger_plan import Planned
from banso.registry.rules.preview_file import PreviewFile
from banso.registry.tasks.ledgers import progress_of


def brought(rows: Rows, by: Staff, *, name: str = "台帳.csv") -> LedgerImport:
    """A ledger that was received and read."""
    content = csv_text(rows).encode("utf-8-sig")
    ledger_import = receive_file(name, len(content), [content], by=by)
    read(ledger_import)
    return ledger_import


def brought_file(path: Path, by: Staff) -> LedgerImport:
    """A file that was received and read."""
    content = path.read_bytes()
    ledger_import = receive_file(path.name, len(content), [content], by=by)
    read(ledger_import)
    return ledger_import


def read(ledger_import: LedgerImport) -> ImportPreview:
    """Read it (again), from the database's own view of it."""
    return read_import(LedgerImport.objects.get(pk=ledger_import.pk), Progress("reading"))


def applied(ledger_import: LedgerImport, by: Staff) -> ImportApplication:
    """Carry it out."""
    fresh = LedgerImport.objects.get(pk=ledger_import.pk)
    return apply_import(fresh, by=by, progress=progress_of(fresh))


def counts(ledger_import: LedgerImport) -> dict[str, int]:
    """The counts of its preview that are not nothing."""
    preview = ImportPreview.objects.get(ledger_import=ledger_import)
    names = ("created", "changed", "unchanged", "refused", "suspected", "remarked")
    found = {name: getattr(preview, name) for name in names}
    return {name: count for name, count in found.items() if count}


def planned_rows(ledger_import: LedgerImport, outcome: str = "") -> list[Planned]:
    """The rows of its preview."""
    file = PreviewFile(ledger_import.folder)
    return list(file.rows(file.places(outcome)))
