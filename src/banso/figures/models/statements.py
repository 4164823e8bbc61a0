"""Statements of accounts（決算）: one period of one business, as it stands on the paper."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from banso.accounts.models import Organisation, Staff
from banso.core.era import in_era_day
from banso.core.models import Kept
from banso.figures.rules.accounts import FORM_NAMES, Form, name_of
from banso.figures.rules.cells import UNIT_NAMES, MoneyUnit, shown_amount
from banso.figures.rules.statement import Statement
from banso.registry.models import Business


class Unit(models.TextChoices):
    """The unit that the paper's figures have（単位）."""

    YEN = MoneyUnit.YEN.value, UNIT_NAMES[MoneyUnit.YEN]
    THOUSAND_YEN = MoneyUnit.THOUSAND_YEN.value, UNIT_NAMES[MoneyUnit.THOUSAND_YEN]


class FinancialStatementQuerySet(models.QuerySet["FinancialStatement"]):
    """What can be asked of statements."""

    def of(self, organisation: Organisation) -> FinancialStatementQuerySet:
        """Statements of the organisation's businesses."""
        return self.filter(business__organisation=organisation)

    def visible_to(self, staff: Staff) -> FinancialStatementQuerySet:
        """Statements of the businesses that ``staff`` may see."""
        return self.filter(business__in=Business.objects.visible_to(staff))

    def of_business(self, business: Business) -> FinancialStatementQuerySet:
        """One business's statements, forecasts too."""
        return self.filter(business=business)

    def realised(self) -> FinancialStatementQuerySet:
        """Statements of what happened（実績）: forecasts are left out."""
        return self.filter(is_forecast=False)

    def forecast(self) -> FinancialStatementQuerySet:
        """Statements of what is expected（予測）."""
        return self.filter(is_forecast=True)

    def closed(self) -> FinancialStatementQuerySet:
        """Statements of periods whose accounts are closed（確定）, not of trial balances."""
        return self.filter(is_closed=True)

    def latest_periods(self, number: int) -> list[FinancialStatement]:
        """The last ``number`` of them, the earliest first, as they stand side by side on paper."""
        return list(self.order_by("-ends_on", "-pk")[:number])[::-1]


class FinancialStatement(Kept):
    """One period's accounts（決算）. ``amounts`` is whole yen by account code or sum code.

    A code that is absent was left blank on the paper; what that means, ``rules.statement`` says.
    """

    business = models.ForeignKey(
        Business, models.CASCADE, related_name="statements", verbose_name="事業者"
    )
    starts_on = models.DateField("期首")
    ends_on = models.DateField("期末")
    form = models.CharField(
        "様式", max_length=20, choices=[(form.value, name) for form, name in FORM_NAMES.items()]
    )
    amounts = models.JSONField("金額", default=dict, blank=True)
    employees = models.DecimalField(
        "従業員数（人）", max_digits=7, decimal_places=1, null=True, blank=True
    )
    is_outline = models.BooleanField("概要だけ", default=False)
    is_forecast = models.BooleanField("予測", default=False)
    is_closed = models.BooleanField("確定", default=True)
    typed_in = models.CharField("単位", max_length=20, choices=Unit.choices, default=Unit.YEN)
    source = models.CharField("入力のもと", max_length=200, blank=True)
    note = models.CharField("備考", max_length=400, blank=True)
    history = HistoricalRecords()

    objects = FinancialStatementQuerySet.as_manager()

    class Meta:
        verbose_name = "決算"
        ordering: ClassVar = ["business_id", "ends_on", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")),
                name="statement_ends_after_it_starts",
                violation_error_message="期末は期首より後の日付にしてください。",
            ),
            models.UniqueConstraint(
                fields=["business", "ends_on", "is_forecast"],
                name="statement_once_per_period",
                violation_error_message="この期末の決算は、すでに入っています。",
            ),
            models.CheckConstraint(
                condition=Q(form__in=[form.value for form in Form]),
                name="statement_form_is_known",
                violation_error_message="様式を選んでください。",
            ),
            models.CheckConstraint(
                condition=Q(employees__isnull=True) | Q(employees__gte=0),
                name="statement_employees_not_negative",
                violation_error_message="従業員数は0以上の数にしてください。",
            ),
        ]

    def __str__(self) -> str:
        kind = "（予測）" if self.is_forecast else ""
        return f"{self.business} {self.ends_on}期{kind}"

    @property
    def period_name(self) -> str:
        """The period by its last day: 「令和8年3月31日期」, forecasts marked."""
        return f"{in_era_day(self.ends_on)}期{'（予測）' if self.is_forecast else ''}"

    def as_statement(self) -> Statement:
        """The figures to reckon with, free of the database."""
        return Statement(
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            form=Form(self.form),
            amounts=dict(self.amounts),
            employees=self.employees,
            is_outline=self.is_outline,
            is_forecast=self.is_forecast,
            is_closed=self.is_closed,
        )

    @classmethod
    def itemised(cls, name: str, stored: object) -> dict[str, str] | None:
        """The amounts line by line, for a history that people read: see ``accounts.history``."""
        if name != "amounts" or not isinstance(stored, dict):
            return None
        return {name_of(code): f"{shown_amount(amount)}円" for code, amount in stored.items()}
