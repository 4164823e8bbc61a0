"""What kind of file was brought, told by its content and never by its name."""

from __future__ import annotations

import mmap
import zipfile
from enum import StrEnum
from pathlib import Path

from banso.core.refusals import RuleViolation

LARGEST = 30 * 1024 * 1024  # bytes
_HEAD = 4096
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BEGINNING_OF_BOOK = b"\x09\x08\x10\x00\x00\x06\x05\x00"
_LOCKS = (b"\x2f\x00\x06\x00\x00\x00", b"\x2f\x00\x36\x00\x01\x00", b"\x2f\x00\xc8\x00\x01\x00")
_LOCK_WITHIN = 512  # bytes: only a few records may stand before it
_SAVE_AS = "Excel で開き、「名前を付けて保存」で「Excel ブック（.xlsx）」にしてから選んでください。"
_BEGINNINGS = (
    (
        (b"%PDF-",),
        "PDF",
        "PDF は表として読めません。元の Excel か CSV のファイルを選んでください。",
    ),
    (
        (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*"),
        "画像",
        "画像は表として読めません。元の Excel か CSV のファイルを選んでください。",
    ),
    (
        (b"MZ", b"\x7fELF", b"#!"),
        "プログラム",
        "これは実行するプログラムです。開かずに、受け取った相手に確かめてください。",
    ),
    (
        (b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh"),
        "圧縮ファイル",
        "圧縮されています。開いて、中の Excel か CSV のファイルを選んでください。",
    ),
    ((b"{\\rtf",), "文書", f"これは文書（RTF）です。{_SAVE_AS}"),
)
_MARKUP = (b"<!doctype", b"<html", b"<?xml", b"<table", b"<meta")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


class FileKind(StrEnum):
    """The kinds that can be read."""

    XLSX = "xlsx"
    XLS = "xls"
    TEXT = "csv"


def check_size(size: int) -> None:
    """Refuse files that are empty or over 30 MB; asked before a byte is read."""
    if size == 0:
        raise _refusal("empty", "ファイルが空です（0バイト）。中身のあるファイルを選んでください。")
    if size > LARGEST:
        raise _refusal(
            "too-large",
            f"ファイルが大きすぎます（{size / 1024 / 1024:,.0f}MB）。"
            f"{LARGEST // 1024 // 1024}MBまでです。"
            "写真や使わないシートを除いて保存し直してください。",
        )


def kind_of(path: Path) -> FileKind:
    """The kind of the file at ``path``.

    Refuses in words: empty, over 30 MB, PDF, images, programs, archives, Word and PowerPoint, web
    pages under an Excel name, and workbooks locked with a password.
    """
    check_size(path.stat().st_size)
    with path.open("rb") as file:
        head = file.read(_HEAD)
    _refuse_known_others(head)
    if head.startswith(_ZIP):
        return _zip_kind(path)
    if head.startswith(_OLE):
        return _ole_kind(path)
    if b"\x00" in head and not head.startswith(_UTF16):
        raise _refusal(
            "not-a-table",
            "Excel でも CSV でもないファイルです。Excel（.xlsx、.xls）か CSV を選んでください。",
        )
    return FileKind.TEXT


def _refuse_known_others(head: bytes) -> None:
    for beginnings, name, advice in _BEGINNINGS:
        if head.startswith(beginnings):
            raise _refusal("wrong-kind", f"中身が{name}です。{advice}")
    is_picture = head[8:12] == b"WEBP" or head[4:8] == b"ftyp"
    if is_picture:
        raise _refusal("wrong-kind", f"中身が画像か動画です。{_BEGINNINGS[1][2]}")
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_MARKUP):
        raise _refusal("wrong-kind", f"中身が Web ページ（HTML・XML）です。{_SAVE_AS}")


def _zip_kind(path: Path) -> FileKind:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            is_locked = any(entry.flag_bits & 1 for entry in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as broken:
        raise _refusal(
            "broken",
            "Excel のファイルが途中で壊れています。"
            "もう一度もらうか、Excel で開いて保存し直してください。",
        ) from broken
    if is_locked:
        raise _refusal(
            "locked", "パスワード付きの zip です。開いて、中のファイルを選んでください。"
        )
    if "xl/workbook.xml" in names:
        return FileKind.XLSX
    raise _refusal("wrong-kind", _what_zip(names))


def _what_zip(names: set[str]) -> str:
    if "word/document.xml" in names:
        return f"中身が Word の文書です。表を Excel に貼り付け、{_SAVE_AS}"
    if any(name.startswith("ppt/") for name in names):
        return f"中身が PowerPoint です。表を Excel に貼り付け、{_SAVE_AS}"
    if "xl/workbook.bin" in names or "content.xml" in names:
        return f"この形式（.xlsb・.ods）は読めません。{_SAVE_AS}"
    return "中身が zip（圧縮ファイル）です。開いて、中の Excel か CSV のファイルを選んでください。"


def _ole_kind(path: Path) -> FileKind:
    """Old Office files and encrypted new ones are both OLE containers; their streams tell."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        holds = {
            name: content.find(name.encode("utf-16-le")) >= 0
            for name in (
                "EncryptedPackage",
                "WordDocument",
                "PowerPoint Document",
                "Workbook",
                "Book",
            )
        }
        is_locked = holds["EncryptedPackage"] or _has_password(content)
    if is_locked:
        raise password_refusal()
    if holds["WordDocument"]:
        raise _refusal("wrong-kind", f"中身が Word の文書です。表を Excel に貼り付け、{_SAVE_AS}")
    if holds["Workbook"] or holds["Book"]:
        return FileKind.XLS
    raise _refusal("wrong-kind", f"Excel のブックではない Office のファイルです。{_SAVE_AS}")


def _has_password(content: mmap.mmap) -> bool:
    """Whether the workbook of Excel 97 begins with the record that locks it（FILEPASS）."""
    begins = content.find(_BEGINNING_OF_BOOK)
    head = content[begins : begins + _LOCK_WITHIN] if begins >= 0 else b""
    return any(lock in head for lock in _LOCKS)


def password_refusal() -> RuleViolation:
    """The refusal of a workbook locked with a password, saying how to take it off."""
    return _refusal(
        "locked",
        "パスワードのかかった Excel は読めません。Excel で開き、「ファイル」→「情報」→"
        "「ブックの保護」→「パスワードを使用して暗号化」でパスワードを空にして、"
        "保存してから選んでください。",
    )


def _refusal(code: str, message: str) -> RuleViolation:
    return RuleViolation(code, message, field="file")
