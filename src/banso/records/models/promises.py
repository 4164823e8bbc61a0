"""Promises（約束）: what one side promised the other; that it was kept, or dropped."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q
from simple_history.models import HistoricalRecords

from banso.accounts.models import Staff
from banso.core import clock
from banso.records.models.confidences import told_in_confidence
from banso.records.models.support import SupportRecord, withheld_with_record


class PromiseQuerySet(models.QuerySet["Promise"]):
    """What can be asked of promises."""

    def visible_to(self, staff: Staff) -> PromiseQuerySet:
        """Promises in records whose text the asker may open: a promise is part of the text."""
        seen = SupportRecord.objects.readable_by(staff).order_by().filter(pk=OuterRef("record"))
        return self.filter(Exists(seen))  # asked of each promise: all records are many more

    def standing(self) -> PromiseQuerySet:
        """Promises of records that were not withdrawn."""
        return self.filter(record__withdrawal__isnull=True)

    def unkept(self) -> PromiseQuerySet:
        """Promises still to be kept（未了）: neither fulfilled nor dropped."""
        return self.standing().filter(fulfilment__isnull=True, dropping__isnull=True)

    def kept(self) -> PromiseQuerySet:
        """Promises that were kept（完了）."""
        return self.standing().filter(fulfilment__isnull=False)

    def dropped(self) -> PromiseQuerySet:
        """Promises that were dropped（取りやめ）."""
        return self.standing().filter(dropping__isnull=False)

    def overdue(self) -> PromiseQuerySet:
        """Promises still to be kept whose day has passed（期日超過）."""
        return self.unkept().filter(due_on__lt=clock.today())

    def coming(self) -> PromiseQuerySet:
        """Promises still to be kept whose day is today or later, or was left open."""
        return self.unkept().filter(Q(due_on__gte=clock.today()) | Q(due_on__isnull=True))

    def due_by(self, day: date) -> PromiseQuerySet:
        """Promises whose day has come by ``day``."""
        return self.filter(due_on__lte=day)


class Promise(models.Model):
    """What one side promised the other, by when（約束）."""

    class Side(models.TextChoices):
        """Who promised."""

        OURS = "ours", "商工会"
        THEIRS = "theirs", "事業者"

    public_id = models.UUIDField("公開ID", default=uuid.uuid4, unique=True, editable=False)
    record = models.ForeignKey(
        SupportRecord, models.CASCADE, related_name="promises", verbose_name="支援記録"
    )
    side = models.CharField("約束した側", max_length=10, choices=Side.choices)
    what = models.CharField("内容", max_length=200)
    due_on = models.DateField("期日", null=True, blank=True)
    keeper = models.ForeignKey(
        Staff,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="promises",
        verbose_name="担当する職員",
    )
    history = HistoricalRecords()

    objects = PromiseQuerySet.as_manager()

    class Meta:
        verbose_name = "約束"
        ordering: ClassVar = [models.F("due_on").asc(nulls_last=True), "id"]

    def __str__(self) -> str:
        return self.what

    @property
    def in_a_list(self) -> str:
        """What a list may show of it: of a confidential record's promise, only that there is one.

        Reads ``record.confidence``.
        """
        return "内密の約束（記録を開いて読みます）" if self.record.is_confidential else self.what

    @classmethod
    def withheld(cls, entries: Iterable[Any]) -> set[int]:
        """Entries of the history that belong to a confidential record: see ``Veiled``."""
        return withheld_with_record(entries)


class Fulfilment(models.Model):
    """The fact that a promise was kept（完了）."""

    promise = models.OneToOneField(
        Promise, models.CASCADE, related_name="fulfilment", verbose_name="約束"
    )
    on = models.DateField("完了日")
    confirmed_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="確認した職員"
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = "完了"

    def __str__(self) -> str:
        return f"{self.promise} {self.on}"

    @classmethod
    def withheld(cls, entries: Iterable[Any]) -> set[int]:
        """Entries whose promise was made in a confidential record: see ``Veiled``."""
        return _withheld_with_promise(entries)


class Dropping(models.Model):
    """The fact that a promise was dropped（取りやめ）: when, why, and who confirmed it."""

    promise = models.OneToOneField(
        Promise, models.CASCADE, related_name="dropping", verbose_name="約束"
    )
    on = models.DateField("取りやめた日")
    reason = models.CharField("理由", max_length=200)
    confirmed_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="確認した職員"
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = "取りやめ"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="dropping_has_a_reason",
                violation_error_message="取りやめる理由を入力してください。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.promise} {self.on}"

    @classmethod
    def withheld(cls, entries: Iterable[Any]) -> set[int]:
        """Entries whose promise was made in a confidential record: see ``Veiled``."""
        return _withheld_with_promise(entries)


def _withheld_with_promise(entries: Iterable[Any]) -> set[int]:
    """Entries of rows that hang on a promise made in a confidential record."""
    rows = {entry.pk: entry.promise_id for entry in entries}
    past = Promise.history.filter(id__in=set(rows.values()))  # type: ignore[attr-defined]
    made_in = dict(past.values_list("id", "record_id"))
    told = told_in_confidence(made_in.values())
    return {pk for pk, promise in rows.items() if made_in.get(promise) in told}
