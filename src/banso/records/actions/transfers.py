"""Decisions about carrying records over（転記）: marked, taken back, for a period at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import IntegrityError, transaction
from simple_history.utils import bulk_create_with_history

from banso.accounts.models import Staff
from banso.core import clock
from banso.core.fiscal_year import Period
from banso.core.models import EditConflict
from banso.core.refusals import RuleViolation
from banso.records.models import (
    SupportRecord,
    SupportRecordQuerySet,
    Transfer,
    TransferBatch,
    TransferTemplate,
    to_be_transferred,
    with_transfer,
)
from banso.records.rules.transfer import Column, write_columns

BATCH = 500


class TransferredBefore(RuleViolation):
    """A colleague carried the record over first; ``transfer`` says who and when."""

    def __init__(self, transfer: Transfer) -> None:
        words = f"この記録は、{transfer.made_by.person.name}さんがすでに転記済にしています。"
        super().__init__("transferred-before", words)
        self.transfer = transfer


@transaction.atomic
def mark_transferred(record: SupportRecord, *, seen_version: int, by: Staff) -> Transfer:
    """Record that the record as it now reads was carried over（転記済）.

    Of a withdrawn record, that its withdrawal was. Refuses what a colleague carried over first,
    and a record changed since it was read.
    """
    SupportRecord.objects.select_for_update().get(pk=record.pk)
    current = with_transfer(SupportRecord.objects.filter(pk=record.pk)).get()
    if current.version != seen_version:
        raise RuleViolation(
            "changed-meanwhile",
            "読んでいる間に記録が直されました。画面を開き直し、新しい内容を転記してください。",
        )
    if not _waiting().filter(pk=record.pk).exists():
        _refuse_settled(current)
    try:
        with transaction.atomic():
            return Transfer.objects.create(**_facts(current), at=clock.now(), made_by=by)
    except IntegrityError:  # two presses in the same moment
        raise TransferredBefore(_latest(current)) from None


def _refuse_settled(record: SupportRecord) -> None:
    """Why a record that does not wait cannot be marked: carried over before, or withdrawn."""
    if record.transfers.exists():
        raise TransferredBefore(_latest(record))
    words = "取り消された記録は、転記する必要がありません。"
    raise RuleViolation("withdrawn", words)


def _waiting() -> SupportRecordQuerySet:
    return with_transfer(SupportRecord.objects.all()).filter(to_be_transferred())


def _latest(record: SupportRecord) -> Transfer:
    rows = Transfer.objects.select_related("made_by__person").filter(record=record)
    return rows.latest("number")


def _facts(record: SupportRecord) -> dict[str, object]:
    """What a transfer keeps of a record ``with_transfer``."""
    return {
        "record": record,
        "number": (getattr(record, "transfer_number", None) or 0) + 1,
        "record_version": record.version,
        "told_withdrawal": hasattr(record, "withdrawal"),
    }


@transaction.atomic
def undo_transfer(record: SupportRecord) -> None:
    """Take back the latest transfer: the record waits as it did before."""
    latest = record.transfers.order_by("-number").first()
    if latest is not None:
        latest.delete()


@transaction.atomic
def mark_batch(
    records: Iterable[SupportRecord], *, period: Period, encoding: str, by: Staff
) -> TransferBatch:
    """Carry over at once all of the records that still wait; refuses when none does."""
    named = [record.pk for record in records]
    waiting = _waiting().filter(organisation=by.organisation).select_related("withdrawal")
    rows = [row for row in waiting.order_by("on", "pk") if row.pk in set(named)]
    if not rows:
        raise RuleViolation("none", "この期間に、転記を待つ記録はありません。")
    batch = TransferBatch.objects.create(
        organisation=by.organisation,
        first=period.first,
        last=period.last,
        encoding=encoding,
        at=clock.now(),
        made_by=by,
    )
    _create_all(rows, batch)
    return batch


def _create_all(rows: Sequence[SupportRecord], batch: TransferBatch) -> None:
    made = [
        Transfer(**_facts(row), at=batch.at, made_by=batch.made_by, batch=batch) for row in rows
    ]
    try:
        with transaction.atomic():
            bulk_create_with_history(made, Transfer, batch_size=BATCH)
    except IntegrityError:
        words = "同じ記録を、いまほかの職員が転記済にしました。もう一度書き出してください。"
        raise RuleViolation("transferred-before", words) from None


@transaction.atomic
def undo_batch(batch: TransferBatch) -> int:
    """Take back what the file carried over; how many records（件）wait again.

    A record carried over again since keeps what was carried over later.
    """
    last = with_transfer(SupportRecord.objects.filter(transfers__batch=batch))
    latest = {record.pk: getattr(record, "transfer_number", 0) for record in last}
    undone = 0
    for transfer in batch.transfers.all():
        if latest[transfer.record_id] == transfer.number:
            transfer.delete()
            undone += 1
        else:
            transfer.batch = None
            transfer.save()
    batch.delete()
    return undone


@transaction.atomic
def set_template(columns: Sequence[Column], *, seen_version: int, by: Staff) -> TransferTemplate:
    """Keep the office's own order of fields. Refuses none, and one saved meanwhile."""
    if not columns:
        raise RuleViolation("none", "項目を1つ以上残してください。")
    written = write_columns(columns)
    template = TransferTemplate.objects.filter(organisation=by.organisation).first()
    if template is None:
        if seen_version:
            raise EditConflict
        return _first_template(written, by)
    template.columns, template.edited_by = written, by
    return template.save_edit(seen_version=seen_version)


def _first_template(written: str, by: Staff) -> TransferTemplate:
    try:
        with transaction.atomic():
            return TransferTemplate.objects.create(
                organisation=by.organisation, columns=written, edited_by=by
            )
    except IntegrityError:  # a colleague kept the first one in the same moment
        raise EditConflict from None
