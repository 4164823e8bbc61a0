"""One cell as text: what a person reads in it, without what Excel added."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

Value = str | int | float | bool | date | datetime | time | timedelta
_ESCAPED = re.compile(r"_x000[dD]_")
_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029]")
_INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufeff\u200b]")


def text_of(value: Value) -> str:
    """A cell's value as text, ends trimmed, line breaks kept as ``\\n``.

    Whole numbers lose Excel's ``.0`` (1234.0 is 「1234」), days are 2025-04-01, errors and blanks
    nothing. Text is never calculated: 「=1+1」 stays those four characters.
    """
    if isinstance(value, str):
        return _tidy(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else format(value, ".15g")
    if isinstance(value, datetime):
        midnight = value.time() == time()
        return value.date().isoformat() if midnight else value.isoformat(sep=" ")
    return str(value)


def _tidy(text: str) -> str:
    text = text.strip()
    if text.isascii() and text.isprintable() and "_x" not in text:
        return text
    return _INVISIBLE.sub("", _LINE_ENDS.sub("\n", _ESCAPED.sub("", text))).strip()
