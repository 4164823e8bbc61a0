"""Analyses（経営分析）of businesses, and the fact that one is finished."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from simple_history.models import HistoricalRecords

from banso.accounts.models import Organisation, Staff
from banso.core.era import in_era_day
from banso.core.fiscal_year import Period
from banso.core.models import Kept
from banso.diagnosis.models.standards import StandardsTable
from banso.figures.models import FinancialStatement
from banso.registry.models import Business


class DiagnosisQuerySet(models.QuerySet["Diagnosis"]):
    """What can be asked of analyses."""

    def of(self, organisation: Organisation) -> DiagnosisQuerySet:
        """Analyses of the organisation's businesses."""
        return self.filter(business__organisation=organisation)

    def visible_to(self, staff: Staff) -> DiagnosisQuerySet:
        """Analyses of the businesses that ``staff`` may see."""
        return self.filter(business__in=Business.objects.visible_to(staff))

    def completed(self) -> DiagnosisQuerySet:
        """Analyses that were finished（完了）, with accounts and conversation."""
        return self.filter(completion__isnull=False)

    def under_way(self) -> DiagnosisQuerySet:
        """Analyses begun and not finished（作業中）."""
        return self.filter(completion__isnull=True)

    def completed_during(self, period: Period) -> DiagnosisQuerySet:
        """Analyses whose finishing day falls in the period, both ends included."""
        return self.filter(completion__on__gte=period.first, completion__on__lte=period.last)


class Diagnosis(Kept):
    """One analysis of a business（経営分析）: its accounts, and what was said of them.

    ``shares`` are the percentages of costs that vary with sales, where they differ from the
    preset; ``answers`` what the owner answered, by the key of the question; ``cash`` the twelve
    months written down for the 資金繰り表.
    """

    business = models.ForeignKey(
        Business, models.PROTECT, related_name="diagnoses", verbose_name="事業者"
    )
    started_on = models.DateField("始めた日")
    opened_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="始めた職員"
    )
    statements = models.ManyToManyField(
        FinancialStatement, related_name="diagnoses", verbose_name="使う決算"
    )
    industry_code = models.CharField("業種", max_length=4, blank=True)
    is_small = models.BooleanField("小規模事業者", null=True, blank=True)
    standards = models.ForeignKey(
        StandardsTable,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="diagnoses",
        verbose_name="業種別基準値",
    )
    shares = models.JSONField("変動費の割合", default=dict, blank=True)
    answers = models.JSONField("質問への答え", default=dict, blank=True)
    cash = models.JSONField("資金繰りの予定", default=dict, blank=True)
    history = HistoricalRecords(m2m_fields=[statements])

    objects = DiagnosisQuerySet.as_manager()

    class Meta:
        verbose_name = "経営分析"
        ordering: ClassVar = ["-started_on", "-id"]

    def __str__(self) -> str:
        return f"{self.business} {in_era_day(self.started_on)}の分析"

    @property
    def name(self) -> str:
        """How it is told from the business's others: 「令和8年11月20日の分析」."""
        return f"{in_era_day(self.started_on)}の分析"

    @property
    def is_completed(self) -> bool:
        """Whether it was finished（完了）."""
        return hasattr(self, "completion")


class Completion(models.Model):
    """The fact that an analysis was finished（分析の完了）: when, and by whom.

    ``frozen`` holds the accounts it rests on as they were: a statement mended later changes
    nothing in what was handed out.
    """

    diagnosis = models.OneToOneField(
        Diagnosis, models.CASCADE, related_name="completion", verbose_name="経営分析"
    )
    on = models.DateField("完了日")
    confirmed_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="確認した職員"
    )
    frozen = models.JSONField("完了したときの決算", default=list)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "分析の完了"
        ordering: ClassVar = ["-on", "-id"]

    def __str__(self) -> str:
        return f"{self.diagnosis.business} {self.on}"
