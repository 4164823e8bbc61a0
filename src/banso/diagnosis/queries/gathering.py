"""All that the documents of one analysis are made of, read once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from banso.accounts.models import Staff
from banso.diagnosis.models import ActionStep, Diagnosis, Finding, SheetEntry
from banso.diagnosis.queries.analysing import Examined, examined
from banso.diagnosis.queries.cash import cash_now
from banso.diagnosis.queries.experts import ExpertView, expert_views
from banso.diagnosis.rules.cash_flow.recorded import SoFar
from banso.diagnosis.rules.cash_flow.sheet import CashSheet
from banso.records.models import Promise

Cells = Mapping[tuple[str, str], tuple[SheetEntry, ...]]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the ninety days, with the day it is due now: a promise may have moved it."""

    step: ActionStep
    due_on: date


@dataclass(frozen=True, slots=True)
class PapersOf:
    """The figures, the findings in the adviser's order, what was said, the steps by their day.

    ``experts`` are those sent meanwhile, with what they saw; ``cash`` the twelve months, once they
    were written down.
    """

    found: Examined
    findings: tuple[Finding, ...]
    cells: Cells
    steps: tuple[Step, ...]
    experts: tuple[ExpertView, ...] = ()
    cash: SoFar | None = None

    @property
    def diagnosis(self) -> Diagnosis:
        """The analysis itself."""
        return self.found.diagnosis

    @property
    def accepted(self) -> tuple[Finding, ...]:
        """The findings taken up."""
        return tuple(one for one in self.findings if is_accepted(one))

    def said(self, sheet: str, cell: str) -> tuple[SheetEntry, ...]:
        """What was said in one cell, the heaviest first."""
        return self.cells.get((sheet, cell), ())


def is_accepted(finding: Finding) -> bool:
    """Whether it was taken up; one not decided was not."""
    return hasattr(finding, "verdict") and finding.verdict.is_accepted


def papers_of(diagnosis: Diagnosis, staff: Staff) -> PapersOf:
    """Everything for the documents, as far as ``staff`` may see it. Eleven queries at most."""
    found = examined(diagnosis)
    findings = diagnosis.findings.select_related("verdict").prefetch_related("remedies")
    cells = defaultdict(list)
    for entry in diagnosis.entries.order_by("sheet", "cell", "-weight", "pk"):
        cells[entry.sheet, entry.cell].append(entry)
    promises = Promise.objects.visible_to(staff).filter(action_step__diagnosis=diagnosis)
    moved = dict(promises.values_list("action_step", "due_on"))
    steps = [Step(one, moved.get(one.pk) or one.due_on) for one in diagnosis.steps.all()]
    return PapersOf(
        found,
        tuple(findings),
        {place: tuple(entries) for place, entries in cells.items()},
        tuple(sorted(steps, key=lambda one: (one.due_on, one.step.pk))),
        expert_views(diagnosis, staff),
        cash_now(found, CashSheet.from_json(diagnosis.cash)) if diagnosis.cash else None,
    )
