"""Restoring a backup（控えを戻す） into an installation that holds nothing yet."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from django.apps.registry import Apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from banso.accounts.models import Organisation
from banso.core.bulk import count_rows
from banso.core.migrating import as_of_now, taken_over
from banso.core.refusals import RuleViolation
from banso.web.backup.archive import Contents, lines_in, read_contents, room_for, take_file
from banso.web.backup.making import uploads_folder
from banso.web.backup.tables import lines_of, name_of, put_lines, tables_of
from banso.web.search.sources import build_index


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back, and the tables that differ from what was written, if any."""

    contents: Contents
    differing: tuple[str, ...]


def restore_backup(file: Path) -> Restored:
    """Bring back all rows and files of an archive, and compare every row with what was written.

    The rows come back together or not at all. Refuses an installation that holds an organisation,
    a damaged archive, and one made by a newer product.
    """
    with _open(file) as archive:
        contents = read_contents(archive)
        room_for(uploads_folder().parent, sum(part.size for part in contents.files))
        apps = _migrated_as(contents)
        put = _unpacked(archive, contents)
        try:
            with transaction.atomic():
                _put_rows(archive, contents, apps)
                differing = _differing(contents, apps)
                _move_in(put)
        finally:
            shutil.rmtree(put, ignore_errors=True)
    call_command("migrate", verbosity=0, interactive=False)
    count_rows()
    build_index()
    return Restored(contents, differing)


def _open(file: Path) -> ZipFile:
    try:
        return ZipFile(file)
    except (OSError, BadZipFile):
        raise RuleViolation(
            "unreadable", f"{file} を控えとして開けません。ファイルを確かめてください。"
        ) from None


def _migrated_as(contents: Contents) -> Apps:
    """Give the empty database the tables it had when the archive was made; their models."""
    executor = MigrationExecutor(connection)
    now = as_of_now(executor.loader)
    targets = [now.get(each, each) for each in contents.migrations]
    if set(targets) & set(taken_over(executor.loader)):
        raise RuleViolation(
            "half-way",
            "この控えは、配布の前の途中の版で作られています。作ったときの伴走に戻し、"
            "最後の版まで新しくしてから、控えを取り直してください。",
        )
    if any(each not in executor.loader.graph.nodes for each in targets):
        raise RuleViolation(
            "newer",
            "この控えは新しい版の伴走で作られています。先に伴走を新しくしてください。",
        )
    _refuse_inhabited(executor, targets)
    executor.migrate(targets)
    state: Apps = MigrationExecutor(connection).loader.project_state(targets).apps
    return state


def _refuse_inhabited(executor: MigrationExecutor, targets: list[tuple[str, str]]) -> None:
    """Refuse to mix two installations, or to undo the tables of a newer one."""
    applied = set(executor.loader.applied_migrations) - set(taken_over(executor.loader))
    founded = any(app == "accounts" for app, _ in applied) and Organisation.objects.exists()
    graph = executor.loader.graph
    wanted = {node for target in targets for node in graph.forwards_plan(target)}
    if founded or applied - wanted:
        state = "すでに商工会があります" if founded else "控えより新しい形のデータベースがあります"
        raise RuleViolation(
            "not-empty",
            f"このデータフォルダーには、{state}。今のフォルダーを別の名に変えるか、"
            "BANSO_DATA_DIR で新しい場所を指定してから戻してください。",
        )


def _unpacked(archive: ZipFile, contents: Contents) -> Path:
    """Unpack the files beside the uploads, not yet among them."""
    folder = uploads_folder().with_name("uploads-restoring")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700, parents=True)
    try:
        for file in contents.files:
            take_file(archive, file, folder)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return folder


def _move_in(folder: Path) -> None:
    """Put the unpacked files in their places, over what an attempt cut off may have left there."""
    target = uploads_folder()
    for path in sorted(folder.rglob("*")):
        place = target / path.relative_to(folder)
        if path.is_dir():
            place.mkdir(mode=0o700, parents=True, exist_ok=True)
        else:
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.replace(place)


def _put_rows(archive: ZipFile, contents: Contents, apps: Apps) -> None:
    models = {name_of(model): model for model in tables_of(apps)}
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for model in models.values():  # what the migrations themselves put there
            cursor.execute(f"DELETE FROM {quote(model._meta.db_table)}")  # noqa: S608 - ours
    for table in contents.tables:
        put_lines(models[table.name], lines_in(archive, table))
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(models.values())):
            cursor.execute(statement)


def _differing(contents: Contents, apps: Apps) -> tuple[str, ...]:
    """The tables whose rows, read again, are not to the byte what the archive holds."""
    models = {name_of(model): model for model in tables_of(apps)}
    differing = []
    for table in contents.tables:
        digest = hashlib.sha256()
        for line in lines_of(models[table.name]):
            digest.update(line)
        if digest.hexdigest() != table.digest:
            differing.append(table.name)
    return tuple(differing)
