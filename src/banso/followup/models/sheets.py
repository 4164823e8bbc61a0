"""Check sheets（事業計画チェックシート）, their closing by a visit, and KPI read on it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from banso.accounts.models import Staff
from banso.core.era import in_era_day
from banso.core.models import Kept
from banso.followup.rules.answers import Answers
from banso.plans.models import BusinessPlan, PlanKpi
from banso.records.models import SupportRecord


class Judgement(models.TextChoices):
    """How the plan goes, as the adviser judges on the visit."""

    ON_COURSE = "on-course", "順調"
    WATCH = "watch", "注意"
    DRIFT = "drift", "ズレ"


class CheckSheetQuerySet(models.QuerySet["CheckSheet"]):
    """What can be asked of check sheets."""

    def visible_to(self, staff: Staff) -> CheckSheetQuerySet:
        """Sheets of the plans that ``staff`` may see."""
        return self.filter(plan__in=BusinessPlan.objects.visible_to(staff))

    def open(self) -> CheckSheetQuerySet:
        """Sheets whose visit was not recorded yet."""
        return self.filter(closing__isnull=True)


class CheckSheet(Kept):
    """What one visit asks about a plan（事業計画チェックシート）, and what was answered so far.

    ``items`` is as it was generated when the sheet was opened: see ``rules.sheet``.
    """

    plan = models.ForeignKey(
        BusinessPlan, models.CASCADE, related_name="check_sheets", verbose_name="事業計画"
    )
    number = models.PositiveIntegerField("回")
    planned_on = models.DateField("訪問の予定日")
    items = models.JSONField("点検すること", default=dict, blank=True)
    answers = models.JSONField("答え", default=dict, blank=True)
    opened_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="作った職員"
    )
    opened_at = models.DateTimeField("作った日時")
    history = HistoricalRecords(excluded_fields=["items"])

    objects = CheckSheetQuerySet.as_manager()

    class Meta:
        verbose_name = "事業計画チェックシート"
        ordering: ClassVar = ["plan_id", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["plan", "number"],
                name="check_sheet_number_once",
                violation_error_message="この回のチェックシートは、すでにあります。",
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="check_sheet_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.plan} 第{self.number}回"

    @property
    def is_closed(self) -> bool:
        """Whether its visit was recorded."""
        return hasattr(self, "closing")

    @classmethod
    def itemised(cls, name: str, stored: object) -> dict[str, str] | None:
        """The answers in a few lines, for a history that people read."""
        if name != "answers" or not isinstance(stored, dict) or not stored:
            return None
        told = Answers.from_json(stored)
        counts = {
            "済んだ施策": len(told.measures),
            "聞いたKPI": len(told.kpis),
            "質問への答え": len(told.questions),
            "守られた約束": len(told.kept),
        }
        return {
            "聞いたこと": told.heard,
            "助言したこと": told.advice,
            "次の約束": "、".join(one.what for one in told.promises),
            **{words: f"{count}件" for words, count in counts.items() if count},
        }


class CheckSheetClosingQuerySet(models.QuerySet["CheckSheetClosing"]):
    """What can be asked of visits by check sheet."""

    def standing(self) -> CheckSheetClosingQuerySet:
        """Those whose support record was not withdrawn."""
        return self.filter(record__withdrawal__isnull=True)


class CheckSheetClosing(models.Model):
    """The fact that a visit was made by the sheet（チェックシートの完了）: when, and how it goes.

    ``record`` is the support record it wrote; taken back there, the visit counts nowhere.
    """

    sheet = models.OneToOneField(
        CheckSheet, models.CASCADE, related_name="closing", verbose_name="事業計画チェックシート"
    )
    record = models.OneToOneField(
        SupportRecord, models.PROTECT, related_name="check_sheet_closing", verbose_name="支援記録"
    )
    on = models.DateField("訪問日")
    judgement = models.CharField("判断", max_length=10, choices=Judgement.choices)
    next_on = models.DateField("次の訪問日", null=True, blank=True)
    closed_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="訪問した職員"
    )
    at = models.DateTimeField("完了にした日時")
    history = HistoricalRecords()

    objects = CheckSheetClosingQuerySet.as_manager()

    class Meta:
        verbose_name = "チェックシートの完了"
        ordering: ClassVar = ["-on", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(next_on__isnull=True) | Q(next_on__gt=F("on")),
                name="check_sheet_next_visit_after",
                violation_error_message="次の訪問日は、訪問日より後にしてください。",
            ),
            models.CheckConstraint(
                condition=Q(judgement__in=Judgement.values),
                name="check_sheet_judgement_is_known",
                violation_error_message="順調・注意・ズレのどれかを選んでください。",
            ),
        ]

    def __str__(self) -> str:
        return f"{in_era_day(self.on)} {self.get_judgement_display()}"


class KpiReading(models.Model):
    """A KPI as it was told on a visit（KPIの実績）, in its unit; ``None`` was answered 不明.

    ``expected`` is what the plan wanted by that day; ``None`` where it does not tell.
    """

    kpi = models.ForeignKey(
        PlanKpi, models.PROTECT, related_name="readings", verbose_name="計画のKPI"
    )
    closing = models.ForeignKey(
        CheckSheetClosing,
        models.CASCADE,
        related_name="readings",
        verbose_name="チェックシートの完了",
    )
    on = models.DateField("いつの値か")
    value = models.DecimalField("実績", max_digits=18, decimal_places=2, null=True, blank=True)
    expected = models.DecimalField(
        "その日の目安", max_digits=18, decimal_places=2, null=True, blank=True
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = "KPIの実績"
        ordering: ClassVar = ["on", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kpi", "closing"], name="kpi_reading_once_a_visit")
        ]

    def __str__(self) -> str:
        return f"{self.kpi} {in_era_day(self.on)}"
