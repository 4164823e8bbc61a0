"""The parts of an .xlsx, looked over before anything builds a table of them.

What a part claims about its size may be a lie（zip 爆弾）, so each is unpacked once in small pieces
and counted; the same pass finds hidden rows and cells far outside the table.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from banso.core.refusals import RuleViolation

MOST_UNPACKED = 400 * 1024 * 1024  # bytes, of all parts together
MOST_CELLS = 8_000_000  # rows × columns of one sheet, blank ones too
_PIECE = 1024 * 1024
_LOCAL_HEAD = 30
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_ROW_NUMBER = re.compile(rb"\br=[\"'](\d+)[\"']")
_ROW_HIDDEN = re.compile(rb"\bhidden=[\"'](?:1|true)[\"']")
_ERROR = re.compile(rb"<(?:\w+:)?c\b(?=[^>]*\bt=[\"']e[\"'])[^>]*\br=[\"']([A-Z]{1,3})(\d+)")
_MOST_ERRORS = 100_000  # rows with an error that are remembered of one sheet
_COLUMN = re.compile(rb"<(?:\w+:)?c r=[\"']([A-Z]{1,3})\d")
_TAIL = 1024  # bytes kept from one piece to the next, longer than any tag sought


@dataclass(slots=True)
class SheetLook:
    """What one sheet's text says before it is read: hidden rows, last row, widest column.

    ``errors`` are the columns, from 0, in which a formula failed（#DIV/0! …）, by row number.
    """

    hidden: set[int] = field(default_factory=set)
    errors: dict[int, set[int]] = field(default_factory=dict)
    last_row: int = 0
    columns: int = 0


def look_over(path: Path) -> dict[str, SheetLook]:
    """Each sheet part of the workbook by name, looked over while it is unpacked in pieces.

    Refuses archives that unpack to more than 400 MB or to more than they claim, and sheets with
    cells so far out that the table between would not fit in memory.
    """
    looks: dict[str, SheetLook] = {}
    left = MOST_UNPACKED
    with zipfile.ZipFile(path) as archive, path.open("rb") as file:
        entries = archive.infolist()
        if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
            raise _too_much()
        for entry in entries:
            look = SheetLook()
            left -= _look_at(file, entry, look)
            if left < 0:
                raise _too_much()
            if _SHEET.fullmatch(entry.filename):
                _check_extent(look)
                looks[entry.filename] = look
    return looks


def _look_at(file: BinaryIO, entry: zipfile.ZipInfo, look: SheetLook) -> int:
    """Unpack one part, noting what it says if it is a sheet; how many bytes it has."""
    is_sheet = _SHEET.fullmatch(entry.filename) is not None
    size, tail = 0, b""
    for piece in _unpacked(file, entry):
        size += len(piece)
        if is_sheet:
            _note(look, tail + piece)
            tail = piece[-_TAIL:]
    return size


def _unpacked(file: BinaryIO, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """The part in pieces; refused as soon as it is longer than its own claim."""
    total = 0
    for piece in _pieces(file, entry):
        total += len(piece)
        if total > entry.file_size:
            raise _too_much()
        yield piece


def _pieces(file: BinaryIO, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """The part's bytes, unpacked by ourselves: a reader that trusts the claim would stop there."""
    is_stored = entry.compress_type == zipfile.ZIP_STORED
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    left = _seek(file, entry)
    while left > 0:
        raw = file.read(min(_PIECE, left))
        if not raw:
            raise _broken()
        left -= len(raw)
        while raw:
            try:
                yield raw if is_stored else unpacker.decompress(raw, _PIECE)
            except zlib.error as error:
                raise _broken() from error
            raw = b"" if is_stored else unpacker.unconsumed_tail


def _seek(file: BinaryIO, entry: zipfile.ZipInfo) -> int:
    """Go to the part's first byte; how many packed bytes it has."""
    if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise _broken()
    file.seek(entry.header_offset)
    head = file.read(_LOCAL_HEAD)
    if len(head) < _LOCAL_HEAD or not head.startswith(b"PK\x03\x04"):
        raise _broken()
    name, extra = (int.from_bytes(head[at : at + 2], "little") for at in (26, 28))
    file.seek(name + extra, 1)
    return entry.compress_size


def _note(look: SheetLook, text: bytes) -> None:
    """Take down what a piece says of rows and columns; seeing a tag twice is no harm."""
    for row in _ROW.finditer(text):
        number = _ROW_NUMBER.search(row[1])
        if number is None:
            continue
        look.last_row = max(look.last_row, int(number[1]))
        if _ROW_HIDDEN.search(row[1]):
            look.hidden.add(int(number[1]))
    for letters in set(_COLUMN.findall(text)):
        look.columns = max(look.columns, _column_number(letters))
    for letters, number in _ERROR.findall(text):
        if len(look.errors) < _MOST_ERRORS:
            look.errors.setdefault(int(number), set()).add(_column_number(letters) - 1)


def _column_number(letters: bytes) -> int:
    """A column's place from 1: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _check_extent(look: SheetLook) -> None:
    if look.last_row * look.columns > MOST_CELLS:
        raise RuleViolation(
            "too-far-out",
            f"表から遠く離れたセル（{look.last_row:,}行・{look.columns:,}列のあたり）に値があり、"
            "読み切れません。表の外の行と列を削除し、保存し直してください。",
            field="file",
        )


def _too_much() -> RuleViolation:
    return RuleViolation(
        "zip-bomb",
        "開くと極端に大きくなるファイルなので、読むのをやめました。"
        "Excel で開き、台帳のシートだけを新しいブックに写して保存し直してください。",
        field="file",
    )


def _broken() -> RuleViolation:
    return RuleViolation(
        "broken",
        "Excel のファイルが途中で壊れています。"
        "もう一度もらうか、Excel で開いて保存し直してください。",
        field="file",
    )
