"""Evidence files（証憑）: what may be attached, judged by content and not by name alone."""

from __future__ import annotations

from pathlib import PurePath

from django.core.files.uploadedfile import UploadedFile

from banso.core.refusals import RuleViolation

LARGEST = 10 * 1024 * 1024  # bytes
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BEGINNINGS = {
    ".pdf": (b"%PDF-",),
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".docx": (_ZIP,),
    ".xlsx": (_ZIP,),
    ".pptx": (_ZIP,),
    ".doc": (_OLE,),
    ".xls": (_OLE,),
}


def check_attachment(upload: UploadedFile[bytes]) -> str:
    """The name under which the file is shown.

    Refuses files over 10 MB, empty ones, kinds other than PDF, image and Office, and files whose
    content is not what the name says.
    """
    name = PurePath(upload.name or "").name[-120:]
    beginnings = _BEGINNINGS.get(PurePath(name).suffix.lower())
    if beginnings is None:
        raise _refusal(
            "PDF・画像（PNG・JPEG）・Word・Excel・PowerPoint のファイルを選んでください。"
        )
    if not upload.size:
        raise _refusal("ファイルが空です。")
    if upload.size > LARGEST:
        raise _refusal("ファイルが大きすぎます（10MBまで）。")
    head = upload.read(16)
    upload.seek(0)
    if not head.startswith(beginnings):
        raise _refusal("ファイルの中身が名前の種類と違います。元のファイルを確かめてください。")
    return name


def _refusal(message: str) -> RuleViolation:
    return RuleViolation("bad-file", message, field="attachment")
