"""Measures（施策）and KPI of a plan, and the facts that a measure was done or dropped."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from banso.accounts.models import Staff
from banso.core.models import Kept
from banso.diagnosis.models import Finding
from banso.diagnosis.rules.findings.rulebook import HORIZONS
from banso.plans.models.plans import BusinessPlan
from banso.plans.rules.kpi import BETTER, UNITS, kpi_kinds, whole_name
from banso.plans.rules.measures import Dates, Money

_MONEY = ("cost_yen", "own_yen", "loan_yen", "subsidy_yen", "other_yen")


class PlanKpi(Kept):
    """One KPI of a plan（計画のKPI）: a usual one by its ``key``, or one of the owner's own.

    ``base`` and ``target`` are in the KPI's unit, percent as 12.5.
    """

    plan = models.ForeignKey(
        BusinessPlan, models.CASCADE, related_name="kpis", verbose_name="事業計画"
    )
    key = models.CharField("KPIの種類", max_length=40, blank=True)
    name = models.CharField("KPI", max_length=60)
    unit = models.CharField("単位", max_length=4, choices=[(unit, unit) for unit in UNITS])
    better = models.CharField("向き", max_length=4, choices=list(BETTER.items()), default="up")
    base = models.DecimalField("現状", max_digits=18, decimal_places=2, null=True, blank=True)
    target = models.DecimalField("目標", max_digits=18, decimal_places=2, null=True, blank=True)
    by_on = models.DateField("期日", null=True, blank=True)
    position = models.PositiveIntegerField("順", default=1)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "計画のKPI"
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["plan", "name"],
                name="plan_kpi_once",
                violation_error_message="このKPIは、すでにあります。",
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="plan_kpi_has_a_name",
                violation_error_message="KPIの名前を書いてください。",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def whole_name(self) -> str:
        """Its name with whether its number is a year's: 「売上高（1年）」."""
        return whole_name(self.name, self.key)

    @property
    def source(self) -> str:
        """Whence its value of a month comes, in words."""
        kind = kpi_kinds().get(self.key)
        return kind.source if kind else "手で入れる"


class PlanMeasureQuerySet(models.QuerySet["PlanMeasure"]):
    """What can be asked of measures."""

    def visible_to(self, staff: Staff) -> PlanMeasureQuerySet:
        """Measures of the plans that ``staff`` may see."""
        return self.filter(plan__in=BusinessPlan.objects.visible_to(staff))

    def open(self) -> PlanMeasureQuerySet:
        """Measures neither done nor dropped."""
        return self.filter(done__isnull=True, dropped__isnull=True)

    def told(self) -> PlanMeasureQuerySet:
        """With what closed them and the KPI they move, in the adviser's order."""
        return self.select_related("done", "dropped", "kpi").order_by("position", "pk")


class PlanMeasure(Kept):
    """What the business means to do（施策）: who, from when to when, for how much, paid from what.

    Amounts are whole yen; ``None`` is not written yet, 0 costs nothing. ``finding`` is the 課題 of
    the analysis that it answers.
    """

    plan = models.ForeignKey(
        BusinessPlan, models.CASCADE, related_name="measures", verbose_name="事業計画"
    )
    horizon = models.CharField("時間軸", max_length=4, choices=[(one, one) for one in HORIZONS])
    what = models.CharField("施策", max_length=300)
    doer = models.CharField("担当", max_length=60, blank=True)
    starts_on = models.DateField("始まり", null=True, blank=True)
    ends_on = models.DateField("期限", null=True, blank=True)
    cost_yen = models.PositiveBigIntegerField("費用（円）", null=True, blank=True)
    own_yen = models.PositiveBigIntegerField("自己資金（円）", null=True, blank=True)
    loan_yen = models.PositiveBigIntegerField("借入（円）", null=True, blank=True)
    subsidy_yen = models.PositiveBigIntegerField("補助金（円）", null=True, blank=True)
    other_yen = models.PositiveBigIntegerField("その他の調達（円）", null=True, blank=True)
    kpi = models.ForeignKey(
        PlanKpi,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="measures",
        verbose_name="動かすKPI",
    )
    finding = models.ForeignKey(
        Finding,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="plan_measures",
        verbose_name="もとの課題",
    )
    position = models.PositiveIntegerField("順", default=1)
    history = HistoricalRecords()

    objects = PlanMeasureQuerySet.as_manager()

    class Meta:
        verbose_name = "施策"
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="plan_measure_ends_after_it_starts",
                violation_error_message="期限は始まりより前にできません。",
            ),
            models.CheckConstraint(
                condition=~Q(what=""),
                name="plan_measure_says_something",
                violation_error_message="施策を書いてください。",
            ),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def money(self) -> Money:
        """What it costs and whence it is paid."""
        return Money(*(getattr(self, name) for name in _MONEY))

    @property
    def dates(self) -> Dates:
        """Its days, and those on which it was done or dropped; fetch with ``told()``."""
        done, dropped = getattr(self, "done", None), getattr(self, "dropped", None)
        return Dates(
            self.starts_on,
            self.ends_on,
            done.on if done else None,
            dropped.on if dropped else None,
        )


class MeasureDone(models.Model):
    """The fact that a measure was carried out（施策の完了）, on which day, and who says so."""

    measure = models.OneToOneField(
        PlanMeasure, models.CASCADE, related_name="done", verbose_name="施策"
    )
    on = models.DateField("完了日")
    note = models.CharField("結果", max_length=400, blank=True)
    confirmed_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="確認した職員"
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = "施策の完了"

    def __str__(self) -> str:
        return f"{self.measure}：完了"


class MeasureDropped(models.Model):
    """The fact that a measure will not be carried out（施策の取りやめ）: when and why."""

    measure = models.OneToOneField(
        PlanMeasure, models.CASCADE, related_name="dropped", verbose_name="施策"
    )
    on = models.DateField("取りやめた日")
    reason = models.CharField("理由", max_length=200, blank=True)
    confirmed_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="確認した職員"
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = "施策の取りやめ"

    def __str__(self) -> str:
        return f"{self.measure}：取りやめ"
