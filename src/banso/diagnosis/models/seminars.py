"""Analysis seminars（経営分析セミナー）: the sessions, participants' workbooks, and requests."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from simple_history.models import HistoricalRecords

from banso.accounts.models import Organisation, Staff
from banso.accounts.rules import Role
from banso.core.era import in_era_day
from banso.core.models import Kept
from banso.diagnosis.models.diagnoses import Diagnosis
from banso.diagnosis.rules.seminar.sheet import EMPLOYEES, NOW, YEARS, ShortSheet, setting
from banso.figures.rules.cells import MoneyUnit
from banso.records.models import SupportRecord
from banso.registry.models import Business, LegalForm
from banso.registry.rules.industries import BUCKETS


class SeminarSessionQuerySet(models.QuerySet["SeminarSession"]):
    """What can be asked of sessions."""

    def visible_to(self, staff: Staff) -> SeminarSessionQuerySet:
        """Sessions of the asker's own office; outside experts and councils see none."""
        if staff.role not in Role.office():
            return self.none()
        return self.filter(organisation_id=staff.organisation_id)


class SeminarSession(Kept):
    """One analysis seminar（経営分析セミナーの回）: until ``closes_on`` its link lets people join.

    Only the SHA-256 of the link's token is kept; ``link_number`` counts links made for it.
    """

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="seminar_sessions", verbose_name="商工会"
    )
    title = models.CharField("名称", max_length=80)
    held_on = models.DateField("開催日")
    closes_on = models.DateField("締め")
    place = models.CharField("会場", max_length=80, blank=True)
    token_hash = models.CharField("照合値", max_length=64, unique=True)
    link_number = models.PositiveIntegerField("リンクの番号", default=1)
    made_by = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name="作った職員")
    history = HistoricalRecords(excluded_fields=["token_hash"])

    objects = SeminarSessionQuerySet.as_manager()

    class Meta:
        verbose_name = "経営分析セミナーの回"
        ordering: ClassVar = ["-held_on", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("held_on")),
                name="seminar_closes_after_it_is_held",
                violation_error_message="締めは開催日以後の日付にしてください。",
            ),
            models.CheckConstraint(
                condition=~Q(title=""),
                name="seminar_has_a_title",
                violation_error_message="名称を入力してください。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}（{in_era_day(self.held_on)}）"

    @property
    def expires_on(self) -> date:
        """The last day on which participants' own pages open, to be read."""
        return self.closes_on + timedelta(days=setting("kept_days"))

    def is_open(self, day: date) -> bool:
        """Whether people may join and write on that day."""
        return day <= self.closes_on


class WorkbookQuerySet(models.QuerySet["Workbook"]):
    """What can be asked of workbooks."""

    def visible_to(self, staff: Staff) -> WorkbookQuerySet:
        """Workbooks of the sessions that ``staff`` may see."""
        return self.filter(session__in=SeminarSession.objects.visible_to(staff))

    def readable_on(self, day: date) -> WorkbookQuerySet:
        """Workbooks whose own page still opens on that day."""
        return self.filter(session__closes_on__gte=day - timedelta(days=setting("kept_days")))

    def held_before(self, day: date) -> WorkbookQuerySet:
        """Workbooks of sessions held before that day."""
        return self.filter(session__held_on__lt=day)

    def unmatched(self) -> WorkbookQuerySet:
        """Workbooks that belong to no business of the register."""
        return self.filter(business__isnull=True)

    def asking_first(self) -> WorkbookQuerySet:
        """Those who ask for an individual analysis first, the unanswered before the others."""
        asked = AnalysisRequest.objects.filter(workbook=OuterRef("pk"))
        waiting = asked.filter(answer__isnull=True)
        rows = self.annotate(has_asked=Exists(asked), is_waiting=Exists(waiting))
        return rows.order_by("-is_waiting", "-has_asked", "pk")


class Workbook(Kept):
    """One participant's workbook（ワークブック）: two years of figures, SWOT, ninety days.

    ``figures`` holds yen by line for each year, with the unit and the last day they were typed
    with; ``swot`` and ``ninety_days`` what was written, by the name of the cell. Of the
    participant's own link only a hash is kept; a workbook typed in from paper has none.
    """

    session = models.ForeignKey(
        SeminarSession, models.PROTECT, related_name="workbooks", verbose_name="回"
    )
    token_hash = models.CharField("照合値", max_length=64, blank=True)
    business_name = models.CharField("事業所名", max_length=120)
    owner_name = models.CharField("氏名", max_length=60)
    phone = models.CharField("電話", max_length=40, blank=True)
    bucket = models.CharField("業種", max_length=20, choices=[(one, one) for one in BUCKETS])
    legal_form = models.CharField("法人・個人", max_length=20, choices=LegalForm.choices)
    consented_at = models.DateTimeField("利用目的に同意した日時")
    started_at = models.DateTimeField("始めた日時")
    written_at = models.DateTimeField("最後に書いた日時")
    typed_by = models.ForeignKey(
        Staff, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="紙から入力した職員",
    )  # fmt: skip
    business = models.ForeignKey(
        Business, models.PROTECT, null=True, blank=True, related_name="workbooks",
        verbose_name="事業者",
    )  # fmt: skip
    figures = models.JSONField("数字", default=dict, blank=True)
    swot = models.JSONField("簡易SWOT", default=dict, blank=True)
    ninety_days = models.JSONField("90日アクション", default=dict, blank=True)
    history = HistoricalRecords(
        excluded_fields=["token_hash", "figures", "swot", "ninety_days", "written_at"]
    )

    objects = WorkbookQuerySet.as_manager()

    class Meta:
        verbose_name = "ワークブック"
        ordering: ClassVar = ["session_id", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["token_hash"], condition=~Q(token_hash=""), name="workbook_link_once"
            ),
            models.CheckConstraint(
                condition=Q(token_hash="", typed_by__isnull=False)
                | (~Q(token_hash="") & Q(typed_by__isnull=True)),
                name="workbook_by_link_or_from_paper",
            ),
            models.CheckConstraint(
                condition=~Q(business_name="") & ~Q(owner_name=""),
                name="workbook_says_whose_it_is",
                violation_error_message="事業所名と氏名を入力してください。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.business_name}　{self.owner_name}"

    @property
    def is_paper(self) -> bool:
        """Whether a member of staff typed it in from the printed booklet."""
        return self.typed_by_id is not None

    @property
    def is_corporation(self) -> bool:
        """Whether the participant's business is incorporated."""
        return self.legal_form == LegalForm.CORPORATION

    @property
    def unit(self) -> MoneyUnit:
        """The unit the figures were typed in; 万円 before anything was."""
        return MoneyUnit(self.figures.get("unit") or MoneyUnit.TEN_THOUSAND_YEN)

    @property
    def ends_on(self) -> date | None:
        """The last day of the year that the figures are of; ``None`` while nobody said."""
        kept = self.figures.get("ends_on")
        return date.fromisoformat(kept) if kept else None

    def sheet(self) -> ShortSheet:
        """The figures to reckon with; without a day, of the year before the seminar."""
        amounts = {which: dict(self.figures.get(which, {})) for which in YEARS}
        people = {
            which: Decimal(amounts[which].pop(EMPLOYEES))
            for which in YEARS
            if EMPLOYEES in amounts[which]
        }
        return ShortSheet(
            ends_on=self.ends_on or date(self.session.held_on.year - 1, 12, 31),
            is_corporation=self.is_corporation,
            bucket=self.bucket,
            now=amounts[NOW],
            before=amounts["before"],
            employees=people,
        )


class AnalysisRequestQuerySet(models.QuerySet["AnalysisRequest"]):
    """What can be asked of requests."""

    def visible_to(self, staff: Staff) -> AnalysisRequestQuerySet:
        """Requests of the workbooks that ``staff`` may see."""
        return self.filter(workbook__in=Workbook.objects.visible_to(staff))

    def waiting(self) -> AnalysisRequestQuerySet:
        """Requests that nobody has answered yet."""
        return self.filter(answer__isnull=True)


class AnalysisRequest(Kept):
    """A participant's wish for an individual analysis（個別分析の申込み）.

    One for each workbook; taken back, the row goes and its history stays.
    """

    workbook = models.OneToOneField(
        Workbook, models.CASCADE, related_name="request", verbose_name="ワークブック"
    )
    wish = models.CharField("相談したいこと", max_length=600, blank=True)
    best_time = models.CharField("連絡のつきやすい時間", max_length=100, blank=True)
    phone = models.CharField("電話", max_length=40)
    asked_at = models.DateTimeField("申し込んだ日時")
    history = HistoricalRecords()

    objects = AnalysisRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "個別分析の申込み"
        ordering: ClassVar = ["asked_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(phone=""),
                name="analysis_request_can_be_called_back",
                violation_error_message="電話番号を入力してください。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.workbook}の申込み"


class RequestAnswer(models.Model):
    """What the office answered（申込みへの回答）: taken up in a record, or declined, and why."""

    request = models.OneToOneField(
        AnalysisRequest, models.CASCADE, related_name="answer", verbose_name="個別分析の申込み"
    )
    record = models.OneToOneField(
        SupportRecord, models.PROTECT, null=True, blank=True, related_name="request_answer",
        verbose_name="支援記録",
    )  # fmt: skip
    diagnosis = models.ForeignKey(
        Diagnosis, models.SET_NULL, null=True, blank=True, related_name="request_answers",
        verbose_name="経営分析",
    )  # fmt: skip
    reason = models.CharField("受けない理由", max_length=200, blank=True)
    at = models.DateTimeField("回答した日時")
    answered_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="回答した職員"
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = "申込みへの回答"
        ordering: ClassVar = ["-at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(record__isnull=False, reason="")
                | (Q(record__isnull=True) & ~Q(reason="")),
                name="request_answer_taken_up_or_declined",
                violation_error_message="受けないときは、理由を書いてください。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.request}：{'受けた' if self.record_id else '受けない'}"
