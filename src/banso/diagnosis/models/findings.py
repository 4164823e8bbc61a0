"""Findings（課題）of an analysis: proposed by rule or written by hand, taken up or not."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from banso.accounts.models import Staff
from banso.core.models import Kept
from banso.diagnosis.models.diagnoses import Diagnosis
from banso.diagnosis.rules.findings.rulebook import HORIZONS, KINDS


class FindingQuerySet(models.QuerySet["Finding"]):
    """What can be asked of findings."""

    def undecided(self) -> FindingQuerySet:
        """Findings nobody has said yes or no to（未判断）."""
        return self.filter(verdict__isnull=True)

    def accepted(self) -> FindingQuerySet:
        """Findings taken up（取り上げた課題）, in the adviser's order."""
        return self.filter(verdict__is_accepted=True).order_by("position", "pk")

    def rejected(self) -> FindingQuerySet:
        """Findings set aside（見送り）."""
        return self.filter(verdict__is_accepted=False)


class Finding(Kept):
    """One finding（課題）. ``rule`` is the key of the rule that proposed it; empty: by hand.

    ``because`` keeps the figures that led to it as they were. ``position`` is the adviser's
    order, 1 the first.
    """

    diagnosis = models.ForeignKey(
        Diagnosis, models.CASCADE, related_name="findings", verbose_name="経営分析"
    )
    rule = models.CharField("規則", max_length=60, blank=True)
    title = models.CharField("課題", max_length=200)
    because = models.TextField("根拠", max_length=2000, blank=True)
    kind = models.CharField("分類", max_length=20, choices=[(one, one) for one in KINDS])
    horizon = models.CharField("時間軸", max_length=4, choices=[(one, one) for one in HORIZONS])
    position = models.PositiveIntegerField("順", default=1)
    history = HistoricalRecords()

    objects = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = "課題"
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["diagnosis", "rule"],
                condition=~Q(rule=""),
                name="finding_once_by_rule",
                violation_error_message="この課題は、すでにあります。",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Verdict(models.Model):
    """The adviser's yes or no to a finding（課題の判断）, with the reason for a no."""

    finding = models.OneToOneField(
        Finding, models.CASCADE, related_name="verdict", verbose_name="課題"
    )
    is_accepted = models.BooleanField("取り上げる")
    reason = models.CharField("理由", max_length=200, blank=True)
    at = models.DateTimeField("判断した日時")
    decided_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="判断した職員"
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = "課題の判断"

    def __str__(self) -> str:
        return f"{self.finding}：{'取り上げる' if self.is_accepted else '見送る'}"


class Remedy(Kept):
    """What is to be done about a finding（対応策）, and by when: 短期・中期・長期."""

    finding = models.ForeignKey(
        Finding, models.CASCADE, related_name="remedies", verbose_name="課題"
    )
    what = models.CharField("対応策", max_length=300)
    horizon = models.CharField("時間軸", max_length=4, choices=[(one, one) for one in HORIZONS])
    history = HistoricalRecords()

    class Meta:
        verbose_name = "対応策"
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.what
