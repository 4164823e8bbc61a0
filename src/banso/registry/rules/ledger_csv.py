"""Text in CSV cells that Excel would calculate（数式のような文字）: guarded, and set free again."""

from __future__ import annotations

_GUARD = "'"
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", _GUARD)


def defused(text: str) -> str:
    """The text as a CSV cell: what a spreadsheet would calculate gets an apostrophe before it."""
    return f"{_GUARD}{text}" if text.startswith(_DANGEROUS) else text


def undefused(text: str) -> str:
    """Exactly what :func:`defused` was given."""
    is_guarded = text.startswith(_GUARD) and text[1:].startswith(_DANGEROUS)
    return text[1:] if is_guarded else text
