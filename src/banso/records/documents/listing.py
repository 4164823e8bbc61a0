"""Support records（支援記録） as a table: for Excel, for other programs' CSV, and as JSON lines.

Of a record told in confidence（内密） only that the contact took place stands in any of them.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from datetime import date
from io import StringIO

from banso.core import clock
from banso.core.documents.workbooks import Cell, Column, new_workbook
from banso.core.era import in_era_day
from banso.records.models import SupportRecord, SupportRecordQuerySet

COLUMNS = (
    Column("日付", 12, "day"),
    Column("事業者", 26),
    Column("法人番号", 15),
    Column("方法", 9),
    Column("時間（分）", 9, "number"),
    Column("対応した職員", 20),
    Column("支援テーマ", 24),
    Column("聞いたこと", 46),
    Column("助言したこと", 46),
    Column("次回の予定日", 12, "day"),
    Column("次回の用件", 24),
    Column("約束", 40),
    Column("状態", 10),
    Column("記録ID", 38),
)
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_ROWS_AT_ONCE = 500


def rows_of(records: SupportRecordQuerySet) -> Iterator[tuple[Cell, ...]]:
    """The records' rows under ``COLUMNS``, in the order of the records."""
    related = ("business", "withdrawal", "confidence")
    every = records.select_related(*related).prefetch_related(
        "supporters__person", "topics", "promises__fulfilment", "promises__dropping"
    )
    yield from map(_row, every.iterator(chunk_size=_ROWS_AT_ONCE))


def _row(record: SupportRecord) -> tuple[Cell, ...]:
    shut = record.is_confidential
    said = ("内密", "内密") if shut else (record.heard, record.advice)
    return (
        record.on,
        record.business.name,
        record.business.corporate_number,
        record.get_kind_display(),
        record.minutes,
        "、".join(str(person) for person in record.supporters.all()),
        "、".join(topic.name for topic in record.topics.all()),
        *said,
        record.next_contact_on,
        "内密" if shut else record.next_contact_reason,
        "内密" if shut else _promises(record),
        "取消" if hasattr(record, "withdrawal") else "",
        str(record.public_id),
    )


def _promises(record: SupportRecord) -> str:
    return "\n".join(
        f"{promise.get_side_display()}：{promise.what}"
        + (f"（{in_era_day(promise.due_on)}まで）" if promise.due_on else "")
        + ("　完了" if hasattr(promise, "fulfilment") else "")
        + ("　取りやめ" if hasattr(promise, "dropping") else "")
        for promise in record.promises.all()
    )


def as_workbook(records: SupportRecordQuerySet, context: Iterable[str]) -> bytes:
    """An Excel file with the office, the day and the period above the table."""
    book = new_workbook("支援記録", list(context))
    book.add_sheet("支援記録", COLUMNS, rows_of(records))
    return book.content()


def as_csv(records: SupportRecordQuerySet) -> bytes:
    """A CSV file in UTF-8 with its mark; days as 2026-11-20, formula-like text defused."""
    place = StringIO()
    writer = csv.writer(place)
    writer.writerow([column.heading for column in COLUMNS])
    writer.writerows([_plain(cell) for cell in row] for row in rows_of(records))
    return place.getvalue().encode("utf-8-sig")


def _plain(cell: Cell) -> str:
    if cell is None:
        return ""
    text = cell.isoformat() if isinstance(cell, date) else str(cell)
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def as_json_lines(records: SupportRecordQuerySet) -> bytes:
    """One record a line, under the headings of the table; what is not known is ``null``."""
    headings = [column.heading for column in COLUMNS]
    lines = (
        json.dumps(dict(zip(headings, map(_json, row), strict=True)), ensure_ascii=False)
        for row in rows_of(records)
    )
    return "".join(f"{line}\n" for line in lines).encode()


def _json(cell: Cell) -> str | int | None:
    if cell is None or isinstance(cell, int):
        return cell
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def printed_lines(organisation_name: str, *words: str) -> list[str]:
    """The lines above a table: whose, when printed, and what it was narrowed to."""
    return [organisation_name, f"{in_era_day(clock.today())} 作成", *filter(None, words)]
