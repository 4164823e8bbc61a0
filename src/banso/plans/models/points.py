"""SWOT and クロスSWOT of a plan（計画のSWOT）, taken over from an analysis or written here."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from banso.core.models import Kept
from banso.diagnosis.models import SheetEntry
from banso.plans.models.plans import BusinessPlan
from banso.plans.rules.versions import PLACES


class PlanPoint(Kept):
    """One line of SWOT（S W O T）or クロスSWOT（SO WO ST WT）; ``position`` 1 is the first.

    ``entry`` is the thing said in the analysis that it was taken over from.
    """

    plan = models.ForeignKey(
        BusinessPlan, models.CASCADE, related_name="points", verbose_name="事業計画"
    )
    place = models.CharField("欄", max_length=2, choices=list(PLACES.items()))
    text = models.CharField("内容", max_length=600)
    position = models.PositiveIntegerField("順", default=1)
    entry = models.ForeignKey(
        SheetEntry,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="plan_points",
        verbose_name="もとの記入",
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = "計画のSWOT"
        ordering: ClassVar = ["place", "position", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="plan_point_says_something",
                violation_error_message="内容を書いてください。",
            )
        ]

    def __str__(self) -> str:
        return self.text
