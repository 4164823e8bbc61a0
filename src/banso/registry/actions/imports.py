"""Bringing a ledger in（台帳の取込）: the file received, columns settled, doubts decided."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from django.core.files.storage import default_storage
from django.db import transaction

from banso.accounts.models import Staff
from banso.core import clock
from banso.core.refusals import RuleViolation
from banso.core.tables import check_size, kind_of
from banso.registry.models import (
    ImportDecision,
    ImportPreview,
    LedgerImport,
    LedgerLayout,
    RowDecision,
)
from banso.registry.rules.columns import headings_key

KEPT_DAYS = 14
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_SURE_KEYS = {"name", "public_id", "corporate_number", "member_number"}


def receive_file(name: str, size: int, chunks: Iterable[bytes], *, by: Staff) -> LedgerImport:
    """Keep a ledger that was brought, unread. Nothing is left of a file that is refused.

    Refuses by size before a byte is taken, by kind once it is there, and when the disk is full.
    """
    check_size(size)
    ledger_import = LedgerImport(
        organisation=by.organisation,
        public_id=uuid4(),
        file_name=Path(name.replace("\\", "/")).name[-200:] or "台帳",
        size=size,
        uploaded_by=by,
        uploaded_at=clock.now(),
    )
    with _folder_or_nothing(ledger_import.folder):
        _write(ledger_import.source, chunks)
        kind_of(ledger_import.source)
        ledger_import.save()
    return ledger_import


@contextmanager
def _folder_or_nothing(folder: Path) -> Iterator[None]:
    """A folder that is gone again if anything goes wrong."""
    try:
        folder.mkdir(mode=0o700, parents=True)
        yield
    except BaseException as error:
        shutil.rmtree(folder, ignore_errors=True)
        if isinstance(error, OSError) and error.errno in _NO_ROOM:
            raise disk_full() from error
        raise


def _write(path: Path, chunks: Iterable[bytes]) -> None:
    with path.open("xb") as file:
        path.chmod(0o600)
        for chunk in chunks:
            file.write(chunk)


def disk_full() -> RuleViolation:
    """The refusal when there is no room left, saying what to do."""
    return RuleViolation(
        "disk-full",
        "保存する場所（ディスク）がいっぱいで、ファイルを受け取れませんでした。何も残していません。"
        "管理者に空きを作ってもらってから、もう一度選んでください。",
        field="file",
    )


def is_disk_full(error: OSError) -> bool:
    """Whether an error means that there is no room left."""
    return error.errno in _NO_ROOM


@transaction.atomic
def settle_columns(
    ledger_import: LedgerImport,
    *,
    columns: Mapping[int, str],
    sheet_name: str = "",
    empties_blank: bool = False,
) -> None:
    """Say what each column means; the preview and what was decided on it begin anew.

    Refuses when no column tells which business a row is, and when one field is given twice.
    """
    _refuse_applied(ledger_import)
    meanings = [key for key in columns.values() if key]
    if columns and not _SURE_KEYS & set(meanings):
        raise RuleViolation(
            "no-name-column",
            "どの列が「事業者名」か（または管理番号・法人番号・会員番号）を選んでください。",
        )
    twice = sorted({key for key in meanings if meanings.count(key) > 1})
    if twice:
        raise RuleViolation(
            "column-twice", "同じ意味の列が2つあります。一方を「使わない」にしてください。"
        )
    ledger_import.columns = {str(at): key for at, key in columns.items()}
    ledger_import.sheet_name = sheet_name[:200]
    ledger_import.empties_blank = empties_blank
    ledger_import.save()
    forget_preview(ledger_import)


def forget_preview(ledger_import: LedgerImport) -> None:
    """Take back what was previewed and decided; the file stays."""
    ImportPreview.objects.filter(ledger_import=ledger_import).delete()
    ledger_import.decisions.all().delete()


def remember_layout(
    ledger_import: LedgerImport, headings: Iterable[str], columns: Mapping[int, str]
) -> None:
    """Remember for the office what these headings meant, unused ones too."""
    by_heading = {heading: columns.get(at, "") for at, heading in enumerate(headings) if heading}
    if by_heading:
        LedgerLayout.objects.update_or_create(
            organisation=ledger_import.organisation,
            headings_key=headings_key(list(by_heading)),
            defaults={"columns": by_heading, "used_at": clock.now()},
        )


@transaction.atomic
def decide_rows(
    ledger_import: LedgerImport, decisions: Mapping[int, RowDecision], *, by: Staff
) -> None:
    """Decide about suspected rows; deciding again replaces what was decided."""
    _refuse_applied(ledger_import)
    ledger_import.decisions.filter(row_number__in=decisions).delete()
    ImportDecision.objects.bulk_create(
        ImportDecision(
            ledger_import=ledger_import,
            row_number=number,
            decision=decision,
            decided_by=by,
            decided_at=clock.now(),
        )
        for number, decision in decisions.items()
    )


def discard_import(ledger_import: LedgerImport) -> None:
    """Throw a waiting import away with its file: nothing of it was ever in the register."""
    folder = ledger_import.folder
    with transaction.atomic():
        row = LedgerImport.objects.select_for_update().get(pk=ledger_import.pk)
        _refuse_applied(row)
        row.delete()
    shutil.rmtree(folder, ignore_errors=True)


def forget_old_files() -> int:
    """Clear away files two weeks old, and imports that nobody agreed to by then; how many went."""
    last = clock.now() - timedelta(days=KEPT_DAYS)
    old = LedgerImport.objects.filter(uploaded_at__lt=last)
    gone = 0
    for ledger_import in old:
        gone += ledger_import.folder.exists()
        shutil.rmtree(ledger_import.folder, ignore_errors=True)
    old.waiting().delete()
    return gone + _clear_strays()


def _clear_strays() -> int:
    """Folders of which no import knows: a machine that stopped between file and row left them."""
    top = Path(default_storage.path("imports"))
    if not top.exists():
        return 0
    known = {str(number) for number in LedgerImport.objects.values_list("public_id", flat=True)}
    a_day_ago = clock.now().timestamp() - 24 * 60 * 60
    strays = [
        folder
        for folder in top.iterdir()
        if folder.name not in known and folder.stat().st_mtime < a_day_ago
    ]
    for folder in strays:
        shutil.rmtree(folder, ignore_errors=True)
    return len(strays)


def _refuse_applied(ledger_import: LedgerImport) -> None:
    if ledger_import.is_applied:
        raise RuleViolation("already-applied", "この台帳はすでに取り込まれています。")
