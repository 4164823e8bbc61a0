"""Templates of records（記録のひな形）: the office's own skeletons to write between."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from banso.accounts.models import Organisation, Staff
from banso.accounts.rules import Role
from banso.core.models import Kept
from banso.records.models.support import ContactKind, Topic


class RecordTemplateQuerySet(models.QuerySet["RecordTemplate"]):
    """What can be asked of templates."""

    def of(self, organisation: Organisation) -> RecordTemplateQuerySet:
        """The organisation's templates."""
        return self.filter(organisation=organisation)

    def visible_to(self, staff: Staff) -> RecordTemplateQuerySet:
        """The office's own people see its templates; others have no use for them."""
        if staff.role not in Role.office():
            return self.none()
        return self.filter(organisation_id=staff.organisation_id)

    def offered(self) -> RecordTemplateQuerySet:
        """Templates in use: those no longer offered are left out."""
        return self.filter(retirement__isnull=True)


class RecordTemplate(Kept):
    """A skeleton for records of one kind（記録のひな形）; one tap fills the boxes left empty."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="record_templates", verbose_name="商工会"
    )
    name = models.CharField("名前", max_length=40)
    kind = models.CharField("方法", max_length=10, choices=ContactKind.choices, blank=True)
    minutes = models.PositiveSmallIntegerField("時間（分）", null=True, blank=True)
    topics = models.ManyToManyField(
        Topic, related_name="record_templates", verbose_name="支援テーマ", blank=True
    )
    heard = models.TextField("聞いたこと", max_length=2000, blank=True)
    advice = models.TextField("助言したこと", max_length=2000, blank=True)
    position = models.PositiveSmallIntegerField("並び順", default=0)
    history = HistoricalRecords(m2m_fields=[topics])

    objects = RecordTemplateQuerySet.as_manager()

    class Meta:
        verbose_name = "記録のひな形"
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "name"],
                name="record_template_name_once",
                violation_error_message="同じ名前のひな形があります。",
            ),
            models.CheckConstraint(
                condition=Q(minutes__isnull=True) | Q(minutes__gt=0, minutes__lte=1440),
                name="record_template_minutes_within_a_day",
                violation_error_message="時間は1分から1440分（24時間）の間で入力してください。",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class TemplateRetirement(models.Model):
    """The fact that a template is no longer offered（ひな形の休止）; it can be taken back."""

    template = models.OneToOneField(
        RecordTemplate, models.CASCADE, related_name="retirement", verbose_name="記録のひな形"
    )
    at = models.DateTimeField("休止日時")
    confirmed_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="休止した職員"
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = "ひな形の休止"

    def __str__(self) -> str:
        return str(self.template)
