"""Decisions about support records, promises and dispatches; each one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction

from banso.accounts.models import Organisation, Staff
from banso.core import clock
from banso.core.era import in_era
from banso.core.models import EditConflict
from banso.core.refusals import RuleViolation
from banso.records.actions.confidences import confide
from banso.records.actions.promises import fulfil_promise
from banso.records.models import (
    Promise,
    SupportRecord,
    Topic,
    Withdrawal,
)
from banso.records.queries.finding import PROMISES, RECORDS
from banso.records.queries.finding_attachments import ATTACHMENTS, standing_of
from banso.records.rules.walls import WALLS
from banso.registry.actions import refuse_erased

LONGEST_REASON = 200


@dataclass(frozen=True, slots=True)
class RecordParts:
    """What belongs to a record besides its own fields: colleagues, topics, promises.

    ``in_confidence`` counts when the record is made; later it is decided on its page.
    ``kept`` are promises made before that the contact showed to be kept.
    """

    supporters: Sequence[Staff]
    topics: Sequence[Topic]
    promises: Sequence[Promise] = field(default_factory=tuple)
    in_confidence: bool = False
    kept: Sequence[Promise] = field(default_factory=tuple)


@transaction.atomic
def set_topics(organisation: Organisation, topics: Iterable[Topic]) -> None:
    """Give the organisation the support topics of its plan; those no longer named are retired.

    The five walls are no matter of any plan: every organisation has them, after its topics.
    """
    walls = (Topic(key=wall.key, name=wall.name, kind=Topic.Kind.WALL) for wall in WALLS)
    wanted = [*topics, *walls]
    Topic.objects.filter(organisation=organisation).update(is_retired=True)
    for position, topic in enumerate(wanted):
        Topic.objects.update_or_create(
            organisation=organisation,
            key=topic.key,
            defaults={
                "name": topic.name,
                "section": topic.section,
                "kind": topic.kind,
                "position": position,
                "is_retired": False,
            },
        )


@transaction.atomic
def record_support(record: SupportRecord, parts: RecordParts, *, by: Staff) -> SupportRecord:
    """Record one contact（支援記録）and the promises it kept; an entry sent twice is kept once.

    Refuses a day in the future, a day after the business closed, and another office's business.
    """
    entered = SupportRecord.objects.filter(
        organisation_id=by.organisation_id, entry_key=record.entry_key
    )
    again = entered.first()
    if again is not None:
        return again
    record.organisation = by.organisation
    record.recorded_by = by
    record.recorded_at = clock.now()
    _check(record)
    try:
        with transaction.atomic():
            _keep(record, parts)
            if parts.in_confidence:
                confide(record, by=by)
            for promise in parts.kept:
                fulfil_promise(promise, on=record.on, by=by)
            return record
    except IntegrityError:  # the second press arrived while the first was being saved
        again = entered.first()
        if again is None:
            raise
        return again


class LooksRecorded(RuleViolation):
    """The same person recorded the same before; ``record`` is what stands already."""

    def __init__(self, record: SupportRecord) -> None:
        super().__init__("looks-recorded", "同じ内容の記録が、すでにあります。")
        self.record = record


def refuse_recorded_before(record: SupportRecord, parts: RecordParts, *, by: Staff) -> None:
    """Refuse with ``LooksRecorded`` what this person recorded already, word for word.

    The same business, day, kind and text; where there is no text, the same topics.
    """
    alike = SupportRecord.objects.of(by.organisation).filter(
        recorded_by=by,
        business=record.business,
        on=record.on,
        kind=record.kind,
        heard=record.heard,
        advice=record.advice,
    )
    has_text = bool(record.heard or record.advice)
    topics = set(parts.topics)
    for found in alike.exclude(entry_key=record.entry_key).select_related("business"):
        if has_text or set(found.topics.all()) == topics:
            raise LooksRecorded(found)


@transaction.atomic
def edit_support(record: SupportRecord, parts: RecordParts, *, seen_version: int) -> SupportRecord:
    """Save an edited record; refuses with ``EditConflict`` when a colleague saved it first."""
    current = SupportRecord.objects.select_for_update().get(pk=record.pk)
    if current.version != seen_version:
        raise EditConflict
    if hasattr(current, "withdrawal"):
        raise RuleViolation("withdrawn", "取り消した記録は変更できません。")
    _check(record)
    record.version = seen_version + 1
    return _keep(record, parts)


def _check(record: SupportRecord) -> None:
    if record.business.organisation_id != record.organisation_id:
        raise RuleViolation("other-office", "この事業者は登録されていません。", field="business")
    refuse_erased(record.business)
    if record.on > clock.today():
        raise RuleViolation(
            "future",
            "まだ来ていない日付です。予定は「次回の予定日」に入れてください。",
            field="on",
        )
    closure = getattr(record.business, "closure", None)
    if closure is not None and record.on > closure.on:
        words = f"この事業者は{in_era(closure.on)}に廃業しています。日付を確かめてください。"
        raise RuleViolation("closed", words, field="on")


def _keep(record: SupportRecord, parts: RecordParts) -> SupportRecord:
    """Save row, colleagues, topics and promises with one history entry."""
    record.skip_history_when_saving = True
    if record.pk is None:
        record.save()
    record.supporters.set(parts.supporters)
    record.topics.set(parts.topics)
    del record.skip_history_when_saving
    record.save()
    _keep_promises(record, parts.promises)
    _let_search_find(record)
    return record


def _let_search_find(record: SupportRecord) -> None:
    """Bring the index of search up to date with the record, its promises and its papers."""
    RECORDS.put([record])
    PROMISES.put(record.promises.select_related("record__business"))
    ATTACHMENTS.put(standing_of(record))


def _keep_promises(record: SupportRecord, promises: Sequence[Promise]) -> None:
    """Save the promises; those of the record no longer named are removed."""
    named = [promise.pk for promise in promises if promise.pk]
    for dropped in record.promises.exclude(pk__in=named):
        PROMISES.drop([dropped.pk])
        dropped.delete()
    for promise in promises:
        promise.record = record
        if promise.side == Promise.Side.OURS and promise.keeper_id is None:
            promise.keeper = record.recorded_by
        promise.save()


@transaction.atomic
def withdraw_record(record: SupportRecord, *, reason: str, by: Staff) -> Withdrawal:
    """Take back a record entered in error（取消）; it stays readable and counts nowhere."""
    if hasattr(record, "withdrawal"):
        raise RuleViolation("already-withdrawn", "この記録はすでに取り消されています。")
    reason = reason.strip()
    if not reason:
        raise RuleViolation("no-reason", "取り消す理由を入力してください。", field="reason")
    if len(reason) > LONGEST_REASON:
        words = f"理由は{LONGEST_REASON}字までにしてください（いま{len(reason):,}字）。"
        raise RuleViolation("too-long", words, field="reason")
    RECORDS.drop([record.pk])
    PROMISES.drop(record.promises.values_list("pk", flat=True))
    ATTACHMENTS.drop(record.attachments.values_list("pk", flat=True))
    return Withdrawal.objects.create(record=record, at=clock.now(), reason=reason, confirmed_by=by)


@transaction.atomic
def restore_record(record: SupportRecord) -> SupportRecord:
    """Let a withdrawn record count again（取消を戻す）."""
    for withdrawal in Withdrawal.objects.filter(record=record):
        withdrawal.delete()
    _let_search_find(record)
    return record
