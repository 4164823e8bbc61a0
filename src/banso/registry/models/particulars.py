"""What belongs to a business: its closing, people to talk to, consents."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from banso.accounts.models import Staff
from banso.core.japanese import digits
from banso.registry.models.businesses import Business


class Closure(models.Model):
    """The fact that a business closed（廃業）."""

    business = models.OneToOneField(
        Business, models.CASCADE, related_name="closure", verbose_name="事業者"
    )
    on = models.DateField("廃業日")
    reason = models.CharField("理由", max_length=200, blank=True)
    confirmed_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="確認した職員"
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = "廃業"

    def __str__(self) -> str:
        return f"{self.business} {self.on}"


class ContactPerson(models.Model):
    """Someone to talk to at a business（連絡先）."""

    business = models.ForeignKey(
        Business, models.CASCADE, related_name="contact_people", verbose_name="事業者"
    )
    name = models.CharField("氏名", max_length=60)
    position = models.CharField("立場", max_length=60, blank=True)
    phone = models.CharField("電話", max_length=40, blank=True)
    email = models.EmailField("メール", blank=True)
    note = models.CharField("備考", max_length=200, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "連絡先"
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.name

    def ways_to_find(self) -> tuple[str, str, str]:
        """What the person may be looked up by: name, telephone, its digits."""
        return self.name, self.phone, digits(self.phone)


class ConsentScope(models.TextChoices):
    """What a business agreed its particulars may be used for（同意の範囲）."""

    SUPPORT = "support", "支援の実施と記録"
    FEDERATION = "federation", "県連合会・全国連への提供"
    EXPERT = "expert", "専門家への提供"
    BANK = "bank", "金融機関への提供"
    MUNICIPALITY = "municipality", "市・県への提供"
    PUBLICATION = "publication", "事例としての公表"


class ConsentQuerySet(models.QuerySet["Consent"]):
    """What can be asked of consents."""

    def in_force(self, scope: str, on: date) -> ConsentQuerySet:
        """Those of the scope that stand on the day; one withdrawn on a day does not stand on it."""
        stands = Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=on)
        return self.filter(stands, scope=scope, given_on__lte=on).order_by("-given_on", "-pk")


class Consent(models.Model):
    """A consent to the use of particulars（同意）, with its date and scope."""

    business = models.ForeignKey(
        Business, models.CASCADE, related_name="consents", verbose_name="事業者"
    )
    scope = models.CharField("範囲", max_length=20, choices=ConsentScope.choices)
    given_on = models.DateField("同意日")
    given_by = models.CharField("同意した人", max_length=60, blank=True)
    withdrawn_on = models.DateField("撤回日", null=True, blank=True)
    note = models.CharField("備考", max_length=200, blank=True)
    recorded_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="記録した職員"
    )
    history = HistoricalRecords()

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = "同意"
        ordering: ClassVar = ["-given_on", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=models.F("given_on")),
                name="consent_withdrawn_after_given",
                violation_error_message="撤回日は同意日以後の日付にしてください。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_scope_display()} {self.given_on}"
