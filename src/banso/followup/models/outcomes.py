"""Outcomes that outlive the accounts they were read from."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from banso.core.fiscal_year import FiscalYear
from banso.followup.rules.outcomes import Outcome, Reading, Result
from banso.registry.models import Business

GONE = "消去の前に残した成果（決算の金額は消去した）"
_OUTCOMES = [(one.name.lower(), one.value) for one in Outcome]


class KeptOutcome(models.Model):
    """What became of a business in a fiscal year（残した成果）, kept before its accounts go.

    Of the accounts only the last day of the year's period stays; no amount does. ``fiscal_year``
    is the year it begins in. Both readings of the margin are kept: the programme may change its.
    """

    business = models.ForeignKey(
        Business, models.CASCADE, related_name="kept_outcomes", verbose_name="事業者"
    )
    fiscal_year = models.PositiveSmallIntegerField("年度")
    ends_on = models.DateField("期末")
    sales = models.CharField("売上", max_length=10, choices=_OUTCOMES)
    margin_points = models.CharField("利益率（ポイント）", max_length=10, choices=_OUTCOMES)
    margin_ratio = models.CharField("利益率（倍率）", max_length=10, choices=_OUTCOMES)
    at = models.DateTimeField("残した日時")

    class Meta:
        verbose_name = "残した成果"
        ordering: ClassVar = ["fiscal_year", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["business", "fiscal_year"], name="kept_outcome_once_a_year"
            ),
            *(
                models.CheckConstraint(
                    condition=models.Q(**{f"{name}__in": [key for key, _ in _OUTCOMES]}),
                    name=f"kept_outcome_{name}_is_known",
                )
                for name in ("sales", "margin_points", "margin_ratio")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.business} {FiscalYear(self.fiscal_year).label}"

    @property
    def sales_result(self) -> Result:
        """増加・減少・横ばい・不明 of the sales."""
        return _result(self.sales)

    def margin_result(self, reading: Reading) -> Result:
        """That of the margin, by the reading in force."""
        return _result(self.margin_ratio if reading == "ratio" else self.margin_points)


def _result(kept: str) -> Result:
    return Result(Outcome[kept.upper()], GONE)
