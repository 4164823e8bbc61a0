"""The file of a period: comma-separated, in UTF-8 or cp932, with nothing that acts as a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import StringIO

from banso.records.rules.transfer.writing import Cell

ENCODINGS = {"utf-8-sig": "UTF-8（BOM付き）", "cp932": "Shift_JIS（cp932）"}
GETA = "〓"
# The same signs under other numbers: cp932 has only the right-hand ones.
_SAME_SIGNS = str.maketrans("〜−—‖¢£¬", "～－―∥￠￡￢")
_JOINERS = dict.fromkeys([0x200D, 0xFE0E, 0xFE0F])  # they shape the sign before them, and go
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Unwritable:
    """A sign the encoding lacks: in which row（from 0）, under which heading; 〓 stands for it."""

    row: int
    heading: str
    sign: str

    @property
    def named(self) -> str:
        """The sign with its number: 「𠮷」（U+20BB7）."""
        return f"「{self.sign}」（U+{ord(self.sign):04X}）"


@dataclass(frozen=True, slots=True)
class File:
    """The bytes of the file, what could not be written, and the cells that were defused（件）."""

    content: bytes
    unwritable: tuple[Unwritable, ...]
    defused: int


def as_file(headings: Sequence[str], rows: Iterable[Sequence[Cell]], encoding: str) -> File:
    """The rows as a file, lines ending as on Windows; every unwritable sign becomes 〓.

    A text that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_encodable(_defused(heading), encoding)[0] for heading in headings])
    unwritable: list[Unwritable] = []
    defused = 0
    for number, row in enumerate(rows):
        written = []
        for cell in row:
            text = _defused(cell.text)
            defused += text != cell.text
            text, lacking = _encodable(text, encoding)
            unwritable += [Unwritable(number, cell.heading, sign) for sign in lacking]
            written.append(text)
        writer.writerow(written)
    return File(out.getvalue().encode(encoding), tuple(unwritable), defused)


def _defused(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def _encodable(text: str, encoding: str) -> tuple[str, list[str]]:
    """The text as the encoding can write it, and each sign it lacks once."""
    if encoding != "cp932":
        return text, []
    text = text.translate(_SAME_SIGNS).translate(_JOINERS)
    lacking = [sign for sign in dict.fromkeys(text) if not _has(sign)]
    return text.translate({ord(sign): GETA for sign in lacking}), lacking


def _has(sign: str) -> bool:
    try:
        sign.encode("cp932")
    except UnicodeEncodeError:
        return False
    return True
