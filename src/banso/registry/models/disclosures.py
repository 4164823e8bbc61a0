"""What was handed out about a business（提供）: to whom, for what, and on what ground."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from banso.accounts.models import Organisation, Staff
from banso.accounts.rules import Role
from banso.core.models import Kept
from banso.registry.models.businesses import Business
from banso.registry.models.particulars import Consent


class RecipientKind(models.TextChoices):
    """To whom something is handed out（提供先の区分）; the consent needed bears the same name."""

    FEDERATION = "federation", "県連合会・全国連"
    EXPERT = "expert", "専門家"
    BANK = "bank", "金融機関"
    MUNICIPALITY = "municipality", "市・県"
    PUBLICATION = "publication", "公表"
    OWNER = "owner", "本人"


class DisclosureGround(models.TextChoices):
    """What allows it（提供の根拠）."""

    CONSENT = "consent", "本人の同意"
    LAW = "law", "法令に基づく"
    EMERGENCY = "emergency", "緊急（生命・身体・財産を守るため）"
    OWNER_REQUEST = "owner-request", "本人の依頼"


class DisclosureKind(models.TextChoices):
    """What kind of thing is handed out（提供したものの種類）."""

    PARTICULARS = "particulars", "台帳の事項"
    RECORDS = "records", "支援記録"
    DOCUMENTS = "documents", "書類・資料"
    ACCESS = "access", "画面の閲覧"
    EVERYTHING = "everything", "保有する情報の一式"


class DisclosureQuerySet(models.QuerySet["Disclosure"]):
    """What can be asked of disclosures."""

    def of(self, organisation: Organisation) -> DisclosureQuerySet:
        """The organisation's disclosures."""
        return self.filter(organisation=organisation)

    def visible_to(self, staff: Staff) -> DisclosureQuerySet:
        """The office sees all of its disclosures, others none."""
        if staff.role not in Role.office():
            return self.none()
        return self.filter(organisation_id=staff.organisation_id)

    def since(self, day: date) -> DisclosureQuerySet:
        """Disclosures made on the day or later."""
        return self.filter(on__gte=day)

    def until(self, day: date) -> DisclosureQuerySet:
        """Disclosures made on the day or earlier."""
        return self.filter(on__lte=day)


class Disclosure(Kept):
    """Something about a business handed out（提供の記録）: what, to whom, why, by what leave."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="disclosures", verbose_name="商工会"
    )
    business = models.ForeignKey(
        Business, models.PROTECT, related_name="disclosures", verbose_name="事業者"
    )
    kind = models.CharField("種類", max_length=20, choices=DisclosureKind.choices)
    what = models.CharField("渡したもの", max_length=300)
    recipient_kind = models.CharField("提供先の区分", max_length=20, choices=RecipientKind.choices)
    recipient = models.CharField("提供先", max_length=120)
    purpose = models.CharField("目的", max_length=200)
    on = models.DateField("提供日")
    ground = models.CharField("根拠", max_length=20, choices=DisclosureGround.choices)
    ground_reason = models.CharField("根拠の説明", max_length=200, blank=True)
    consent = models.ForeignKey(
        Consent,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="disclosures",
        verbose_name="同意",
    )
    disclosed_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="渡した職員"
    )
    recorded_at = models.DateTimeField("記録日時", editable=False)
    history = HistoricalRecords()

    objects = DisclosureQuerySet.as_manager()

    class Meta:
        verbose_name = "提供の記録"
        ordering: ClassVar = ["-on", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(
                    Q(ground="consent", consent__isnull=False)
                    | (~Q(ground="consent") & Q(consent__isnull=True))
                ),
                name="disclosure_by_consent_names_it",
                violation_error_message="同意を根拠にするときは、その同意を記録してください。",
            ),
            models.CheckConstraint(
                condition=Q(ground="consent") | ~Q(ground_reason=""),
                name="disclosure_without_consent_says_why",
                violation_error_message="同意によらないときは、根拠の説明を入力してください。",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "on"], name="disclosure_by_day"),
            models.Index(fields=["business", "on"], name="disclosure_by_business"),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.business} → {self.recipient}"
