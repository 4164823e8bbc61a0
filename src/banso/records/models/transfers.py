"""Records carried over（転記）into the national system: its template, and what was carried."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from simple_history.models import HistoricalRecords

from banso.accounts.models import Organisation, Staff
from banso.core.models import Kept
from banso.records.models.support import SupportRecord, SupportRecordQuerySet


class TransferTemplate(Kept):
    """The order of fields in which the office carries records over（転記のひな形）.

    Without one the office uses the initial template that comes with the product.
    """

    organisation = models.OneToOneField(
        Organisation, models.CASCADE, related_name="transfer_template", verbose_name="商工会"
    )
    columns = models.TextField("項目の並び")
    edited_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="直した職員"
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = "転記のひな形"

    def __str__(self) -> str:
        return f"{self.organisation}"


class TransferBatch(Kept):
    """Records of a period carried over by one file（まとめて転記）."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="transfer_batches", verbose_name="商工会"
    )
    first = models.DateField("期間の初め")
    last = models.DateField("期間の終わり")
    encoding = models.CharField("文字コード", max_length=10)
    at = models.DateTimeField("日時")
    made_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="転記した職員"
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = "まとめて転記"
        ordering: ClassVar = ["-at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(last__gte=F("first")),
                name="transfer_batch_ends_after_it_starts",
                violation_error_message="期間の終わりは初めより後の日付にしてください。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.first} から {self.last}"


class Transfer(models.Model):
    """The fact that a record, as it then read, was carried over（転記）.

    ``number`` counts a record's transfers from 1: two people cannot make the same one.
    """

    record = models.ForeignKey(
        SupportRecord, models.CASCADE, related_name="transfers", verbose_name="支援記録"
    )
    number = models.PositiveSmallIntegerField("何回目")
    record_version = models.PositiveIntegerField("記録の版")
    told_withdrawal = models.BooleanField("取消の転記", default=False)
    at = models.DateTimeField("転記日時")
    made_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="転記した職員"
    )
    batch = models.ForeignKey(
        TransferBatch, models.CASCADE, null=True, blank=True, related_name="transfers",
        verbose_name="まとめて転記",
    )  # fmt: skip
    history = HistoricalRecords()

    class Meta:
        verbose_name = "転記"
        ordering: ClassVar = ["record_id", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["record", "number"], name="transfer_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="transfer_number_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.record} {self.number}回目"


def with_transfer(records: SupportRecordQuerySet) -> SupportRecordQuerySet:
    """Each record with its latest transfer: number, version told, and whether of a withdrawal."""
    latest = Transfer.objects.filter(record=OuterRef("pk")).order_by("-number")
    return records.annotate(
        transfer_number=Subquery(latest.values("number")[:1]),
        transfer_version=Subquery(latest.values("record_version")[:1]),
        transfer_withdrawal=Subquery(latest.values("told_withdrawal")[:1]),
    )


def to_be_transferred() -> Q:
    """What waits for transfer among records ``with_transfer``.

    New ones that stand, ones edited since, ones withdrawn since, and ones let count again since.
    """
    stands = Q(withdrawal__isnull=True)
    fresh = Q(transfer_number__isnull=True) & stands
    edited = stands & Q(transfer_version__lt=F("version"))
    withdrawn = ~stands & Q(transfer_withdrawal=False)
    restored = stands & Q(transfer_withdrawal=True)
    return fresh | edited | withdrawn | restored
