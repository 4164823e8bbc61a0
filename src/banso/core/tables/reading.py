"""A file into sheets of text, whichever kind it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from banso.core.refusals import RuleViolation
from banso.core.tables.archives import SheetLook, look_over
from banso.core.tables.cells import text_of
from banso.core.tables.kinds import FileKind, kind_of, password_refusal
from banso.core.tables.sheets import Sheet, SheetFile, SheetRow
from banso.core.tables.texts import MOST_ROWS, read_text_sheet, too_many_rows

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook


def read_sheets(path: Path, *, name: str = "") -> SheetFile:
    """Read an .xlsx, .xls or CSV; ``name`` is what a CSV's only sheet is called.

    Refuses in words whatever :func:`kind_of` refuses, zip bombs, broken files, and files in which
    nothing is written. Hidden sheets and rows are read and marked as hidden.
    """
    kind = kind_of(path)
    if kind is FileKind.TEXT:
        return read_text_sheet(path, name or path.stem)
    looks = look_over(path) if kind is FileKind.XLSX else {}
    found = _workbook(path, kind, looks)
    if not any(sheet.rows for sheet in found.sheets):
        raise RuleViolation("empty", "どのシートにも何も書かれていません。", field="file")
    return found


def _workbook(path: Path, kind: FileKind, looks: dict[str, SheetLook]) -> SheetFile:
    import python_calamine as calamine  # heavy: only where a workbook is read

    try:
        with calamine.load_workbook(path) as book:
            sheets = tuple(_sheets(book, looks))
    except calamine.PasswordError as locked:
        raise password_refusal() from locked
    except (calamine.CalamineError, OSError, ValueError) as broken:
        raise RuleViolation(
            "broken",
            "Excel のファイルが壊れていて読めません。Excel で開いて保存し直してください。",
            field="file",
        ) from broken
    return SheetFile(kind.value, sheets, tuple(_remarks(sheets)))


def _sheets(book: CalamineWorkbook, looks: dict[str, SheetLook]) -> Iterator[Sheet]:
    """The worksheets in order; charts and macros are no tables."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    seen = _in_order(looks, len(book.sheet_names))
    for place, about in enumerate(book.sheets_metadata):
        if about.typ is not SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_index(place)
        merged = tuple((a, b, c, d) for (a, b), (c, d) in sheet.merged_cell_ranges or ())
        yield Sheet(
            about.name,
            tuple(_rows(sheet, seen[place])),
            about.visible is not SheetVisibleEnum.Visible,
            merged,
        )


def _in_order(looks: dict[str, SheetLook], count: int) -> list[SheetLook]:
    """What was seen of each sheet, parts being numbered in the order of the sheets.

    Where they are not (the book was rearranged), no row is called hidden rather than a wrong one.
    """
    names = [f"xl/worksheets/sheet{number}.xml" for number in range(1, count + 1)]
    if set(names) != set(looks):
        return [SheetLook() for _ in range(count)]
    return [looks[name] for name in names]


def _rows(sheet: CalamineSheet, look: SheetLook) -> Iterator[SheetRow]:
    """The rows that hold anything, with the number Excel shows beside them."""
    margin = ("",) * (sheet.start[1] if sheet.start else 0)
    for number, values in enumerate(sheet.iter_rows(), start=1):
        if number > MOST_ROWS:
            raise too_many_rows()
        cells = tuple([text_of(value) for value in values])
        if any(cells):
            errors = frozenset(look.errors.get(number, ()))
            yield SheetRow(number, margin + cells, number in look.hidden, errors)


def _remarks(sheets: tuple[Sheet, ...]) -> Iterator[str]:
    for sheet in sheets:
        if sheet.is_hidden and sheet.rows:
            yield f"隠れたシート「{sheet.name}」があります。選ばないかぎり読みません。"
