"""Keeping files beside their rows: written before the row, deleted after it, strays swept away."""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from banso.core.refusals import RuleViolation
from banso.core.uploads.receiving import no_room

STRAY_AFTER = timedelta(days=1)  # younger files may belong to a row that is being saved


class Written:
    """Files written while rows are being saved; their paths, should the saving fail."""

    def __init__(self) -> None:
        self.paths: list[str] = []

    def keep(self, folder: str, content: bytes, suffix: str) -> str:
        """Write a file under a name nobody can guess; returns its path in the storage."""
        name = secrets.token_hex(16)
        path = f"{folder}/{name[:2]}/{name}{suffix}"
        self.paths.append(path)  # first: a full disk leaves half a file
        return default_storage.save(path, ContentFile(content))


@contextmanager
def files_with_rows(field: str) -> Iterator[Written]:
    """Around the saving of rows and their files: when it fails, no file stays.

    A full or unwritable disk is refused in words at ``field``.
    """
    written = Written()
    try:
        yield written
    except BaseException as fault:
        for path in written.paths:
            default_storage.delete(path)
        if isinstance(fault, OSError):
            refusal = no_room(fault)
            raise RuleViolation(refusal.code, refusal.message, field=field) from fault
        raise


def delete_when_saved(paths: list[str]) -> None:
    """Delete the files once the change that frees them stands."""

    def delete() -> None:
        for path in filter(None, paths):
            default_storage.delete(path)

    transaction.on_commit(delete)


def sweep(folder: str, named: set[str]) -> int:
    """Delete files under ``folder`` that no row names and that are old enough; returns how many."""
    strays = [path for path in _files_under(folder) if path not in named and _is_old(path)]
    for path in strays:
        default_storage.delete(path)
    return len(strays)


def _files_under(folder: str) -> Iterator[str]:
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from (f"{folder}/{file}" for file in files)
    for inner in folders:
        yield from _files_under(f"{folder}/{inner}")


def _is_old(path: str) -> bool:
    """By the machine's own time, as files are dated, even where a demonstration fixes the day."""
    written: datetime = default_storage.get_modified_time(path)
    return time.time() - written.timestamp() > STRAY_AFTER.total_seconds()


def sweep_received(folder: Path) -> int:
    """Delete what a killed server left of files it was receiving; returns how many."""
    oldest = time.time() - STRAY_AFTER.total_seconds()
    left = [path for path in folder.glob("*.upload*") if path.stat().st_mtime < oldest]
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)
