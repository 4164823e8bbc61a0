"""Tables of industry standards（業種別基準値）that staff loaded, beside the shipped one."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from simple_history.models import HistoricalRecords

from banso.accounts.models import Organisation, Staff
from banso.core.models import Kept


class StandardsTable(Kept):
    """One table of ローカルベンチマーク standards: its year, its source, its rows as loaded.

    Analyses keep the table they were made with; a newer one changes none of them.
    """

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="standards", verbose_name="商工会"
    )
    edition = models.CharField("版（年度など）", max_length=60)
    source = models.CharField("出典", max_length=200)
    content = models.TextField("表（CSV）")
    loaded_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="読み込んだ職員"
    )
    loaded_at = models.DateTimeField("読み込んだ日時")
    history = HistoricalRecords(excluded_fields=["content"])

    class Meta:
        verbose_name = "業種別基準値"
        ordering: ClassVar = ["-loaded_at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "edition"],
                name="standards_edition_once",
                violation_error_message="この版は、すでに読み込まれています。",
            )
        ]

    def __str__(self) -> str:
        return self.edition
