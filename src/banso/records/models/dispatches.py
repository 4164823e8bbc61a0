"""Outside experts sent to businesses（専門家派遣）, and their reports."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from banso.accounts.models import Organisation, Staff
from banso.accounts.rules import Role
from banso.core import clock
from banso.core.models import Kept
from banso.records.models.support import SupportRecord, withheld_with_record
from banso.records.rules.dispatches import Stage, stage_of
from banso.registry.models import Business


class ExpertDispatchQuerySet(models.QuerySet["ExpertDispatch"]):
    """What can be asked of dispatches."""

    def visible_to(self, staff: Staff) -> ExpertDispatchQuerySet:
        """The office sees all of its dispatches; an expert their own for firms still open."""
        own = self.filter(organisation_id=staff.organisation_id)
        if staff.role in Role.office():
            return own
        if staff.role == Role.EXPERT:
            return own.filter(expert=staff, business__in=Business.objects.visible_to(staff))
        return self.none()

    def unreported(self) -> ExpertDispatchQuerySet:
        """Dispatches whose report has not come."""
        return self.filter(report__isnull=True)

    def awaiting_report(self) -> ExpertDispatchQuerySet:
        """Dispatches whose day has come and whose report has not（報告待ち・遅れ）."""
        return self.unreported().filter(planned_on__lte=clock.today())


class ExpertDispatch(Kept):
    """An outside expert sent to a business（専門家派遣）: asked, date, report, cost."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="expert_dispatches", verbose_name="商工会"
    )
    business = models.ForeignKey(
        Business, models.PROTECT, related_name="expert_dispatches", verbose_name="事業者"
    )
    theme = models.CharField("相談の内容", max_length=200)
    asked_on = models.DateField("依頼日")
    planned_on = models.DateField("派遣日", null=True, blank=True)
    expert = models.ForeignKey(
        Staff,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="expert_dispatches",
        verbose_name="外部専門家（利用者）",
    )
    expert_name = models.CharField("専門家の氏名・資格", max_length=80)
    cost_yen = models.PositiveIntegerField("費用（円）", null=True, blank=True)
    funding = models.CharField("費用の出どころ", max_length=80, blank=True)
    arranged_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="arranged_dispatches", verbose_name="手配した職員"
    )
    history = HistoricalRecords()

    objects = ExpertDispatchQuerySet.as_manager()

    class Meta:
        verbose_name = "専門家派遣"
        ordering: ClassVar = ["-asked_on", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(planned_on__isnull=True) | Q(planned_on__gte=models.F("asked_on")),
                name="expert_dispatch_after_asked",
                violation_error_message="派遣日は依頼日以後の日付にしてください。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.business} {self.theme}"

    @property
    def stage(self) -> Stage:
        """Where it stands today, in the words of every page."""
        report: DispatchReport | None = getattr(self, "report", None)
        return stage_of(self.planned_on, report.on if report else None, clock.today())


class DispatchReport(models.Model):
    """What the expert found and advised（派遣報告）; its record counts as the contact."""

    dispatch = models.OneToOneField(
        ExpertDispatch, models.CASCADE, related_name="report", verbose_name="専門家派遣"
    )
    on = models.DateField("実施日")
    minutes = models.PositiveSmallIntegerField("時間（分）", null=True, blank=True)
    findings = models.TextField("見立てと助言", max_length=4000)
    reported_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="報告した人"
    )
    record = models.OneToOneField(
        SupportRecord,
        models.PROTECT,
        related_name="dispatch_report",
        verbose_name="支援記録",
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = "派遣報告"

    def __str__(self) -> str:
        return f"{self.dispatch} {self.on}"

    @classmethod
    def withheld(cls, entries: Iterable[Any]) -> set[int]:
        """Entries of the history that belong to a confidential record: see ``Veiled``."""
        return withheld_with_record(entries)
