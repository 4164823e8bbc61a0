"""Plain text（CSV・テキスト）: read as the encodings of the office, and no page or script."""

from __future__ import annotations

import re

from banso.core.refusals import RuleViolation

# A byte order mark first, then strictly in this order: a guesser gets Japanese wrong.
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_ENCODINGS = ("utf-8", "cp932", "euc_jp")
_NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f\ufffe\uffff]")
_LOOKED_AT = 2_000  # characters; a browser that guesses a page looks no further
_PAGES = re.compile(
    r"\A\s*<[!?a-z]|<(?:!doctype|html|head|body|script|svg|iframe|object|embed|\?php)\b",
    re.IGNORECASE,
)
_SCRIPTS = re.compile(r"\A\s*(?:#!|@echo\b|%!ps|windows registry editor)", re.IGNORECASE)


def check_text(content: bytes) -> str:
    """The text. Refuses what is none, and a page or a script under the name of a text."""
    text = _read(content)
    if text is None or _NOT_TEXT.search(text):
        words = "受け取れる種類のファイルではなく、文字としても読めません。"
        raise RuleViolation("unknown-kind", words)
    beginning = text[:_LOOKED_AT]
    if _PAGES.search(beginning) or _SCRIPTS.search(beginning):
        words = "Webページやプログラムの書かれたファイルです。"
        raise RuleViolation("script", words)
    return text


def _read(content: bytes) -> str | None:
    marked = [encoding for mark, encoding in _MARKS if content.startswith(mark)]
    for encoding in marked or _ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
