"""The register's work in the background: reading a ledger, and carrying it out.

Either may run twice: reading makes the same preview anew, an import is carried out once.
"""

from __future__ import annotations

from django_tasks import task

from banso.accounts.models import Staff
from banso.core.progress import CalledOff, Progress
from banso.core.refusals import RuleViolation
from banso.registry.actions.import_applying import apply_import
from banso.registry.actions.import_reading import read_import
from banso.registry.models import ImportPreview, LedgerImport


def progress_of(ledger_import: LedgerImport) -> Progress:
    """The progress of whatever is being done with the import."""
    return Progress(f"ledger-import:{ledger_import.public_id}")


def book_reading(ledger_import: LedgerImport) -> None:
    """Have the file read in the background."""
    progress_of(ledger_import).begin()
    booked = read_ledger.enqueue(ledger_import.pk)
    LedgerImport.objects.filter(pk=ledger_import.pk).update(task_id=booked.id)


def book_applying(ledger_import: LedgerImport, *, by: Staff) -> None:
    """Have the import carried out in the background."""
    progress_of(ledger_import).begin()
    booked = apply_ledger.enqueue(ledger_import.pk, by.pk)
    LedgerImport.objects.filter(pk=ledger_import.pk).update(task_id=booked.id)


@task()
def read_ledger(import_id: int) -> str:
    """Make the preview; returns what became of it."""
    ledger_import = _waiting(import_id)
    if ledger_import is None:
        return "gone"
    try:
        read_import(ledger_import, progress_of(ledger_import))
    except CalledOff:
        return "called-off"
    return "read"


@task()
def apply_ledger(import_id: int, staff_id: int) -> str:
    """Carry the import out; a refusal is written into its preview, where the page shows it."""
    ledger_import = _waiting(import_id)
    if ledger_import is None:
        return "gone"
    by = Staff.objects.select_related("person").get(pk=staff_id)
    try:
        apply_import(ledger_import, by=by, progress=progress_of(ledger_import))
    except CalledOff:
        return "called-off"
    except RuleViolation as refusal:
        ImportPreview.objects.filter(ledger_import=ledger_import).update(problem=refusal.message)
        return refusal.code
    return "applied"


def _waiting(import_id: int) -> LedgerImport | None:
    """The import, unless it was thrown away or carried out meanwhile."""
    rows = LedgerImport.objects.waiting().select_related("organisation")
    return rows.filter(pk=import_id).first()
