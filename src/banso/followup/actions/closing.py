"""Closing a check sheet: one visit written once, from which everything else counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from banso.accounts.models import Staff
from banso.core import clock
from banso.core.era import in_era_day
from banso.core.refusals import RuleViolation
from banso.followup.actions.drift import judge_drift, notice_drifts
from banso.followup.actions.following import followable, refuse_day
from banso.followup.models import (
    CheckSheet,
    CheckSheetClosing,
    DriftCase,
    Judgement,
    KpiReading,
)
from banso.followup.queries.visits import BY_SHEET, TOPIC
from banso.followup.rules.answers import LONGEST_TEXT, Answers
from banso.followup.rules.kpi_course import expected_on
from banso.followup.rules.sheet import SheetItems
from banso.plans.actions import finish_measure
from banso.plans.models import BusinessPlan, MeasureDone, PlanKpi, PlanMeasure
from banso.records.actions import RecordParts, record_support
from banso.records.models import ContactKind, Promise, SupportRecord, Topic

GATED = (
    "計画とのズレがあるため、「順調」では完了できません。先に、KPIの点検・つまずきの仮説・"
    "計画の効果と、第三者の見方を書いてください。"
)
_NEXT = "計画フォローアップ"


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit as it was made: when, how the plan goes, the answers, and the next visit.

    ``entry_key`` is made on the device: the same visit sent again is the same. ``contact`` is how
    it took place, ``minutes`` how long（``None``: 不明）.
    """

    on: date
    judgement: str
    answers: Answers
    entry_key: UUID
    next_on: date | None = None
    contact: str = ContactKind.VISIT
    minutes: int | None = None

    def __post_init__(self) -> None:
        """Refuse a judgement that is none, a next visit not after this one, and a call."""
        if self.contact not in BY_SHEET:
            words = "訪問の方法を選んでください。電話は訪問に数えないので、支援記録に書きます。"
            raise RuleViolation("no-visit", words, field="contact")
        if self.judgement not in Judgement.values:
            words = "順調・注意・ズレのどれかを選んでください。"
            raise RuleViolation("no-judgement", words, field="judgement")
        if self.next_on is not None and self.next_on <= self.on:
            words = "次の訪問日は、訪問日より後にしてください。"
            raise RuleViolation("not-after", words, field="next_on")


@transaction.atomic
def close_check_sheet(sheet: CheckSheet, visit: Visit, *, by: Staff) -> CheckSheetClosing:
    """Record the visit made by the sheet（チェックシートの完了）: once, and all counts from it.

    Writes the support record with its promises, the measures done, promises kept, KPI told and
    drift seen. The same sent again with its ``entry_key`` changes nothing. Refuses a day to come,
    before the adoption, after the plan's end or the firm's closing; another visit on the same
    sheet; and 順調 while a drift waits for a third party.
    """
    plan = followable(sheet.plan, by)
    held = CheckSheet.objects.select_for_update(of=("self",)).get(pk=sheet.pk)
    known = _closing_of(held)
    if known is not None:
        _refuse_another(known, held, visit)
        return known
    refuse_day(plan, visit.on, "訪問日")
    record = _recorded(held, visit, by)
    closing = CheckSheetClosing.objects.create(
        sheet=held,
        record=record,
        on=visit.on,
        judgement=visit.judgement,
        next_on=visit.next_on,
        closed_by=by,
        at=clock.now(),
    )
    _keep_measures(plan, visit, by)
    _keep_kpis(plan, visit, closing)
    _keep_answers(held, visit)
    notice_drifts(plan, on=visit.on)
    if visit.judgement == Judgement.DRIFT:
        judge_drift(plan, on=visit.on)
    seen = DriftCase.objects.open().filter(plan=plan, opened_on__lte=visit.on)
    if visit.judgement == Judgement.ON_COURSE and seen.exists():
        raise RuleViolation("gate", GATED, field="judgement")
    return closing


def refusal_of(sheet: CheckSheet, visit: Visit, *, by: Staff) -> RuleViolation | None:
    """What closing would refuse first; ``None``: nothing. Nothing is kept."""
    try:
        with transaction.atomic():
            close_check_sheet(sheet, visit, by=by)
            transaction.set_rollback(True)
    except RuleViolation as refusal:
        return refusal
    return None


def _closing_of(sheet: CheckSheet) -> CheckSheetClosing | None:
    rows = CheckSheetClosing.objects.select_related("record", "closed_by__person")
    return rows.filter(sheet=sheet).first()


def _refuse_another(known: CheckSheetClosing, sheet: CheckSheet, visit: Visit) -> None:
    """Refuse a visit that is not the one recorded, and what was written otherwise under its key."""
    if known.record.entry_key != visit.entry_key:
        who, on = known.closed_by.person.name, in_era_day(known.on)
        words = f"このチェックシートの訪問は、{who}さんがすでに記録しています（{on}）。"
        raise RuleViolation("closed", words)
    told = (known.on, known.judgement, known.next_on, sheet.answers)
    if told != (visit.on, visit.judgement, visit.next_on, visit.answers.as_json()):
        words = "このチェックシートの訪問は、ほかの内容で記録済みです。今の入力は保存していません。"
        raise RuleViolation("closed-otherwise", words)


def _recorded(sheet: CheckSheet, visit: Visit, by: Staff) -> SupportRecord:
    """The support record of the visit. Refuses a key under which something else is recorded."""
    taken = SupportRecord.objects.filter(
        organisation_id=by.organisation_id, entry_key=visit.entry_key
    )
    if taken.exists():
        raise RuleViolation("key-taken", "この入力は、ほかの記録として保存済みです。")
    record = SupportRecord(
        business=sheet.plan.business,
        on=visit.on,
        kind=visit.contact,
        minutes=visit.minutes,
        heard=_heard(sheet, visit.answers),
        advice=visit.answers.advice,
        next_contact_on=visit.next_on,
        next_contact_reason=_NEXT if visit.next_on else "",
        entry_key=visit.entry_key,
    )
    topics = Topic.objects.filter(organisation_id=by.organisation_id, key=TOPIC)
    promises = [
        Promise(side=one.side, what=one.what, due_on=one.due_on) for one in visit.answers.promises
    ]
    kept = list(_kept_promises(sheet.plan, visit.answers))
    parts = RecordParts([by], list(topics), promises, kept=kept)
    return record_support(record, parts, by=by)


def _heard(sheet: CheckSheet, answers: Answers) -> str:
    """What was heard, with the answers to the sheet's questions under it."""
    items = SheetItems.from_json(sheet.items)
    said = [f"{items.asked(key)}：{text}" for key, text in answers.questions.items() if text]
    heard = "\n".join(filter(None, (answers.heard, *said)))
    if len(heard) > LONGEST_TEXT:
        words = (
            f"聞いたことと答えを合わせて{LONGEST_TEXT:,}字までにしてください（{len(heard):,}字）。"
        )
        raise RuleViolation("too-long", words, field="heard")
    return heard


def _kept_promises(plan: BusinessPlan, answers: Answers) -> Iterator[Promise]:
    """The promises found kept: those kept or dropped meanwhile are left as they are."""
    rows = Promise.objects.standing().filter(record__business=plan.business_id)
    found = {str(row.public_id): row for row in rows.filter(public_id__in=_ids(answers.kept))}
    for key in answers.kept:
        if key not in found:
            raise RuleViolation("no-promise", "この事業者の約束ではありません。", field="kept")
    still = Promise.objects.unkept().filter(pk__in=[row.pk for row in found.values()])
    yield from still


def _ids(keys: tuple[str, ...]) -> list[UUID]:
    try:
        return [UUID(key) for key in keys]
    except ValueError as error:
        raise RuleViolation("unreadable", "チェックシートの答えが読めません。") from error


def _keep_measures(plan: BusinessPlan, visit: Visit, by: Staff) -> None:
    """Measures that were done; one that was done or dropped meanwhile stays as it is."""
    rows = {str(row.public_id): row for row in PlanMeasure.objects.filter(plan=plan)}
    closed = set(MeasureDone.objects.filter(measure__plan=plan).values_list("measure", flat=True))
    dropped = {rows[key].pk for key in rows if hasattr(rows[key], "dropped")}
    for key, done in visit.answers.measures.items():
        measure = rows.get(key)
        if measure is None:
            words = "この計画の施策ではありません（消されたか、ほかの計画のものです）。"
            raise RuleViolation("no-measure", words, field="measures")
        if done.on > visit.on:
            words = "施策の完了日は、訪問日以前にしてください。"
            raise RuleViolation("future", words, field="measures")
        if measure.pk not in closed | dropped:
            finish_measure(measure, on=done.on, by=by, note=done.note)


def _keep_kpis(plan: BusinessPlan, visit: Visit, closing: CheckSheetClosing) -> None:
    rows = {str(row.public_id): row for row in PlanKpi.objects.filter(plan=plan)}
    for key, value in visit.answers.kpis.items():
        kpi = rows.get(key)
        if kpi is None:
            words = "この計画のKPIではありません（消されたか、ほかの計画のものです）。"
            raise RuleViolation("no-kpi", words, field="kpis")
        by_on = kpi.by_on or plan.ends_on
        expected = expected_on(kpi.base, kpi.target, plan.adoption.on, by_on, visit.on)
        KpiReading.objects.create(
            kpi=kpi, closing=closing, on=visit.on, value=value, expected=expected
        )


def _keep_answers(sheet: CheckSheet, visit: Visit) -> None:
    """The answers of the visit stand, whatever was filled in before."""
    if sheet.answers != visit.answers.as_json():
        sheet.answers = visit.answers.as_json()
        sheet.save_edit(seen_version=sheet.version)
