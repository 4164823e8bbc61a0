"""CSV and its like: whose characters, whose separators."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from banso.core.refusals import RuleViolation
from banso.core.tables.cells import text_of
from banso.core.tables.sheets import Sheet, SheetFile, SheetRow

MOST_ROWS = 300_000
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8（BOM付き）"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_CHARSETS = (("utf-8", "UTF-8"), ("cp932", "Shift_JIS（cp932）"), ("euc_jp", "EUC-JP"))
_HALF_WIDTH = re.compile(r"[\uff61-\uff9f]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_NOBODY_WRITES = re.compile("[\x80\xa0\uf8f0-\uf8f3]")
_SEPARATORS = ",\t;"
_QUOTED = re.compile(r'"[^"]*"')
_LONGEST_CELL = 1_000_000


def read_text_sheet(path: Path, name: str) -> SheetFile:
    """Read a CSV or TSV as one sheet.

    Charset in this order: BOM, UTF-8, cp932, EUC-JP. Refuses what none of them can read, and more
    than 300,000 rows.
    """
    text, charset = decoded(path.read_bytes())
    rows = tuple(row for row in _rows(text) if not row.is_blank)
    if not rows:
        raise RuleViolation("empty", "ファイルに何も書かれていません。", field="file")
    return SheetFile("csv", (Sheet(name, rows),), (f"文字コードは {charset} として読みました。",))


def decoded(content: bytes) -> tuple[str, str]:
    """The text and the charset's name. In the Japanese charsets 0x5C is ¥, as it is shown."""
    for bom, charset, name in _BOMS:
        if content.startswith(bom):
            return _strictly(content, charset) or _refuse(), name
    for charset, name in _CHARSETS:
        text = _strictly(content, charset)
        if text is not None:
            return _settled(content, text, charset, name)
    return _refuse(), ""


def _settled(content: bytes, text: str, charset: str, name: str) -> tuple[str, str]:
    """EUC-JP passes for cp932 when all its pairs are half-width kana; then it is EUC-JP."""
    if charset == "utf-8":
        return text, name
    if charset == "cp932" and _is_mostly_half_width(text):
        other = _strictly(content, "euc_jp")
        if other is not None:
            return other.replace("\\", "¥"), "EUC-JP"
    return text.replace("\\", "¥"), name


def _is_mostly_half_width(text: str) -> bool:
    return len(_HALF_WIDTH.findall(text)) * 2 > len(_NOT_ASCII.findall(text))


def _strictly(content: bytes, charset: str) -> str | None:
    try:
        text = content.decode(charset)
    except UnicodeDecodeError:
        return None
    # Python lets bytes pass as cp932 that no Japanese machine ever wrote.
    return None if charset == "cp932" and _NOBODY_WRITES.search(text) else text


def _refuse() -> str:
    raise RuleViolation(
        "undecodable",
        "文字コードが分かりません（UTF-8・Shift_JIS・EUC-JP のどれでも読めません）。"
        "Excel で開き、「CSV UTF-8」か Excel ブック（.xlsx）で保存し直してください。",
        field="file",
    )


def _rows(text: str) -> Iterator[SheetRow]:
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(
        io.StringIO(text.replace("\x00", ""), newline=""), delimiter=_separator(text)
    )
    try:
        for number, cells in enumerate(reader, start=1):
            if number > MOST_ROWS:
                raise too_many_rows()
            yield SheetRow(number, tuple(map(text_of, cells)))
    except csv.Error as error:
        raise RuleViolation(
            "broken-csv",
            'CSV の引用符（"）が閉じていないところがあり、読めません。'
            "Excel で開き、Excel ブック（.xlsx）で保存し直してください。",
            field="file",
        ) from error


def _separator(text: str) -> str:
    """The separator that is commonest in the first lines, outside quotes."""
    head = _QUOTED.sub("", text[:20_000])
    return max(_SEPARATORS, key=head.count)


def too_many_rows() -> RuleViolation:
    """The refusal of a table longer than can be looked through."""
    return RuleViolation(
        "too-many-rows",
        f"行が多すぎます（{MOST_ROWS:,}行まで）。ファイルを分けてください。",
        field="file",
    )
