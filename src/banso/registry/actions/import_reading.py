"""Reading a ledger into a preview（取込の確認を作る）. The register is not touched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from django.db import transaction
from django.db.models import Max

from banso.core import clock
from banso.core.bulk import seldom_collected
from banso.core.progress import Progress
from banso.core.refusals import RuleViolation
from banso.core.tables import Sheet, SheetFile, Table, TableRow, lay_out, read_sheets
from banso.registry.actions.imports import disk_full, is_disk_full
from banso.registry.models import (
    Business,
    ImportKind,
    ImportPreview,
    LedgerImport,
    LedgerLayout,
)
from banso.registry.queries.import_register import (
    absorbed_ids,
    known_businesses,
    names_of,
    office_words,
)
from banso.registry.rules.columns import (
    Columns,
    Recalled,
    guess_columns,
    is_heading,
    recall,
    unit_of,
)
from banso.registry.rules.corporate_file import (
    CorporateMatcher,
    corporation_of,
    is_corporate_file,
)
from banso.registry.rules.ledger_cells import CellReader
from banso.registry.rules.ledger_csv import undefused
from banso.registry.rules.ledger_plan import Planned, Planner
from banso.registry.rules.ledger_rows import joined_rows, read_row
from banso.registry.rules.preview_file import Layout, PreviewWriter, write_layout

_SAMPLED = 40
_SHOWN_SAMPLES = 3
_ENOUGH_IN_COMMON = 0.6
_WHO = {"name", "public_id", "corporate_number", "member_number"}


@seldom_collected()
def read_import(ledger_import: LedgerImport, progress: Progress) -> ImportPreview:
    """Read the file and say what it would do; running it again makes the same preview anew.

    What cannot be read is said in the preview's ``problem``. Called off, it leaves no preview.
    """
    progress.step("ファイルを開いています")
    try:
        counts, newest = _previewed(ledger_import, progress)
    except RuleViolation as refusal:
        return _keep(ledger_import, {}, 0, problem=refusal.message)
    except OSError as error:
        if not is_disk_full(error):
            raise
        return _keep(ledger_import, {}, 0, problem=disk_full().message)
    return _keep(ledger_import, counts, newest)


@transaction.atomic
def _keep(
    ledger_import: LedgerImport, counts: dict[str, int], newest: int, *, problem: str = ""
) -> ImportPreview:
    ImportPreview.objects.filter(ledger_import=ledger_import).delete()
    ledger_import.save(update_fields=["kind"])
    return ImportPreview.objects.create(
        ledger_import=ledger_import,
        made_at=clock.now(),
        newest_business=newest,
        problem=problem,
        **counts,
    )


def _previewed(ledger_import: LedgerImport, progress: Progress) -> tuple[dict[str, int], int]:
    found = read_sheets(ledger_import.source, name=ledger_import.file_name)
    sheet = found.sheet(ledger_import.sheet_name)
    newest = Business.objects.aggregate(newest=Max("pk"))["newest"] or 0
    if is_corporate_file(sheet):
        ledger_import.kind = ImportKind.CORPORATE_NUMBERS
        rows = _corporate_rows(ledger_import, sheet, found, progress)
    else:
        ledger_import.kind = ImportKind.LEDGER
        rows = _ledger_rows(ledger_import, sheet, found, progress)
    return _written(ledger_import, rows), newest


def _written(ledger_import: LedgerImport, rows: Iterable[Planned]) -> dict[str, int]:
    writer = PreviewWriter(ledger_import.folder)
    try:
        for planned in rows:
            writer.add(planned)
        return writer.finish()
    except BaseException:
        writer.give_up()
        raise


def _ledger_rows(
    ledger_import: LedgerImport, sheet: Sheet, found: SheetFile, progress: Progress
) -> Iterator[Planned]:
    layouts = list(LedgerLayout.objects.filter(organisation=ledger_import.organisation)[:50])
    remembered = {heading for layout in layouts for heading in layout.columns}
    table = lay_out(sheet, lambda text: text in remembered or is_heading(text))
    columns, recalled = _columns(ledger_import, table, layouts)
    _keep_layout(ledger_import, table, found, sheet, columns, recalled)
    if not _WHO & set(columns.values()):
        raise RuleViolation(
            "no-name-column",
            "どの列が事業者名か分かりませんでした。「列の意味」で選んでください。",
        )
    units = {at: unit_of(heading) for at, heading in enumerate(table.headings)}
    organisation = ledger_import.organisation
    reader = CellReader(office_words(organisation))
    progress.step("いまの台帳と見比べる用意をしています")
    planner = Planner(
        known_businesses(organisation),
        names_of(organisation),
        absorbed=absorbed_ids(organisation),
        empties_blank=ledger_import.empties_blank,
    )
    rows = joined_rows(_as_written(table.rows, found, columns), columns)
    for row, joined in progress.through(rows, "1行ずつ確かめています"):
        yield planner.plan(read_row(row, joined, columns, units, reader))


def _as_written(
    rows: tuple[TableRow, ...], found: SheetFile, columns: Columns
) -> Sequence[TableRow]:
    """In a CSV that we wrote ourselves, the guard before formula-like text comes off again."""
    if found.kind != "csv" or "public_id" not in columns.values():
        return rows
    return [replace(row, cells=tuple(map(undefused, row.cells))) for row in rows]


def _columns(
    ledger_import: LedgerImport, table: Table, layouts: Sequence[LedgerLayout]
) -> tuple[Columns, Recalled | None]:
    """What a person settled, else what the office's last ledger like this meant, else a guess."""
    if ledger_import.columns:
        settled = {int(at): key for at, key in ledger_import.columns.items() if key}
        return {at: key for at, key in settled.items() if at < len(table.headings)}, None
    samples = [table.samples(at, most=_SAMPLED) for at in range(len(table.headings))]
    guessed = guess_columns(table.headings, samples)
    layout = _likest(layouts, table)
    if layout is None:
        return guessed, None
    recalled = recall(table.headings, layout.columns)
    taken = set(recalled.columns.values())
    added = {
        at: key
        for at, key in guessed.items()
        if key not in taken and table.headings[at] not in layout.columns
    }
    return dict(sorted((recalled.columns | added).items())), recalled


def _likest(layouts: Sequence[LedgerLayout], table: Table) -> LedgerLayout | None:
    """The remembered ledger that has most of its headings in common with this one."""
    here = {heading for heading in table.headings if heading}
    alike = [(len(here & set(one.columns)) / max(len(one.columns), 1), one) for one in layouts]
    best = max(alike, key=lambda pair: pair[0], default=None)
    return best[1] if best and best[0] >= _ENOUGH_IN_COMMON else None


def _keep_layout(
    ledger_import: LedgerImport,
    table: Table,
    found: SheetFile,
    sheet: Sheet,
    columns: Columns,
    recalled: Recalled | None,
) -> None:
    samples = tuple(table.samples(at, most=_SHOWN_SAMPLES) for at in range(len(table.headings)))
    layout = Layout(
        sheets=tuple(one.name for one in found.sheets if one.rows),
        sheet=sheet.name,
        headings=table.headings,
        samples=samples,
        remarks=(*found.remarks, *table.remarks),
        columns=columns,
        missing=recalled.missing if recalled else (),
        is_recalled=recalled is not None,
        rows=len(table.rows),
    )
    write_layout(ledger_import.folder, layout)


def _corporate_rows(
    ledger_import: LedgerImport, sheet: Sheet, found: SheetFile, progress: Progress
) -> Iterator[Planned]:
    organisation = ledger_import.organisation
    layout = Layout(
        sheets=(sheet.name,), sheet=sheet.name, rows=len(sheet.rows), remarks=found.remarks
    )
    write_layout(ledger_import.folder, layout)
    matcher = CorporateMatcher(known_businesses(organisation), names_of(organisation))
    for row in progress.through(sheet.rows, "台帳の法人と見比べています"):
        corporation = corporation_of(row)
        planned = matcher.plan(corporation) if corporation else None
        if planned:
            yield planned
