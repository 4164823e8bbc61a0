"""Leave for outside experts to see a business（閲覧許可）, and how long it lasts."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from banso.accounts.models import Staff
from banso.core import clock


class AccessGrantQuerySet(models.QuerySet["AccessGrant"]):
    """What can be asked of grants."""

    def in_force(self) -> AccessGrantQuerySet:
        """Grants without an end, or whose last day has not passed."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=clock.today()))


class AccessGrant(models.Model):
    """Leave for an outside expert to see one business（閲覧許可）, given with a dispatch.

    ``ends_on`` is its last day; open while the report of a dispatch is still to come.
    """

    business = models.ForeignKey(
        "registry.Business",
        models.CASCADE,
        related_name="access_grants",
        verbose_name="事業者",
    )
    staff = models.ForeignKey(
        Staff, models.CASCADE, related_name="access_grants", verbose_name="外部専門家"
    )
    granted_on = models.DateField("許可日")
    ends_on = models.DateField("閲覧できる期限", null=True, blank=True)
    granted_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="許可した職員"
    )
    history = HistoricalRecords()

    objects = AccessGrantQuerySet.as_manager()

    class Meta:
        verbose_name = "閲覧許可"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["business", "staff"], name="access_grant_once"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("granted_on")),
                name="access_grant_ends_after_given",
                violation_error_message="閲覧できる期限は許可日以後の日付にしてください。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.staff} → {self.business}"
