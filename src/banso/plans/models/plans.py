"""Business plans（事業計画）, what is written under their headings, and plans thrown away."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from banso.accounts.models import Organisation, Staff
from banso.core.era import in_era_day
from banso.core.fiscal_year import Period
from banso.core.models import Kept
from banso.diagnosis.models import Diagnosis, SaidBy
from banso.plans.rules.itemising import numbers_in_words, succession_in_words
from banso.plans.rules.kinds import Kind, kinds
from banso.plans.rules.numbers.assumptions import FEWEST_YEARS, MOST_YEARS
from banso.registry.models import Business

_KINDS = [(kind.key, kind.ja) for kind in kinds().values()]


class BusinessPlanQuerySet(models.QuerySet["BusinessPlan"]):
    """What can be asked of plans."""

    def of(self, organisation: Organisation) -> BusinessPlanQuerySet:
        """Plans of the organisation's businesses."""
        return self.filter(business__organisation=organisation)

    def of_business(self, business: Business) -> BusinessPlanQuerySet:
        """One business's plans."""
        return self.filter(business=business)

    def visible_to(self, staff: Staff) -> BusinessPlanQuerySet:
        """Plans of the businesses that ``staff`` may see, those thrown away too."""
        return self.filter(business__in=Business.objects.visible_to(staff))

    def standing(self) -> BusinessPlanQuerySet:
        """Plans that were not thrown away."""
        return self.filter(discarding__isnull=True)

    def drafts(self) -> BusinessPlanQuerySet:
        """Plans being written: neither adopted nor thrown away."""
        return self.standing().filter(adoption__isnull=True)

    def adopted(self) -> BusinessPlanQuerySet:
        """Plans that the owner adopted（策定）."""
        return self.filter(adoption__isnull=False)

    def adopted_during(self, period: Period) -> BusinessPlanQuerySet:
        """Plans whose day of adoption falls in the period, both ends included."""
        return self.filter(adoption__on__gte=period.first, adoption__on__lte=period.last)

    def in_force_on(self, day: date) -> BusinessPlanQuerySet:
        """Plans adopted by ``day`` whose last day has not passed then."""
        return self.filter(adoption__on__lte=day, ends_on__gte=day)


class BusinessPlan(Kept):
    """One business's plan（事業計画）of three to five years.

    ``numbers`` are the assumptions of its figures, ``succession`` its 事業承継計画表; both empty
    until written. ``ends_on`` is the last day of the last year.
    """

    business = models.ForeignKey(
        Business, models.PROTECT, related_name="plans", verbose_name="事業者"
    )
    kind = models.CharField("種類", max_length=20, choices=_KINDS)
    title = models.CharField("題名", max_length=100)
    starts_on = models.DateField("計画の初日")
    ends_on = models.DateField("計画の最終日")
    years = models.PositiveSmallIntegerField("年数", default=FEWEST_YEARS)
    diagnosis = models.ForeignKey(
        Diagnosis,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="plans",
        verbose_name="もとにした経営分析",
    )
    opened_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="始めた職員"
    )
    opened_on = models.DateField("始めた日")
    numbers = models.JSONField("数値計画", default=dict, blank=True)
    succession = models.JSONField("事業承継計画表", default=dict, blank=True)
    history = HistoricalRecords()

    objects = BusinessPlanQuerySet.as_manager()

    class Meta:
        verbose_name = "事業計画"
        ordering: ClassVar = ["-opened_on", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")),
                name="plan_ends_after_it_starts",
                violation_error_message="最終日は初日より後の日付にしてください。",
            ),
            models.CheckConstraint(
                condition=Q(years__gte=FEWEST_YEARS, years__lte=MOST_YEARS),
                name="plan_of_three_to_five_years",
                violation_error_message="年数は3年から5年です。",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[key for key, _ in _KINDS]),
                name="plan_kind_is_known",
                violation_error_message="種類を選んでください。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.business} {self.title}"

    @property
    def kind_of(self) -> Kind:
        """Its kind, with headings and parts."""
        return kinds()[self.kind]

    @property
    def is_adopted(self) -> bool:
        """Whether the owner adopted it（策定）."""
        return hasattr(self, "adoption")

    @property
    def is_discarded(self) -> bool:
        """Whether it was thrown away."""
        return hasattr(self, "discarding")

    @property
    def period_words(self) -> str:
        """「令和9年4月1日〜令和12年3月31日」."""
        return f"{in_era_day(self.starts_on)}〜{in_era_day(self.ends_on)}"

    @property
    def state(self) -> str:
        """「策定済み」「作成中」「破棄」."""
        if self.is_discarded:
            return "破棄"
        return "策定済み" if self.is_adopted else "作成中"

    @classmethod
    def itemised(cls, name: str, stored: object) -> dict[str, str] | None:
        """Figures and table thing by thing, for a history that people read."""
        told = {"numbers": numbers_in_words, "succession": succession_in_words}.get(name)
        return told(stored) if told and isinstance(stored, dict) else None


class PlanSection(Kept):
    """What is written under one heading of a plan（計画の本文）, and whose words they are.

    Each has its own version, so that two people can write under different headings at once.
    """

    plan = models.ForeignKey(
        BusinessPlan, models.CASCADE, related_name="sections", verbose_name="事業計画"
    )
    key = models.CharField("見出し", max_length=40)
    text = models.TextField("本文", max_length=8000, blank=True)
    said_by = models.CharField(
        "だれの言葉か", max_length=10, choices=SaidBy.choices, default=SaidBy.OWNER
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = "計画の本文"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["plan", "key"],
                name="plan_section_once",
                violation_error_message="この見出しは、すでに書かれています。",
            )
        ]

    def __str__(self) -> str:
        section = self.plan.kind_of.section(self.key)
        return section.ja if section else self.key


class Discarding(models.Model):
    """The fact that a plan never adopted was thrown away（計画の破棄）: when, why and by whom."""

    plan = models.OneToOneField(
        BusinessPlan, models.CASCADE, related_name="discarding", verbose_name="事業計画"
    )
    at = models.DateTimeField("破棄した日時")
    reason = models.CharField("理由", max_length=200, blank=True)
    discarded_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="破棄した職員"
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = "計画の破棄"

    def __str__(self) -> str:
        return f"{self.plan}の破棄"
