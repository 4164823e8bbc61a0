"""PDF looked into: that it opens, that nothing in it acts by itself, and how its first page looks.

Files are kept as they are; this only judges. Run it where memory and time are bounded.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

from banso.core.refusals import RuleViolation
from banso.core.uploads.old_office import password_refusal
from banso.core.uploads.pictures import PREVIEW_SIDE, preview_of

if TYPE_CHECKING:
    import pypdfium2

_STREAM = re.compile(rb"\bstream\r?\n.*?\bendstream\b", re.DOTALL)
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_ACTING = (
    (re.compile(rb"/(?:JavaScript|XFA)(?![\w-])"), "自動で動くプログラム（JavaScript など）"),
    (re.compile(rb"/(?:Launch|RichMedia)(?![\w-])"), "ほかのプログラムを起動する指示"),
    (re.compile(rb"/EmbeddedFiles?(?![\w-])"), "別のファイル"),
)
_REMEDY = "開いて「印刷」から「PDFに保存」で作り直すと、添付できます。"


def opened(content: bytes) -> pypdfium2.PdfDocument:
    """The document. Refuses a password, damage, and a document without pages."""
    import pypdfium2  # heavy: only where a document is looked into

    raw: Any = pypdfium2.raw  # names it makes up when imported
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as fault:
        if fault.err_code in {raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY}:
            raise password_refusal() from fault
        raise _damaged() from fault
    if not len(document):
        raise _damaged()
    return document


def _damaged() -> RuleViolation:
    words = "PDFが壊れているか、途中で切れています。開けるか確かめて、選び直してください。"
    return RuleViolation("broken", words)


def check_acting(document: pypdfium2.PdfDocument) -> None:
    """Refuse scripts, the starting of programs, and files inside.

    Looks through the document as it is written out anew: unlocked, and no part packed away.
    """
    import pypdfium2

    raw: Any = pypdfium2.raw
    written = io.BytesIO()
    document.save(written, flags=raw.FPDF_REMOVE_SECURITY)
    plain = _ESCAPED.sub(_unescaped, _STREAM.sub(b"", written.getvalue()))
    for acting, what in _ACTING:
        if acting.search(plain):
            raise RuleViolation("acting", f"{what}が入ったPDFです。{_REMEDY}")


def _unescaped(escaped: re.Match[bytes]) -> bytes:
    return bytes.fromhex(escaped[1].decode("ascii"))


def author_of(document: pypdfium2.PdfDocument) -> str:
    """Who wrote it, as the file says; empty when it says nothing."""
    return str(document.get_metadata_value("Author")).strip()


def first_page(document: pypdfium2.PdfDocument) -> bytes:
    """A small JPEG of the first page."""
    page = document[0]
    scale = PREVIEW_SIDE / max(*page.get_size(), 1)
    return preview_of(page.render(scale=scale).to_pil())
