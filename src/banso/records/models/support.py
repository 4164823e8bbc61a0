"""Support given to businesses（支援記録）, its topics, and records taken back."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q
from simple_history.models import HistoricalRecords

from banso.accounts.models import Organisation, Staff
from banso.accounts.rules import Role, may
from banso.core.fiscal_year import Period
from banso.core.models import Kept
from banso.records.models.confidences import Confidence, told_in_confidence
from banso.records.rules.walls import WALL_MEANS
from banso.registry.models import Business


class Topic(models.Model):
    """What a contact was about（支援テーマ）: a section of the plan, a usual theme, or a wall.

    The five walls are every office's own; no plan names or retires them, and no target counts them.
    """

    class Kind(models.TextChoices):
        """Where the topic comes from."""

        SECTION = "section", "計画の取組"
        THEME = "theme", "よくあるテーマ"
        WALL = "wall", "5つの壁"

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

    @property
    def means(self) -> str:
        """What a wall means, in one line; nothing for the topics of a plan, which say it alone."""
        return WALL_MEANS.get(self.key, "")


class SupportRecordQuerySet(models.QuerySet["SupportRecord"]):
    """What can be asked of support records."""

    def of(self, organisation: Organisation) -> SupportRecordQuerySet:
        """The organisation's records that stand: withdrawn ones are left out."""
        return self.filter(organisation=organisation, withdrawal__isnull=True)

    def visible_to(self, staff: Staff) -> SupportRecordQuerySet:
        """The office sees all of its records; an outside expert those of businesses sent to.

        To see a record is to see that the contact took place; whose text it may be read by, says
        ``readable_by``.
        """
        own = self.filter(organisation_id=staff.organisation_id)
        if staff.role in Role.office():
            return own
        if staff.role == Role.EXPERT:
            return own.filter(business__in=Business.objects.visible_to(staff))
        return self.none()

    def in_confidence(self) -> SupportRecordQuerySet:
        """Records told in confidence（内密）."""
        return self.filter(confidence__isnull=False)

    def shut_to(self, staff: Staff) -> SupportRecordQuerySet:
        """Confidential records whose text（聞いたこと・助言・約束・添付）``staff`` may not open.

        Open to leads, to who recorded it or took part, to the adviser in charge, and to readers
        named besides; never to an outside expert. This is the only place that says so.
        """
        told = self.in_confidence()
        if may(staff.role, "read-confidences"):
            return told.exclude(organisation_id=staff.organisation_id)
        if staff.role not in Role.office():
            return told
        took_part = self.model.supporters.through.objects.filter(
            supportrecord=OuterRef("pk"), staff=staff
        )
        named = Confidence.readers.through.objects.filter(
            confidence__record=OuterRef("pk"), staff=staff
        )
        circle = Q(recorded_by=staff) | Q(business__adviser=staff)
        return told.exclude(circle | Exists(took_part) | Exists(named))

    def readable_by(self, staff: Staff) -> SupportRecordQuerySet:
        """Records whose text ``staff`` may open: those seen, less those shut to them."""
        shut = self.model._default_manager.all().shut_to(staff).order_by()
        return self.visible_to(staff).filter(~Exists(shut.filter(pk=OuterRef("pk"))))

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

    @property
    def is_confidential(self) -> bool:
        """Whether it was told in confidence（内密）: its text is then read on its own page only."""
        return hasattr(self, "confidence")

    @property
    def excerpt(self) -> str:
        """What a list may show of the text: nothing of a confidential record."""
        return "" if self.is_confidential else self.heard or self.advice

    @classmethod
    def withheld(cls, entries: Iterable[Any]) -> set[int]:
        """Entries of the history（by their key）whose fields no list may show: see ``Veiled``."""
        rows = {entry.pk: entry.id for entry in entries}
        told = told_in_confidence(rows.values())
        return {pk for pk, record in rows.items() if record in told}


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

    @classmethod
    def withheld(cls, entries: Iterable[Any]) -> set[int]:
        """Entries of the history that belong to a confidential record: see ``Veiled``."""
        return withheld_with_record(entries)


def withheld_with_record(entries: Iterable[Any]) -> set[int]:
    """Entries of rows that hang on a record by ``record_id``, where that is confidential."""
    rows = {entry.pk: entry.record_id for entry in entries}
    told = told_in_confidence(rows.values())
    return {pk for pk, record in rows.items() if record in told}
