"""What can be decided about a promise: kept, dropped, moved, and each taken back."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from tests.conftest import TODAY
from tests.records.cast import THEIRS, a_promise, a_visit

from banso.accounts.history import acting, changes_of
from banso.accounts.models import Staff
from banso.core.models import EditConflict
from banso.core.refusals import RuleViolation
from banso.records.actions import (
    RecordParts,
    drop_promise,
    edit_support,
    fulfil_promise,
    move_promise,
    move_promise_back,
    reopen_promise,
)
from banso.records.models import Dropping, Fulfilment, Promise, SupportRecord
from banso.records.queries import open_promises, tell, timeline_of
from banso.records.rules.days import a_week_on
from banso.registry.models import Business


@pytest.fixture
def promise(sato: Staff, sakura: Business) -> Promise:
    """見本を送る, two days late."""
    a_visit(sakura, sato, promises=(a_promise("見本を送る", date(2026, 11, 18)),))
    return Promise.objects.get()


def test_a_dropped_promise_is_closed_with_who_when_and_why_and_can_be_taken_up_again(
    promise: Promise, sato: Staff, suzuki: Staff, sakura: Business
) -> None:
    dropping = drop_promise(promise, reason=" 事情が変わった ", by=suzuki)
    assert (dropping.on, dropping.reason, dropping.confirmed_by) == (
        TODAY,
        "事情が変わった",
        suzuki,
    )
    assert list(Promise.objects.unkept()) == []
    assert list(Promise.objects.dropped()) == [promise]
    assert open_promises(sakura, sato) == []
    told = tell(Promise.objects.get())
    assert (told.closed_on, told.dropped_for, told.closed_by, told.days_late, told.standing) == (
        TODAY,
        "事情が変わった",
        "鈴木 一郎",
        0,
        "令和8年11月20日に取りやめました（事情が変わった）。",
    )
    line = timeline_of(sakura, sato)[0].promises[0]
    assert (line.kept_on, line.dropped_on) == (None, TODAY)
    reopen_promise(promise)
    assert list(Promise.objects.overdue()) == [promise]
    assert [entry.history_type for entry in Dropping.history.order_by("history_id")] == ["+", "-"]


@pytest.mark.parametrize(
    ("reason", "code"), [("", "no-reason"), ("　", "no-reason"), ("あ" * 201, "too-long")]
)
def test_dropping_needs_a_reason_that_fits(
    promise: Promise, sato: Staff, reason: str, code: str
) -> None:
    with pytest.raises(RuleViolation) as refused:
        drop_promise(promise, reason=reason, by=sato)
    assert (refused.value.code, refused.value.field) == (code, "reason")
    assert Dropping.objects.count() == 0


def test_the_database_keeps_no_dropping_without_a_reason(promise: Promise, sato: Staff) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Dropping.objects.create(promise=promise, on=TODAY, reason="", confirmed_by=sato)


def test_a_promise_is_not_both_kept_and_dropped(promise: Promise, sato: Staff) -> None:
    fulfil_promise(promise, on=TODAY, by=sato)
    with pytest.raises(RuleViolation, match="完了した約束"):
        drop_promise(promise, reason="重なった", by=sato)
    reopen_promise(promise)
    drop_promise(promise, reason="重なった", by=sato)
    with pytest.raises(RuleViolation, match="取りやめた約束"):
        fulfil_promise(promise, on=TODAY, by=sato)
    with pytest.raises(RuleViolation, match="完了か取りやめの約束"):
        move_promise(promise, to=date(2026, 12, 1))
    assert (Fulfilment.objects.count(), Dropping.objects.count()) == (0, 1)


def test_a_tap_pressed_twice_drops_once(promise: Promise, sato: Staff, suzuki: Staff) -> None:
    first = drop_promise(promise, reason="重なった", by=sato)
    assert drop_promise(promise, reason="別の理由", by=suzuki) == first
    assert Dropping.objects.get().reason == "重なった"


def test_a_moved_promise_leaves_its_old_day_in_the_history(promise: Promise, sato: Staff) -> None:
    with acting(sato.person):
        move_promise(promise, to=date(2026, 11, 27))
    latest = changes_of(Promise.objects.get())[0]
    assert (latest.who, [(each.label, each.before, each.after) for each in latest.fields]) == (
        "佐藤 さくら",
        [("期日", "令和8年11月18日（水）", "令和8年11月27日（金）")],
    )
    move_promise(promise, to=date(2026, 11, 27))
    assert Promise.history.count() == 2


def test_the_last_move_can_be_taken_back_even_to_a_day_that_has_passed(promise: Promise) -> None:
    with pytest.raises(RuleViolation, match="まだ変えていません"):
        move_promise_back(promise)
    move_promise(promise, to=date(2026, 11, 27))
    move_promise_back(promise)
    assert Promise.objects.get().due_on == date(2026, 11, 18)


def test_a_promise_without_a_day_is_given_one_and_loses_it_again(
    sato: Staff, sakura: Business
) -> None:
    a_visit(sakura, sato, promises=(a_promise("いつか送る", None, THEIRS),))
    promise = Promise.objects.get()
    assert list(Promise.objects.coming()) == [promise]
    move_promise(promise, to=date(2026, 12, 1))
    move_promise_back(promise)
    assert Promise.objects.get().due_on is None


def test_a_promise_moves_to_no_day_that_has_passed(promise: Promise) -> None:
    with pytest.raises(RuleViolation) as refused:
        move_promise(promise, to=date(2026, 11, 19))
    assert (refused.value.code, refused.value.field) == ("past", "due_on")
    move_promise(promise, to=TODAY)
    assert Promise.objects.get().due_on == TODAY


def test_who_has_the_records_form_open_meets_the_move_there(promise: Promise, sato: Staff) -> None:
    record = SupportRecord.objects.get()
    seen = record.version
    move_promise(promise, to=date(2026, 12, 1))
    with pytest.raises(EditConflict):
        edit_support(record, RecordParts([sato], [], [promise]), seen_version=seen)
    assert Promise.objects.get().due_on == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("due_on", "week_on"),
    [
        (date(2026, 11, 18), date(2026, 11, 27)),  # late: a week from today
        (None, date(2026, 11, 27)),
        (date(2026, 11, 25), date(2026, 12, 2)),  # to come: a week after its own day
        (date(2026, 11, 28), date(2026, 12, 7)),  # on a Saturday: the Monday after
        (date(2026, 12, 25), date(2027, 1, 4)),  # not within the New Year
    ],
)
def test_a_week_on_is_a_day_on_which_the_office_is_open(due_on: date | None, week_on: date) -> None:
    assert a_week_on(due_on, today=TODAY) == week_on
