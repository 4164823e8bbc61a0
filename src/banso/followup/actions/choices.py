"""Decisions about whom to visit how often: by hand, for the year, and on an owner's call."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.db import transaction

from banso.accounts.models import Staff
from banso.core import clock
from banso.core.era import in_era_day
from banso.core.fiscal_year import FiscalYear
from banso.core.refusals import RuleViolation
from banso.followup.actions.following import followable, refuse_day, worded
from banso.followup.models import DriftCase, OwnerCall, RhythmChange, Selection
from banso.followup.queries.following import follow_of, rules_of
from banso.followup.rules.rhythm import ByHand
from banso.plans.models import BusinessPlan

GATED = (
    "計画とのズレがあるため、頻度は減らせません。先に、KPIの点検・つまずきの仮説・"
    "計画の効果と、第三者の見方を書いてください。"
)
NOT_FOLLOWED = "この計画は、いまフォローアップしていません。"
_LONGEST_CALL = 300


@transaction.atomic
def change_rhythm(
    plan: BusinessPlan, *, key: str, reason: str, until: date, by: Staff
) -> RhythmChange:
    """Decide a rhythm by hand（頻度の変更）, in force up to and including ``until``.

    The same decision twice is one. Refuses what ``refuse_rhythm`` refuses.
    """
    locked = followable(plan, by)
    decided = refuse_rhythm(locked, ByHand(key, reason, until, clock.today()), by=by)
    told = {"key": key, "reason": decided.reason, "until": until}
    newest = RhythmChange.objects.in_force_on(clock.today()).filter(plan=locked).last()
    if newest is not None and all(getattr(newest, name) == told[name] for name in told):
        return newest
    return RhythmChange.objects.create(plan=locked, **told, decided_by=by, at=clock.now())


def refuse_rhythm(plan: BusinessPlan, decided: ByHand, *, by: Staff) -> ByHand:
    """The decision with its reason tidied; nothing is kept.

    Refuses an unknown rhythm, a last day that has passed or lies after the plan, no reason, a plan
    that is not followed up, and fewer visits while a drift waits for a third party.
    """
    rhythm = rules_of(by.organisation).rhythms.named(decided.key)
    reason = worded(decided.reason, "頻度を変える理由", field="reason")
    if decided.until < clock.today():
        raise RuleViolation("past", "いつまでかは、今日以後の日にしてください。", field="until")
    if decided.until > plan.ends_on:
        words = f"いつまでかは、計画の終わり（{in_era_day(plan.ends_on)}）までの日にしてください。"
        raise RuleViolation("too-far", words, field="until")
    now = follow_of(plan, clock.today())
    if now is None:
        raise RuleViolation("not-followed", NOT_FOLLOWED)
    fewer = rhythm.visits_per_year < now.decision.rhythm.visits_per_year
    if fewer and DriftCase.objects.open().filter(plan=plan).exists():
        raise RuleViolation("gate", GATED, field="rhythm")
    return replace(decided, reason=reason)


@transaction.atomic
def undo_rhythm_change(change: RhythmChange, *, by: Staff) -> None:
    """Take a decision back: the one before, or the rules, count again; asking again is nothing.

    Refuses to relax by it while a drift waits for a third party.
    """
    locked = followable(change.plan, by)
    before = follow_of(locked, clock.today())
    for row in RhythmChange.objects.filter(pk=change.pk):
        row.delete()
    after = follow_of(locked, clock.today())
    if before is None or after is None:
        return
    fewer = after.decision.rhythm.visits_per_year < before.decision.rhythm.visits_per_year
    if fewer and DriftCase.objects.open().filter(plan=locked).exists():
        raise RuleViolation("gate", GATED)


@transaction.atomic
def select_plan(plan: BusinessPlan, *, year: FiscalYear, reason: str, by: Staff) -> Selection:
    """Choose a firm with its plan for the year（今年度の対象）.

    Refuses a plan never adopted or not running in that year, no reason, a firm that has closed,
    and one that is chosen already, with this plan or another.
    """
    locked = followable(plan, by)
    reason = worded(reason, "選んだ理由", field="reason")
    closure = getattr(locked.business, "closure", None)
    if closure is not None and closure.on <= clock.today():
        words = f"この事業者は{in_era_day(closure.on)}に廃業しています。"
        raise RuleViolation("closed", words, field="plan")
    if locked.ends_on < year.first_day or locked.adoption.on > year.last_day:
        words = f"この計画は{year.label}には当たりません。"
        raise RuleViolation("not-in-year", words, field="year")
    chosen = Selection.objects.of_year(year).filter(plan__business=locked.business_id)
    if chosen.exists():
        words = f"この事業者は、すでに{year.label}の対象です。"
        raise RuleViolation("twice", words, field="plan")
    return Selection.objects.create(
        plan=locked, fiscal_year=year.start_year, reason=reason, chosen_by=by, at=clock.now()
    )


@transaction.atomic
def drop_selection(selection: Selection) -> None:
    """Take a firm out of the year's choice; its visits count all the same. Again is nothing."""
    for row in Selection.objects.filter(pk=selection.pk):
        row.delete()


@transaction.atomic
def bring_back_selection(selection: Selection) -> Selection:
    """Put back a firm just taken out（元に戻す）, chosen by whom and why it was."""
    known = Selection.objects.filter(plan=selection.plan_id, fiscal_year=selection.fiscal_year)
    found = known.first()
    if found is not None:
        return found
    selection.pk = None
    selection.save(force_insert=True)
    return selection


@transaction.atomic
def take_call(plan: BusinessPlan, *, on: date, what: str, by: Staff) -> OwnerCall:
    """Record that the owner asked to be seen（事業者からの声）: a visit is due at once.

    The same call twice is one. Refuses no words, a day to come or before the adoption, and
    a plan that is not followed up any more.
    """
    locked = followable(plan, by)
    what = worded(what, "声の内容", field="what", most=_LONGEST_CALL)
    refuse_day(locked, on, "声がかかった日")
    if follow_of(locked, clock.today()) is None:
        raise RuleViolation("not-followed", NOT_FOLLOWED)
    told = {"plan": locked, "on": on, "what": what}
    known = OwnerCall.objects.filter(**told).first()  # the owner's page may have kept more than one
    return known or OwnerCall.objects.create(**told, at=clock.now(), taken_by=by)


@transaction.atomic
def drop_call(call: OwnerCall) -> None:
    """Take back a call written down by mistake; its history stays."""
    for row in OwnerCall.objects.filter(pk=call.pk):
        row.delete()


@transaction.atomic
def bring_back_call(call: OwnerCall, *, by: Staff) -> OwnerCall:
    """Put back a call just taken back（元に戻す）, as it was. Refuses where the plan went."""
    locked = followable(call.plan, by)
    same = OwnerCall.objects.filter(plan=locked, on=call.on, what=call.what).first()
    if same is not None:
        return same
    call.pk = None
    call.save(force_insert=True)
    return call
