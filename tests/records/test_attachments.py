"""Attaching, taking off, putting back and clearing away: rows and files stay together."""

from __future__ import annotations

import errno
import os
import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import IntegrityError, transaction
from django.test import TestCase
from pytest_django import Settings
from tests.records.cast import a_visit

from banso.accounts.models import Organisation, Staff
from banso.core import clock
from banso.core.refusals import RuleViolation
from banso.core.uploads.checking import CheckedFile
from banso.core.uploads.kinds import FileKind
from banso.records.actions import (
    MOST_ATTACHMENTS,
    Cleared,
    RecordParts,
    attach_files,
    clear_away_files,
    drop_staged,
    record_support_with_files,
    remove_attachment,
    restore_attachment,
    stage_file,
    withdraw_record,
)
from banso.records.models import (
    Attachment,
    AttachmentRemoval,
    ContactKind,
    StagedFile,
    SupportRecord,
)
from banso.records.queries import filings_of
from banso.registry.models import Business

LATER = datetime(2026, 12, 25, 3, 0, tzinfo=clock.TOKYO)


@pytest.fixture(autouse=True)
def uploads(settings: Settings, tmp_path: Path) -> Path:
    """A folder of this test's own for uploads, and one for what is being received."""
    options = {**settings.STORAGES["default"]["OPTIONS"], "location": tmp_path / "uploads"}
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {**settings.STORAGES["default"], "OPTIONS": options},
    }
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "receiving"
    settings.FILE_UPLOAD_TEMP_DIR.mkdir()
    return tmp_path / "uploads"


def on_disk(uploads: Path) -> list[Path]:
    return sorted(path for path in uploads.rglob("*") if path.is_file())


def a_file(name: str = "店先.jpg", content: bytes = b"picture") -> CheckedFile:
    """A picture as checking gives it."""
    return CheckedFile(name, FileKind.PICTURE, content, b"small", 640, 480)


def attached(record: SupportRecord, by: Staff, *files: CheckedFile) -> list[Attachment]:
    return attach_files(record, [stage_file(file, by=by) for file in files or [a_file()]], by=by)


def a_record_to_be(business: Business, **facts: object) -> SupportRecord:
    return SupportRecord(
        business=business, on=clock.today(), kind=ContactKind.VISIT, heard="話", advice="", **facts
    )


def test_a_file_is_kept_where_nobody_can_guess_and_only_its_owner_can_read(
    sato: Staff, uploads: Path
) -> None:
    staged = stage_file(a_file("見積 <1>.jpg"), by=sato)
    file, preview = (uploads / str(each) for each in (staged.file, staged.preview))
    assert (file.read_bytes(), preview.read_bytes()) == (b"picture", b"small")
    assert {oct(path.stat().st_mode)[-3:] for path in (file, preview)} == {"600"}
    folders = {parent for path in (file, preview) for parent in path.parents[:2]}
    assert {oct(folder.stat().st_mode)[-3:] for folder in folders} == {"700"}
    assert "見積" not in str(file)
    assert len(file.stem) == 32


def test_attaching_hands_the_staged_file_over_without_copying_it(
    sato: Staff, sakura: Business, uploads: Path
) -> None:
    record = a_visit(sakura, sato)
    staged = stage_file(a_file(), by=sato)
    before = on_disk(uploads)
    [attachment] = attach_files(record, [staged], by=sato)
    assert on_disk(uploads) == before
    assert not StagedFile.objects.exists()
    assert (attachment.name, attachment.record, attachment.organisation) == (
        "店先.jpg", record, sato.organisation,
    )  # fmt: skip
    assert (attachment.attached_by, attachment.attached_at) == (sato, clock.now())
    assert (attachment.width, attachment.height, attachment.size) == (640, 480, 7)
    assert attachment.measure == "写真・画像　1KB"


def test_the_same_file_twice_on_a_record_is_kept_once(
    sato: Staff, sakura: Business, uploads: Path
) -> None:
    record = a_visit(sakura, sato)
    with TestCase.captureOnCommitCallbacks(execute=True):
        first, second = attached(record, sato, a_file(), a_file("別の名前.jpg"))
    with TestCase.captureOnCommitCallbacks(execute=True):
        [third] = attached(record, sato, a_file("また.jpg"))
    assert first == second == third
    assert [row.name for row in record.attachments.all()] == ["店先.jpg"]
    assert len(on_disk(uploads)) == 2, "one file and its preview"
    other = a_visit(sakura, sato, heard="別の話")
    assert attached(other, sato)[0] != first, "another record may have it too"


def test_the_database_keeps_a_file_once_on_a_record(sato: Staff, sakura: Business) -> None:
    [row] = attached(a_visit(sakura, sato), sato)
    with pytest.raises(IntegrityError), transaction.atomic():
        Attachment.objects.create(
            **{field: getattr(row, field) for field in ("organisation", "record", "name", "kind")},
            size=1,
            sha256=row.sha256,
            attached_by=sato,
            attached_at=clock.now(),
        )


def test_a_record_and_its_files_are_saved_together_or_not_at_all(
    sato: Staff, sakura: Business, uploads: Path
) -> None:
    staged = [stage_file(a_file(content=bytes([number])), by=sato) for number in range(21)]
    with pytest.raises(RuleViolation) as refused:
        record_support_with_files(a_record_to_be(sakura), RecordParts([sato], []), staged, by=sato)
    assert (refused.value.code, refused.value.field) == ("too-many", "files")
    assert refused.value.message == "1つの記録に添付できるのは20個までです（いま21個）。"
    assert not SupportRecord.objects.exists()
    assert not Attachment.objects.exists()
    assert StagedFile.objects.count() == 21, "the files still wait"
    assert len(on_disk(uploads)) == 42


def test_the_same_entry_sent_twice_attaches_once(sato: Staff, sakura: Business) -> None:
    record, parts = a_record_to_be(sakura), RecordParts([sato], [])
    key = record.entry_key
    first = record_support_with_files(record, parts, [stage_file(a_file(), by=sato)], by=sato)
    again = record_support_with_files(
        a_record_to_be(sakura, entry_key=key), parts, [stage_file(a_file(), by=sato)], by=sato
    )
    assert first == again
    assert first.attachments.count() == 1


def test_when_a_row_cannot_be_saved_its_file_does_not_stay(
    sato: Staff, uploads: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_: object) -> None:
        raise IntegrityError

    monkeypatch.setattr(StagedFile.objects, "create", fail)
    with pytest.raises(IntegrityError):
        stage_file(a_file(), by=sato)
    assert on_disk(uploads) == []


@pytest.mark.parametrize(
    ("fault", "code", "words"),
    [
        (errno.ENOSPC, "disk-full", "ディスクがいっぱい"),
        (errno.EACCES, "disk-fault", "書き込めない"),
    ],
)
def test_a_full_disk_is_said_in_words_and_leaves_nothing_half_saved(
    sato: Staff, uploads: Path, monkeypatch: pytest.MonkeyPatch, fault: int, code: str, words: str
) -> None:
    save = FileSystemStorage._save

    def fill_up(self: FileSystemStorage, name: str, content: object) -> str:
        kept = save(self, name, content)
        if len(on_disk(uploads)) == 2:  # the preview no longer fits
            raise OSError(fault, os.strerror(fault))
        return kept

    monkeypatch.setattr(FileSystemStorage, "_save", fill_up)
    with pytest.raises(RuleViolation) as refused:
        stage_file(a_file(), by=sato)
    assert (refused.value.code, refused.value.field) == (code, "files")
    assert words in refused.value.message
    assert on_disk(uploads) == []
    assert not StagedFile.objects.exists()


def test_bytes_are_deleted_only_once_the_change_stands(sato: Staff, uploads: Path) -> None:
    staged = stage_file(a_file(), by=sato)
    with TestCase.captureOnCommitCallbacks(execute=True):
        drop_staged([staged])
        assert len(on_disk(uploads)) == 2, "the change may still be taken back"
    assert on_disk(uploads) == []


def test_a_withdrawn_record_takes_and_gives_up_no_files(sato: Staff, sakura: Business) -> None:
    record = a_visit(sakura, sato)
    [attachment] = attached(record, sato)
    removed = attached(record, sato, a_file(content=b"other"))[0]
    remove_attachment(removed, by=sato)
    withdraw_record(record, reason="誤り", by=sato)
    attachment.refresh_from_db()
    removed.refresh_from_db()
    for refused in (
        lambda: attached(record, sato, a_file(content=b"new")),
        lambda: remove_attachment(attachment, by=sato),
        lambda: restore_attachment(removed),
    ):
        with pytest.raises(RuleViolation, match="先に取消を戻してください"):
            refused()


def test_a_removal_is_a_fact_that_can_be_undone_for_thirty_days(
    sato: Staff, suzuki: Staff, sakura: Business, uploads: Path
) -> None:
    record = a_visit(sakura, sato)
    [attachment] = attached(record, sato)
    removal = remove_attachment(attachment, by=suzuki)
    assert (removal.removed_by, removal.at) == (suzuki, clock.now())
    assert remove_attachment(attachment, by=sato) == removal, "pressed twice, removed once"
    assert not Attachment.objects.standing().exists()
    assert clear_away_files() == Cleared(0, 0, 0)
    assert len(on_disk(uploads)) == 2
    restore_attachment(attachment)
    assert list(Attachment.objects.standing()) == [attachment]
    told = [
        (change.what, *((field.before, field.after) for field in change.fields))
        for change in filings_of(record)
    ]
    assert told == [
        ("添付を戻した", ("", "店先.jpg")),
        ("添付を外した", ("店先.jpg", "")),
        ("添付", ("", "店先.jpg")),
    ]


def test_after_thirty_days_the_bytes_go_and_the_row_stays_to_say_what_there_was(
    sato: Staff, sakura: Business, uploads: Path
) -> None:
    record = a_visit(sakura, sato)
    [attachment] = attached(record, sato)
    remove_attachment(attachment, by=sato)
    with TestCase.captureOnCommitCallbacks(execute=True), clock.fixed(LATER):
        assert clear_away_files() == Cleared(forgotten=0, removed=1, strays=0)
    with clock.fixed(LATER):
        assert clear_away_files() == Cleared(0, 0, 0), "running it again changes nothing"
    assert on_disk(uploads) == []
    attachment.refresh_from_db()
    assert (attachment.name, attachment.paths) == ("店先.jpg", [])
    with pytest.raises(RuleViolation, match="30日を過ぎた"):
        restore_attachment(attachment)
    [again] = attached(record, sato)
    assert again == attachment, "the same file sent again fills the row"
    assert again.file.read() == b"picture"
    again.file.close()
    assert list(Attachment.objects.standing()) == [attachment]


def test_a_removed_file_sent_again_is_put_back(sato: Staff, sakura: Business) -> None:
    record = a_visit(sakura, sato)
    [attachment] = attached(record, sato)
    remove_attachment(attachment, by=sato)
    assert attached(record, sato) == [attachment]
    assert not AttachmentRemoval.objects.exists()


def test_putting_back_does_not_go_beyond_the_most_of_a_record(
    sato: Staff, sakura: Business
) -> None:
    record = a_visit(sakura, sato)
    [removed] = attached(record, sato)
    remove_attachment(removed, by=sato)
    attached(record, sato, *(a_file(content=bytes([n])) for n in range(MOST_ATTACHMENTS)))
    with pytest.raises(RuleViolation, match="20個まで"):
        restore_attachment(removed)
    removed.refresh_from_db()
    assert hasattr(removed, "removal"), "it is still removed"


def test_files_whose_record_never_came_are_forgotten_after_a_day(
    sato: Staff, uploads: Path
) -> None:
    stage_file(a_file(), by=sato)
    with clock.fixed(clock.now() + timedelta(hours=23)):
        assert clear_away_files().forgotten == 0
    with (
        TestCase.captureOnCommitCallbacks(execute=True),
        clock.fixed(clock.now() + timedelta(hours=25)),
    ):
        assert clear_away_files() == Cleared(forgotten=1, removed=0, strays=0)
    assert (on_disk(uploads), StagedFile.objects.count()) == ([], 0)


def test_strays_of_a_killed_server_are_swept_but_never_a_young_or_a_named_file(
    sato: Staff, sakura: Business, uploads: Path, settings: Settings
) -> None:
    [attachment] = attached(a_visit(sakura, sato), sato)
    staged = stage_file(a_file(content=b"waiting"), by=sato)
    old = default_storage.save("attachments/ab/stray.jpg", attachment.file.open())
    attachment.file.close()
    young = default_storage.save("attachments/ab/young.jpg", staged.file.open())
    staged.file.close()
    elsewhere = default_storage.save("results/2026/evidence.pdf", staged.file.open())
    staged.file.close()
    receiving = Path(settings.FILE_UPLOAD_TEMP_DIR)
    (receiving / "x.upload.pdf").write_bytes(b"half")
    two_days_ago = time.time() - 2 * 86_400
    for path in (uploads / old, receiving / "x.upload.pdf", uploads / elsewhere,
                 *(uploads / each for each in attachment.paths)):  # fmt: skip
        os.utime(path, (two_days_ago, two_days_ago))
    assert clear_away_files().strays == 2
    left = {str(path.relative_to(uploads)) for path in on_disk(uploads)}
    assert left == {*attachment.paths, *staged.paths, young, elsewhere}


def test_another_office_and_another_person_see_nothing(
    sato: Staff, suzuki: Staff, tanaka: Staff, sakura: Business, elsewhere: Organisation
) -> None:
    attached(a_visit(sakura, sato), sato)
    stage_file(a_file(content=b"waiting"), by=sato)
    assert Attachment.objects.visible_to(suzuki).count() == 1
    assert Attachment.objects.visible_to(tanaka).count() == 0
    assert StagedFile.objects.visible_to(sato).count() == 1
    assert StagedFile.objects.visible_to(suzuki).count() == 0
