"""Handing firms over to another adviser（引き継ぎ）: what is told of each, and who has read it."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from banso.accounts.models import Organisation, Staff
from banso.core.era import in_era_day
from banso.core.models import Kept
from banso.registry.models import Business


class HandoverQuerySet(models.QuerySet["Handover"]):
    """What can be asked of handovers."""

    def visible_to(self, staff: Staff) -> HandoverQuerySet:
        """Handovers of the asker's own organisation."""
        return self.filter(organisation_id=staff.organisation_id)

    def standing(self) -> HandoverQuerySet:
        """Those that were not taken back."""
        return self.filter(withdrawal__isnull=True)

    def waiting(self) -> HandoverQuerySet:
        """Those whose day has not come yet, or that have not been carried out."""
        return self.standing().filter(start__isnull=True)

    def due_by(self, day: date) -> HandoverQuerySet:
        """Those to be carried out on the day."""
        return self.waiting().filter(starts_on__lte=day)


class Handover(Kept):
    """Firms that go from one adviser to another on a day（引き継ぎ）.

    Without ``giver`` the firms had nobody in charge（担当なし）.
    """

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="handovers", verbose_name="商工会"
    )
    giver = models.ForeignKey(
        Staff, models.PROTECT, null=True, blank=True, related_name="handovers_given",
        verbose_name="渡す職員",
    )  # fmt: skip
    receiver = models.ForeignKey(
        Staff, models.PROTECT, related_name="handovers_received", verbose_name="受ける職員"
    )
    starts_on = models.DateField("いつから")
    note = models.TextField("全体について", max_length=2000, blank=True)
    written_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="書いた職員"
    )
    at = models.DateTimeField("書いた日時")
    history = HistoricalRecords()

    objects = HandoverQuerySet.as_manager()

    class Meta:
        verbose_name = "引き継ぎ"
        ordering: ClassVar = ["-starts_on", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(giver__isnull=True) | ~Q(giver=F("receiver")),
                name="handover_to_somebody_else",
                violation_error_message="渡す人と受ける人が同じです。",
            )
        ]

    def __str__(self) -> str:
        return f"{in_era_day(self.starts_on)}から{self.receiver}へ"

    @property
    def is_started(self) -> bool:
        """Whether the firms changed hands."""
        return hasattr(self, "start")

    @property
    def is_withdrawn(self) -> bool:
        """Whether it was taken back."""
        return hasattr(self, "withdrawal")


class HandoverStart(models.Model):
    """The fact that the firms changed hands（引き継ぎの開始）, and how many did."""

    handover = models.OneToOneField(
        Handover, models.CASCADE, related_name="start", verbose_name="引き継ぎ"
    )
    at = models.DateTimeField("開始した日時")
    moved = models.PositiveIntegerField("担当が移った事業者の数")
    history = HistoricalRecords()

    class Meta:
        verbose_name = "引き継ぎの開始"

    def __str__(self) -> str:
        return f"{self.handover} {self.moved}者"


class HandoverWithdrawal(models.Model):
    """The fact that a handover was taken back before it was read（引き継ぎの取りやめ）."""

    handover = models.OneToOneField(
        Handover, models.CASCADE, related_name="withdrawal", verbose_name="引き継ぎ"
    )
    withdrawn_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="取りやめた職員"
    )
    at = models.DateTimeField("取りやめた日時")
    history = HistoricalRecords()

    class Meta:
        verbose_name = "引き継ぎの取りやめ"

    def __str__(self) -> str:
        return f"{self.handover} 取りやめ"


class HandedBusinessQuerySet(models.QuerySet["HandedBusiness"]):
    """What can be asked of the firms of handovers."""

    def unread(self) -> HandedBusinessQuerySet:
        """Those of handovers that stand which the receiver has not confirmed."""
        return self.filter(receipt__isnull=True, handover__withdrawal__isnull=True)


class HandedBusiness(Kept):
    """One firm of a handover（引き継ぐ事業者）: what was known of it then, and what is added.

    ``known`` is what the system knew when the handover was written; it does not change later.
    """

    handover = models.ForeignKey(
        Handover, models.CASCADE, related_name="firms", verbose_name="引き継ぎ"
    )
    business = models.ForeignKey(
        Business, models.CASCADE, related_name="handed_over", verbose_name="事業者"
    )
    known = models.TextField("わかっていること", max_length=6000, blank=True)
    note = models.TextField("気をつけること", max_length=2000, blank=True)
    history = HistoricalRecords()

    objects = HandedBusinessQuerySet.as_manager()

    class Meta:
        verbose_name = "引き継ぐ事業者"
        ordering: ClassVar = ["handover_id", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["handover", "business"], name="handed_business_once_in_a_handover"
            )
        ]

    def __str__(self) -> str:
        return f"{self.business} {self.handover}"


class HandoverReceipt(models.Model):
    """The fact that the receiver has read what is told of a firm（引き継ぎの受領）."""

    handed = models.OneToOneField(
        HandedBusiness, models.CASCADE, related_name="receipt", verbose_name="引き継ぐ事業者"
    )
    read_by = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name="読んだ職員")
    at = models.DateTimeField("読んだ日時")
    history = HistoricalRecords()

    class Meta:
        verbose_name = "引き継ぎの受領"

    def __str__(self) -> str:
        return f"{self.handed} {self.read_by}"
