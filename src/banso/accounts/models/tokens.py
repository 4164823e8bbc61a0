"""Keys by which programs act for a member of staff, and the answers they were given."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from simple_history.models import HistoricalRecords

from banso.accounts.models.people import Organisation, Staff
from banso.core.models import Kept


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    """What can be asked of tokens."""

    def visible_to(self, staff: Staff) -> ApiTokenQuerySet:
        """Tokens of the asker's own organisation."""
        return self.filter(organisation_id=staff.organisation_id)

    def in_force(self, day: date) -> ApiTokenQuerySet:
        """Tokens that open doors on that day: not revoked, their end not passed, staff active."""
        active = Staff.objects.active()
        return self.filter(revocation__isnull=True, ends_on__gte=day, staff__in=active)


class ApiToken(Kept):
    """A key by which a program acts for one member of staff（APIトークン）, within its scopes.

    Only the SHA-256 of the key is kept; the key itself is shown once. ``ends_on`` is its last day.
    """

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="api_tokens", verbose_name="商工会"
    )
    staff = models.ForeignKey(
        Staff, models.PROTECT, related_name="api_tokens", verbose_name="だれとして使うか"
    )
    name = models.CharField("使いみち", max_length=60)
    scopes = models.JSONField("できること")
    ends_on = models.DateField("使える最後の日")
    token_hash = models.CharField("照合値", max_length=64, unique=True)
    issued_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="発行した職員"
    )
    issued_at = models.DateTimeField("発行日時")
    last_used_on = models.DateField("最後に使われた日", null=True, blank=True)
    history = HistoricalRecords(excluded_fields=["token_hash", "last_used_on"])

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        verbose_name = "APIトークン"
        ordering: ClassVar = ["-issued_at", "-id"]

    def __str__(self) -> str:
        return self.name


class TokenRevocation(models.Model):
    """The fact that a token opens nothing any more（失効）: when, and who took it back."""

    token = models.OneToOneField(
        ApiToken, models.CASCADE, related_name="revocation", verbose_name="APIトークン"
    )
    at = models.DateTimeField("失効日時")
    confirmed_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="失効させた職員"
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = "失効"

    def __str__(self) -> str:
        return f"{self.token} {self.at}"


class GivenAnswer(models.Model):
    """The answer to a call with an idempotency key（二重送信の控え）, given again to the same.

    ``request_hash`` tells the same call from another that reuses the key.
    """

    token = models.ForeignKey(
        ApiToken, models.CASCADE, related_name="given_answers", verbose_name="APIトークン"
    )
    key = models.CharField("キー", max_length=100)
    request_hash = models.CharField("照合値", max_length=64)
    status = models.PositiveSmallIntegerField("状態コード")
    body = models.TextField("本文")
    given_at = models.DateTimeField("日時")

    class Meta:
        verbose_name = "二重送信の控え"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["token", "key"], name="given_answer_once_per_key")
        ]

    def __str__(self) -> str:
        return self.key
