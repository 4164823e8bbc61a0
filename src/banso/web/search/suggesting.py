"""What to try when nothing is found: only what finds something."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from banso.core.search.words import words_of
from banso.web.search.asking import Question
from banso.web.search.looking import finds

_MOST = 4
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Another question that finds something; ``keeps_filters`` tells which filters go with it."""

    label: str
    typed: str
    keeps_filters: bool


def suggestions(question: Question) -> list[Suggestion]:
    """Shorter words and fewer words under the same filters, or the same words without them."""
    found: dict[str, Suggestion] = {}
    for suggestion in _tried(question):
        found.setdefault(suggestion.label, suggestion)
        if len(found) == _MOST:
            break
    return list(found.values())


def _tried(question: Question) -> Iterator[Suggestion]:
    if question.said and finds(question.anywhere()):
        label = f"種類も期間も絞らずに「{question.typed}」でさがす"
        yield Suggestion(label, question.typed, keeps_filters=False)
    words = [word for word in question.typed.split() if words_of(word)][:_MOST]
    for word in words:
        shorter = _longest_that_finds(question, word, whole=len(words) > 1)
        if shorter:
            yield Suggestion(f"「{shorter}」でさがす", shorter, keeps_filters=True)


def _longest_that_finds(question: Question, word: str, *, whole: bool) -> str:
    """The longest beginning of the word that finds something, the whole of it if allowed.

    What a word finds, its beginning finds too: so the length is halved in upon.
    """
    known, tried = 0, len(word) + (1 if whole else 0)
    while tried - max(known, _SHORTEST - 1) > 1:
        middle = (max(known, _SHORTEST - 1) + tried) // 2
        if finds(question.with_words(word[:middle])):
            known = middle
        else:
            tried = middle
    return word[:known]
