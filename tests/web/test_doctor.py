"""The doctor says in words what is wrong and what to do, and changes nothing."""

from __future__ import annotations

import fcntl
import json
import os
import re
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import call_command
from django.db import connection
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from banso.accounts.models import Organisation, Staff
from banso.core.clock import TOKYO
from banso.web.doctor import database, examining, files, installation, people, work
from banso.web.doctor.findings import Finding, Level, bad, good
from banso.web.management.commands import doctor
from banso.web.tasks import housekeeping


def now() -> datetime:
    return datetime.fromtimestamp(time.time(), tz=TOKYO)


def told(check: Callable[[], Iterator[Finding]]) -> list[tuple[str, str]]:
    return [(finding.level.label, finding.what) for finding in check()]


@pytest.fixture
def folder(tmp_path: Path, settings: Settings) -> Path:
    """A data folder of its own, closed to others, with its key and an empty place for uploads."""
    settings.DATA_DIR = tmp_path / "var"
    (settings.DATA_DIR / "uploads").mkdir(parents=True)
    for path in (settings.DATA_DIR, settings.DATA_DIR / "uploads"):
        path.chmod(0o700)
    key = settings.DATA_DIR / "secret-key"
    key.touch(mode=0o600)
    return Path(settings.DATA_DIR)


@pytest.mark.parametrize(
    ("free", "label"),
    [(84_600_000_000, "よし"), (900_000_000, "注意"), (100_000_000, "異常")],
)
def test_the_room_on_the_disk_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch, free: int, label: str
) -> None:
    monkeypatch.setattr(installation.shutil, "disk_usage", lambda _: SimpleNamespace(free=free))
    gigabytes = f"{free / 1e9:.1f}"
    assert told(installation.data_folder) == [(label, f"空きは {gigabytes}GB です（{folder}）。")]


def test_a_folder_that_cannot_be_written_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(installation.os, "access", lambda *_: False)
    assert told(installation.data_folder)[0] == (
        "異常",
        f"データフォルダーに書けません（{folder}）。",
    )


def test_what_others_of_the_machine_can_open_is_told_with_the_command_that_closes_it(
    folder: Path,
) -> None:
    assert told(installation.closed_to_others) == [
        ("よし", "データフォルダーと鍵は、持ち主だけが開けます。")
    ]
    (folder / "secret-key").chmod(0o644)
    assert [finding.remedy for finding in installation.closed_to_others()] == [
        f"chmod 600 {folder / 'secret-key'}"
    ]


@pytest.mark.django_db
def test_the_environment_is_judged_by_what_it_is_used_for(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BANSO_TODAY", "2026-11-20")
    (folder / "demo-password.txt").touch()
    assert told(installation.environment) == []
    Organisation.objects.create(name="本物の商工会")
    monkeypatch.setenv("BANSO_HOSTS", "banso.example.jp")
    assert [words.split("（")[0].split("、")[0] for _, words in told(installation.environment)] == [
        "「今日」が 2026-11-20 に固定されています",
        "ほかのパソコンからの接続が",
        "実演用の利用者と本物の商工会が",
    ]
    monkeypatch.setenv("BANSO_HTTPS", "1")
    assert len(told(installation.environment)) == 2


def test_pages_without_their_parts_are_told(tmp_path: Path, settings: Settings) -> None:
    settings.STATIC_ROOT = tmp_path
    assert told(installation.pages) == [("異常", "画面の部品がそろっていません。")]
    (tmp_path / "staticfiles.json").touch()
    assert told(installation.pages) == []


@pytest.mark.django_db
def test_a_database_of_this_version_is_sound() -> None:
    assert told(database.form) == [("よし", "データベースは今の版の形です。")]
    assert told(database.wholeness) == [("よし", "データベースに壊れたところはありません。")]


@pytest.mark.django_db
def test_a_database_of_another_version_is_told() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE django_migrations SET name = '9999_future' WHERE id = "
            "(SELECT max(id) FROM django_migrations WHERE app = 'programme')"
        )
    labels = [(label, re.sub(r"\d+", "n", words)) for label, words in told(database.form)]
    assert labels == [
        ("異常", "データベースが今の版の形になっていません（あとn段階）。"),
        ("異常", "データベースのほうが新しい版です（n段階）。"),
    ]


@pytest.mark.django_db
def test_settings_that_a_power_cut_would_punish_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    careless = {"PRAGMA journal_mode": "delete", "PRAGMA synchronous": 1}
    hasty = {
        "SHOW server_version_num": "140010",
        "SHOW fsync": "off",
        "SHOW full_page_writes": "on",
        "SHOW synchronous_commit": "off",
    }
    monkeypatch.setattr(database, "_rows", lambda asked: [({**careless, **hasty}[asked],)])
    monkeypatch.setattr(database, "connection", SimpleNamespace(vendor="sqlite"))
    assert told(database.safety) == [
        ("異常", "停電に備えた書き方になっていません（delete、synchronous=1）。")
    ]
    monkeypatch.setattr(database, "connection", SimpleNamespace(vendor="postgresql"))
    assert told(database.safety) == [
        ("異常", "PostgreSQL が古すぎます（15以上が必要です）。"),
        ("異常", "停電に備えた設定が切れています（PostgreSQL の fsync）。"),
        ("異常", "停電に備えた設定が切れています（PostgreSQL の synchronous_commit）。"),
    ]


@pytest.mark.django_db
def test_damage_that_the_database_finds_in_itself_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers: dict[str, list[tuple[object, ...]]] = {
        "PRAGMA quick_check(5)": [("row 7 missing from index business_by_kana",)],
        "PRAGMA foreign_key_check": [("records_promise", 3, "records_supportrecord", 0)],
    }
    monkeypatch.setattr(database, "_rows", lambda asked: answers[asked])
    monkeypatch.setattr(database, "connection", SimpleNamespace(vendor="sqlite"))
    assert told(database.wholeness) == [
        (
            "異常",
            "データベースのファイルが壊れています：row 7 missing from index business_by_kana",
        ),
        ("異常", "行き先のない参照が1件あります（records_promise）。"),
    ]


def test_an_organisation_without_administrator_is_told_and_a_missing_second_factor_too(
    gunma: Organisation, sato: Staff
) -> None:
    assert told(people.administrators) == [
        ("異常", "高崎市群馬商工会に、利用できる管理者がいません。")
    ]
    sato.role = "administrator"
    sato.save()
    assert told(people.administrators) == [
        ("注意", "管理者 佐藤 さくら に二段階認証がありません（高崎市群馬商工会）。")
    ]
    Authenticator.objects.create(user=sato.person, type="totp", data={})
    assert told(people.administrators) == []


@pytest.mark.django_db
def test_files_without_rows_and_rows_without_files_are_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "uploads" / "b.pdf").touch()
    monkeypatch.setattr(files, "_named", lambda: iter(["a.pdf"]))
    assert told(files.uploads) == [
        ("異常", "添付のファイルが1個ありません：a.pdf"),
        ("注意", "どの記録のものでもないファイルが1個あります：b.pdf"),
    ]
    (folder / "uploads" / "a.pdf").touch()
    (folder / "uploads" / "b.pdf").unlink()
    assert told(files.uploads) == [("よし", "添付のファイル1個は、すべてそろっています。")]


@pytest.mark.django_db
def test_a_worker_is_known_by_the_lock_it_holds(folder: Path) -> None:
    lock = folder / "worker.lock"
    assert told(work.worker) == [("注意", "伴走は今、動いていません。")]
    with lock.open("w") as place:
        fcntl.flock(place, fcntl.LOCK_EX)
        assert told(work.worker) == [("よし", "仕事係が動いています。")]
    assert told(work.worker) == [("注意", "伴走は今、動いていません。")]


@pytest.mark.django_db
def test_tasks_that_wait_too_long_or_failed_are_told(folder: Path) -> None:
    del folder
    housekeeping.enqueue()
    assert told(work.worker) == [("注意", "伴走は今、動いていません。")]
    DBTaskResult.objects.update(enqueued_at=now() - timedelta(minutes=11))
    assert told(work.worker) == [
        ("異常", "仕事係が動いていません。1件の仕事が10分以上待っています。")
    ]
    DBTaskResult.objects.update(
        status=TaskResultStatus.FAILED,
        finished_at=now(),
        exception_class_path="builtins.ZeroDivisionError",
    )
    assert told(work.failures) == [
        ("異常", "この7日間に失敗した仕事があります：housekeeping（ZeroDivisionError）。")
    ]
    DBTaskResult.objects.update(finished_at=now() - timedelta(days=8))
    assert told(work.failures) == []


def test_how_old_the_newest_backup_is_is_told(folder: Path) -> None:
    assert told(work.backups) == [("注意", "データフォルダーに控えがありません。")]
    backup = folder / "backups" / "banso-20261101-023000.zip"
    backup.parent.mkdir()
    backup.touch()
    assert told(work.backups) == [("よし", "控えがあります（banso-20261101-023000.zip）。")]
    old = (now() - timedelta(days=9)).timestamp()
    os.utime(backup, (old, old))
    assert told(work.backups) == [("注意", "いちばん新しい控えは9日前のものです。")]


def test_what_stands_on_unsound_ground_is_not_looked_at() -> None:
    def never() -> Iterator[Finding]:
        raise AssertionError

    ground = (("土台", lambda: iter([bad("傾いています。", "直す。")])),)
    found = list(examining.examine(ground, (("家", never),)))
    assert [(heading, finding.what) for heading, finding in found] == [
        ("土台", "傾いています。"),
        ("点検", "残りの1項目は、まだ調べていません。"),
    ]


def test_a_check_that_breaks_is_a_finding() -> None:
    def broken() -> Iterator[Finding]:
        raise PermissionError("開けません")

    sound = (("土台", lambda: iter([good("よい。")])),)
    found = list(examining.examine(sound, (("家", broken),)))
    assert found[1][1].level is Level.BAD
    assert found[1][1].what == "調べられませんでした（PermissionError: 開けません）。"


@pytest.mark.django_db
def test_the_command_ends_with_the_counts_and_fails_when_something_is_wrong(
    folder: Path, tmp_path: Path, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.STATIC_ROOT = tmp_path
    with pytest.raises(SystemExit) as ended:
        call_command("doctor")
    said = capsys.readouterr().out
    assert ended.value.code == 1
    assert "異常　画面の部品：画面の部品がそろっていません。" in said
    assert "　　　→ bin/banso prepare を実行してください。" in said
    assert re.search(r"\nよし \d+件、注意 \d+件、異常 \d+件\n$", said)


@pytest.mark.django_db
def test_the_report_can_be_read_by_a_program(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ground = (("土台", lambda: iter([good("よい。")])),)
    monkeypatch.setattr(doctor, "examine", lambda: examining.examine(ground, ()))
    call_command("doctor", as_json=True)
    assert json.loads(capsys.readouterr().out) == [
        {"heading": "土台", "level": "good", "what": "よい。", "remedy": ""}
    ]
