"""Reminders by e-mail（お知らせメール）: who wants them, and what was sent."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from simple_history.models import HistoricalRecords

from banso.accounts.models import Staff
from banso.core.era import in_era_day


class DigestRhythm(models.TextChoices):
    """On which mornings the mail goes out."""

    WEEKLY = "weekly", "毎週はじめの営業日"
    DAILY = "daily", "営業日の毎朝"


class DigestWish(models.Model):
    """That someone wants reminders by e-mail（お知らせメールの希望）; without a row, none are sent.

    Names of firms leave the building only where ``with_names`` was chosen.
    """

    staff = models.OneToOneField(
        Staff, models.CASCADE, related_name="digest_wish", verbose_name="職員"
    )
    rhythm = models.CharField("いつ", max_length=10, choices=DigestRhythm.choices)
    with_names = models.BooleanField("事業者名を入れる", default=False)
    since = models.DateField("いつから")
    history = HistoricalRecords()

    class Meta:
        verbose_name = "お知らせメールの希望"

    def __str__(self) -> str:
        return f"{self.staff} {self.get_rhythm_display()}"


class DigestSent(models.Model):
    """A mail of one person and day（送ったお知らせメール）; ``failure`` says why it did not go."""

    staff = models.ForeignKey(
        Staff, models.CASCADE, related_name="digests_sent", verbose_name="職員"
    )
    on = models.DateField("いつの分")
    at = models.DateTimeField("送った日時")
    failure = models.CharField("届けられなかった理由", max_length=200, blank=True)

    class Meta:
        verbose_name = "送ったお知らせメール"
        ordering: ClassVar = ["-on", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["staff", "on"], name="digest_sent_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.staff} {in_era_day(self.on)}"
