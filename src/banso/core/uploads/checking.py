"""The one rule of what may be kept: a file is judged by its content, its name only put right."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace

from django.core.files.uploadedfile import UploadedFile

from banso.core.refusals import RuleViolation
from banso.core.uploads.confined import draw
from banso.core.uploads.kinds import (
    ACCEPTED_IN_WORDS,
    OLE,
    PDF,
    ZIP,
    FileKind,
    is_executable,
    is_film,
    is_picture,
)
from banso.core.uploads.naming import is_name_of_executable, named_as, split_name, tidy_name
from banso.core.uploads.old_office import check_old_office
from banso.core.uploads.texts import check_text
from banso.core.uploads.zipped import check_office

LARGEST = 20 * 1024 * 1024  # bytes of one file
_AUTHOR_STAYS = "作成者「{}」の名前がファイルの中に残っています。"


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file that may be kept. Only ``check_upload`` makes one from what people send."""

    name: str
    kind: FileKind
    content: bytes = field(repr=False)
    preview: bytes = field(default=b"", repr=False)
    width: int | None = None
    height: int | None = None
    pages: int | None = None
    remark: str = ""

    @property
    def size(self) -> int:
        """Bytes as kept."""
        return len(self.content)

    @property
    def sha256(self) -> str:
        """Digest of what is kept: the same file has the same."""
        return hashlib.sha256(self.content).hexdigest()


def check_upload(upload: UploadedFile[bytes], *, field: str) -> CheckedFile:
    """The file as it may be kept: pictures redrawn, everything else byte for byte.

    Refuses, naming the file: too large, empty, programs, scripts and pages whatever their name,
    zips that are no Office file, macros, passwords, PDFs that act by themselves, and damage.
    """
    name = tidy_name(upload.name)
    try:
        _check_outside(name, upload.size or 0)
        content = upload.read()
        return _renamed(_judged(name, content), name)
    except RuleViolation as refusal:
        words = f"「{name}」は添付できません。{refusal.message}"
        raise RuleViolation(refusal.code, words, field=field) from refusal
    finally:
        upload.close()


def _check_outside(name: str, size: int) -> None:
    """Refuse what needs no look inside."""
    if size > LARGEST:
        words = f"大きすぎます（{in_megabytes(size)}。1つ{in_megabytes(LARGEST)}まで）。"
        raise RuleViolation("too-large", words)
    if is_name_of_executable(name):
        raise RuleViolation("program", "プログラムかWebページの名前のファイルです。")


def in_megabytes(size: int) -> str:
    """A size as people say it: 「20MB」「340KB」."""
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))}KB"
    return f"{size / 1024 / 1024:.1f}".removesuffix(".0") + "MB"


def _judged(name: str, content: bytes) -> CheckedFile:
    """The file by what its first bytes say it is."""
    if not content:
        raise RuleViolation("empty", "ファイルが空です。")
    if is_executable(content[:16]):
        raise RuleViolation("program", "プログラムのファイルです。")
    if is_picture(content[:16]):
        drawn = draw("picture", content)
        return CheckedFile(
            name, FileKind.PICTURE, drawn.picture, drawn.preview, drawn.width, drawn.height
        )
    if content.startswith(PDF):
        return _paper(name, content)
    if content.startswith(ZIP):
        kind, author = check_office(content)
        return CheckedFile(name, kind, content, remark=_about(author))
    if content.startswith(OLE):
        return CheckedFile(name, check_old_office(content), content)
    return _text(name, content)


def _paper(name: str, content: bytes) -> CheckedFile:
    drawn = draw("paper", content)
    return CheckedFile(
        name,
        FileKind.PDF,
        content,
        drawn.preview,
        pages=drawn.pages,
        remark=_about(drawn.author),
    )


def _about(author: str) -> str:
    return _AUTHOR_STAYS.format(author[:60]) if author else ""


def _text(name: str, content: bytes) -> CheckedFile:
    """What no signature tells may be text, if it reads as text and is named so."""
    if is_film(content[:16]):
        raise RuleViolation("film", "動画や音声は添付できません。")
    kinds = {".csv": FileKind.CSV, ".tsv": FileKind.CSV, ".txt": FileKind.TEXT}
    check_text(content)
    ending = split_name(name)[1]
    if ending not in kinds:
        words = f"この種類のファイルは受け取れません。受け取れるのは、{ACCEPTED_IN_WORDS}です。"
        raise RuleViolation("unknown-kind", words)
    return CheckedFile(name, kinds[ending], content)


def _renamed(checked: CheckedFile, name: str) -> CheckedFile:
    """Named as its content is; said in the remark when the file claimed to be something else."""
    right, claimed_other = named_as(checked.kind, name)
    said = f"中身に合わせて、名前を「{right}」に直しました。" if claimed_other else ""
    return replace(checked, name=right, remark=f"{said}{checked.remark}")
