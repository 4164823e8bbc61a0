"""Decisions about the ninety days（90日アクション）: written down, agreed, looked at."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from banso.core.era import in_era_day
from banso.core.refusals import RuleViolation
from banso.diagnosis.models import ActionStep, Diagnosis
from banso.records.actions import add_promise
from banso.records.models import Promise, SupportRecord

DAYS = 90
MOST_STEPS = 30
AGREED = "約束になった行動です。内容と期限は、約束の一覧で変えてください。"


@transaction.atomic
def keep_step(step: ActionStep, *, seen_version: int = 0) -> ActionStep:
    """Write a step down, new or edited over ``seen_version``.

    Refuses empty words, a day outside the ninety days from the beginning, too many steps, and
    the change of a step that became a promise.
    """
    locked = Diagnosis.objects.select_for_update(of=("self",)).get(pk=step.diagnosis_id)
    step.what = step.what.strip()
    if not step.what:
        raise RuleViolation("empty", "行動を書いてください。", field="what")
    _refuse_day(step.due_on, locked.started_on)
    if step.pk:
        if step.promise_id:
            raise RuleViolation("agreed", AGREED, field="what")
        return step.save_edit(seen_version=seen_version)
    if locked.steps.count() >= MOST_STEPS:
        words = f"90日アクションは{MOST_STEPS}件までです。"
        raise RuleViolation("too-many", words, field="what")
    step.save()
    return step


def _refuse_day(due_on: date, begun_on: date) -> None:
    last = begun_on + timedelta(days=DAYS)
    if not begun_on <= due_on <= last:
        words = f"期限は、{in_era_day(begun_on)}から{in_era_day(last)}までにしてください。"
        raise RuleViolation("outside", words, field="due_on")


@transaction.atomic
def drop_step(step: ActionStep) -> None:
    """Take a step away. Refuses one that became a promise: that is dropped as a promise."""
    if step.promise_id:
        raise RuleViolation("agreed", AGREED)
    step.delete()


@transaction.atomic
def agree_steps(diagnosis: Diagnosis, record: SupportRecord) -> list[ActionStep]:
    """Make promises（約束）of the steps not agreed yet, at the contact where they were agreed.

    From then on they are kept, moved, dropped and found overdue like every other promise.
    Refuses another business's record, and when there is nothing to agree.
    """
    locked = Diagnosis.objects.select_for_update(of=("self",)).get(pk=diagnosis.pk)
    if record.business_id != locked.business_id:
        raise RuleViolation("not-theirs", "ほかの事業者の記録です。", field="record")
    steps = list(locked.steps.planned())
    if not steps:
        raise RuleViolation("none", "約束にする行動がありません。")
    for step in steps:
        promise = Promise(record=record, side=step.side, what=step.what, due_on=step.due_on)
        step.promise = add_promise(promise)
        step.save_edit(seen_version=step.version)
    return steps


@transaction.atomic
def tell_result(step: ActionStep, result: str, *, seen_version: int) -> ActionStep:
    """Keep what came of a step（結果）, whether or not it became a promise."""
    step.result = result.strip()
    return step.save_edit(seen_version=seen_version)
