"""Priority fields（重点分野）chosen for a fiscal year from the shares of the year before."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from simple_history.models import HistoricalRecords

from banso.accounts.models import Organisation, Staff
from banso.core.fiscal_year import FiscalYear
from banso.core.models import Kept
from banso.diagnosis.rules.priorities import PriorityField


class PriorityChoiceQuerySet(models.QuerySet["PriorityChoice"]):
    """What can be asked of choices."""

    def of(self, organisation: Organisation) -> PriorityChoiceQuerySet:
        """The organisation's own."""
        return self.filter(organisation=organisation)

    def visible_to(self, staff: Staff) -> PriorityChoiceQuerySet:
        """Those of the staff member's own office."""
        return self.filter(organisation_id=staff.organisation_id)


class PriorityChoice(Kept):
    """The priority fields（重点分野）that hold for a year, as they were decided together.

    ``chosen`` keeps them in order, each with its problem and the reason; ``start_year`` is the
    year for which they hold, by the calendar year it begins in.
    """

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="priority_choices", verbose_name="商工会"
    )
    start_year = models.PositiveSmallIntegerField("年度")
    chosen = models.JSONField("重点分野と理由", default=list)
    decided_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="決めた職員"
    )
    decided_at = models.DateTimeField("決めた日時")
    history = HistoricalRecords()

    objects = PriorityChoiceQuerySet.as_manager()

    class Meta:
        verbose_name = "重点分野"
        ordering: ClassVar = ["-start_year", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "start_year"],
                name="priority_choice_once_a_year",
                violation_error_message="この年度の重点分野は、すでに決めてあります。",
            )
        ]

    def __str__(self) -> str:
        return f"{FiscalYear(self.start_year).label}の重点分野"

    @property
    def year(self) -> FiscalYear:
        """The year for which it holds."""
        return FiscalYear(self.start_year)

    @property
    def fields(self) -> tuple[PriorityField, ...]:
        """The fields in order, the first the most important."""
        return tuple(PriorityField(row["problem"], row["reason"]) for row in self.chosen)

    @classmethod
    def itemised(cls, name: str, stored: object) -> dict[str, str] | None:
        """The fields in words, by their place, for lists of changes."""
        if name != "chosen" or not isinstance(stored, list):
            return None
        fields = (PriorityField(row["problem"], row["reason"]) for row in stored)
        return {f"{at}番目": f"{one.ja}：{one.reason}" for at, one in enumerate(fields, start=1)}
