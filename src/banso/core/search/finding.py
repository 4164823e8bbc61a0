"""Asking the index. It knows who asks only by the marks of the question: fetch the rows back
through their rooms before showing, or counting, any of them.
"""

from __future__ import annotations

from banso.core.search.entries import HIGHEST, Asked, Hit
from banso.core.search.keeping import engine


def some(question: Asked, *, limit: int) -> list[Hit]:
    """Up to ``limit`` hits in no particular order: quick, for counting. None without words."""
    return engine().some(question, limit=limit) if _can_be_met(question) else []


def newest(question: Asked, *, limit: int, before: int = HIGHEST) -> list[Hit]:
    """Up to ``limit`` hits below the place ``before``, newest first. None without words."""
    return engine().newest(question, limit=limit, before=before) if _can_be_met(question) else []


def _can_be_met(question: Asked) -> bool:
    """Whether there are words, and at least one mark in each group."""
    return bool(question.words) and all(question.any_of)
