"""What a business told in confidence（内密）, who may open it, and who has looked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from django.db import models
from simple_history.models import HistoricalRecords

from banso.accounts.models import Staff


class Confidence(models.Model):
    """The fact that a record was told in confidence（内密）.

    Its text may be opened by who recorded it, who took part, the adviser in charge and the leads,
    and by ``readers`` named besides; see ``SupportRecordQuerySet.shut_to``.
    """

    record = models.OneToOneField(
        "records.SupportRecord", models.CASCADE, related_name="confidence", verbose_name="支援記録"
    )
    at = models.DateTimeField("内密にした日時")
    marked_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="内密にした職員"
    )
    readers = models.ManyToManyField(
        Staff, blank=True, related_name="+", verbose_name="ほかに開ける職員"
    )
    history = HistoricalRecords(m2m_fields=[readers])

    class Meta:
        verbose_name = "内密"

    def __str__(self) -> str:
        return f"{self.record}"


class LookQuerySet(models.QuerySet["Look"]):
    """What can be asked of looks. The log only grows: it is never changed and never cut."""

    def visible_to(self, staff: Staff) -> LookQuerySet:
        """Looks at records of the asker's own organisation."""
        return self.filter(record__organisation_id=staff.organisation_id)

    def update(self, **changes: object) -> int:
        """Refuse: what was seen stays seen."""
        raise LogOnlyGrows

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refuse: what was seen stays seen."""
        raise LogOnlyGrows


class LogOnlyGrows(Exception):
    """A row of a log was to be changed or removed: a programming error."""


class Look(models.Model):
    """One opening of a confidential record's text（閲覧）: who, when, which record."""

    record = models.ForeignKey(
        "records.SupportRecord", models.PROTECT, related_name="looks", verbose_name="支援記録"
    )
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name="見た職員")
    at = models.DateTimeField("見た日時")

    objects = LookQuerySet.as_manager()

    class Meta:
        verbose_name = "閲覧"
        ordering: ClassVar = ["-at", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["record", "staff", "at"], name="look_by_record"),
            models.Index(fields=["at"], name="look_by_moment"),
        ]

    def __str__(self) -> str:
        return f"{self.staff} {self.at}"

    def delete(self, *args: object, **kwargs: object) -> tuple[int, dict[str, int]]:
        """Refuse: what was seen stays seen."""
        raise LogOnlyGrows


def told_in_confidence(record_ids: Iterable[int]) -> set[int]:
    """Those of the records（by primary key）that were told in confidence. One query."""
    rows = Confidence.objects.filter(record_id__in=list(record_ids))
    return set(rows.values_list("record_id", flat=True))
