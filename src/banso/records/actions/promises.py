"""Decisions about promises（約束）."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import F

from banso.accounts.models import Staff
from banso.core import clock
from banso.core.refusals import RuleViolation
from banso.records.models import (
    Dropping,
    Fulfilment,
    Promise,
    SupportRecord,
)
from banso.records.queries.finding import PROMISES

LONGEST_DROPPING = 200


@transaction.atomic
def add_promise(promise: Promise) -> Promise:
    """Keep one more promise made at a contact. Refuses a withdrawn record.

    What our side promised is kept by whoever recorded it, unless another keeper is named.
    """
    if hasattr(promise.record, "withdrawal"):
        raise RuleViolation("withdrawn", "取り消された記録です。ほかの記録を選んでください。")
    if promise.side == Promise.Side.OURS and promise.keeper_id is None:
        promise.keeper = promise.record.recorded_by
    promise.save()
    PROMISES.put([promise])
    return promise


@transaction.atomic
def fulfil_promise(promise: Promise, *, on: date, by: Staff) -> Fulfilment:
    """Record that a promise was kept（約束の完了）; refuses one that was dropped."""
    if on > clock.today():
        raise RuleViolation("future", "完了日に未来の日付は入れられません。", field="on")
    _held(promise)
    if Dropping.objects.filter(promise=promise).exists():
        raise RuleViolation("dropped", "取りやめた約束です。先に元に戻してください。")
    fulfilment, _ = Fulfilment.objects.get_or_create(
        promise=promise, defaults={"on": on, "confirmed_by": by}
    )
    return fulfilment


@transaction.atomic
def drop_promise(promise: Promise, *, reason: str, by: Staff) -> Dropping:
    """Record that a promise need not be kept any more（取りやめ）; refuses one already kept."""
    reason = reason.strip()
    if not reason:
        raise RuleViolation("no-reason", "取りやめる理由を入力してください。", field="reason")
    if len(reason) > LONGEST_DROPPING:
        words = f"理由は{LONGEST_DROPPING}字までにしてください（いま{len(reason):,}字）。"
        raise RuleViolation("too-long", words, field="reason")
    _held(promise)
    if Fulfilment.objects.filter(promise=promise).exists():
        raise RuleViolation("kept", "完了した約束です。先に元に戻してください。")
    dropping, _ = Dropping.objects.get_or_create(
        promise=promise, defaults={"on": clock.today(), "reason": reason, "confirmed_by": by}
    )
    return dropping


@transaction.atomic
def reopen_promise(promise: Promise) -> None:
    """Take back a tap that closed a promise by mistake, whether as kept or as dropped."""
    for closing in (Fulfilment, Dropping):
        for row in closing._default_manager.filter(promise=promise):
            row.delete()


@transaction.atomic
def move_promise(promise: Promise, *, to: date) -> Promise:
    """Give a promise another day（期日の変更）; the day before stays in its history.

    Refuses a day that has passed and a promise that is closed.
    """
    if to < clock.today():
        raise RuleViolation(
            "past", "過ぎた日には移せません。今日から先の日にしてください。", field="due_on"
        )
    return _dated(promise, to)


@transaction.atomic
def move_promise_back(promise: Promise) -> Promise:
    """Take back the last move: the promise has the day it had before, even one that has passed."""
    other_days = promise.history.exclude(due_on=promise.due_on)  # type: ignore[attr-defined] # manager
    before = other_days.order_by("-history_id").first()
    if before is None:
        raise RuleViolation("not-moved", "この約束の期日は、まだ変えていません。")
    return _dated(promise, before.due_on)


def _dated(promise: Promise, day: date | None) -> Promise:
    """Save the day with one history entry; who has the record's form open meets it there."""
    held = _held(promise)
    if hasattr(held, "fulfilment") or hasattr(held, "dropping"):
        raise RuleViolation("closed", "完了か取りやめの約束です。先に元に戻してください。")
    if held.due_on != day:
        held.due_on = day
        held.save()
        SupportRecord.objects.filter(pk=held.record_id).update(version=F("version") + 1)
    promise.due_on = day
    return promise


def _held(promise: Promise) -> Promise:
    """The promise as it stands now, held until this decision is saved."""
    return Promise.objects.select_for_update().get(pk=promise.pk)
