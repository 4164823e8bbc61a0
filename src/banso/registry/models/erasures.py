"""A business's particulars to be erased on request（消去）, and that they were."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from simple_history.models import HistoricalRecords

from banso.accounts.models import Organisation, Staff
from banso.core.models import Kept
from banso.registry.models.businesses import Business


class ErasureRequestQuerySet(models.QuerySet["ErasureRequest"]):
    """What can be asked of requests."""

    def visible_to(self, staff: Staff) -> ErasureRequestQuerySet:
        """Requests of the asker's own organisation."""
        return self.filter(organisation_id=staff.organisation_id)

    def waiting(self) -> ErasureRequestQuerySet:
        """Requests neither carried out nor dropped."""
        return self.filter(business__erasure__isnull=True, withdrawal__isnull=True)


class ErasureRequest(Kept):
    """That a business's particulars are to be erased（消去の求め）: who asked, when, why."""

    class Ground(models.TextChoices):
        """Why they are to be erased."""

        OWN_WISH = "own-wish", "本人の求め"
        HEIR = "heir", "相続人・代理人の求め"
        NO_USE = "no-use", "使わなくなった（廃業・保存期間の経過）"
        OTHER_LAW = "other-law", "その他の法令"

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="erasure_requests", verbose_name="商工会"
    )
    business = models.ForeignKey(
        Business, models.PROTECT, related_name="erasure_requests", verbose_name="事業者"
    )
    asked_on = models.DateField("求めのあった日")
    asked_by = models.CharField("求めた人", max_length=120)
    ground = models.CharField("根拠", max_length=20, choices=Ground.choices)
    identity = models.CharField("本人確認の方法", max_length=200)
    note = models.CharField("備考", max_length=400, blank=True)
    recorded_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="記録した職員"
    )
    recorded_at = models.DateTimeField("記録日時", editable=False)
    history = HistoricalRecords()

    objects = ErasureRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "消去の求め"
        ordering: ClassVar = ["-recorded_at", "-id"]

    def __str__(self) -> str:
        return f"{self.business} {self.asked_on}"


class ErasureWithdrawal(models.Model):
    """The fact that a request to erase was dropped（取り下げ）."""

    request = models.OneToOneField(
        ErasureRequest, models.PROTECT, related_name="withdrawal", verbose_name="消去の求め"
    )
    at = models.DateTimeField("取り下げた日時")
    reason = models.CharField("理由", max_length=200)
    confirmed_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="取り下げた職員"
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = "求めの取り下げ"

    def __str__(self) -> str:
        return f"{self.request} {self.reason}"


class Erasure(models.Model):
    """The fact that a business's particulars were erased（消去）; it holds none of them.

    ``number`` is by which the office calls the business from then on: 「消去済みの事業者 3」.
    """

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="erasures", verbose_name="商工会"
    )
    business = models.OneToOneField(
        Business, models.PROTECT, related_name="erasure", verbose_name="事業者"
    )
    request = models.OneToOneField(
        ErasureRequest, models.PROTECT, related_name="erasure", verbose_name="消去の求め"
    )
    number = models.PositiveIntegerField("番号")
    at = models.DateTimeField("消去した日時")
    carried_out_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="消去した職員"
    )
    extent = models.TextField("消去したものの数")

    class Meta:
        verbose_name = "消去"
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "number"], name="erasure_number_once")
        ]

    def __str__(self) -> str:
        return f"消去済みの事業者 {self.number}"
