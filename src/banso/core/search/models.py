"""The tables of the index. Its words lie beside it: FTS5 on SQLite, a tsvector on PostgreSQL."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class IndexEntry(models.Model):
    """One row of a room as search finds it（索引の項目）.

    Written only through :mod:`banso.core.search.keeping`, which keeps its words in step. ``names``
    and ``texts`` are folded, one to a line, never shown; ``marks`` stand between spaces.
    """

    place = models.BigIntegerField("位置", primary_key=True)
    organisation = models.PositiveBigIntegerField("商工会の番号")
    kind = models.CharField("種類", max_length=20)
    row = models.PositiveBigIntegerField("行の番号")
    business = models.PositiveBigIntegerField("事業者の番号", null=True)
    names = models.TextField("名称")
    texts = models.TextField("本文")
    marks = models.TextField("絞り込みの印")

    class Meta:
        verbose_name = "索引の項目"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "row"], name="index_entry_once_per_row")
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "place"], name="index_entry_newest"),
            models.Index(fields=["business"], name="index_entry_by_business"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.row}"


class IndexBuild(models.Model):
    """The fact that the whole index was built（索引の作成）, and in which manner."""

    manner = models.PositiveSmallIntegerField("作り方の版")
    entries = models.PositiveBigIntegerField("項目の数")
    at = models.DateTimeField("作成日時")

    class Meta:
        verbose_name = "索引の作成"
        ordering: ClassVar = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.at} {self.entries}"
