"""Monthly figures（月次数値）, and the links by which owners send them in."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from banso.accounts.models import Organisation, Staff
from banso.core.era import in_era_month
from banso.core.models import Kept
from banso.figures.rules.monthly import monthly_items
from banso.registry.models import Business


class FigureLinkQuerySet(models.QuerySet["FigureLink"]):
    """What can be asked of links."""

    def visible_to(self, staff: Staff) -> FigureLinkQuerySet:
        """Links of the businesses that ``staff`` may see."""
        return self.filter(business__in=Business.objects.visible_to(staff))

    def in_force(self, day: date) -> FigureLinkQuerySet:
        """Links that open the owner's page on that day."""
        return self.filter(
            revocation__isnull=True, expires_on__gte=day, business__erasure__isnull=True
        )


class FigureLink(Kept):
    """An owner's personal link to send monthly figures by（月次の入力リンク）.

    Only the SHA-256 of the link's token is kept; the link itself is shown once.
    """

    business = models.ForeignKey(
        Business, models.CASCADE, related_name="figure_links", verbose_name="事業者"
    )
    token_hash = models.CharField("照合値", max_length=64, unique=True)
    made_by = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name="作った職員")
    made_at = models.DateTimeField("作った日時")
    expires_on = models.DateField("使える最後の日")
    last_used_at = models.DateTimeField("最後に使われた日時", null=True, blank=True)
    history = HistoricalRecords(excluded_fields=["token_hash", "last_used_at"])

    objects = FigureLinkQuerySet.as_manager()

    class Meta:
        verbose_name = "月次の入力リンク"
        ordering: ClassVar = ["-made_at", "-id"]

    def __str__(self) -> str:
        return f"{self.business} {self.expires_on}まで"


class FigureLinkRevocation(models.Model):
    """The fact that an owner's link opens nothing any more（入力リンクの失効）."""

    link = models.OneToOneField(
        FigureLink, models.CASCADE, related_name="revocation", verbose_name="月次の入力リンク"
    )
    at = models.DateTimeField("失効日時")
    confirmed_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="失効させた職員"
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = "入力リンクの失効"

    def __str__(self) -> str:
        return f"{self.link}"


class Evidence(models.TextChoices):
    """What a monthly figure rests on（証憑）."""

    DECLARED = "declared", "申告"
    TRIAL = "trial-balance", "試算表"
    STATEMENT = "statement", "決算書"


class MonthlyFigureQuerySet(models.QuerySet["MonthlyFigure"]):
    """What can be asked of monthly figures."""

    def of(self, organisation: Organisation) -> MonthlyFigureQuerySet:
        """Figures of the organisation's businesses."""
        return self.filter(business__organisation=organisation)

    def visible_to(self, staff: Staff) -> MonthlyFigureQuerySet:
        """Figures of the businesses that ``staff`` may see."""
        return self.filter(business__in=Business.objects.visible_to(staff))

    def of_business(self, business: Business) -> MonthlyFigureQuerySet:
        """One business's figures."""
        return self.filter(business=business)

    def during(self, first: date, last: date) -> MonthlyFigureQuerySet:
        """Figures of the months from the one of ``first`` to the one of ``last``."""
        return self.filter(month__gte=first.replace(day=1), month__lte=last)

    def known(self) -> MonthlyFigureQuerySet:
        """Figures with a value: 「不明」 is an answer, but no value."""
        return self.filter(is_unknown=False)


class MonthlyFigure(models.Model):
    """One month's value of one item（月次数値）; ``month`` is its first day.

    A row that is not there was never asked or answered; ``is_unknown`` was answered 不明.
    """

    business = models.ForeignKey(
        Business, models.CASCADE, related_name="monthly_figures", verbose_name="事業者"
    )
    month = models.DateField("月")
    item = models.CharField(
        "項目", max_length=40, choices=[(item.key, item.ja) for item in monthly_items().values()]
    )
    value = models.DecimalField("値", max_digits=18, decimal_places=2, null=True, blank=True)
    is_unknown = models.BooleanField("不明", default=False)
    evidence = models.CharField(
        "証憑", max_length=20, choices=Evidence.choices, default=Evidence.DECLARED
    )
    entered_by = models.ForeignKey(
        Staff, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="入力した職員"
    )
    link = models.ForeignKey(
        FigureLink, models.PROTECT, null=True, blank=True, related_name="figures",
        verbose_name="月次の入力リンク",
    )  # fmt: skip
    at = models.DateTimeField("入力日時")
    history = HistoricalRecords()

    objects = MonthlyFigureQuerySet.as_manager()

    class Meta:
        verbose_name = "月次数値"
        ordering: ClassVar = ["business_id", "month", "item"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["business", "month", "item"], name="monthly_figure_once"
            ),
            models.CheckConstraint(
                condition=Q(is_unknown=True, value__isnull=True)
                | Q(is_unknown=False, value__isnull=False),
                name="monthly_figure_known_or_not",
                violation_error_message="値を入れるか、不明を選んでください。",
            ),
            models.CheckConstraint(
                condition=Q(entered_by__isnull=False, link__isnull=True)
                | Q(entered_by__isnull=True, link__isnull=False),
                name="monthly_figure_by_staff_or_owner",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.business} {in_era_month(self.month)} {self.get_item_display()}"
