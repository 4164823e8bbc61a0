"""Decisions about what was said（シートの記入）: each thing said is kept by itself."""

from __future__ import annotations

from django.db import transaction

from banso.accounts.models import Staff
from banso.core import clock
from banso.core.refusals import RuleViolation
from banso.diagnosis.actions.diagnoses import editable
from banso.diagnosis.models import SheetEntry
from banso.diagnosis.queries.finding import ANALYSES
from banso.diagnosis.rules.sheets import sheets
from banso.diagnosis.rules.swot import CROSS, SWOT, strategies, swot_cells

MOST_IN_A_CELL = 30
_LONGEST = 600


@transaction.atomic
def keep_entry(entry: SheetEntry, *, by: Staff, seen_version: int = 0) -> SheetEntry:
    """Keep one thing said in a cell, new or edited over ``seen_version``.

    Refuses cells that do not exist, empty and overlong words, and a cell that is full.
    """
    locked = editable(entry.diagnosis)
    entry.text = entry.text.strip()
    _refuse_words(entry.text)
    if entry.cell not in _cells(entry.sheet):
        raise RuleViolation("no-cell", "この欄はありません。", field="cell")
    entry.written_by, entry.written_at = by, clock.now()
    if entry.pk:
        kept = entry.save_edit(seen_version=seen_version)
        ANALYSES.renew([locked.pk])
        return kept
    beside = locked.entries.filter(sheet=entry.sheet, cell=entry.cell)
    if beside.count() >= MOST_IN_A_CELL:
        words = f"1つの欄に書けるのは{MOST_IN_A_CELL}件までです。"
        raise RuleViolation("full", words, field="text")
    same = beside.filter(text=entry.text, said_by=entry.said_by).first()
    if same is not None:  # pressed twice, or sent again after a lost answer
        return same
    entry.save()
    ANALYSES.renew([locked.pk])
    return entry


def _refuse_words(text: str) -> None:
    if not text:
        raise RuleViolation("empty", "内容を書いてください。", field="text")
    if len(text) > _LONGEST:
        words = f"内容は{_LONGEST}字までにしてください（いま{len(text):,}字）。"
        raise RuleViolation("too-long", words, field="text")


def _cells(sheet: str) -> set[str]:
    if sheet == SWOT:
        return {cell.place for cell in swot_cells()}
    if sheet == CROSS:
        return {one.key for one in strategies()}
    return {cell.key for cell in sheets()[sheet].cells} if sheet in sheets() else set()


@transaction.atomic
def drop_entry(entry: SheetEntry) -> None:
    """Take away what was said; its history stays."""
    locked = editable(entry.diagnosis)
    entry.delete()
    ANALYSES.renew([locked.pk])
