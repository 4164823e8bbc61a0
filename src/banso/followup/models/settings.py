"""The rules of follow-up as the office's programme handed them over."""

from __future__ import annotations

from django.db import models
from simple_history.models import HistoricalRecords

from banso.accounts.models import Organisation
from banso.followup.rules.settings import FollowUpRules


class FollowUpSetting(models.Model):
    """The rules in force（フォローアップの決まり）, and the programme and edition they came from.

    Its history tells by which rules an earlier decision was made.
    """

    organisation = models.OneToOneField(
        Organisation,
        models.CASCADE,
        related_name="follow_up_setting",
        verbose_name="商工会",
    )
    rules = models.JSONField("決まり", default=dict)
    programme_key = models.CharField("計画の記号", max_length=60)
    edition = models.PositiveIntegerField("計画の版")
    since = models.DateField("いつから")
    history = HistoricalRecords()

    class Meta:
        verbose_name = "フォローアップの決まり"

    def __str__(self) -> str:
        return f"{self.programme_key} 第{self.edition}版"

    @property
    def as_rules(self) -> FollowUpRules:
        """The rules, free of the database."""
        return FollowUpRules.from_json(self.rules)

    @classmethod
    def itemised(cls, name: str, stored: object) -> dict[str, str] | None:
        """The rhythms with their visits a year, for a history that people read."""
        if name != "rules" or not isinstance(stored, dict) or not stored:
            return None
        rules = FollowUpRules.from_json(stored)
        return {one.name: f"年{one.visits_per_year}回" for one in rules.rhythms.all}
