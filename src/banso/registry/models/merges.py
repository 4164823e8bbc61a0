"""Two entries made one（事業者のまとめ）, and what it takes to make them two again.

The entry that goes is deleted; this row keeps all of it. See docs/adr/0008.
"""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from banso.accounts.models import Organisation, Staff
from banso.registry.models.businesses import Business


class MergeQuerySet(models.QuerySet["Merge"]):
    """What can be asked of merges."""

    def visible_to(self, staff: Staff) -> MergeQuerySet:
        """Merges into the businesses that the staff member sees."""
        return self.filter(kept__in=Business.objects.visible_to(staff))

    def standing(self) -> MergeQuerySet:
        """Merges that were not taken back（取り消していない）."""
        return self.filter(withdrawal__isnull=True)


class Merge(models.Model):
    """The fact that one entry was merged into another（事業者のまとめ）.

    ``moved`` lists what was changed, as [model, key, field, before, after]; ``put_by`` holds the
    rows that went, in the order in which they went, the business itself last.
    """

    public_id = models.UUIDField("公開ID", default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="merges", verbose_name="商工会"
    )
    kept = models.ForeignKey(
        Business, models.PROTECT, related_name="merges", verbose_name="残した事業者"
    )
    into = models.UUIDField("まとめた先の公開ID", editable=False)
    absorbed_id = models.BigIntegerField("まとめた事業者の番号", editable=False)
    absorbed_public_id = models.UUIDField("まとめた事業者の公開ID", editable=False)
    absorbed_name = models.CharField("まとめた事業者", max_length=120)
    absorbed_words = models.TextField("まとめた事業者の検索用", blank=True, editable=False)
    moved = models.JSONField("移したもの", default=list, encoder=DjangoJSONEncoder)
    put_by = models.JSONField("控えたもの", default=list, encoder=DjangoJSONEncoder)
    at = models.DateTimeField("まとめた日時")
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name="まとめた職員")

    objects = MergeQuerySet.as_manager()

    class Meta:
        verbose_name = "事業者のまとめ"
        ordering: ClassVar = ["-at", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["absorbed_public_id"], name="merge_by_absorbed"),
        ]

    def __str__(self) -> str:
        return f"「{self.absorbed_name}」を「{self.kept}」に"


class MergeWithdrawal(models.Model):
    """The fact that a merge was taken back（まとめの取消）; ``left`` says what stayed, in words."""

    merge = models.OneToOneField(
        Merge, models.CASCADE, related_name="withdrawal", verbose_name="事業者のまとめ"
    )
    at = models.DateTimeField("取消日時")
    confirmed_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="取り消した職員"
    )
    left = models.JSONField("そのままにしたもの", default=list)

    class Meta:
        verbose_name = "まとめの取消"

    def __str__(self) -> str:
        return f"{self.merge} {self.at}"
