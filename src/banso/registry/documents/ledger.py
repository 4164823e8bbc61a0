"""The ledger as a file（台帳の書出し）: Excel and CSV that an import reads back unchanged."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from banso.core.documents.workbooks import Column, Kind, new_workbook
from banso.registry.queries.ledger_export import NUMBERS
from banso.registry.rules.columns import exported_columns
from banso.registry.rules.ledger_csv import defused

Row = Sequence[str | int | None]
_WIDTHS = {"public_id": 38, "name": 30, "name_kana": 24, "street": 30, "note": 40, "website": 24}


def ledger_excel(rows: Iterable[Row], lines: Sequence[str]) -> bytes:
    """A workbook; text is written as text, so that nothing in it is ever calculated."""
    book = new_workbook("事業者台帳", lines)
    columns = [
        Column(column.label, _WIDTHS.get(column.key, 14), _kind(column.key))
        for column in exported_columns()
    ]
    book.add_sheet("事業者台帳", columns, rows)
    return book.content()


def ledger_csv(rows: Iterable[Row]) -> bytes:
    """CSV in UTF-8 with BOM; what a spreadsheet would calculate has an apostrophe before it."""
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow(column.label for column in exported_columns())
    for row in rows:
        writer.writerow(defused(cell) if isinstance(cell, str) else cell for cell in row)
    return target.getvalue().encode("utf-8-sig")


def _kind(key: str) -> Kind:
    return "number" if key in NUMBERS else "text"
