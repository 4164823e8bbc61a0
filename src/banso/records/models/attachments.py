"""Photos and papers attached to records（添付）, those still waiting for one, and removals."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from banso.accounts.models import Organisation, Staff
from banso.core import clock
from banso.core.models import Kept
from banso.core.uploads.checking import in_megabytes
from banso.core.uploads.kinds import FileKind
from banso.records.models.support import SupportRecord, withheld_with_record

FOLDER = "attachments"  # of the storage: what lies there without a row is swept away
STAGED_FOR = timedelta(days=1)  # how long a file waits for the record it was chosen for
RESTORABLE_FOR = timedelta(days=30)  # how long a removed file's bytes are kept


class StoredFile(Kept):
    """A checked file in the storage, and what is known of it without opening it."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name="商工会"
    )
    name = models.CharField("名前", max_length=200)
    kind = models.CharField("種類", max_length=10, choices=FileKind.choices())
    size = models.PositiveIntegerField("大きさ（バイト）")
    sha256 = models.CharField("照合値", max_length=64)
    width = models.PositiveIntegerField("幅（画素）", null=True, blank=True)
    height = models.PositiveIntegerField("高さ（画素）", null=True, blank=True)
    pages = models.PositiveIntegerField("ページ数", null=True, blank=True)
    remark = models.CharField("注意", max_length=300, blank=True)
    file = models.FileField("ファイル", max_length=100, blank=True)
    preview = models.FileField("縮小した絵", max_length=100, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def file_kind(self) -> FileKind:
        """What kind of file it is."""
        return FileKind(self.kind)

    @property
    def is_picture(self) -> bool:
        """Whether a browser shows it as it is: our own JPEG."""
        return self.kind == FileKind.PICTURE

    @property
    def measure(self) -> str:
        """Kind and size in words: 「PDF　3ページ　240KB」."""
        pages = f"　{self.pages:,}ページ" if self.pages else ""
        return f"{self.file_kind.label}{pages}　{in_megabytes(self.size)}"

    @property
    def paths(self) -> list[str]:
        """Where its bytes lie in the storage."""
        return [str(each) for each in (self.file, self.preview) if each]


class StagedFileQuerySet(models.QuerySet["StagedFile"]):
    """What can be asked of files that wait."""

    def visible_to(self, staff: Staff) -> StagedFileQuerySet:
        """Only whoever sent a file sees it before it is attached."""
        return self.filter(staff=staff)

    def forgotten(self) -> StagedFileQuerySet:
        """Files whose record did not come in time."""
        return self.filter(received_at__lt=clock.now() - STAGED_FOR)


class StagedFile(StoredFile):
    """A file received and checked, waiting for its record to be saved（預かりファイル）."""

    staff = models.ForeignKey(
        Staff, models.CASCADE, related_name="staged_files", verbose_name="送った職員"
    )
    received_at = models.DateTimeField("受け取った日時")

    objects = StagedFileQuerySet.as_manager()

    class Meta:
        verbose_name = "預かりファイル"
        ordering: ClassVar = ["id"]


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    """What can be asked of attachments."""

    def visible_to(self, staff: Staff) -> AttachmentQuerySet:
        """Attachments of records whose text the asker may open: they are part of what was told."""
        return self.filter(record__in=SupportRecord.objects.readable_by(staff))

    def openly(self) -> AttachmentQuerySet:
        """Attachments that a list may name: none of a confidential record（内密）."""
        return self.filter(record__confidence__isnull=True)

    def standing(self) -> AttachmentQuerySet:
        """Attachments that were not removed."""
        return self.filter(removal__isnull=True)

    def removed(self) -> AttachmentQuerySet:
        """Attachments that were removed and whose bytes are still there（戻せる）."""
        return self.filter(removal__isnull=False).exclude(file="")

    def past_restoring(self) -> AttachmentQuerySet:
        """Removed attachments whose bytes have been kept long enough."""
        return self.removed().filter(removal__at__lt=clock.now() - RESTORABLE_FOR)


class Attachment(StoredFile):
    """A photo or paper attached to a support record（添付）.

    Once its bytes are gone after a removal, the row stays to say what there was.
    """

    record = models.ForeignKey(
        SupportRecord, models.CASCADE, related_name="attachments", verbose_name="支援記録"
    )
    attached_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="添付した職員"
    )
    attached_at = models.DateTimeField("添付日時")
    history = HistoricalRecords(excluded_fields=["file", "preview", "sha256"])

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = "添付"
        ordering: ClassVar = ["attached_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["record", "sha256"],
                name="attachment_once_on_a_record",
                violation_error_message="同じファイルがすでに添付されています。",
            ),
            models.CheckConstraint(
                condition=Q(size__gt=0),
                name="attachment_not_empty",
                violation_error_message="空のファイルは添付できません。",
            ),
        ]

    @classmethod
    def withheld(cls, entries: Iterable[Any]) -> set[int]:
        """Entries of the history that belong to a confidential record: see ``Veiled``."""
        return withheld_with_record(entries)


class AttachmentRemoval(models.Model):
    """The fact that an attachment was taken off its record（添付の取り外し）."""

    attachment = models.OneToOneField(
        Attachment, models.CASCADE, related_name="removal", verbose_name="添付"
    )
    at = models.DateTimeField("外した日時")
    removed_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="外した職員"
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = "添付の取り外し"

    def __str__(self) -> str:
        return str(self.attachment)

    @classmethod
    def withheld(cls, entries: Iterable[Any]) -> set[int]:
        """Entries whose attachment belongs to a confidential record: see ``Veiled``."""
        rows = {entry.pk: entry.attachment_id for entry in entries}
        files = Attachment.objects.filter(pk__in=set(rows.values()))
        told = set(files.exclude(record__confidence__isnull=True).values_list("pk", flat=True))
        return {pk for pk, attachment in rows.items() if attachment in told}

    @property
    def restorable_until(self) -> datetime:
        """Until when the removal can be undone."""
        return self.at + RESTORABLE_FOR
