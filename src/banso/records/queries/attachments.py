"""Reads of photos and papers（添付）: of a record, of a firm, and what became of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from typing import Any

from django.db.models import QuerySet

from banso.accounts.history import Change, FieldChange, described, named, past_of
from banso.accounts.models import Staff
from banso.records.models import (
    Attachment,
    AttachmentQuerySet,
    AttachmentRemoval,
    SupportRecord,
)
from banso.registry.models import Business

LABEL = "写真・書類"
_TAKEN_OFF = "添付を外した"


def attachments_of(record: SupportRecord) -> list[Attachment]:
    """What is attached to the record, the first attached first. One query."""
    rows = Attachment.objects.standing().filter(record=record)
    return list(rows.select_related("attached_by__person"))


def removed_from(record: SupportRecord) -> list[Attachment]:
    """What was taken off the record and can still be put back. One query."""
    rows = Attachment.objects.removed().filter(record=record)
    return list(rows.select_related("removal__removed_by__person"))


def attachments_of_business(business: Business, staff: Staff) -> AttachmentQuerySet:
    """All attached to the firm's records that ``staff`` may see, the latest record first.

    As in every list, nothing of a confidential record is named.
    """
    rows = Attachment.objects.visible_to(staff).openly().standing()
    rows = rows.filter(record__business=business)
    rows = rows.select_related("record__withdrawal", "attached_by__person")
    return rows.order_by("-record__on", "-record_id", "id")


def filings_of(record: SupportRecord) -> list[Change]:
    """When and by whom files were attached, taken off and put back, latest first.

    What one person did in one minute is told in one entry.
    """
    attached = past_of(Attachment).filter(record_id=record.pk, history_type="+")
    files = Attachment.objects.filter(record=record).values("pk")
    removals = past_of(AttachmentRemoval).filter(attachment_id__in=files)
    told = [
        *_told(removals, {"登録": _TAKEN_OFF, "削除": "添付を戻した"}),
        *_told(attached, {"登録": "添付"}),
    ]
    latest_first = sorted(told, key=lambda change: change.at, reverse=True)
    together = groupby(latest_first, key=lambda change: (change.when, change.who, change.what))
    return [_joined(list(changes)) for _, changes in together]


def _told(entries: QuerySet[Any], words: dict[str, str]) -> Iterator[Change]:
    for entry in named(entries):
        change = described(entry, None, {})
        yield replace(change, what=words[change.what], fields=())


def _joined(changes: list[Change]) -> Change:
    """One entry for several files: their names before or after, as they came or went."""
    names = "、".join(change.row for change in reversed(changes))
    went = changes[0].what == _TAKEN_OFF
    field = FieldChange(LABEL, before=names if went else "", after="" if went else names)
    return replace(changes[0], fields=(field,))
