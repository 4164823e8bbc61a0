"""The loaded plan, its editions, what the office agreed about lines, hand-entered results."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from banso.accounts.models import Organisation, Staff
from banso.core.fiscal_year import FiscalYear, Period
from banso.core.models import Kept
from banso.registry.models import Business


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    """What can be asked of programmes."""

    def of(self, organisation: Organisation) -> ProgrammeQuerySet:
        """The organisation's programmes."""
        return self.filter(organisation=organisation)

    def visible_to(self, staff: Staff) -> ProgrammeQuerySet:
        """Programmes of the asker's own organisation."""
        return self.filter(organisation_id=staff.organisation_id)

    def in_force(self, year: FiscalYear) -> ProgrammeQuerySet:
        """Programmes whose period covers the fiscal year's first day, latest first."""
        day = year.first_day
        return self.filter(starts_on__lte=day, ends_on__gte=day).order_by("-starts_on", "-id")


class Programme(Kept):
    """An organisation's certified five-year plan（経営発達支援計画）."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="programmes", verbose_name="商工会"
    )
    key = models.SlugField("記号", max_length=60)
    title = models.CharField("名称", max_length=120)
    starts_on = models.DateField("開始日")
    ends_on = models.DateField("終了日")
    history = HistoricalRecords()

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = "経営発達支援計画"
        ordering: ClassVar = ["-starts_on", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "key"], name="programme_key_once"),
            models.CheckConstraint(
                condition=Q(ends_on__gt=models.F("starts_on")),
                name="programme_ends_after_it_starts",
                violation_error_message="計画の終了日は開始日より後の日付にしてください。",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def period(self) -> Period:
        """The plan's whole period."""
        return Period(self.starts_on, self.ends_on)


class ProgrammeEdition(models.Model):
    """One loaded version of the plan's file（版）, kept whole; the highest number is in force."""

    programme = models.ForeignKey(
        Programme, models.CASCADE, related_name="editions", verbose_name="計画"
    )
    number = models.PositiveSmallIntegerField("版")
    source = models.TextField("計画ファイル")
    digest = models.CharField("照合値", max_length=64)
    loaded_at = models.DateTimeField("読み込んだ日時")
    loaded_by = models.ForeignKey(
        Staff, models.PROTECT, null=True, related_name="+", verbose_name="読み込んだ職員"
    )

    class Meta:
        verbose_name = "計画の版"
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "number"], name="edition_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.programme} 第{self.number}版"


class AgreedDefinition(models.Model):
    """What the office agreed an indicator means（定義の取り決め）; the latest one is in force."""

    programme = models.ForeignKey(
        Programme, models.CASCADE, related_name="agreed_definitions", verbose_name="計画"
    )
    line = models.CharField("指標の記号", max_length=80)
    text = models.TextField("定義", max_length=2000)
    agreed_on = models.DateField("取り決めた日")
    agreed_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="取り決めた職員"
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = "定義の取り決め"
        ordering: ClassVar = ["-agreed_on", "-id"]

    def __str__(self) -> str:
        return f"{self.line} {self.agreed_on}"


class ResultQuerySet(models.QuerySet["Result"]):
    """What can be asked of hand-entered results."""

    def standing(self) -> ResultQuerySet:
        """Results that were not withdrawn（取消されていない）."""
        return self.filter(withdrawal__isnull=True)

    def withdrawn(self) -> ResultQuerySet:
        """Results that were withdrawn（取消された）."""
        return self.filter(withdrawal__isnull=False)

    def of(self, programme: Programme) -> ResultQuerySet:
        """The programme's results that stand: withdrawn ones are left out."""
        return self.filter(programme=programme, withdrawal__isnull=True)

    def visible_to(self, staff: Staff) -> ResultQuerySet:
        """Results of the asker's own organisation."""
        return self.filter(programme__organisation_id=staff.organisation_id)

    def during(self, period: Period) -> ResultQuerySet:
        """Results whose day falls in the period, both ends included."""
        return self.filter(on__gte=period.first, on__lte=period.last)

    def about(self, line: str) -> ResultQuerySet:
        """Results of one indicator or goal."""
        return self.filter(line=line)


class Result(Kept):
    """A result entered by hand（手入力の実績） where no room records the fact yet.

    ``value`` is a number in the indicator's own unit (a rate in percent), ``text`` stands for
    indicators whose target is text; neither means 不明, which is never zero.
    """

    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="results", verbose_name="計画"
    )
    line = models.CharField("指標の記号", max_length=80)
    on = models.DateField("日付")
    business = models.ForeignKey(
        Business,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="results",
        verbose_name="事業者",
    )
    value = models.DecimalField("値", max_digits=14, decimal_places=2, null=True, blank=True)
    text = models.CharField("内容", max_length=120, blank=True)
    note = models.CharField("備考", max_length=400, blank=True)
    attachment = models.FileField("添付（証憑）", upload_to="results/%Y/", blank=True)
    attachment_name = models.CharField("添付の名前", max_length=200, blank=True)
    entered_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="入力した職員"
    )
    entered_at = models.DateTimeField("入力日時", editable=False)
    entry_key = models.UUIDField("入力の識別", default=uuid.uuid4, editable=False)
    history = HistoricalRecords()

    objects = ResultQuerySet.as_manager()

    class Meta:
        verbose_name = "手入力の実績"
        ordering: ClassVar = ["-on", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["programme", "line", "on"], name="result_by_line")
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["programme", "entry_key"],
                name="result_entered_once",
                violation_error_message="この実績はすでに保存されています。",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(text=""),
                name="result_is_number_or_text",
                violation_error_message="数値か内容のどちらか一方を入力してください。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line} {self.on}"

    @property
    def is_unknown(self) -> bool:
        """Whether it says only that the result is not known（不明）."""
        return self.value is None and not self.text

    @property
    def shown_value(self) -> str:
        """The number as people read it, without idle zeros; nothing where there is none."""
        if self.value is None:
            return ""
        whole = self.value == self.value.to_integral_value()
        return f"{int(self.value):,}" if whole else f"{self.value.normalize():,f}"


class ResultWithdrawal(models.Model):
    """The fact that a result was entered in error and no longer counts（実績の取消）."""

    result = models.OneToOneField(
        Result, models.CASCADE, related_name="withdrawal", verbose_name="実績"
    )
    at = models.DateTimeField("取消日時")
    reason = models.CharField("理由", max_length=200)
    confirmed_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="取り消した職員"
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = "実績の取消"

    def __str__(self) -> str:
        return f"{self.result} {self.reason}"
