"""Workbooks（Excel）: one look, ready to print, in which text stays text.

Every sheet carries its title, its lines of context (organisation, day, period, filters) and its
head row, which repeats on each printed page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Literal
from unicodedata import east_asian_width

from banso.core import clock

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

Cell = str | int | Decimal | date | None
Kind = Literal["text", "number", "decimal", "percent", "day"]
FONT = {"font_name": "BIZ UDゴシック", "font_size": 10, "valign": "top"}
_FORMATS: dict[Kind, dict[str, object]] = {
    "text": {"text_wrap": True},
    "number": {"num_format": "#,##0;△#,##0"},
    "decimal": {"num_format": "#,##0.0;△#,##0.0"},
    "percent": {"num_format": "0.0%;△0.0%"},
    "day": {"num_format": "[$-411]ge.m.d;@", "align": "left"},
}
_A4 = 9
_LINE, _HIGHEST_ROW = 14, 409  # points
_LONGEST_HEADER = 200
_LONGEST_NAME = 31


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, its width in characters, and how its values are written."""

    heading: str
    width: float = 12
    kind: Kind = "text"


class Book:
    """A workbook being written; ``content`` closes it and gives its bytes."""

    def __init__(self, title: str, subtitle_lines: Sequence[str]) -> None:
        self._title = title
        self._lines = tuple(line for line in subtitle_lines if line)
        self._bytes = BytesIO()
        self._book = opened(self._bytes, title)
        self._formats = {kind: self._format(**look) for kind, look in _FORMATS.items()}
        self._head = self._format(
            bold=True, bg_color="#F2F4F7", top=1, bottom=1, text_wrap=True, valign="bottom"
        )
        self._big = self._format(bold=True, font_size=14)

    def add_sheet(
        self, name: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]
    ) -> None:
        """Write a sheet. ``None`` leaves a cell empty: unknown is not zero."""
        sheet = self._book.add_worksheet(_sheet_name(name))
        first = self._write_head(sheet, columns)
        last = first
        for last, row in enumerate(rows, start=first + 1):
            if (lines := _lines(columns, row)) > 1:
                sheet.set_row(last, min(lines * _LINE, _HIGHEST_ROW))
            for at, (column, value) in enumerate(zip(columns, row, strict=True)):
                _write(sheet, last, at, value, self._formats[_kind_of(column, value)])
        sheet.autofilter(first, 0, last, len(columns) - 1)
        sheet.freeze_panes(first + 1, 1)
        sheet.repeat_rows(first)
        self._set_paper(sheet)

    def content(self) -> bytes:
        """Close the workbook and return the file."""
        self._book.close()
        return self._bytes.getvalue()

    def _write_head(self, sheet: Worksheet, columns: Sequence[Column]) -> int:
        """Write title, context and headings; return the head row's place."""
        sheet.write_string(0, 0, self._title, self._big)
        for at, line in enumerate(self._lines, start=1):
            sheet.write_string(at, 0, line)
        head = len(self._lines) + 2
        for at, column in enumerate(columns):
            sheet.set_column(at, at, column.width)
            sheet.write_string(head, at, column.heading, self._head)
        return head

    def _set_paper(self, sheet: Worksheet) -> None:
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.7)
        sheet.fit_to_pages(1, 0)
        sheet.set_header(f"&L{plain(self._title)}&R{plain('　'.join(self._lines))}")
        sheet.set_footer("&R&P / &Nページ")

    def _format(self, **look: object) -> Format:
        return self._book.add_format({**FONT, "border": 0, "bottom": 4, **look})


def new_workbook(title: str, subtitle_lines: Sequence[str]) -> Book:
    """Begin a workbook; the lines say organisation, day, period and filters in words."""
    return Book(title, subtitle_lines)


def opened(target: BytesIO, title: str) -> Workbook:
    """An empty workbook in memory that never turns text into formulas, links or numbers.

    For sheets that are no table; ``Book`` writes tables.
    """
    import xlsxwriter  # heavy: only where a workbook is made

    book = xlsxwriter.Workbook(
        target,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_format_properties": FONT,
        },
    )
    book.set_properties({"title": title, "created": clock.now().replace(tzinfo=None)})
    return book


def _kind_of(column: Column, value: Cell) -> Kind:
    """The column's kind; a number with decimals among whole ones keeps its decimals."""
    has_decimals = isinstance(value, Decimal) and value != value.to_integral_value()
    return "decimal" if column.kind == "number" and has_decimals else column.kind


def _write(sheet: Worksheet, row: int, at: int, value: Cell, look: Format) -> None:
    """Write one cell by the type of its value, so that text is never read as anything else."""
    if value is None:
        sheet.write_blank(row, at, None, look)
    elif isinstance(value, str):
        sheet.write_string(row, at, value, look)
    elif isinstance(value, date):
        sheet.write_datetime(row, at, datetime.combine(value, time()), look)
    else:
        sheet.write_number(row, at, float(value), look)


def _lines(columns: Sequence[Column], row: Sequence[Cell]) -> int:
    """How many lines the row takes: not every office program finds that out by itself."""
    return max(
        (
            sum(-(-(_width(part) or 1) // int(column.width)) for part in value.split("\n"))
            for column, value in zip(columns, row, strict=True)
            if isinstance(value, str)
        ),
        default=1,
    )


def _width(text: str) -> int:
    """Its width in the columns' unit: a wide sign is two."""
    return sum(2 if east_asian_width(sign) in "WFA" else 1 for sign in text)


def _sheet_name(name: str) -> str:
    """A name Excel accepts: none of ``[]:*?/\\``, no quote at either end, 31 characters."""
    return re.sub(r"[\[\]:*?/\\]", "・", name).strip("'")[:_LONGEST_NAME] or "一覧"


def plain(text: str) -> str:
    """Text for a printed head, where ``&`` begins a command."""
    return text[:_LONGEST_HEADER].replace("&", "&&")
