"""Office files since 2007（docx・xlsx・pptx）: zips that must be just that, and not too deep."""

from __future__ import annotations

import html
import io
import re
import struct
import zipfile
import zlib

from banso.core.refusals import RuleViolation
from banso.core.uploads.kinds import FileKind
from banso.core.uploads.naming import is_name_of_executable

MOST_PARTS = 5_000
MOST_UNPACKED = 300 * 1024 * 1024  # bytes
SUSPICIOUS_UNPACKED = 50 * 1024 * 1024  # bytes: above it, packing a hundredfold is a bomb
MOST_PACKING = 100
_LARGEST_DIRECTORY = 1024 * 1024  # bytes
_END, _END_LENGTH = b"PK\x05\x06", 22
_MAIN_PARTS = (
    (b"wordprocessingml.document.main+xml", FileKind.WORD),
    (b"spreadsheetml.sheet.main+xml", FileKind.EXCEL),
    (b"presentationml.presentation.main+xml", FileKind.POWERPOINT),
)
_MACROS = re.compile(r"(?:^|/)(?:vba(?:project|data)\.\w+|macrosheets/.*)$", re.IGNORECASE)
_CREATOR = re.compile(rb"<dc:creator>([^<]{1,400})</dc:creator>")
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, struct.error)


def check_office(content: bytes) -> tuple[FileKind, str]:
    """The kind of Office file and its author's name, if any.

    Refuses other zips, zip bombs, macros, programs inside, a password, and damaged files.
    """
    _check_directory(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_parts(archive.infolist())
            kind = _kind_of(archive)
            if archive.testzip() is not None:
                raise _damaged()
            return kind, _creator_of(archive)
    except (*_BROKEN, NotImplementedError, RuntimeError) as fault:
        raise _damaged() from fault


def _damaged() -> RuleViolation:
    words = "ファイルが壊れています。開けるか確かめて、もう一度保存したものを選んでください。"
    return RuleViolation("broken", words)


def _bomb() -> RuleViolation:
    words = "開くととても大きくなる圧縮ファイルなので、受け取れません。"
    return RuleViolation("zip-bomb", words)


def _check_directory(content: bytes) -> None:
    """Refuse a list of parts so long that only reading it would fill the memory."""
    place = content.rfind(_END, max(0, len(content) - 65_535 - _END_LENGTH))
    if place < 0 or place + _END_LENGTH > len(content):
        raise _damaged()
    (length,) = struct.unpack_from("<L", content, place + 12)
    if length > _LARGEST_DIRECTORY:
        raise _bomb()


def _check_parts(parts: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(part.file_size for part in parts)
    packed = max(1, sum(part.compress_size for part in parts))
    packs_too_well = unpacked > SUSPICIOUS_UNPACKED and unpacked > packed * MOST_PACKING
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED or packs_too_well:
        raise _bomb()
    if any(part.flag_bits & 1 for part in parts):
        raise RuleViolation("password", "パスワードのかかった圧縮ファイルです。")
    for part in parts:
        if _MACROS.search(part.filename):
            raise macro_refusal()
        if is_name_of_executable(part.filename) and not part.filename.endswith((".xml", ".js")):
            raise RuleViolation("program-inside", "中にプログラムのファイルが入っています。")


def macro_refusal() -> RuleViolation:
    """What is said of a file with macros, of either format."""
    words = "マクロ（自動で動くプログラム）が入っています。マクロのない形式で保存し直してください。"
    return RuleViolation("macro", words)


def _kind_of(archive: zipfile.ZipFile) -> FileKind:
    named = _read(archive, "[Content_Types].xml")
    if b"macroEnabled" in named:
        raise macro_refusal()
    for main_part, kind in _MAIN_PARTS:
        if main_part in named:
            return kind
    words = "圧縮ファイル（ZIPなど）です。中のファイルを取り出して、1つずつ選んでください。"
    raise RuleViolation("zip", words)


def _read(archive: zipfile.ZipFile, part: str, most: int = 1024 * 1024) -> bytes:
    """The beginning of a part; nothing where there is no such part."""
    try:
        with archive.open(part) as file:
            return file.read(most)
    except KeyError:
        return b""


def _creator_of(archive: zipfile.ZipFile) -> str:
    found = _CREATOR.search(_read(archive, "docProps/core.xml"))
    return html.unescape(found[1].decode("utf-8", "replace")).strip() if found else ""
