"""One fiscal year of the target table as PDF and as a workbook."""

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
    year_span,
)
from banso.programme.queries import YearRow, YearTable

TEMPLATE = "programme/documents/targets.typ"
_HEAD = (
    ("指標", 0),
    ("数え方", 14),
    ("単位", 10),
    ("現状", 15),
    ("目標", 16),
    ("上期", 15),
    ("下期", 15),
    ("年間", 16),
    ("もう一方の数え方", 19),
    ("不明", 11),
    ("達成率", 17),
    ("このままいくと", 18),
)
_FIRST_FIGURE = 3
_COLUMNS = (
    Column("指標", 38),
    Column("項", 30),
    Column("注", 5, "number"),
    Column("数え方", 8),
    Column("単位", 6),
    Column("現状", 9, "number"),
    Column("目標", 9, "number"),
    Column("上期", 9, "number"),
    Column("下期", 9, "number"),
    Column("年間", 9, "number"),
    Column("年間の実数（者）", 10, "number"),
    Column("年間の延べ（件）", 10, "number"),
    Column("不明（件）", 8, "number"),
    Column("達成率", 9, "percent"),
    Column("このままいくと", 11, "number"),
    Column("空欄の理由", 50),
)


def _title(table: YearTable) -> str:
    return f"目標と実績　{table.year.label}"


def _notes(table: YearTable) -> dict[str, Note]:
    return notes_of(table.plan, [row.line for row in table.rows])


def targets_pdf_of(table: YearTable) -> bytes:
    """The year's table as PDF: A4 landscape, definitions and reasons behind it."""
    notes, reasons = _notes(table), Reasons()
    rows: list[dict[str, object]] = []
    for section in table.sections:
        cells = [(row.line, _paper_row(row, notes[row.line.key], reasons)) for row in section.rows]
        rows += paper_rows(section.section, cells)
    values = {
        **around(table.plan, year_span(table.year), table.as_of),
        "head": [[{"text": text} for text, _ in _HEAD]],
        "widths": [width for _, width in _HEAD],
        "figures": list(range(_FIRST_FIGURE, len(_HEAD))),
        "dividers": [],
        "rows": rows,
        "reasons": reasons.listed(),
        "notes": paper_notes(notes),
        "remarks": HOW_TO_READ,
    }
    return typeset(TEMPLATE, values, title=_title(table))


def _paper_row(row: YearRow, note: Note, reasons: Reasons) -> dict[str, object]:
    line, outlook = row.line, row.outlook
    return {
        "cells": [
            name_cell(line, note),
            line.counting,
            line.unit,
            line.baseline.printed,
            paper_target(row.target),
            paper_reading(row.first_half, reasons),
            paper_reading(row.second_half, reasons),
            paper_reading(row.year, reasons),
            other_way(row.year, line),
            f"{row.year.unknown}件" if row.year.unknown else "",
            _paper_rate(row, reasons),
            reasons.cell(outlook.reason) if outlook.value is None else f"{outlook.value:,}",
        ]
    }


def _paper_rate(row: YearRow, reasons: Reasons) -> Paper:
    """The rate, and 遅れ in words: colour is lost on paper."""
    if row.achieved.rate is None:
        return reasons.cell(row.achieved.reason)
    late = "遅れ " if row.standing == "遅れ" else ""
    return f"{late}{row.achieved.percent}"


def targets_excel_of(table: YearTable) -> bytes:
    """The year's table as a workbook: real numbers, and the definitions on a second sheet."""
    notes = _notes(table)
    lines = context_lines(table.plan, year_span(table.year), table.as_of)
    book = new_workbook(_title(table), lines)
    rows = (
        _sheet_row(row, f"{section.section.number}．{section.section.title}", notes)
        for section in table.sections
        for row in section.rows
    )
    book.add_sheet("目標と実績", _COLUMNS, rows)
    book.add_sheet("定義と注", NOTE_COLUMNS, note_rows(notes))
    return book.content()


def _sheet_row(row: YearRow, section: str, notes: dict[str, Note]) -> list[Cell]:
    line, tally = row.line, row.year
    return [
        notes[line.key].name,
        section,
        notes[line.key].number,
        line.counting,
        line.unit,
        baseline_value(line),
        row.target,
        row.first_half.value,
        row.second_half.value,
        tally.value,
        tally.businesses,
        tally.contacts,
        tally.unknown or None,
        sheet_rate(row.achieved),
        row.outlook.value,
        why_empty(
            [
                ("目標", "" if row.target is not None else "この年度の目標がありません"),
                ("年間", tally.reason),
                ("達成率", row.achieved.reason),
                ("このままいくと", row.outlook.reason),
            ]
        ),
    ]
