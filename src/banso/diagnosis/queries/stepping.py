"""The ninety days（90日アクション）as pages show them: the grid, what to propose, what is due."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from banso.accounts.history import past_of
from banso.accounts.models import Staff
from banso.core import clock
from banso.core.era import in_era_short
from banso.diagnosis.models import ActionStep, ActionStepQuerySet, Diagnosis, Remedy
from banso.diagnosis.rules.ninety_days import SPANS, Span, span_of
from banso.records.models import SupportRecord, SupportRecordQuerySet
from banso.registry.models import Business

SOON = timedelta(days=7)
RECENT = timedelta(days=60)
MOST_PROPOSED = 20


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step with the words a grid needs. ``days_late`` is 0 while there is time."""

    step: ActionStep
    due_on: date
    days_late: int
    kept_on: date | None
    dropped_on: date | None
    promise_id: UUID | None
    record_id: UUID | None
    occasion: str
    is_withdrawn: bool

    @property
    def is_agreed(self) -> bool:
        """Whether it was promised at a meeting that still stands."""
        return self.record_id is not None and not self.is_withdrawn

    @property
    def is_open(self) -> bool:
        """Whether it still is to be done."""
        told = bool(self.step.result) and not self.is_agreed
        return not (self.kept_on or self.dropped_on or told)


@dataclass(frozen=True, slots=True)
class SpanLines:
    """The steps of one third of the ninety days, and the days it reaches."""

    span: Span
    first: date
    last: date
    lines: tuple[StepLine, ...]


def grid_of(diagnosis: Diagnosis) -> list[SpanLines]:
    """The three thirds with their steps, each by its day as agreed or moved since. One query."""
    begun = diagnosis.started_on
    lines = [tell_step(step) for step in diagnosis.steps.told()]
    return [
        SpanLines(
            span,
            begun + timedelta(days=span.first),
            begun + timedelta(days=span.last),
            tuple(line for line in lines if span_of(line.due_on, begun) is span),
        )
        for span in SPANS
    ]


def tell_step(step: ActionStep) -> StepLine:
    """A step of ``ActionStep.objects.told()`` as words; reads its promise and what closed it."""
    promise = step.promise
    kept = getattr(promise, "fulfilment", None)
    dropped = getattr(promise, "dropping", None)
    record = promise.record if promise else None
    due_on = (promise and promise.due_on) or step.due_on
    is_withdrawn = record is not None and hasattr(record, "withdrawal")
    line = StepLine(
        step=step,
        due_on=due_on,
        days_late=max((clock.today() - due_on).days, 0),
        kept_on=kept.on if kept else None,
        dropped_on=dropped.on if dropped else None,
        promise_id=promise.public_id if promise else None,
        record_id=record.public_id if record else None,
        occasion=f"{in_era_short(record.on)}の{record.get_kind_display()}" if record else "",
        is_withdrawn=is_withdrawn,
    )
    return line if line.is_open else replace(line, days_late=0)


def remedies_to_propose(diagnosis: Diagnosis) -> list[Remedy]:
    """Remedies of the findings taken up of which no step was made yet. Two queries."""
    made = set(diagnosis.steps.values_list("finding", "what"))
    rows = (
        Remedy.objects.filter(finding__diagnosis=diagnosis, finding__verdict__is_accepted=True)
        .select_related("finding")
        .order_by("finding__position", "pk")
    )
    fresh = [row for row in rows if (row.finding_id, step_words(row)) not in made]
    return fresh[:MOST_PROPOSED]


def step_words(remedy: Remedy) -> str:
    """What a remedy is called as a step: as written, shortened to what a promise can hold."""
    longest = 200
    return remedy.what if len(remedy.what) <= longest else f"{remedy.what[: longest - 1]}…"


def former_step(staff: Staff, public_id: UUID) -> ActionStep | None:
    """A step that was taken away, as it last was and not yet saved; ``None`` if there is none."""
    seen = Diagnosis.objects.visible_to(staff)
    rows = past_of(ActionStep)
    gone = rows.filter(public_id=public_id, history_type="-", diagnosis__in=seen)
    last = gone.select_related("diagnosis__business").order_by("-history_id").first()
    if last is None:
        return None
    step = ActionStep(diagnosis=last.diagnosis, finding_id=last.finding_id)
    for name in ("what", "side", "doer", "due_on", "kpi", "result"):
        setattr(step, name, getattr(last, name))
    return step


def meetings_of(business: Business, staff: Staff) -> SupportRecordQuerySet:
    """Contacts of the last sixty days at which steps may have been agreed, the latest first.

    Those told in confidence（内密）are left out: a promise made there is read there only.
    """
    rows = SupportRecord.objects.readable_by(staff).standing()
    since = clock.today() - RECENT
    return rows.filter(business=business, confidence__isnull=True, on__gte=since)


def due_steps(staff: Staff, *, mine: bool) -> ActionStepQuerySet:
    """Steps not done whose day has passed or is within a week, the most urgent first.

    ``mine``: only of the businesses the asker is in charge of.
    """
    rows = ActionStep.objects.visible_to(staff).open().due_by(clock.today() + SOON)
    if mine:
        rows = rows.filter(diagnosis__business__adviser=staff)
    return rows.told().select_related("diagnosis__business__adviser__person")


def tell_steps(steps: Iterable[ActionStep]) -> list[StepLine]:
    """Steps as lines."""
    return [tell_step(step) for step in steps]
