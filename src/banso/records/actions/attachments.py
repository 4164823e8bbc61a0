"""Decisions about photos and papers（添付）: received, attached, taken off, put back, cleared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction

from banso.accounts.models import Staff
from banso.core import clock
from banso.core.refusals import RuleViolation
from banso.core.uploads.checking import CheckedFile
from banso.core.uploads.keeping import (
    Written,
    delete_when_saved,
    files_with_rows,
    sweep,
    sweep_received,
)
from banso.records.actions.support import RecordParts, edit_support, record_support
from banso.records.models import Attachment, AttachmentRemoval, StagedFile, SupportRecord
from banso.records.models.attachments import FOLDER
from banso.records.queries.finding_attachments import ATTACHMENTS

MOST_ATTACHMENTS = 20  # of one record
FIELD = "files"
_FACTS = ("name", "kind", "size", "sha256", "width", "height", "pages", "remark")
_STORED = (*_FACTS, "file", "preview")


def stage_file(checked: CheckedFile, *, by: Staff) -> StagedFile:
    """Keep a checked file for a day, until its record is saved（預かりファイル）.

    Refuses when the disk is full; then neither row nor file stays.
    """
    with files_with_rows(FIELD) as written:
        paths = keep_checked(written, checked)
        facts = {name: getattr(checked, name) for name in _FACTS}
        return StagedFile.objects.create(
            **facts, **paths, organisation=by.organisation, staff=by, received_at=clock.now()
        )


def keep_checked(written: Written, checked: CheckedFile) -> dict[str, str]:
    """Write the bytes of a checked file and its preview; returns their paths by field."""
    file = written.keep(FOLDER, checked.content, checked.kind.suffix)
    preview = written.keep(FOLDER, checked.preview, ".jpg") if checked.preview else ""
    return {"file": file, "preview": preview}


@transaction.atomic
def drop_staged(staged: Iterable[StagedFile]) -> None:
    """Give up files that wait, bytes and all."""
    for one in staged:
        delete_when_saved(one.paths)
        one.delete()


@transaction.atomic
def record_support_with_files(
    record: SupportRecord, parts: RecordParts, staged: Sequence[StagedFile], *, by: Staff
) -> SupportRecord:
    """Record one contact with the files that waited for it; all of it or nothing."""
    kept = record_support(record, parts, by=by)
    attach_files(kept, staged, by=by)
    return kept


@transaction.atomic
def edit_support_with_files(
    record: SupportRecord,
    parts: RecordParts,
    staged: Sequence[StagedFile],
    *,
    seen_version: int,
    by: Staff,
) -> SupportRecord:
    """Save an edited record with further files; all of it or nothing."""
    kept = edit_support(record, parts, seen_version=seen_version)
    attach_files(kept, staged, by=by)
    return kept


@transaction.atomic
def attach_files(
    record: SupportRecord, staged: Sequence[StagedFile], *, by: Staff
) -> list[Attachment]:
    """Attach files that waited（添付）; the same one is kept once, a removed one returns.

    Refuses a withdrawn record, and more than ``MOST_ATTACHMENTS``.
    """
    if not staged:
        return []
    _refuse_withdrawn(SupportRecord.objects.select_for_update().get(pk=record.pk))
    known = {row.sha256: row for row in record.attachments.select_related("removal")}
    attached = []
    for one in staged:
        there = known.get(one.sha256)
        attached.append(_take_back(there, one) if there else _attach(record, one, by))
        known[one.sha256] = attached[-1]
        one.delete()
    _refuse_too_many(record)
    ATTACHMENTS.put(attached)
    return attached


def _attach(record: SupportRecord, staged: StagedFile, by: Staff) -> Attachment:
    """The file that waited, under the same public id, so that sending it again finds it."""
    return Attachment.objects.create(
        **{name: getattr(staged, name) for name in _STORED},
        public_id=staged.public_id,
        organisation_id=record.organisation_id,
        record=record,
        attached_by=by,
        attached_at=clock.now(),
    )


def _take_back(there: Attachment, staged: StagedFile) -> Attachment:
    """The same file came again: let the one of before stand, with the new bytes if it has none."""
    for removal in AttachmentRemoval.objects.filter(attachment=there):
        removal.delete()
    if there.file:
        delete_when_saved(staged.paths)
    else:
        there.file, there.preview = staged.file, staged.preview
        there.save()
    return there


def _refuse_withdrawn(record: SupportRecord) -> None:
    if hasattr(record, "withdrawal"):
        words = "取り消した記録の写真・書類は変えられません。先に取消を戻してください。"
        raise RuleViolation("withdrawn", words, field=FIELD)


def _refuse_too_many(record: SupportRecord) -> None:
    count = record.attachments.filter(removal__isnull=True).count()
    if count > MOST_ATTACHMENTS:
        words = f"1つの記録に添付できるのは{MOST_ATTACHMENTS}個までです（いま{count}個）。"
        raise RuleViolation("too-many", words, field=FIELD)


@transaction.atomic
def remove_attachment(attachment: Attachment, *, by: Staff) -> AttachmentRemoval:
    """Take an attachment off its record（外す）; for thirty days it can be put back."""
    _refuse_withdrawn(attachment.record)
    removal, _ = AttachmentRemoval.objects.get_or_create(
        attachment=attachment, defaults={"at": clock.now(), "removed_by": by}
    )
    ATTACHMENTS.drop([attachment.pk])
    return removal


@transaction.atomic
def restore_attachment(attachment: Attachment) -> Attachment:
    """Put an attachment back. Refuses once its bytes are gone, and beyond the most of a record."""
    _refuse_withdrawn(attachment.record)
    if not attachment.file:
        raise RuleViolation("gone", "外してから30日を過ぎたので、ファイルはもうありません。")
    for removal in AttachmentRemoval.objects.filter(attachment=attachment):
        removal.delete()
    _refuse_too_many(attachment.record)
    ATTACHMENTS.put([attachment])
    return attachment


@dataclass(frozen=True, slots=True)
class Cleared:
    """What a night's clearing deleted: files that waited in vain, removed ones, strays."""

    forgotten: int
    removed: int
    strays: int


def clear_away_files() -> Cleared:
    """Delete files no record will ask for any more. Running it twice deletes nothing more."""
    forgotten = list(StagedFile.objects.forgotten())
    drop_staged(forgotten)
    removed = list(Attachment.objects.past_restoring())
    for attachment in removed:
        _delete_bytes(attachment)
    strays = sweep(FOLDER, _named()) + sweep_received(Path(settings.FILE_UPLOAD_TEMP_DIR))
    return Cleared(len(forgotten), len(removed), strays)


@transaction.atomic
def _delete_bytes(attachment: Attachment) -> None:
    delete_when_saved(attachment.paths)
    attachment.file, attachment.preview = "", ""
    attachment.skip_history_when_saving = True  # nothing a reader of the history would miss
    attachment.save(update_fields=["file", "preview"])


def _named() -> set[str]:
    """Every path that a row names."""
    rows = [
        *Attachment.objects.values_list("file", "preview"),
        *StagedFile.objects.values_list("file", "preview"),
    ]
    return {path for row in rows for path in row if path}
