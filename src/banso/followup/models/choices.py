"""What people decide beside the rules: another rhythm, the firms of the year, an owner's call."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from banso.accounts.models import Organisation, Staff
from banso.core.era import in_era_day
from banso.core.fiscal_year import FiscalYear
from banso.core.models import Kept
from banso.figures.models import FigureLink
from banso.followup.rules.rhythm import ByHand
from banso.plans.models import BusinessPlan


class RhythmChangeQuerySet(models.QuerySet["RhythmChange"]):
    """What can be asked of rhythms decided by hand."""

    def in_force_on(self, day: date) -> RhythmChangeQuerySet:
        """Those whose last day has not passed; the newest of a plan counts, and comes last."""
        return self.filter(until__gte=day).order_by("plan_id", "pk")


class RhythmChange(Kept):
    """A rhythm decided by a person（頻度の変更）, in force up to and including ``until``."""

    plan = models.ForeignKey(
        BusinessPlan, models.CASCADE, related_name="rhythm_changes", verbose_name="事業計画"
    )
    key = models.CharField("頻度", max_length=40)
    reason = models.CharField("理由", max_length=200)
    until = models.DateField("いつまで")
    decided_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="決めた職員"
    )
    at = models.DateTimeField("決めた日時")
    history = HistoricalRecords()

    objects = RhythmChangeQuerySet.as_manager()

    class Meta:
        verbose_name = "頻度の変更"
        ordering: ClassVar = ["-at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="rhythm_change_has_a_reason",
                violation_error_message="頻度を変える理由を書いてください。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.plan} {in_era_day(self.until)}まで"

    @property
    def by_hand(self) -> ByHand:
        """As rules read it."""
        return ByHand(self.key, self.reason, self.until, timezone.localdate(self.at))


class SelectionQuerySet(models.QuerySet["Selection"]):
    """What can be asked of the choice of a year."""

    def of(self, organisation: Organisation) -> SelectionQuerySet:
        """The organisation's."""
        return self.filter(plan__business__organisation=organisation)

    def of_year(self, year: FiscalYear) -> SelectionQuerySet:
        """Those chosen for the fiscal year."""
        return self.filter(fiscal_year=year.start_year)


class Selection(Kept):
    """A firm with its plan that the office chose to follow up in a fiscal year（今年度の対象）.

    ``fiscal_year`` is the year it begins in: 2026 is 令和8年度.
    """

    plan = models.ForeignKey(
        BusinessPlan, models.CASCADE, related_name="selections", verbose_name="事業計画"
    )
    fiscal_year = models.PositiveSmallIntegerField("年度")
    reason = models.CharField("選んだ理由", max_length=200)
    chosen_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="選んだ職員"
    )
    at = models.DateTimeField("選んだ日時")
    history = HistoricalRecords()

    objects = SelectionQuerySet.as_manager()

    class Meta:
        verbose_name = "今年度の対象"
        ordering: ClassVar = ["fiscal_year", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["plan", "fiscal_year"],
                name="selection_once_a_year",
                violation_error_message="この年度の対象に、すでに選ばれています。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.plan} {FiscalYear(self.fiscal_year).label}"


class OwnerCallQuerySet(models.QuerySet["OwnerCall"]):
    """What can be asked of owners' calls."""

    def from_the_page(self) -> OwnerCallQuerySet:
        """Those that owners wrote themselves on their own page, in their own words."""
        return self.filter(taken_by__isnull=True)


class OwnerCall(Kept):
    """An owner asked to be seen（事業者からの声）: a visit is due at once, until one is made.

    ``taken_by`` is who of the office took it; by the owner's own page（``link``）nobody did, and
    ``what`` is then in the owner's words.
    """

    plan = models.ForeignKey(
        BusinessPlan, models.CASCADE, related_name="owner_calls", verbose_name="事業計画"
    )
    on = models.DateField("声がかかった日")
    at = models.DateTimeField("受けた日時")
    what = models.CharField("内容", max_length=300)
    convenient = models.CharField("都合のよいとき", max_length=100, blank=True)
    phone = models.CharField("連絡のつく電話", max_length=40, blank=True)
    taken_by = models.ForeignKey(
        Staff, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="受けた職員"
    )
    link = models.ForeignKey(
        FigureLink,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="owner_calls",
        verbose_name="月次の入力リンク",
    )
    history = HistoricalRecords()

    objects = OwnerCallQuerySet.as_manager()

    class Meta:
        verbose_name = "事業者からの声"
        ordering: ClassVar = ["-on", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(what=""),
                name="owner_call_says_something",
                violation_error_message="内容を書いてください。",
            ),
            models.CheckConstraint(
                condition=Q(taken_by__isnull=True) | Q(link__isnull=True),
                name="owner_call_by_staff_or_page",
            ),
        ]

    def __str__(self) -> str:
        return f"{in_era_day(self.on)} {self.what}"

    @property
    def source(self) -> str:
        """Who took it, or that the owner wrote it: 「佐藤 さくら」「事業者のページから」."""
        return self.taken_by.person.name if self.taken_by else "事業者のページから"

    @property
    def told(self) -> str:
        """What was said, with when it suits and the telephone where they were said."""
        asked = (("都合：", self.convenient), ("電話：", self.phone))
        beside = "／".join(f"{name}{words}" for name, words in asked if words)
        return f"{self.what}（{beside}）" if beside else self.what


class OwnerReport(models.Model):
    """An owner says on their own page that something was done（できたの知らせ）.

    ``key`` is the public id of the measure or promise, ``of`` its words then. It changes neither:
    the next check sheet asks about it.
    """

    MEASURE, PROMISE = "measure", "promise"
    KINDS: ClassVar = [(MEASURE, "施策"), (PROMISE, "約束")]

    plan = models.ForeignKey(
        BusinessPlan, models.CASCADE, related_name="owner_reports", verbose_name="事業計画"
    )
    kind = models.CharField("何が", max_length=10, choices=KINDS)
    key = models.CharField("どれが", max_length=40)
    of = models.CharField("内容", max_length=300)
    on = models.DateField("知らせた日")
    link = models.ForeignKey(
        FigureLink,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="owner_reports",
        verbose_name="月次の入力リンク",
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = "できたの知らせ"
        ordering: ClassVar = ["-on", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "kind", "key"], name="owner_report_once")
        ]

    def __str__(self) -> str:
        return f"{in_era_day(self.on)} {self.of}"
