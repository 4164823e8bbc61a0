"""Support given to businesses（支援記録）, its topics, and records taken back."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from banso.accounts.models import Organisation, Staff
from banso.accounts.rules import Role
from banso.core.fiscal_year import Period
from banso.core.models import Kept
from banso.registry.models import Business


class Topic(models.Model):
    """What a contact was about（支援テーマ）: a section of the plan or a usual theme."""

    class Kind(models.TextChoices):
        """Where the topic comes from."""

        SECTION = "section", "計画の取組"
        THEME = "theme", "よくあるテーマ"

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="topics", verbose_name="商工会"
    )
    key = models.SlugField("記号", max_length=60)
    name = models.CharField("名称", max_length=60)
    section = models.CharField("計画の項", max_length=10, blank=True)
    kind = models.CharField("区分", max_length=10, choices=Kind.choices)
    position = models.PositiveSmallIntegerField("並び順", default=0)
    is_retired = models.BooleanField("今は使わない", default=False)

    class Meta:
        verbose_name = "支援テーマ"
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "key"], name="topic_key_once")
        ]

    def __str__(self) -> str:
        return self.name


class SupportRecordQuerySet(models.QuerySet["SupportRecord"]):
    """What can be asked of support records."""

    def of(self, organisation: Organisation) -> SupportRecordQuerySet:
        """The organisation's records that stand: withdrawn ones are left out."""
        return self.filter(organisation=organisation, withdrawal__isnull=True)

    def visible_to(self, staff: Staff) -> SupportRecordQuerySet:
        """The office sees all of its records; an outside expert those of businesses sent to."""
        own = self.filter(organisation_id=staff.organisation_id)
        if staff.role in Role.office():
            return own
        if staff.role == Role.EXPERT:
            return own.filter(business__in=Business.objects.visible_to(staff))
        return self.none()

    def standing(self) -> SupportRecordQuerySet:
        """Records that were not withdrawn（取消されていない）."""
        return self.filter(withdrawal__isnull=True)

    def during(self, period: Period) -> SupportRecordQuerySet:
        """Records whose day falls in the period, both ends included."""
        return self.filter(on__gte=period.first, on__lte=period.last)

    def about(self, topic_keys: tuple[str, ...]) -> SupportRecordQuerySet:
        """Records carrying at least one of the topics; each record once."""
        carrying = self.model.topics.through.objects.filter(topic__key__in=topic_keys)
        return self.filter(pk__in=carrying.values("supportrecord_id"))


class ContactKind(models.TextChoices):
    """How the contact took place（支援の方法）."""

    VISIT = "visit", "巡回"
    COUNTER = "counter", "窓口"
    PHONE = "phone", "電話"
    ONLINE = "online", "オンライン"
    MEETING = "meeting", "会議"
    DISPATCH = "dispatch", "派遣"


class SupportRecord(Kept):
    """One contact in which a business was supported（支援記録）."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="support_records", verbose_name="商工会"
    )
    business = models.ForeignKey(
        Business, models.PROTECT, related_name="support_records", verbose_name="事業者"
    )
    on = models.DateField("日付")
    kind = models.CharField("方法", max_length=10, choices=ContactKind.choices)
    minutes = models.PositiveSmallIntegerField("時間（分）", null=True, blank=True)
    recorded_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="support_records", verbose_name="記録した職員"
    )
    supporters = models.ManyToManyField(
        Staff, related_name="supported_records", verbose_name="対応した職員"
    )
    attendees = models.CharField("事業者側の出席者", max_length=120, blank=True)
    topics = models.ManyToManyField(
        Topic, related_name="support_records", verbose_name="支援テーマ", blank=True
    )
    heard = models.TextField("聞いたこと", max_length=4000, blank=True)
    advice = models.TextField("助言したこと", max_length=4000, blank=True)
    next_contact_on = models.DateField("次回の予定日", null=True, blank=True)
    next_contact_reason = models.CharField("次回の用件", max_length=120, blank=True)
    entry_key = models.UUIDField("入力の識別", default=uuid.uuid4, editable=False)
    recorded_at = models.DateTimeField("記録日時", editable=False)
    history = HistoricalRecords(m2m_fields=[topics, supporters])

    objects = SupportRecordQuerySet.as_manager()

    class Meta:
        verbose_name = "支援記録"
        ordering: ClassVar = ["-on", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "entry_key"],
                name="support_record_entered_once",
                violation_error_message="この記録はすでに保存されています。",
            ),
            models.CheckConstraint(
                condition=Q(minutes__isnull=True) | Q(minutes__gt=0, minutes__lte=1440),
                name="support_record_minutes_within_a_day",
                violation_error_message="時間は1分から1440分（24時間）の間で入力してください。",
            ),
            models.CheckConstraint(
                condition=Q(next_contact_on__isnull=True) | Q(next_contact_on__gte=models.F("on")),
                name="support_record_next_contact_after",
                violation_error_message="次回の予定日は、この記録の日付より後にしてください。",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "on"], name="support_record_by_day"),
            models.Index(fields=["business", "on"], name="support_record_by_business"),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.business} {self.get_kind_display()}"


class Withdrawal(models.Model):
    """The fact that a record was entered in error and no longer counts（取消）."""

    record = models.OneToOneField(
        SupportRecord, models.CASCADE, related_name="withdrawal", verbose_name="支援記録"
    )
    at = models.DateTimeField("取消日時")
    reason = models.CharField("理由", max_length=200)
    confirmed_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="取り消した職員"
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = "取消"

    def __str__(self) -> str:
        return f"{self.record} {self.reason}"
