"""The rows behind a number, as a page shows them: the same rows the number was counted from."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F, QuerySet, Window
from django.db.models.functions import RowNumber

from banso.core.fiscal_year import Period
from banso.programme.measures import BUSINESSES_SUPPORTED, Line, is_recorded, rows_behind
from banso.programme.models import Programme, Result
from banso.records.models import SupportRecord


@dataclass(frozen=True, slots=True)
class EvidenceRows:
    """Rows behind a number, and how many businesses among them have closed since."""

    rows: QuerySet[SupportRecord] | QuerySet[Result]
    outside: int


def evidence_rows(programme: Programme, line: Line, period: Period) -> EvidenceRows:
    """The rows in the order a reader checks them: by business for 実数, else latest first.

    For 実数 each row carries ``nth``: 1 for the record that made the business count.
    """
    rows = rows_behind(programme, line, period)
    if not is_recorded(line):
        return EvidenceRows(rows.select_related("business", "entered_by__person"), 0)
    closed = rows.filter(business__closure__isnull=False).values("business").distinct().count()
    rows = rows.select_related("business", "recorded_by__person")
    if line.measure == BUSINESSES_SUPPORTED:
        order = Window(RowNumber(), partition_by="business_id", order_by=[F("on"), F("pk")])
        rows = rows.annotate(nth=order).order_by("business__name_kana", "business_id", "on", "pk")
    return EvidenceRows(rows, closed)
