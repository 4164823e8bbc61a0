"""Decisions about check sheets: opened, filled in, thrown away. Closing is in ``closing``."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from banso.accounts.history import past_of
from banso.accounts.models import Staff
from banso.core import clock
from banso.core.era import in_era_day
from banso.core.refusals import RuleViolation
from banso.followup.actions.drift import notice_drifts
from banso.followup.actions.following import followable
from banso.followup.models import CheckSheet, CheckSheetClosing
from banso.followup.queries.following import follow_of
from banso.followup.queries.sheet import items_of
from banso.followup.rules.answers import Answers
from banso.plans.models import BusinessPlan

FARTHEST = timedelta(days=366)


@transaction.atomic
def open_check_sheet(plan: BusinessPlan, *, planned_on: date, by: Staff) -> CheckSheet:
    """Make the sheet for the next visit（事業計画チェックシート）; the one still open is returned.

    Keeps the drift seen today, and asks about it. Refuses a plan not adopted or not followed up
    any more, a day before the adoption, one more than a year ahead, and one after the plan's end.
    """
    locked = followable(plan, by)
    waiting = CheckSheet.objects.open().filter(plan=locked).first()
    if waiting is not None:
        return waiting
    if planned_on < locked.adoption.on:
        words = "訪問の予定日は、策定日以後にしてください。"
        raise RuleViolation("too-early", words, field="planned_on")
    _refuse_far(locked, planned_on)
    progress = notice_drifts(locked, on=clock.today())
    follow = follow_of(locked, clock.today())
    if follow is None:
        words = "この計画は、いまフォローアップしていません（廃業・計画の終わり・新しい計画）。"
        raise RuleViolation("not-followed", words)
    last = CheckSheet.objects.filter(plan=locked).aggregate(last=Max("number"))["last"] or 0
    return CheckSheet.objects.create(
        plan=locked,
        number=last + 1,
        planned_on=planned_on,
        items=items_of(follow, progress).as_json(),
        opened_by=by,
        opened_at=clock.now(),
    )


@transaction.atomic
def open_check_sheet_again(former: CheckSheet, *, planned_on: date, by: Staff) -> CheckSheet:
    """Make the sheet anew whose visit's record was taken back; its answers are the start.

    What a sheet still open has been answered already stays. Refuses one whose visit stands.
    """
    recorded = CheckSheetClosing.objects.filter(sheet=former)
    if not recorded.filter(record__withdrawal__isnull=False).exists():
        words = "訪問の支援記録が取り消されたチェックシートだけ、もう一度作れます。"
        raise RuleViolation("not-withdrawn", words)
    sheet = open_check_sheet(former.plan, planned_on=planned_on, by=by)
    if sheet.answers:
        return sheet
    return fill_check_sheet(sheet, Answers.from_json(former.answers), seen_version=sheet.version)


@transaction.atomic
def fill_check_sheet(sheet: CheckSheet, answers: Answers, *, seen_version: int) -> CheckSheet:
    """Keep what was answered so far, over ``seen_version``; the same again changes nothing.

    Refuses a sheet whose visit was recorded, and an edit over another's（``EditConflict``）.
    """
    held = CheckSheet.objects.select_for_update(of=("self",)).get(pk=sheet.pk)
    if held.is_closed:
        raise RuleViolation("closed", "訪問を記録したチェックシートです。答えは変えられません。")
    if held.answers == answers.as_json():
        return held
    held.answers = answers.as_json()
    return held.save_edit(seen_version=seen_version)


@transaction.atomic
def plan_visit(sheet: CheckSheet, on: date) -> CheckSheet:
    """Set the day on which one means to go（訪問の予定日）; the same day again changes nothing.

    Refuses a sheet whose visit was recorded, a day that has passed, one more than a year ahead,
    and one after the plan's end.
    """
    held = CheckSheet.objects.select_for_update(of=("self",)).get(pk=sheet.pk)
    if held.is_closed:
        raise RuleViolation("closed", "訪問を記録したチェックシートです。予定日は変えられません。")
    if on < clock.today():
        words = "訪問の予定日は、今日以後の日にしてください。"
        raise RuleViolation("past", words, field="planned_on")
    if held.planned_on == on:
        return held
    _refuse_far(held.plan, on)
    held.planned_on = on
    return held.save_edit(seen_version=held.version)


def _refuse_far(plan: BusinessPlan, on: date) -> None:
    """A year mistyped（R10 for R8）is further off than any visit is planned."""
    if on > clock.today() + FARTHEST:
        words = f"行く日（{in_era_day(on)}）は、今日から1年以内の日にしてください。"
        raise RuleViolation("too-far", words, field="planned_on")
    if on > plan.ends_on:
        words = f"行く日は、計画が終わる{in_era_day(plan.ends_on)}までの日にしてください。"
        raise RuleViolation("after-the-end", words, field="planned_on")


@transaction.atomic
def discard_check_sheet(sheet: CheckSheet) -> None:
    """Throw away a sheet opened by mistake; asking again changes nothing. Refuses a closed one."""
    for held in CheckSheet.objects.select_for_update(of=("self",)).filter(pk=sheet.pk):
        if held.is_closed:
            raise RuleViolation("closed", "訪問を記録したチェックシートは捨てられません。")
        held.delete()


@transaction.atomic
def bring_back_check_sheet(plan: BusinessPlan, sheet_id: UUID, *, by: Staff) -> CheckSheet:
    """Put back a sheet just thrown away（元に戻す）, asking what is known today; again is nothing.

    Its answers come back as they were. Refuses a sheet that never was, one beside another that is
    open, and a plan not followed up any more.
    """
    locked = followable(plan, by)
    known = CheckSheet.objects.filter(plan=locked, public_id=sheet_id).first()
    if known is not None:
        return known
    past = past_of(CheckSheet).filter(public_id=sheet_id, plan_id=locked.pk, history_type="-")
    last = past.order_by("-history_id").first()
    if last is None:
        raise RuleViolation("no-sheet", "このチェックシートはありません。")
    if CheckSheet.objects.open().filter(plan=locked).exists():
        raise RuleViolation("another-open", "ほかのチェックシートが開いています。")
    sheet = open_check_sheet(locked, planned_on=last.planned_on, by=by)
    sheet.public_id, sheet.answers, sheet.opened_by_id = sheet_id, last.answers, last.opened_by_id
    sheet.version = last.version
    sheet.save()
    return sheet
