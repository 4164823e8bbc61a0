"""The case bank（事例集）: what was learnt, with every name taken out, checked by a person."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from simple_history.models import HistoricalRecords

from banso.accounts.models import Organisation, Staff
from banso.accounts.rules import may
from banso.core.models import Kept
from banso.records.models.support import SupportRecord, Topic
from banso.registry.models import Business
from banso.registry.rules.industries import industries

CASE_TEXTS = ("title", "happened", "done", "outcome", "lesson")


class CaseKind(models.TextChoices):
    """What a case is an example of（事例の種類）."""

    SUCCESS = "success", "成功事例"
    FAILURE = "failure", "失敗事例"
    CAUTION = "caution", "注意"


class SupportCaseQuerySet(models.QuerySet["SupportCase"]):
    """What can be asked of cases."""

    def of(self, organisation: Organisation) -> SupportCaseQuerySet:
        """The organisation's cases."""
        return self.filter(organisation=organisation)

    def visible_to(self, staff: Staff) -> SupportCaseQuerySet:
        """The office sees its cases, drafts and withdrawn ones too; nobody else sees any."""
        if not may(staff.role, "see-cases"):
            return self.none()
        return self.filter(organisation_id=staff.organisation_id)

    def standing(self) -> SupportCaseQuerySet:
        """Cases that were not withdrawn（取り下げていない）."""
        return self.filter(retirement__isnull=True)

    def checked(self) -> SupportCaseQuerySet:
        """Cases in use: the text as it reads now was confirmed, and not withdrawn."""
        return self.standing().filter(Exists(_valid_checks()))

    def drafts(self) -> SupportCaseQuerySet:
        """Cases whose text nobody has confirmed as it reads now（下書き・確認待ち）."""
        return self.standing().filter(~Exists(_valid_checks()))

    def with_review_day(self) -> SupportCaseQuerySet:
        """Each with ``review_due_on``: its latest review's next day, else the check's; or null."""
        latest = CaseReview.objects.filter(
            case_check__case=OuterRef("pk"), case_check__text_version=OuterRef("text_version")
        ).order_by("-pk")
        return self.annotate(
            review_due_on=Coalesce(
                Subquery(latest.values("next_due_on")[:1]),
                Subquery(_valid_checks().values("review_due_on")[:1]),
            )
        )

    def due_by(self, day: date) -> SupportCaseQuerySet:
        """Cases in use whose yearly review（見直し）has come by ``day``."""
        return self.checked().with_review_day().filter(Q(review_due_on__lte=day))

    def in_bucket(self, bucket: str) -> SupportCaseQuerySet:
        """Cases from one of the plan's seven industry buckets."""
        codes = [row.code for row in industries() if row.bucket == bucket]
        return self.filter(industry_code__in=codes)


class SupportCase(Kept):
    """What was learnt from supporting one business（事例）, told without its name.

    It belongs to the organisation: it stays when its writer leaves, and when the business is
    deleted, for it names nobody. Its links to records go with the records.
    """

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="support_cases", verbose_name="商工会"
    )
    business = models.ForeignKey(
        Business, models.SET_NULL, null=True, blank=True, related_name="support_cases",
        verbose_name="もとの事業者",
    )  # fmt: skip
    records = models.ManyToManyField(
        SupportRecord, related_name="cases", verbose_name="もとの支援記録", blank=True
    )
    kind = models.CharField("種類", max_length=10, choices=CaseKind.choices)
    title = models.CharField("題名", max_length=80)
    industry_code = models.CharField("業種（中分類）", max_length=2, blank=True)
    topics = models.ManyToManyField(
        Topic, related_name="support_cases", verbose_name="支援テーマ", blank=True
    )
    happened = models.TextField("何があったか", max_length=8000)
    done = models.TextField("何をしたか", max_length=8000)
    outcome = models.TextField("どうなったか", max_length=8000, blank=True)
    lesson = models.TextField("なぜか・学んだこと", max_length=4000, blank=True)
    text_version = models.PositiveIntegerField("文の版", default=1, editable=False)
    written_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="written_cases", verbose_name="書いた職員"
    )
    text_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="最後に文を直した職員"
    )
    written_at = models.DateTimeField("書いた日時", editable=False)
    history = HistoricalRecords(m2m_fields=[topics], excluded_fields=["text_version"])

    objects = SupportCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "事例"
        ordering: ClassVar = ["-written_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(happened="") & ~Q(done=""),
                name="support_case_tells_something",
                violation_error_message="題名・何があったか・何をしたかは必ず入れてください。",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "written_at"], name="support_case_by_day")
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def texts(self) -> tuple[str, ...]:
        """The five texts in the order they are read."""
        return tuple(getattr(self, name) for name in CASE_TEXTS)


class CaseCheck(models.Model):
    """The fact that a person read a case and found nobody named（事例の確認）.

    It holds for the text it was given for: once the text changes, the case is a draft again.
    """

    case = models.ForeignKey(
        SupportCase, models.CASCADE, related_name="checks", verbose_name="事例"
    )
    text_version = models.PositiveIntegerField("確かめた文の版")
    at = models.DateTimeField("確認日時")
    checked_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="確認した職員"
    )
    review_due_on = models.DateField("見直し期限")
    history = HistoricalRecords()

    class Meta:
        verbose_name = "事例の確認"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "text_version"], name="case_text_checked_once")
        ]

    def __str__(self) -> str:
        return f"{self.case} 見直し期限 {self.review_due_on}"


class CaseReview(models.Model):
    """The fact that a case was found good for another year（事例の見直し）."""

    case_check = models.ForeignKey(
        CaseCheck, models.CASCADE, related_name="reviews", verbose_name="事例の確認"
    )
    on = models.DateField("見直した日")
    reviewed_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="見直した職員"
    )
    next_due_on = models.DateField("次の見直し期限")
    history = HistoricalRecords()

    class Meta:
        verbose_name = "事例の見直し"
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(next_due_on__gt=F("on")),
                name="case_review_next_after_this",
                violation_error_message="次の見直し期限は、見直した日より後にしてください。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.on} 次は{self.next_due_on}"


class CaseRetirement(models.Model):
    """The fact that a case is no longer shown（事例の取り下げ）; it can be brought back."""

    case = models.OneToOneField(
        SupportCase, models.CASCADE, related_name="retirement", verbose_name="事例"
    )
    at = models.DateTimeField("取り下げた日時")
    reason = models.CharField("理由", max_length=200, blank=True)
    retired_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="取り下げた職員"
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = "事例の取り下げ"

    def __str__(self) -> str:
        return f"{self.case} {self.reason}"


def _valid_checks() -> models.QuerySet[CaseCheck]:
    """The check of a case's text as it reads now, to be asked inside a query of cases."""
    return CaseCheck.objects.filter(case=OuterRef("pk"), text_version=OuterRef("text_version"))
