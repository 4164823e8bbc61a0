"""Steps of the ninety days（90日アクション）: who does what by when, and how it is seen."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from simple_history.models import HistoricalRecords

from banso.accounts.models import Staff
from banso.core.models import Kept
from banso.diagnosis.models.diagnoses import Diagnosis
from banso.diagnosis.models.findings import Finding
from banso.records.models import Promise


class ActionStepQuerySet(models.QuerySet["ActionStep"]):
    """What can be asked of steps."""

    def visible_to(self, staff: Staff) -> ActionStepQuerySet:
        """Steps of the analyses that ``staff`` may see."""
        return self.filter(diagnosis__in=Diagnosis.objects.visible_to(staff))

    def agreed(self) -> ActionStepQuerySet:
        """Steps that were promised at a meeting: they are followed as 約束 from then on."""
        return self.filter(promise__isnull=False)

    def planned(self) -> ActionStepQuerySet:
        """Steps only written down so far."""
        return self.filter(promise__isnull=True)

    def open(self) -> ActionStepQuerySet:
        """Steps still to be done: promised and neither kept nor dropped, or without a result.

        A promise of a withdrawn record（取消）is none: such a step stands as if only written down.
        """
        void = Q(promise__record__withdrawal__isnull=False)
        promised = Q(promise__isnull=False, promise__record__withdrawal__isnull=True)
        closed = Q(promise__fulfilment__isnull=False) | Q(promise__dropping__isnull=False)
        written = (Q(promise__isnull=True) | void) & Q(result="")
        return self.filter((promised & ~closed) | (written & ~closed))

    def due_by(self, day: date) -> ActionStepQuerySet:
        """Steps whose day has come by ``day``: the promise's, where it was moved since."""
        return self.alias(day=Coalesce("promise__due_on", "due_on")).filter(day__lte=day)

    def told(self) -> ActionStepQuerySet:
        """In the order of their days, with the promise and what closed it."""
        rows = self.select_related(
            "finding",
            "promise__record__withdrawal",
            "promise__fulfilment",
            "promise__dropping",
        )
        return rows.order_by(Coalesce("promise__due_on", "due_on"), "pk")


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
