"""Decisions about what was told in confidence（内密）: marked, lifted, opened and logged."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from django.db import DatabaseError, transaction

from banso.accounts.models import Staff
from banso.accounts.rules import Role, may
from banso.core import clock
from banso.core.refusals import RuleViolation
from banso.records.models import Confidence, Look, SupportRecord

ONE_LOOK = timedelta(minutes=10)  # opened again within this time, it is the same look


@transaction.atomic
def confide(record: SupportRecord, *, readers: Sequence[Staff] = (), by: Staff) -> Confidence:
    """Mark a record as told in confidence（内密）, or name others who may open it.

    Refuses who may not open it, who would shut it to themselves, and readers from outside the
    office.
    """
    _refuse_unreadable(record, by=by)
    if any(reader.role not in Role.office() for reader in readers):
        raise RuleViolation("outsider", "内密の記録は、外部の人には開けません。", field="readers")
    confidence, is_new = Confidence.objects.get_or_create(
        record=record, defaults={"at": clock.now(), "marked_by": by}
    )
    if set(confidence.readers.all()) != set(readers):
        confidence.readers.set(readers)
    if is_new and SupportRecord.objects.all().shut_to(by).filter(pk=record.pk).exists():
        raise RuleViolation(
            "shuts-oneself-out",
            "内密にすると、あなたも開けなくなります。記録した職員か担当の職員に頼むか、"
            "自分を「ほかに開ける職員」に加えてください。",
            field="readers",
        )
    return confidence


@transaction.atomic
def lift_confidence(record: SupportRecord, *, by: Staff) -> None:
    """Let the whole office read the record again; for its recorder and the leads to decide."""
    _refuse_unreadable(record, by=by)
    if record.recorded_by_id != by.pk and not may(by.role, "read-confidences"):
        raise RuleViolation(
            "not-yours-to-lift",
            "内密を解けるのは、記録した職員と法定経営指導員・事務局長・管理者です。",
        )
    for confidence in Confidence.objects.filter(record=record):
        confidence.delete()


def _refuse_unreadable(record: SupportRecord, *, by: Staff) -> None:
    if not SupportRecord.objects.readable_by(by).filter(pk=record.pk).exists():
        raise RuleViolation("not-readable", "この記録は内密です。あなたには開けません。")


def open_text(record: SupportRecord, *, by: Staff) -> None:
    """Let ``by`` read the record's text now: of a confidential one, the look is logged first.

    Refuses who may not read it, and everyone while the look cannot be logged: what is not logged
    is not shown. One insert at most; none within ten minutes of the last look.
    """
    if not record.is_confidential:
        return
    _refuse_unreadable(record, by=by)
    try:
        with transaction.atomic():
            log_looks([record], by=by)
    except DatabaseError as trouble:
        raise RuleViolation(
            "not-logged",
            "いま、見たことを記録できないため、内密の内容を出せません。少し待って、もう一度開いてください。",
        ) from trouble


def log_looks(records: Iterable[SupportRecord], *, by: Staff) -> None:
    """Log that ``by`` opened these records' text, unless they did within the last ten minutes."""
    moment = clock.now()
    wanted = [record for record in records if record.is_confidential]
    recent = Look.objects.filter(record__in=wanted, staff=by, at__gt=moment - ONE_LOOK)
    seen = set(recent.values_list("record_id", flat=True))
    Look.objects.bulk_create(
        Look(record=record, staff=by, at=moment) for record in wanted if record.pk not in seen
    )
