"""Drift（計画とのズレ）from the day it was first seen, and the look a third party took at it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from banso.accounts.models import Staff
from banso.core.era import in_era_day
from banso.core.models import Kept
from banso.followup.rules.drift import JUDGED, KPI, MEASURE, SALES
from banso.plans.models import BusinessPlan, Revision


class GateReviewQuerySet(models.QuerySet["GateReview"]):
    """What can be asked of looks with a third party."""

    def visible_to(self, staff: Staff) -> GateReviewQuerySet:
        """Those of the plans that ``staff`` may see."""
        return self.filter(plan__in=BusinessPlan.objects.visible_to(staff))

    def standing(self) -> GateReviewQuerySet:
        """Those that were not taken back."""
        return self.filter(withdrawal__isnull=True)


class GateReview(Kept):
    """A look with a third party at a plan that drifts（第三者の視点）: (a)(b)(c), view, response.

    The fields of the gate have the keys of ``rules.gate.PARTS``. ``revision`` is the revision of
    the plan that came of it; ``entry_key`` is made on the device, so that one sent again is one.
    """

    plan = models.ForeignKey(
        BusinessPlan, models.CASCADE, related_name="gate_reviews", verbose_name="事業計画"
    )
    on = models.DateField("検討した日")
    kpi_check = models.TextField("(a) 目標・KPI達成度の点検", max_length=2000)
    hypotheses = models.TextField("(b) ボトルネックの仮説検証", max_length=2000)
    effect = models.TextField("(c) 事業計画の効果・検証", max_length=2000)
    third_party = models.CharField("第三者の氏名", max_length=60)
    third_party_role = models.CharField("第三者の立場", max_length=60)
    view = models.TextField("第三者の見方", max_length=2000)
    causes = models.TextField("ズレの原因", max_length=2000)
    response = models.TextField("これからの対応", max_length=2000)
    proposal = models.TextField("計画の見直し案", max_length=2000, blank=True)
    written_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="書いた職員"
    )
    at = models.DateTimeField("書いた日時")
    revision = models.OneToOneField(
        Revision,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="gate_review",
        verbose_name="事業計画の改訂",
    )
    entry_key = models.UUIDField("入力の鍵", null=True, blank=True)
    history = HistoricalRecords()

    objects = GateReviewQuerySet.as_manager()

    class Meta:
        verbose_name = "第三者の視点"
        ordering: ClassVar = ["-on", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(third_party=""),
                name="gate_review_has_a_third_party",
                violation_error_message="第三者の氏名を書いてください。",
            ),
            models.UniqueConstraint(
                fields=["plan", "entry_key"], name="gate_review_once_by_its_key"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan} {in_era_day(self.on)}"

    @property
    def is_withdrawn(self) -> bool:
        """Whether it was taken back; fetch with ``withdrawal``."""
        return hasattr(self, "withdrawal")


class GateReviewWithdrawal(models.Model):
    """The fact that a look with a third party was taken back（第三者の視点の取り消し）.

    It was written by mistake: the drift it answered waits again. Its words stay to be read.
    """

    review = models.OneToOneField(
        GateReview, models.CASCADE, related_name="withdrawal", verbose_name="第三者の視点"
    )
    at = models.DateTimeField("取り消した日時")
    withdrawn_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="取り消した職員"
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = "第三者の視点の取り消し"

    def __str__(self) -> str:
        return f"{self.review}：取り消し"


class DriftCaseQuerySet(models.QuerySet["DriftCase"]):
    """What can be asked of drift."""

    def open(self) -> DriftCaseQuerySet:
        """Drift that is neither gone nor reviewed with a third party."""
        return self.filter(gone_on__isnull=True, review__isnull=True)

    def lasting(self) -> DriftCaseQuerySet:
        """Drift that is still there, reviewed or not."""
        return self.filter(gone_on__isnull=True)


class DriftCase(models.Model):
    """One drift（計画とのズレ）of a plan: since when, and what ended it.

    ``key`` says of what it is without its words: 「sales」, or the public id of a KPI or measure.
    """

    KINDS: ClassVar = [
        (SALES, "売上が計画を下回る"),
        (KPI, "KPIに届かない"),
        (MEASURE, "施策が遅れている"),
        (JUDGED, "訪問でズレと判断した"),
    ]

    plan = models.ForeignKey(
        BusinessPlan, models.CASCADE, related_name="drift_cases", verbose_name="事業計画"
    )
    kind = models.CharField("種類", max_length=20, choices=KINDS)
    key = models.CharField("何のズレか", max_length=40)
    of = models.CharField("対象", max_length=300)
    words = models.CharField("ズレの内容", max_length=500)
    opened_on = models.DateField("気づいた日")
    gone_on = models.DateField("なくなった日", null=True, blank=True)
    review = models.ForeignKey(
        GateReview,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="drift_cases",
        verbose_name="第三者の視点",
    )
    history = HistoricalRecords()

    objects = DriftCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "計画とのズレ"
        ordering: ClassVar = ["opened_on", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["plan", "kind", "key"],
                condition=Q(gone_on__isnull=True),
                name="drift_case_lasting_once",
            ),
            models.CheckConstraint(
                condition=Q(gone_on__isnull=True) | Q(gone_on__gte=F("opened_on")),
                name="drift_case_gone_after_opened",
            ),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def is_open(self) -> bool:
        """Whether it is neither gone nor reviewed."""
        return self.gone_on is None and self.review_id is None
