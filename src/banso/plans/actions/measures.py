"""Decisions about measures（施策）and KPI: written down, put in order, done, dropped."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from banso.accounts.models import Staff
from banso.core import clock
from banso.core.money import LARGEST
from banso.core.refusals import RuleViolation
from banso.diagnosis.rules.findings.rulebook import HORIZONS
from banso.plans.actions.plans import editable
from banso.plans.models import BusinessPlan, MeasureDone, MeasureDropped, PlanMeasure
from banso.plans.queries.finding import PLANS

MOST_MEASURES = 50
LONGEST = {"what": ("施策", 300), "doer": ("担当", 60)}
_LONGEST_NOTE = 400
_LONGEST_REASON = 200
_AMOUNTS = ("cost_yen", "own_yen", "loan_yen", "subsidy_yen", "other_yen")


@transaction.atomic
def keep_measure(measure: PlanMeasure, *, seen_version: int = 0) -> PlanMeasure:
    """Write a measure down, new or edited over ``seen_version``.

    Refuses empty and overlong words, an end before the beginning, amounts below 0, another plan's
    KPI or finding, and too many measures. The same measure twice is kept once.
    """
    locked = editable(measure.plan)
    measure.what, measure.doer = measure.what.strip(), measure.doer.strip()
    _refuse(measure)
    if measure.pk:
        kept = measure.save_edit(seen_version=seen_version)
        PLANS.renew([locked.pk])
        return kept
    facts = {"what": measure.what, "doer": measure.doer, "ends_on": measure.ends_on}
    same = locked.measures.open().filter(**facts, starts_on=measure.starts_on).first()
    if same is not None:  # pressed twice, or sent again after a lost answer
        return same
    if locked.measures.count() >= MOST_MEASURES:
        raise RuleViolation("too-many", f"施策は{MOST_MEASURES}件までです。", field="what")
    measure.position = max((row.position for row in locked.measures.all()), default=0) + 1
    measure.save()
    PLANS.renew([locked.pk])
    return measure


def _refuse(measure: PlanMeasure) -> None:
    if not measure.what:
        raise RuleViolation("empty", "施策を書いてください。", field="what")
    for name, (label, most) in LONGEST.items():
        typed = len(getattr(measure, name))
        if typed > most:
            words = f"{label}は{most}字までにしてください（いま{typed:,}字）。"
            raise RuleViolation("too-long", words, field=name)
    if measure.horizon not in HORIZONS:
        raise RuleViolation("no-horizon", "時間軸を選んでください。", field="horizon")
    if measure.starts_on and measure.ends_on and measure.ends_on < measure.starts_on:
        raise RuleViolation("reversed", "期限は始まりより前にできません。", field="ends_on")
    for name in _AMOUNTS:
        amount = getattr(measure, name)
        if amount is not None and not 0 <= amount < LARGEST:
            raise RuleViolation("bad-amount", "0以上の金額を入力してください。", field=name)
    _refuse_strangers(measure)


def _refuse_strangers(measure: PlanMeasure) -> None:
    """Refuse what belongs to another plan."""
    if measure.kpi is not None and measure.kpi.plan_id != measure.plan_id:
        raise RuleViolation("not-theirs", "ほかの計画のKPIです。", field="kpi")
    finding = measure.finding
    if finding is not None and finding.diagnosis_id != measure.plan.diagnosis_id:
        raise RuleViolation("not-theirs", "ほかの分析の課題です。", field="finding")


@transaction.atomic
def order_measures(plan: BusinessPlan, keys: Sequence[int]) -> None:
    """Put the measures in the adviser's order; those not named follow as they were."""
    locked = editable(plan)
    rows = {row.pk: row for row in locked.measures.all()}
    named = [rows[key] for key in dict.fromkeys(keys) if key in rows]
    rest = [row for row in rows.values() if row not in named]
    for position, row in enumerate([*named, *rest], start=1):
        if row.position != position:
            row.position = position
            row.save()


@transaction.atomic
def remove_measure(measure: PlanMeasure) -> None:
    """Take away a measure that was written down by mistake.

    Refuses one of an adopted plan, which the owner said yes to: that is dropped with a reason.
    """
    locked = editable(measure.plan)
    if BusinessPlan.objects.adopted().filter(pk=locked.pk).exists():
        raise RuleViolation("adopted", "策定した計画の施策です。取りやめにしてください。")
    measure.delete()
    PLANS.renew([locked.pk])


@transaction.atomic
def put_back_measure(measure: PlanMeasure) -> PlanMeasure:
    """Put back a measure just taken away（元に戻す）, where it stood; asking again changes nothing.

    Refuses as ``keep_measure`` does.
    """
    there = PlanMeasure.objects.filter(public_id=measure.public_id).first()
    if there is not None:
        return there
    place = measure.position
    kept = keep_measure(measure)
    others = [row.pk for row in kept.plan.measures.exclude(pk=kept.pk).order_by("position", "pk")]
    order_measures(kept.plan, [*others[: place - 1], kept.pk, *others[place - 1 :]])
    return kept


@transaction.atomic
def finish_measure(measure: PlanMeasure, *, on: date, by: Staff, note: str = "") -> MeasureDone:
    """Record that a measure was carried out（施策の完了）; asking again changes nothing.

    Refuses a day to come, and a measure that was dropped.
    """
    editable(measure.plan)
    _refuse_day(on)
    if len(note) > _LONGEST_NOTE:
        words = f"結果は{_LONGEST_NOTE}字までにしてください（いま{len(note):,}字）。"
        raise RuleViolation("too-long", words, field="note")
    if MeasureDropped.objects.filter(measure=measure).exists():
        raise RuleViolation("dropped", "取りやめた施策です。先に取りやめを戻してください。")
    told = {"on": on, "note": note.strip(), "confirmed_by": by}
    done, _ = MeasureDone.objects.get_or_create(measure=measure, defaults=told)
    return done


@transaction.atomic
def drop_measure(measure: PlanMeasure, *, on: date, reason: str, by: Staff) -> MeasureDropped:
    """Record that a measure will not be carried out（施策の取りやめ）; again changes nothing.

    Refuses a day to come, no reason, and a measure that was done.
    """
    editable(measure.plan)
    _refuse_day(on)
    reason = reason.strip()
    if not reason or len(reason) > _LONGEST_REASON:
        words = f"取りやめる理由を{_LONGEST_REASON}字までで書いてください。"
        raise RuleViolation("no-reason", words, field="reason")
    if MeasureDone.objects.filter(measure=measure).exists():
        raise RuleViolation("done", "完了した施策です。先に完了を戻してください。")
    told = {"on": on, "reason": reason, "confirmed_by": by}
    dropped, _ = MeasureDropped.objects.get_or_create(measure=measure, defaults=told)
    return dropped


def _refuse_day(on: date) -> None:
    if on > clock.today():
        raise RuleViolation("future", "未来の日付は入れられません。", field="on")


@transaction.atomic
def reopen_measure(measure: PlanMeasure) -> None:
    """Take back that a measure was done or dropped; asking again changes nothing."""
    editable(measure.plan)
    for model in (MeasureDone, MeasureDropped):
        for fact in model._default_manager.filter(measure=measure):
            fact.delete()
