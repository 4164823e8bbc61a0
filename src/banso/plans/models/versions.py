"""Versions of a plan（事業計画の版）, its adoption and revisions, and the owner's confirmation."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from banso.accounts.models import Staff
from banso.core.era import in_era_day
from banso.figures.models import FigureLink
from banso.plans.models.plans import BusinessPlan
from banso.plans.rules.content import Content, content_from_json

SIGNATURES = "signatures"  # the folder of the storage
SIGNED_IN_PERSON = "対面の署名"


class PlanVersion(models.Model):
    """A plan as it was when it was adopted or revised（事業計画の版）; it never changes.

    ``changes`` says line by line what differs from the version before.
    """

    plan = models.ForeignKey(
        BusinessPlan, models.CASCADE, related_name="versions", verbose_name="事業計画"
    )
    number = models.PositiveIntegerField("版の番号")
    snapshot = models.JSONField("そのときの計画", default=dict)
    changes = models.JSONField("前の版から変わったこと", default=list, blank=True)
    made_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="版を作った職員"
    )
    made_at = models.DateTimeField("版を作った日時")
    history = HistoricalRecords(excluded_fields=["snapshot", "changes"])

    class Meta:
        verbose_name = "事業計画の版"
        ordering: ClassVar = ["plan_id", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "number"], name="plan_version_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="plan_version_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.plan} 第{self.number}版"

    @property
    def on(self) -> date | None:
        """The day from which it is in force: of the adoption, or of the revision."""
        made: Adoption | Revision | None
        made = getattr(self, "adoption", None) or getattr(self, "revision", None)
        return made.on if made else None

    @property
    def content(self) -> Content:
        """The plan as it was, free of the database. Refuses a version of another edition."""
        return content_from_json(self.snapshot)


class Adoption(models.Model):
    """The fact that the owner adopted the plan（事業計画の策定）, on which day.

    ``version`` is the first; ``witnessed_by`` who of the office was there.
    """

    plan = models.OneToOneField(
        BusinessPlan, models.CASCADE, related_name="adoption", verbose_name="事業計画"
    )
    version = models.OneToOneField(
        PlanVersion, models.CASCADE, related_name="adoption", verbose_name="版"
    )
    on = models.DateField("策定日")
    witnessed_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="立ち会った職員"
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = "事業計画の策定"
        ordering: ClassVar = ["-on", "-id"]

    def __str__(self) -> str:
        return f"{self.plan} {self.on}の策定"


class Revision(models.Model):
    """The fact that an adopted plan was revised（事業計画の改訂）: a new version, when and why."""

    version = models.OneToOneField(
        PlanVersion, models.CASCADE, related_name="revision", verbose_name="版"
    )
    on = models.DateField("改訂日")
    reason = models.CharField("改訂の理由", max_length=400)
    decided_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="改訂した職員"
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = "事業計画の改訂"
        ordering: ClassVar = ["-on", "-id"]

    def __str__(self) -> str:
        return f"{self.version} {in_era_day(self.on)}"


class How(models.TextChoices):
    """How the owner said yes to a version（確認のしかた）."""

    IN_PERSON = "in-person", "対面で確認"
    LINK = "link", "リンク"
    PAPER = "paper", "書面"


class PlanConfirmation(models.Model):
    """The fact that the owner said yes to a version（事業者の確認）: how, on which day, by whom.

    ``on`` is the day of the yes: of the adoption or revision that it was given at, where there was
    one; ``at`` is when it was entered. ``signature`` is the picture of a signature given in
    person. By the owner's link nobody of the office is there.
    """

    version = models.OneToOneField(
        PlanVersion, models.CASCADE, related_name="confirmation", verbose_name="版"
    )
    how = models.CharField("確認のしかた", max_length=10, choices=How.choices)
    name = models.CharField("確認した人", max_length=60)
    on = models.DateField("確認した日")
    at = models.DateTimeField("確認を記録した日時")
    signature = models.FileField("署名", max_length=100, blank=True)
    link = models.ForeignKey(
        FigureLink,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="plan_confirmations",
        verbose_name="月次の入力リンク",
    )
    witnessed_by = models.ForeignKey(
        Staff,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="立ち会った職員",
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = "事業者の確認"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(how=How.LINK) | Q(witnessed_by__isnull=False),
                name="plan_confirmation_witnessed",
                violation_error_message="立ち会った職員を選んでください。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.version} {self.name}"

    @property
    def way(self) -> str:
        """How, in words: 「対面の署名」 only where there is the picture of one."""
        is_signed = self.how == How.IN_PERSON and bool(self.signature)
        return SIGNED_IN_PERSON if is_signed else self.get_how_display()
