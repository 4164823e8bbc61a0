"""A backup holds every row and file as they are; restored, they are the same to the byte."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from zipfile import ZipFile

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django import Settings
from tests.architecture.world import new_world

from banso.accounts.models import Organisation
from banso.core import clock
from banso.core.refusals import RuleViolation
from banso.core.search.keeping import is_stale
from banso.core.search.models import IndexEntry
from banso.registry.models import Business
from banso.web.backup import archive, making, restoring
from banso.web.backup.making import make_backup, prune
from banso.web.backup.restoring import restore_backup
from banso.web.backup.snapshot import still
from banso.web.backup.tables import lines_of, name_of, tables_of
from banso.web.search.sources import index_differences


@pytest.fixture
def office(transactional_db: None, tmp_path: Path, settings: Settings) -> Iterator[Path]:
    """An office with one of everything and one uploaded file; gives the data folder."""
    settings.DATA_DIR = tmp_path / "var"
    new_world().grow(3)
    kept = settings.DATA_DIR / "uploads" / "results" / "証憑.pdf"
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(b"%PDF-1.7 \x00\xff")
    yield settings.DATA_DIR
    connection.close()


def every_line() -> dict[str, list[bytes]]:
    return {name_of(model): list(lines_of(model)) for model in tables_of(apps)}


def empty_the_installation(folder: Path) -> None:
    call_command("flush", verbosity=0, interactive=False)
    shutil.rmtree(folder / "uploads")


def rewritten(file: Path, change: dict[str, bytes | None]) -> Path:
    """A copy of the archive with some entries changed, or left out（``None``）."""
    copy = file.with_name("changed.zip")
    with ZipFile(file) as source, ZipFile(copy, "w") as target:
        for entry in source.namelist():
            content = change.get(entry, source.read(entry))
            if content is not None:
                target.writestr(entry, content)
    return copy


def contents_with(file: Path, **changed: object) -> dict[str, bytes | None]:
    with ZipFile(file) as source:
        given = json.loads(source.read("contents.json"))
    return {"contents.json": json.dumps({**given, **changed}).encode()}


def test_what_is_restored_is_the_same_row_by_row_and_file_by_file(office: Path) -> None:
    before = every_line()
    file, contents = make_backup(office / "backups")
    empty_the_installation(office)
    assert not Business.objects.exists()

    restored = restore_backup(file)

    assert every_line() == before
    assert restored.differing == ()
    assert restored.contents == contents
    assert contents.rows == sum(len(lines) - 1 for lines in before.values())
    assert [part.name for part in contents.files] == ["results/証憑.pdf"]
    kept = office / "uploads" / "results" / "証憑.pdf"
    assert kept.read_bytes() == b"%PDF-1.7 \x00\xff"
    assert kept.stat().st_mode & 0o777 == 0o600


def test_what_is_restored_is_found_again(office: Path) -> None:
    file, _ = make_backup(office / "backups")
    empty_the_installation(office)
    restore_backup(file)
    assert not is_stale()
    assert index_differences() == []
    assert IndexEntry.objects.exists()


def test_an_archive_from_before_the_tables_were_made_together_is_restored(office: Path) -> None:
    before = every_line()
    file, contents = make_backup(office / "backups")
    last = {"registry": "0004_disclosures", "records": "0007_confidences"}
    named = [(app, last.get(app, name)) for app, name in contents.migrations]
    assert sorted(set(named) - set(contents.migrations)) == sorted(last.items())
    empty_the_installation(office)
    restored = restore_backup(rewritten(file, contents_with(file, migrations=named)))
    assert every_line() == before
    assert restored.differing == ()


def test_rows_added_after_a_restore_take_numbers_of_their_own(office: Path) -> None:
    highest = Organisation.objects.latest("pk").pk
    file, _ = make_backup(office / "backups")
    empty_the_installation(office)
    restore_backup(file)
    assert Organisation.objects.create(name="あとから").pk > highest


def test_sessions_and_queued_tasks_stay_out_of_a_backup(office: Path) -> None:
    del office
    kept = {model._meta.app_label for model in tables_of(apps)}
    assert not kept & {"sessions", "django_tasks_database", "contenttypes", "auth"}
    assert {"accounts", "registry", "records", "programme", "mfa", "axes"} <= kept


def test_a_backup_is_read_by_its_owner_alone_and_named_by_its_moment(office: Path) -> None:
    file, _ = make_backup(office / "backups")
    assert file.name == f"banso-{clock.now():%Y%m%d-%H%M%S}.zip"
    assert file.stat().st_mode & 0o777 == 0o600
    assert list(file.parent.iterdir()) == [file]


def test_the_picture_stands_still_while_others_write(
    transactional_db: None, tmp_path: Path
) -> None:
    source = connection.copy(alias="apart")
    if source.vendor == "sqlite":
        source.settings_dict["NAME"] = tmp_path / "still.sqlite3"
    source.settings_dict["OPTIONS"].pop("pool", None)

    def run(statement: str) -> None:
        with source.cursor() as cursor:
            cursor.execute(statement)

    run("CREATE TABLE still_rows (number integer)")
    try:
        run("INSERT INTO still_rows VALUES (1)")
        with still(source) as alias:
            seen = [count_in(alias)]
            run("INSERT INTO still_rows VALUES (2)")
            seen.append(count_in(alias))
        assert seen == [1, 1]
    finally:
        run("DROP TABLE still_rows")
        source.close()


def count_in(alias: str) -> int:
    from django.db import connections

    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM still_rows")
        return int(cursor.fetchone()[0])


def test_an_installation_that_holds_an_office_is_left_alone(office: Path) -> None:
    file, _ = make_backup(office / "backups")
    before = every_line()
    with pytest.raises(RuleViolation) as refusal:
        restore_backup(file)
    assert refusal.value.code == "not-empty"
    assert "すでに商工会があります" in refusal.value.message
    assert every_line() == before


def test_one_changed_letter_in_the_archive_restores_nothing(office: Path) -> None:
    file, _ = make_backup(office / "backups")
    empty_the_installation(office)
    with ZipFile(file) as source:
        rows = source.read("tables/registry.business.jsonl")
    changed = rewritten(file, {"tables/registry.business.jsonl": rows.replace(b"09", b"10", 1)})

    with pytest.raises(RuleViolation) as refusal:
        restore_backup(changed)

    assert refusal.value.code == "damaged"
    assert "registry.business" in refusal.value.message
    assert not Organisation.objects.exists()
    assert not (office / "uploads").exists()


def test_a_missing_file_restores_nothing(office: Path) -> None:
    file, _ = make_backup(office / "backups")
    empty_the_installation(office)
    with pytest.raises(RuleViolation, match=r"results/証憑\.pdf"):
        restore_backup(rewritten(file, {"files/results/証憑.pdf": None}))
    assert not Organisation.objects.exists()


def test_a_file_that_leads_out_of_the_folder_is_refused(office: Path) -> None:
    file, contents = make_backup(office / "backups")
    empty_the_installation(office)
    part = {"name": "../outside", "size": 1, "digest": contents.files[0].digest, "rows": 0}
    with pytest.raises(RuleViolation) as refusal:
        restore_backup(rewritten(file, contents_with(file, files=[part])))
    assert refusal.value.code == "leads-out"
    assert not (office / "outside").exists()


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"format": 99}, "newer-format"),
        ({"migrations": [["registry", "9999_from_the_future"]]}, "newer"),
        ({"migrations": [["records", "0005_cases"]]}, "half-way"),
        ({"tables": "no list"}, "not-a-backup"),
    ],
)
def test_an_archive_of_another_kind_is_refused(
    office: Path, changed: dict[str, object], code: str
) -> None:
    file, _ = make_backup(office / "backups")
    with pytest.raises(RuleViolation) as refusal:
        restore_backup(rewritten(file, contents_with(file, **changed)))
    assert refusal.value.code == code


def test_an_archive_cut_off_while_it_was_written_is_refused(office: Path) -> None:
    file, _ = make_backup(office / "backups")
    with pytest.raises(RuleViolation) as refusal:
        restore_backup(rewritten(file, {"contents.json": None}))
    assert refusal.value.code == "not-a-backup"
    half = file.with_name("half.zip")
    half.write_bytes(file.read_bytes()[:2000])
    with pytest.raises(RuleViolation) as refusal:
        restore_backup(half)
    assert refusal.value.code == "unreadable"


def test_a_full_disk_is_said_before_anything_is_written(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive.shutil, "disk_usage", lambda _: SimpleNamespace(free=1_000_000))
    with pytest.raises(RuleViolation) as refusal:
        make_backup(office / "backups")
    assert refusal.value.code == "no-room"
    assert "空きが足りません" in refusal.value.message
    assert list((office / "backups").iterdir()) == []


def test_a_disk_that_fills_up_meanwhile_leaves_no_half_backup(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> archive.Part:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(making, "put_file", full)
    with pytest.raises(CommandError, match="控えを書けませんでした"):
        call_command("backup", str(office / "backups"))
    assert list((office / "backups").iterdir()) == []


def test_a_restore_that_breaks_off_leaves_no_file_behind(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, _ = make_backup(office / "backups")
    empty_the_installation(office)

    def broken(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(restoring, "_put_rows", broken)
    with pytest.raises(KeyboardInterrupt):
        restore_backup(file)
    assert not (office / "uploads").exists()
    assert not (office / "uploads-restoring").exists()


def test_only_the_newest_archives_are_kept(tmp_path: Path) -> None:
    for name in ("20261118", "20261119", "20261120"):
        (tmp_path / f"banso-{name}-030000.zip").touch()
    other = tmp_path / "banso-notes.zip"
    other.touch()
    assert [path.name for path in prune(tmp_path, keep=2)] == ["banso-20261118-030000.zip"]
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "banso-20261119-030000.zip",
        "banso-20261120-030000.zip",
        "banso-notes.zip",
    ]


def test_the_commands_say_what_they_did(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("backup", str(office / "backups"))
    file = next((office / "backups").iterdir())
    empty_the_installation(office)
    call_command("restore", str(file))
    made, restored = capsys.readouterr().out.splitlines()
    assert made.startswith(f"控えを取りました：{file}（")
    assert made.endswith("ファイル1個）")
    assert "控えと1行ずつ比べ、すべて同じでした。ファイルは1個です。" in restored
    with pytest.raises(CommandError, match="--keep は1以上"):
        call_command("backup", str(office / "backups"), keep=0)
