"""Signs that our fonts can print; what they cannot（絵文字など）is printed as 〓, never refused."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

GETA = "〓"  # what Japanese printers set for a sign that is not in the case
_PRINTED = ("BIZUDGothic-Regular.ttf", "NotoSansJP-Regular.ttf")
# What only alters the sign before it: what is joined to it, variation selectors, skin tones, tags.
_SILENT = re.compile(
    "\u200d.|[\u200b-\u200f\u2060\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0000-\U000e01ef]"
)
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")


def printable(value: object, fonts: Path) -> object:
    """``value`` as JSON says it, with every text in signs that the fonts of the folder hold."""
    if isinstance(value, str):
        return _text(value, fonts)
    if isinstance(value, Mapping):
        return {key: printable(one, fonts) for key, one in value.items()}
    if isinstance(value, Sequence):
        return [printable(one, fonts) for one in value]
    return value


def _text(text: str, fonts: Path) -> str:
    if text.isascii():
        return text
    held = _held(fonts)
    plain = _SILENT.sub("", text)
    return _BEYOND_ASCII.sub(lambda sign: sign[0] if ord(sign[0]) in held else GETA, plain)


@cache
def _held(fonts: Path) -> frozenset[int]:
    """The signs that one of our fonts holds, by their numbers."""
    from fontTools.ttLib import TTFont  # heavy: only where a document is made

    held: set[int] = set()
    for name in _PRINTED:
        with TTFont(fonts / name, lazy=True) as font:
            held.update(font.getBestCmap() or {})
    return frozenset(held)
