"""Making a backup（控えを取る） while people work."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

from django.apps import apps
from django.conf import settings
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor

from banso.core import clock
from banso.core.refusals import RuleViolation
from banso.web.backup.archive import Contents, Part, put_contents, put_file, put_table, room_for
from banso.web.backup.snapshot import still
from banso.web.backup.tables import lines_of, name_of, tables_of

_MARGIN = 50_000_000  # bytes left free beside the archive


def uploads_folder() -> Path:
    """Where the files that people attach are kept."""
    return Path(settings.DATA_DIR) / "uploads"


def make_backup(folder: Path) -> tuple[Path, Contents]:
    """Write an archive of all rows and files to the folder; its path and what it holds.

    The file appears under its name only when it is whole. Refuses a database whose tables are not
    those of this version, and a full disk.
    """
    _check_migrated()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    room_for(folder, _likely_size() + _MARGIN)
    target = folder / f"banso-{clock.now():%Y%m%d-%H%M%S}.zip"
    unfinished = target.with_suffix(".part")
    try:
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as place:
            with ZipFile(place, "w") as archive:
                contents = _put_all(archive)
            place.flush()
            os.fsync(place.fileno())
        unfinished.rename(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return target, contents


def _put_all(archive: ZipFile) -> Contents:
    with still() as snapshot:
        tables = tuple(
            put_table(archive, name_of(model), lines_of(model, using=snapshot))
            for model in tables_of(apps)
        )
    contents = Contents(
        made_at=clock.now().isoformat(timespec="seconds"),
        database=connection.vendor,
        migrations=tuple(sorted(_leaves())),
        tables=tables,
        files=tuple(_put_files(archive)),
    )
    put_contents(archive, contents)
    return contents


def _put_files(archive: ZipFile) -> Iterator[Part]:
    """Every file of the uploads; one removed since the listing is left out."""
    folder = uploads_folder()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield put_file(archive, path.relative_to(folder).as_posix(), path)


def _leaves() -> list[tuple[str, str]]:
    """The newest migration of each app, which together say what the tables look like."""
    return list(MigrationExecutor(connection).loader.graph.leaf_nodes())


def _check_migrated() -> None:
    executor = MigrationExecutor(connections["default"])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise RuleViolation(
            "not-prepared",
            "データベースが今の版の形になっていません。先に bin/banso prepare を実行してください。",
        )


def _likely_size() -> int:
    """About how many bytes the archive may take: all of the files, half of the database."""
    files = sum(path.stat().st_size for path in uploads_folder().rglob("*") if path.is_file())
    database = Path(str(settings.DATABASES["default"]["NAME"]))
    rows = database.stat().st_size if connection.vendor == "sqlite" and database.is_file() else 0
    return files + rows // 2


def prune(folder: Path, keep: int) -> list[Path]:
    """Delete all but the newest ``keep`` archives of the folder; those deleted."""
    made = sorted(folder.glob("banso-????????-??????.zip"))
    old = made[: max(len(made) - keep, 0)]
    for path in old:
        path.unlink()
    return old
