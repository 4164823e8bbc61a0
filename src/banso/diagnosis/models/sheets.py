"""What was said in conversation（シートの記入）: cell by cell, and who said it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from banso.accounts.models import Staff
from banso.core.models import Kept
from banso.diagnosis.models.diagnoses import Diagnosis

HEAVIEST = 5


class SaidBy(models.TextChoices):
    """Whose words they are（だれの言葉か）."""

    OWNER = "owner", "事業者"
    ADVISER = "adviser", "指導員"
    EXPERT = "expert", "専門家"


class SheetEntryQuerySet(models.QuerySet["SheetEntry"]):
    """What can be asked of entries."""

    def in_sheet(self, sheet: str) -> SheetEntryQuerySet:
        """Entries of one sheet, such as ``swot``."""
        return self.filter(sheet=sheet)


class SheetEntry(Kept):
    """One thing said, in one cell of a sheet（シートの記入）. ``weight`` 1 to 5, 5 the heaviest.

    ``source`` says where it was said, when not in conversation about the analysis itself.
    """

    diagnosis = models.ForeignKey(
        Diagnosis, models.CASCADE, related_name="entries", verbose_name="経営分析"
    )
    sheet = models.CharField("シート", max_length=40)
    cell = models.CharField("欄", max_length=60)
    text = models.CharField("内容", max_length=600)
    said_by = models.CharField(
        "だれの言葉か", max_length=10, choices=SaidBy.choices, default=SaidBy.OWNER
    )
    source = models.CharField("出どころ", max_length=60, blank=True)
    weight = models.PositiveSmallIntegerField("重さ", default=3)
    written_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="書いた職員"
    )
    written_at = models.DateTimeField("書いた日時")
    history = HistoricalRecords()

    objects = SheetEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "シートの記入"
        ordering: ClassVar = ["sheet", "cell", "-weight", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(weight__gte=1, weight__lte=HEAVIEST),
                name="sheet_entry_weight_in_range",
                violation_error_message="重さは1から5までです。",
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="sheet_entry_says_something",
                violation_error_message="内容を書いてください。",
            ),
        ]

    def __str__(self) -> str:
        return self.text
