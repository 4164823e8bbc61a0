"""Steps of the ninety days（90日アクション）: who does what by when, and how it is seen."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from simple_history.models import HistoricalRecords

from banso.core.models import Kept
from banso.diagnosis.models.diagnoses import Diagnosis
from banso.diagnosis.models.findings import Finding
from banso.records.models import Promise


class ActionStepQuerySet(models.QuerySet["ActionStep"]):
    """What can be asked of steps."""

    def agreed(self) -> ActionStepQuerySet:
        """Steps that were promised at a meeting: they are followed as 約束 from then on."""
        return self.filter(promise__isnull=False)

    def planned(self) -> ActionStepQuerySet:
        """Steps only written down so far."""
        return self.filter(promise__isnull=True)


class ActionStep(Kept):
    """One step of the ninety days（90日アクション）.

    Once agreed with the owner it is a 約束 like any other: kept, moved or dropped there, overdue
    on the home page. Here it keeps what a promise does not know: its KPI and what came of it.
    """

    diagnosis = models.ForeignKey(
        Diagnosis, models.CASCADE, related_name="steps", verbose_name="経営分析"
    )
    finding = models.ForeignKey(
        Finding,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="steps",
        verbose_name="課題",
    )
    what = models.CharField("行動", max_length=200)
    side = models.CharField(
        "だれが", max_length=10, choices=Promise.Side.choices, default=Promise.Side.THEIRS
    )
    doer = models.CharField("担当", max_length=60, blank=True)
    due_on = models.DateField("期限")
    kpi = models.CharField("KPI", max_length=200, blank=True)
    result = models.CharField("結果", max_length=400, blank=True)
    promise = models.OneToOneField(
        Promise,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="action_step",
        verbose_name="約束",
    )
    history = HistoricalRecords()

    objects = ActionStepQuerySet.as_manager()

    class Meta:
        verbose_name = "90日アクション"
        ordering: ClassVar = ["due_on", "id"]

    def __str__(self) -> str:
        return self.what
