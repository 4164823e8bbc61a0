"""Pages of an import（台帳の取込）: where it stands, what it would do, row by row."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from django.core.paginator import Page, Paginator

from banso.accounts.models import Staff
from banso.core.progress import Progress, Reached, has_failed, is_under_way
from banso.registry.models import ImportKind, ImportPreview, LedgerImport, RowDecision
from banso.registry.rules.columns import labels
from banso.registry.rules.ledger_plan import Outcome, Planned
from banso.registry.rules.preview_file import (
    REMARKED,
    Layout,
    PreviewFile,
    has_preview,
    read_layout,
)

PAGE_SIZE = 50
_CLOSED = {"closed_on": "廃業"}


class Stage(StrEnum):
    """Where an import stands（段階）."""

    BUSY = "busy"
    FAILED = "failed"
    STOPPED = "stopped"
    PROBLEM = "problem"
    PREVIEW = "preview"
    APPLIED = "applied"
    CLEARED = "cleared"


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be decided about a suspected row."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One row as the page shows it; ``changes`` are label, before and after."""

    number: int
    name: str
    outcome: str
    outcome_label: str
    target_id: str
    target_name: str
    changes: tuple[tuple[str, str, str], ...]
    reasons: tuple[str, ...]
    remarks: tuple[str, ...]
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Tab:
    """One outcome to look at by itself, with how many rows it has."""

    key: str
    label: str
    count: int
    is_current: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """The preview of an import: its counts, and one page of its rows."""

    counts: ImportPreview
    tabs: tuple[Tab, ...]
    shown: str
    page: Page[int]
    rows: tuple[PreviewRow, ...]
    decided: Counter[str]
    first_rows: int

    @property
    def undecided(self) -> int:
        """How many suspected rows nobody has decided about yet."""
        return self.counts.suspected - self.decided.total()

    @property
    def writes(self) -> int:
        """How many rows would be written, decided ones with them."""
        decided = self.decided[RowDecision.SAME] + self.decided[RowDecision.SEPARATE]
        return self.counts.created + self.counts.changed + decided

    @property
    def changes_nothing(self) -> bool:
        """Whether the file says nothing that the register does not say already."""
        return self.writes == 0 and self.undecided == 0 and self.counts.refused == 0


@dataclass(frozen=True, slots=True)
class ImportPage:
    """One import as its page shows it."""

    stage: Stage
    layout: Layout | None
    is_ledger: bool
    reached: Reached
    preview: Preview | None = None
    problem: str = ""

    @property
    def meanings(self) -> tuple[tuple[str, str], ...]:
        """Headings of the file with the field each fills, those that are used."""
        if self.layout is None:
            return ()
        names = [
            (heading or f"{at + 1}列目", labels().get(self.layout.columns.get(at, ""), ""))
            for at, heading in enumerate(self.layout.headings)
        ]
        return tuple((heading, label) for heading, label in names if label)

    @property
    def unused(self) -> tuple[str, ...]:
        """Headings of the file that are not used."""
        if self.layout is None:
            return ()
        columns = self.layout.columns
        return tuple(
            heading
            for at, heading in enumerate(self.layout.headings)
            if heading and not columns.get(at)
        )


def import_page(
    ledger_import: LedgerImport, progress: Progress, *, shown: str = "", page: str = ""
) -> ImportPage:
    """Where the import stands, with one page of the rows of an outcome."""
    counts = ImportPreview.objects.filter(ledger_import=ledger_import).first()
    stage = stage_of(ledger_import, counts)
    return ImportPage(
        stage=stage,
        layout=read_layout(ledger_import.folder),
        is_ledger=ledger_import.kind == ImportKind.LEDGER,
        reached=progress.reached,
        preview=(
            _preview(ledger_import, counts, shown, page)
            if counts and stage is Stage.PREVIEW
            else None
        ),
        problem=counts.problem if counts else "",
    )


def stage_of(ledger_import: LedgerImport, counts: ImportPreview | None) -> Stage:
    """Where the import stands, from what is known for certain: rows, files and the task's own."""
    if ledger_import.is_applied:
        return Stage.APPLIED
    if is_under_way(ledger_import.task_id):
        return Stage.BUSY
    if counts and counts.problem:
        return Stage.PROBLEM
    if counts and has_preview(ledger_import.folder):
        return Stage.PREVIEW
    if not ledger_import.source.exists():
        return Stage.CLEARED
    return Stage.FAILED if has_failed(ledger_import.task_id) else Stage.STOPPED


def _preview(ledger_import: LedgerImport, counts: ImportPreview, shown: str, page: str) -> Preview:
    file = PreviewFile(ledger_import.folder)
    numbers = {
        **{outcome.value: getattr(counts, outcome.value) for outcome in Outcome},
        REMARKED: counts.remarked,
    }
    if shown not in {*numbers, "all"}:
        shown = Outcome.SUSPECTED.value if counts.suspected else "all"
    places = file.places("" if shown == "all" else shown)
    at = Paginator(places, PAGE_SIZE).get_page(page)
    rows = list(file.rows(list(at.object_list)))
    decisions = dict(ledger_import.decisions.values_list("row_number", "decision"))
    return Preview(
        counts=counts,
        tabs=_tabs(numbers, shown),
        shown=shown,
        page=at,
        rows=tuple(_row(row, decisions.get(row.number, "")) for row in rows),
        decided=Counter(decisions.values()),
        first_rows=len(places),
    )


def _tabs(numbers: dict[str, int], shown: str) -> tuple[Tab, ...]:
    total = sum(numbers[outcome.value] for outcome in Outcome)
    words = {outcome.value: outcome.label for outcome in Outcome}
    words[REMARKED] = "気をつける行"
    every = Tab("all", "すべて", total, shown == "all")
    return (
        every,
        *(Tab(key, label, numbers[key], shown == key) for key, label in words.items()),
    )


def _row(row: Planned, decision: str) -> PreviewRow:
    names = {**labels(), **_CLOSED}
    return PreviewRow(
        number=row.number,
        name=row.name or row.target_name,
        outcome=row.outcome.value,
        outcome_label=row.outcome.label,
        target_id=row.target_id,
        target_name=row.target_name,
        changes=tuple((names.get(key, key), before, after) for key, before, after in row.changes),
        reasons=tuple(row.reasons),
        remarks=tuple(row.remarks),
        choices=tuple(
            Choice(value, label, decision == value) for value, label in decisions_for(row).items()
        ),
    )


def decisions_for(row: Planned) -> dict[str, str]:
    """What may be decided about a row; nothing unless it is suspected."""
    if row.outcome is not Outcome.SUSPECTED:
        return {}
    offered = {
        RowDecision.SAME: row.target is not None or row.twin is not None,
        RowDecision.SEPARATE: row.may_be_new,
        RowDecision.LEFT_OUT: True,
    }
    return {choice.value: str(choice.label) for choice, is_open in offered.items() if is_open}


def suspected_rows(ledger_import: LedgerImport) -> list[Planned]:
    """Every suspected row of the preview."""
    file = PreviewFile(ledger_import.folder)
    return list(file.rows(file.places(Outcome.SUSPECTED.value)))


def returned_rows(ledger_import: LedgerImport) -> tuple[list[Planned], list[Planned]]:
    """Rows that stayed out（refused, or suspected and not taken）, and rows with remarks."""
    file = PreviewFile(ledger_import.folder)
    taken = {
        number
        for number, decision in ledger_import.decisions.values_list("row_number", "decision")
        if decision != RowDecision.LEFT_OUT
    }
    kinds = (Outcome.REFUSED, Outcome.SUSPECTED)
    places = sorted(at for kind in kinds for at in file.places(kind.value))
    out = [row for row in file.rows(places) if row.number not in taken]
    numbers = {row.number for row in out}
    remarked = [row for row in file.rows(file.places(REMARKED)) if row.number not in numbers]
    return out, remarked


def imports_of(staff: Staff) -> list[LedgerImport]:
    """The office's imports, the latest first: who, when, which file, and what became of it."""
    rows = LedgerImport.objects.visible_to(staff).select_related(
        "uploaded_by__person", "application__applied_by__person", "preview"
    )
    return list(rows[:100])
