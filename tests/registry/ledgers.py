"""Ledgers as offices keep them, made for the tests: as workbooks and as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import xlsxwriter

Rows = Sequence[Sequence[object]]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


HEAD = _words("会員番号 事業所名 フリガナ 代表者 〒 住所 TEL 業種 従業員数 会員区分")


def workbook(path: Path, rows: Rows, *, name: str = "会員名簿") -> Path:
    """A workbook with the rows as they are: text as text, numbers as numbers."""
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "constant_memory": True})
    sheet = book.add_worksheet(name)
    for at, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(at, column, value)
            elif value is not None:
                sheet.write(at, column, value)
    book.close()
    return path


def csv_text(rows: Rows, *, separator: str = ",") -> str:
    """The rows as CSV text."""
    target = io.StringIO()
    csv.writer(target, delimiter=separator).writerows(rows)
    return target.getvalue()


def csv_file(path: Path, rows: Rows, *, charset: str = "cp932", separator: str = ",") -> Path:
    """The rows as a CSV file."""
    path.write_bytes(csv_text(rows, separator=separator).encode(charset))
    return path
