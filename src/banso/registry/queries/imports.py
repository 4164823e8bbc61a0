"""Pages of an import（台帳の取込）: where it stands, what it would do, row by row."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.core.paginator import Page, Paginator

from banso.accounts.models import Staff
from banso.core.progress import Progress, Reached, has_failed, is_under_way
from banso.registry.models import ImportKind, ImportPreview, LedgerImport
from banso.registry.queries.import_register import names_of
from banso.registry.queries.import_rows import PreviewRow, preview_row
from banso.registry.queries.import_settled import SettledPreview, settled_preview, stays_out
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
class Tab:
    """One outcome to look at by itself, with how many rows it has."""

    key: str
    label: str
    count: int
    is_current: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """The preview of an import: what it comes to, and one page of its rows."""

    comes_to: SettledPreview
    tabs: tuple[Tab, ...]
    shown: str
    page: Page[int]
    rows: tuple[PreviewRow, ...]


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
    def has_no_rows(self) -> bool:
        """Whether the file has headings and nothing below them."""
        return self.layout is not None and self.layout.rows == 0

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
    comes_to = settled_preview(ledger_import, counts)
    numbers = {
        Outcome.CREATED.value: comes_to.created,
        Outcome.CHANGED.value: comes_to.changed,
        Outcome.UNCHANGED.value: comes_to.unchanged,
        Outcome.REFUSED.value: counts.refused,
        Outcome.SUSPECTED.value: counts.suspected,
        REMARKED: counts.remarked,
    }
    if shown not in {*numbers, "all"}:
        shown = Outcome.SUSPECTED.value if counts.suspected else "all"
    at = Paginator(comes_to.places("" if shown == "all" else shown), PAGE_SIZE).get_page(page)
    names = names_of(ledger_import.organisation)
    rows = comes_to.file.rows(list(at.object_list))
    return Preview(
        comes_to=comes_to,
        tabs=_tabs(numbers, shown, len(comes_to.places())),
        shown=shown,
        page=at,
        rows=tuple(preview_row(row, comes_to, names) for row in rows),
    )


def _tabs(numbers: dict[str, int], shown: str, total: int) -> tuple[Tab, ...]:
    words = {outcome.value: outcome.label for outcome in Outcome}
    words[REMARKED] = "気をつける行"
    every = Tab("all", "すべて", total, shown == "all")
    return (
        every,
        *(Tab(key, label, numbers[key], shown == key) for key, label in words.items()),
    )


def suspected_rows(ledger_import: LedgerImport) -> list[Planned]:
    """Every suspected row of the preview."""
    file = PreviewFile(ledger_import.folder)
    return list(file.rows(file.places(Outcome.SUSPECTED.value)))


def returned_rows(ledger_import: LedgerImport) -> tuple[list[Planned], list[Planned]]:
    """Rows that stayed out（refused, or suspected and not taken）, and rows with remarks."""
    file = PreviewFile(ledger_import.folder)
    untaken = stays_out(ledger_import)
    suspected = [
        row for row in file.rows(file.places(Outcome.SUSPECTED.value)) if row.number in untaken
    ]
    refused = file.rows(file.places(Outcome.REFUSED.value))
    out = sorted([*refused, *suspected], key=lambda row: row.number)
    numbers = {row.number for row in out}
    remarked = [row for row in file.rows(file.places(REMARKED)) if row.number not in numbers]
    return out, remarked


def imports_of(staff: Staff) -> list[LedgerImport]:
    """The office's imports, the latest first: who, when, which file, and what became of it."""
    rows = LedgerImport.objects.visible_to(staff).select_related(
        "uploaded_by__person", "application__applied_by__person", "preview"
    )
    return list(rows[:100])
