"""All fiscal years of the target table as PDF and as a workbook."""

from __future__ import annotations

from banso.core.documents import Column, new_workbook, typeset
from banso.core.documents.workbooks import Cell
from banso.programme.documents.contents import (
    HOW_TO_READ,
    NOTE_COLUMNS,
    Note,
    Paper,
    Reasons,
    around,
    baseline_value,
    context_lines,
    name_cell,
    note_rows,
    notes_of,
    other_way,
    paper_notes,
    paper_reading,
    paper_rows,
    paper_target,
    sheet_rate,
    why_empty,
)
from banso.programme.documents.one_year import TEMPLATE
from banso.programme.queries import PeriodRow, PeriodTable, YearCell

_FIXED = (("指標", 0), ("数え方", 11), ("単位", 8), ("現状", 12))
_WIDTHS = (11, 14, 13)  # of each year's 目標, 実績, 達成率, in mm


def _title(table: PeriodTable) -> str:
    return f"目標と実績　{len(table.years)}年間"


def _notes(table: PeriodTable) -> dict[str, Note]:
    lines = [row.line for section in table.sections for row in section.rows]
    return notes_of(table.plan, lines)


def five_years_pdf_of(table: PeriodTable) -> bytes:
    """The whole period as PDF: A4 landscape; years to come show their targets only."""
    notes, reasons = _notes(table), Reasons()
    rows: list[dict[str, object]] = []
    for section in table.sections:
        cells = [(row.line, _paper_row(row, notes[row.line.key], reasons)) for row in section.rows]
        rows += paper_rows(section.section, cells)
    widths = [width for _, width in _FIXED] + list(_WIDTHS) * len(table.years)
    values = {
        **around(table.plan, table.plan.programme.period.span, table.as_of),
        "head": _head(table),
        "widths": widths,
        "figures": list(range(len(_FIXED) - 1, len(widths))),
        "dividers": list(range(len(_FIXED), len(widths), len(_WIDTHS))),
        "rows": rows,
        "reasons": reasons.listed(),
        "notes": paper_notes(notes),
        "remarks": (
            *HOW_TO_READ[:-1],
            "実績の小さい字は、もう一方の数え方（延べ・実数）と不明の件数です。",
            "まだ始まっていない年度は目標だけを示します。",
        ),
    }
    return typeset(TEMPLATE, values, title=_title(table))


def _head(table: PeriodTable) -> list[list[dict[str, object]]]:
    """Two rows: the years, and what stands under each."""
    fixed: list[dict[str, object]] = [{"text": text, "rowspan": 2} for text, _ in _FIXED]
    years: list[dict[str, object]] = [{"text": year.label, "colspan": 3} for year in table.years]
    below: list[dict[str, object]] = [
        {"text": text} for _ in table.years for text in ("目標", "実績", "達成率")
    ]
    return [[*fixed, *years], below]


def _paper_row(row: PeriodRow, note: Note, reasons: Reasons) -> dict[str, object]:
    line = row.line
    cells: list[object] = [name_cell(line, note), line.counting, line.unit, line.baseline.printed]
    for cell in row.cells:
        cells += _paper_year(cell, row, reasons)
    return {"cells": cells}


def _paper_year(cell: YearCell, row: PeriodRow, reasons: Reasons) -> list[Paper]:
    if not cell.is_begun:
        return [paper_target(cell.target), "", ""]
    tally = cell.tally
    shown = paper_reading(tally, reasons)
    beside = [other_way(tally, row.line), f"不明{tally.unknown}" if tally.unknown else ""]
    small = "　".join(filter(None, beside))
    actual = shown if isinstance(shown, dict) else {"text": shown, "small": small}
    achieved = cell.achieved
    return [
        paper_target(cell.target),
        actual,
        reasons.cell(achieved.reason) if achieved.rate is None else achieved.percent,
    ]


def five_years_excel_of(table: PeriodTable) -> bytes:
    """The whole period as a workbook: real numbers, and the definitions on a second sheet."""
    notes = _notes(table)
    lines = context_lines(table.plan, table.plan.programme.period.span, table.as_of)
    book = new_workbook(_title(table), lines)
    rows = (
        _sheet_row(row, f"{section.section.number}．{section.section.title}", notes)
        for section in table.sections
        for row in section.rows
    )
    book.add_sheet("目標と実績", _columns(table), rows)
    book.add_sheet("定義と注", NOTE_COLUMNS, note_rows(notes))
    return book.content()


def _columns(table: PeriodTable) -> list[Column]:
    columns = [
        Column("指標", 38),
        Column("項", 30),
        Column("注", 5, "number"),
        Column("数え方", 8),
        Column("単位", 6),
        Column("現状", 9, "number"),
    ]
    for year in table.years:
        columns += [
            Column(f"{year.key} 目標", 8, "number"),
            Column(f"{year.key} 実績", 8, "number"),
            Column(f"{year.key} 実数（者）", 8, "number"),
            Column(f"{year.key} 延べ（件）", 8, "number"),
            Column(f"{year.key} 不明（件）", 8, "number"),
            Column(f"{year.key} 達成率", 9, "percent"),
        ]
    return [*columns, Column("空欄の理由", 50)]


def _sheet_row(row: PeriodRow, section: str, notes: dict[str, Note]) -> list[Cell]:
    line = row.line
    cells: list[Cell] = [
        notes[line.key].name,
        section,
        notes[line.key].number,
        line.counting,
        line.unit,
        baseline_value(line),
    ]
    for cell in row.cells:
        cells += _sheet_year(cell)
    return [*cells, why_empty([(each.year.key, _why(each)) for each in row.cells])]


def _sheet_year(cell: YearCell) -> list[Cell]:
    if not cell.is_begun:
        return [cell.target, None, None, None, None, None]
    tally = cell.tally
    return [
        cell.target,
        tally.value,
        tally.businesses,
        tally.contacts,
        tally.unknown or None,
        sheet_rate(cell.achieved),
    ]


def _why(cell: YearCell) -> str:
    if not cell.is_begun:
        return ""
    return cell.tally.reason or cell.achieved.reason
