"""Decisions about the ninety days（90日アクション）: written down, agreed, looked at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction

from banso.core import clock
from banso.core.era import in_era_day
from banso.core.refusals import RuleViolation
from banso.diagnosis.models import ActionStep, Diagnosis, Remedy
from banso.diagnosis.queries.finding import ANALYSES
from banso.diagnosis.queries.stepping import step_words
from banso.diagnosis.rules.ninety_days import DAYS, day_for
from banso.records.actions import add_promise
from banso.records.models import Promise, SupportRecord

MOST_STEPS = 30
LONGEST = {
    "what": ("行動", 200),
    "doer": ("担当", 60),
    "kpi": ("KPI", 200),
    "result": ("結果", 400),
}
AGREED = "約束になった行動です。内容と期限は、約束の一覧で変えてください。"


@transaction.atomic
def keep_step(step: ActionStep, *, seen_version: int = 0) -> ActionStep:
    """Write a step down, new or edited over ``seen_version``.

    Refuses empty and overlong words, a day outside the ninety days from the beginning, too many
    steps, and the change of a step that became a promise. The same step twice is kept once.
    """
    locked = Diagnosis.objects.select_for_update(of=("self",)).get(pk=step.diagnosis_id)
    step.what = step.what.strip()
    if not step.what:
        raise RuleViolation("empty", "行動を書いてください。", field="what")
    _refuse_long(step, "what", "doer", "kpi")
    _refuse_day(step.due_on, locked.started_on)
    if step.pk:
        if step.promise_id:
            raise RuleViolation("agreed", AGREED, field="what")
        kept = step.save_edit(seen_version=seen_version)
        ANALYSES.renew([locked.pk])
        return kept
    if locked.steps.count() >= MOST_STEPS:
        words = f"90日アクションは{MOST_STEPS}件までです。"
        raise RuleViolation("too-many", words, field="what")
    same = locked.steps.planned().filter(what=step.what, due_on=step.due_on, side=step.side).first()
    if same is not None:  # pressed twice, or sent again after a lost answer
        return same
    step.save()
    ANALYSES.renew([locked.pk])
    return step


def _refuse_long(step: ActionStep, *names: str) -> None:
    """Refuse what is longer than its column, in words."""
    for name in names:
        label, most = LONGEST[name]
        typed = len(getattr(step, name))
        if typed > most:
            words = f"{label}は{most}字までにしてください（いま{typed:,}字）。"
            raise RuleViolation("too-long", words, field=name)


def _refuse_day(due_on: date, begun_on: date) -> None:
    last = begun_on + timedelta(days=DAYS)
    if not begun_on <= due_on <= last:
        words = f"期限は、{in_era_day(begun_on)}から{in_era_day(last)}までにしてください。"
        raise RuleViolation("outside", words, field="due_on")


@transaction.atomic
def step_from_remedy(remedy: Remedy) -> ActionStep:
    """Make a step of what is to be done about a finding（対応策）, by the end of its third.

    Refuses a remedy of a finding that was not taken up.
    """
    finding = remedy.finding
    if not finding.diagnosis.findings.accepted().filter(pk=finding.pk).exists():
        raise RuleViolation("not-accepted", "取り上げていない課題の対応策です。")
    diagnosis = finding.diagnosis
    due_on = day_for(remedy.horizon, diagnosis.started_on, clock.today())
    what = step_words(remedy)
    return keep_step(ActionStep(diagnosis=diagnosis, finding=finding, what=what, due_on=due_on))


@transaction.atomic
def drop_step(step: ActionStep) -> None:
    """Take a step away. Refuses one that became a promise: that is dropped as a promise."""
    if step.promise_id:
        raise RuleViolation("agreed", AGREED)
    step.delete()
    ANALYSES.renew([step.diagnosis_id])


@transaction.atomic
def agree_steps(
    diagnosis: Diagnosis, record: SupportRecord, chosen: Sequence[ActionStep] | None = None
) -> list[ActionStep]:
    """Make promises（約束）of steps not agreed yet, at the contact where they were agreed.

    All of them, unless some are ``chosen``. From then on they are kept, moved, dropped and found
    overdue like every other promise. Refuses another business's record, and when there is nothing
    to agree.
    """
    locked = Diagnosis.objects.select_for_update(of=("self",)).get(pk=diagnosis.pk)
    if record.business_id != locked.business_id:
        raise RuleViolation("not-theirs", "ほかの事業者の記録です。", field="record")
    planned = locked.steps.planned()
    steps = list(planned if chosen is None else planned.filter(pk__in=[one.pk for one in chosen]))
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
    _refuse_long(step, "result")
    kept = step.save_edit(seen_version=seen_version)
    ANALYSES.renew([step.diagnosis_id])
    return kept
