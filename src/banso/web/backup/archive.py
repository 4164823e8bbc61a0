"""The archive（控えのファイル）: a zip of tables and files, and a list of what it holds."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from banso.core.refusals import RuleViolation

FORMAT = 1
_CONTENTS = "contents.json"
_BLOCK = 1 << 20
_ALREADY_PACKED = {".jpg", ".jpeg", ".png", ".webp", ".pdf", ".xlsx", ".docx", ".pptx", ".zip"}


@dataclass(frozen=True, slots=True)
class Part:
    """One table or file in the archive: rows (tables only), bytes, and their SHA-256."""

    name: str
    size: int
    digest: str
    rows: int = 0


@dataclass(frozen=True, slots=True)
class Contents:
    """What an archive holds: when and from what it was made, its migrations, tables, files."""

    made_at: str
    database: str
    migrations: tuple[tuple[str, str], ...]
    tables: tuple[Part, ...] = field(default_factory=tuple)
    files: tuple[Part, ...] = field(default_factory=tuple)
    format: int = FORMAT

    @property
    def rows(self) -> int:
        """How many rows all tables hold together."""
        return sum(table.rows for table in self.tables)


def put_table(archive: ZipFile, name: str, lines: Iterable[bytes]) -> Part:
    """Write a table's lines; the first holds its columns and is no row."""
    digest, size, count = hashlib.sha256(), 0, -1
    entry = ZipInfo(f"tables/{name}.jsonl")
    entry.compress_type = ZIP_DEFLATED
    with archive.open(entry, "w", force_zip64=True) as place:
        for line in lines:
            place.write(line)
            digest.update(line)
            size += len(line)
            count += 1
    return Part(name, size, digest.hexdigest(), count)


def put_file(archive: ZipFile, name: str, path: Path) -> Part:
    """Write a file of the uploads under its name."""
    digest, size = hashlib.sha256(), 0
    entry = ZipInfo(f"files/{name}")
    packed = path.suffix.lower() in _ALREADY_PACKED
    entry.compress_type = ZIP_STORED if packed else ZIP_DEFLATED
    with path.open("rb") as source, archive.open(entry, "w", force_zip64=True) as place:
        while block := source.read(_BLOCK):
            place.write(block)
            digest.update(block)
            size += len(block)
    return Part(name, size, digest.hexdigest())


def put_contents(archive: ZipFile, contents: Contents) -> None:
    """Write the list last: an archive without it was never finished."""
    archive.writestr(_CONTENTS, json.dumps(asdict(contents), ensure_ascii=False, indent=1))


def read_contents(archive: ZipFile) -> Contents:
    """Read the list. Refuses what is no backup, was not finished, or comes from a newer product."""
    try:
        given = json.loads(archive.read(_CONTENTS))
        contents = Contents(
            made_at=given["made_at"],
            database=given["database"],
            migrations=tuple((app, name) for app, name in given["migrations"]),
            tables=tuple(Part(**part) for part in given["tables"]),
            files=tuple(Part(**part) for part in given["files"]),
            format=given["format"],
        )
    except (KeyError, TypeError, ValueError, BadZipFile):
        raise RuleViolation(
            "not-a-backup", "このファイルは伴走の控えではないか、途中までしか書かれていません。"
        ) from None
    if contents.format != FORMAT:
        raise RuleViolation(
            "newer-format",
            "この控えは新しい版の伴走で作られています。先に伴走を新しくしてください。",
        )
    return contents


def lines_in(archive: ZipFile, table: Part) -> Iterator[bytes]:
    """The lines of a table, checked against the list while they are read.

    Refuses a table that is not what was written.
    """
    digest = hashlib.sha256()
    with _opened(archive, f"tables/{table.name}.jsonl", table) as place:
        for line in place:
            digest.update(line)
            yield line
    _check(table, digest.hexdigest())


def take_file(archive: ZipFile, file: Part, folder: Path) -> None:
    """Unpack a file into the folder; refuses one that leads out of it or isn't what was written."""
    path = PurePosixPath(file.name)
    if path.is_absolute() or ".." in path.parts:
        raise RuleViolation("leads-out", f"控えの中のファイル名が正しくありません（{file.name}）。")
    target = folder / path
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    digest = hashlib.sha256()
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with _opened(archive, f"files/{file.name}", file) as source, os.fdopen(descriptor, "wb") as out:
        while block := source.read(_BLOCK):
            digest.update(block)
            out.write(block)
    _check(file, digest.hexdigest())


def _opened(archive: ZipFile, name: str, part: Part) -> IO[bytes]:
    try:
        return archive.open(name)
    except KeyError:
        raise _damaged(part) from None


def _check(part: Part, digest: str) -> None:
    if digest != part.digest:
        raise _damaged(part)


def _damaged(part: Part) -> RuleViolation:
    words = f"控えが壊れています（{part.name}）。何も戻していません。別の控えを使ってください。"
    return RuleViolation("damaged", words)


def room_for(folder: Path, size: int) -> None:
    """Refuse to begin where the disk has no room for ``size`` bytes."""
    free = shutil.disk_usage(folder).free
    if free < size:
        words = (
            f"空きが足りません（必要 約{_megabytes(size)}、空き {_megabytes(free)}：{folder}）。"
        )
        raise RuleViolation("no-room", words)


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:,.0f}MB"
