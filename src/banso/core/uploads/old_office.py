"""Office files until 2003（doc・xls・ppt）: compound files, read just so far as to judge.

Layout of OLE after [MS-CFB]: a header, chains of sectors, a directory of named streams; streams
shorter than 4,096 bytes lie in the stream of the root. Of the streams, only beginnings are read.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from banso.core.refusals import RuleViolation
from banso.core.uploads.kinds import FileKind
from banso.core.uploads.zipped import macro_refusal

_HEADER, _ENTRY, _SHORT_SECTOR = 512, 128, 64
_LAST_SECTOR = 0xFFFFFFFA  # this and all above mean: no sector follows
_MOST_ENTRIES = 20_000
_SHORTER_THAN = 4096  # bytes: such streams lie in the stream of the root
_MACROS = {"vba", "_vba_project", "_vba_project_cur", "macros"}
_MAIN_STREAMS = {
    "worddocument": FileKind.OLD_WORD,
    "workbook": FileKind.OLD_EXCEL,
    "book": FileKind.OLD_EXCEL,
    "powerpoint document": FileKind.OLD_POWERPOINT,
}
_LOOKED_AT = 1024 * 1024  # bytes of a workbook: its globals come first
_FILEPASS, _BOUNDSHEET, _EOF = 0x002F, 0x0085, 0x000A  # records of [MS-XLS]
_MACRO_SHEET = 1
_PPT_ENCRYPTED = 0xF3D1C4DF


@dataclass(frozen=True, slots=True)
class Stream:
    """A named stream: where it starts and how long it is."""

    name: str
    start: int
    size: int


class Compound:
    """A compound file: its directory, and the beginnings of its streams."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        (shift,) = struct.unpack_from("<H", content, 30)
        if shift not in {9, 12}:
            raise ValueError(shift)
        self.sector = 1 << shift
        fats = struct.unpack_from("<109L", content, 76)
        self.fat = self._joined(each for each in (*fats, *self._more_fats()))
        directory, short_fat = struct.unpack_from("<L8xL", content, 48)
        listing = b"".join(islice(self._sectors(directory), _MOST_ENTRIES))
        self.streams = [stream for stream in map(_stream, _entries(listing)) if stream.name]
        self.short_fat = b"".join(self._sectors(short_fat))

    def _at(self, number: int) -> bytes:
        start = (number + 1) * self.sector
        return self.content[start : start + self.sector]

    def _joined(self, numbers: Iterator[int]) -> bytes:
        return b"".join(self._at(each) for each in numbers if each < _LAST_SECTOR)

    def _more_fats(self) -> Iterator[int]:
        """Sectors of the allocation table that the header had no room to name."""
        (following,) = struct.unpack_from("<L", self.content, 68)
        for _ in range(len(self.content) // self.sector):
            if following >= _LAST_SECTOR:
                return
            *numbers, following = struct.unpack(f"<{self.sector // 4}L", self._at(following))
            yield from numbers

    def _sectors(self, number: int) -> Iterator[bytes]:
        """The sectors of a chain; a chain longer than the file is a ring."""
        for _ in range(len(self.content) // self.sector + 1):
            if number >= _LAST_SECTOR:
                return
            yield self._at(number)
            (number,) = struct.unpack_from("<L", self.fat, number * 4)
        raise ValueError(number)

    def beginning(self, stream: Stream, most: int) -> bytes:
        """The first bytes of a stream."""
        wanted = min(stream.size, most)
        if stream.size >= _SHORTER_THAN:
            return b"".join(islice(self._sectors(stream.start), wanted // self.sector + 1))[:wanted]
        root = next(each for each in self.streams if each.name == "root entry")
        short = b"".join(self._sectors(root.start))
        found, number = b"", stream.start
        while number < _LAST_SECTOR and len(found) < wanted:
            found += short[number * _SHORT_SECTOR : (number + 1) * _SHORT_SECTOR]
            (number,) = struct.unpack_from("<L", self.short_fat, number * 4)
        return found[:wanted]


def _entries(listing: bytes) -> Iterator[bytes]:
    for place in range(0, len(listing) - _ENTRY + 1, _ENTRY):
        yield listing[place : place + _ENTRY]


def _stream(entry: bytes) -> Stream:
    (length,) = struct.unpack_from("<H", entry, 64)
    start, size = struct.unpack_from("<LL", entry, 116)
    name = entry[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
    return Stream(name.lower(), start, size)


def check_old_office(content: bytes) -> FileKind:
    """The kind of old Office file. Refuses macros, a password, other compound files, damage."""
    try:
        compound = Compound(content)
        streams = {stream.name: stream for stream in reversed(compound.streams)}
        if "encryptedpackage" in streams or "encryptedsummary" in streams:
            raise password_refusal()
        if _MACROS & set(streams):
            raise macro_refusal()
        main = next((name for name in _MAIN_STREAMS if name in streams), "")
        if not main:
            words = "Word・Excel・PowerPoint のファイルではありません。"
            raise RuleViolation("unknown-kind", words)
        _check_stream(compound, streams, main)
        return _MAIN_STREAMS[main]
    except (struct.error, ValueError, StopIteration) as fault:
        words = "ファイルが壊れています。開けるか確かめて、もう一度保存したものを選んでください。"
        raise RuleViolation("broken", words) from fault


def password_refusal() -> RuleViolation:
    """What is said of a file that only a password opens, of any format."""
    words = "パスワードがかかっています。あとの担当者も開けるよう、外したものを選んでください。"
    return RuleViolation("password", words)


def _check_stream(compound: Compound, streams: dict[str, Stream], main: str) -> None:
    """Look for a password, and for macros that hide in a sheet."""
    kind = _MAIN_STREAMS[main]
    if kind is FileKind.OLD_WORD:
        (marks,) = struct.unpack_from("<H", compound.beginning(streams[main], 32), 10)
        if marks & 0x0100:  # fEncrypted of [MS-DOC] FibBase
            raise password_refusal()
    elif kind is FileKind.OLD_EXCEL:
        _check_workbook(compound.beginning(streams[main], _LOOKED_AT))
    elif "current user" in streams:
        (token,) = struct.unpack_from("<L", compound.beginning(streams["current user"], 16), 12)
        if token == _PPT_ENCRYPTED:
            raise password_refusal()


def _check_workbook(records: bytes) -> None:
    """Read the records of the workbook's globals, up to their end."""
    place = 0
    while place + 4 <= len(records):
        number, length = struct.unpack_from("<HH", records, place)
        if number == _FILEPASS:
            raise password_refusal()
        if number == _BOUNDSHEET and records[place + 9] == _MACRO_SHEET:
            raise macro_refusal()
        if number == _EOF:
            return
        place += 4 + length
