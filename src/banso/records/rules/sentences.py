"""Long texts in short."""

from __future__ import annotations

import re

_END = re.compile(r"[。！？!?\n]")


def first_sentence(text: str, *, most: int) -> str:
    """The first sentence of a text, cut with 「…」 after ``most`` characters; "" for none."""
    tidy = text.strip()
    end = _END.search(tidy)
    return shortened(tidy[: end.end()] if end else tidy, most=most)


def shortened(text: str, *, most: int) -> str:
    """The text on one line, cut with 「…」 after ``most`` characters."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"
