"""Addresses under which calendars read an adviser's visits（予定の配信）."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from simple_history.models import HistoricalRecords

from banso.accounts.models import Staff
from banso.core.models import Kept


class CalendarFeed(Kept):
    """The address that one member of staff's calendars read（予定の配信）.

    Only the SHA-256 of its token is kept; the address is shown once. To close it is to delete the
    row; that it was there stays in the history.
    """

    staff = models.OneToOneField(
        Staff, models.CASCADE, related_name="calendar_feed", verbose_name="職員"
    )
    token_hash = models.CharField("照合値", max_length=64, unique=True)
    with_names = models.BooleanField("事業者名を入れる", default=False)
    with_promises = models.BooleanField("約束の期日も入れる", default=False)
    made_at = models.DateTimeField("作った日時")
    last_used_at = models.DateTimeField("最後に読まれた日時", null=True, blank=True)
    history = HistoricalRecords(excluded_fields=["token_hash", "last_used_at"])

    class Meta:
        verbose_name = "予定の配信"
        ordering: ClassVar = ["staff_id"]

    def __str__(self) -> str:
        return f"{self.staff}の予定の配信"
