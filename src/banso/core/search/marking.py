"""Where the words stand in a text as it was written, and the sentence they stand in.

Plain Python. Matching is done on folded text; here its signs are traced back to the original ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from banso.core.japanese import fold

MOST_SHOWN = 90
_LEAD = 24  # signs shown before a hit in a sentence too long to be shown whole
_MOST_SENTENCES = 2
# What folds as one: （株）, a half-width kana with its mark, a letter with its accents.
_TOGETHER = re.compile(
    r"[(（](?:特非|[株有名資同協社財医福学宗])[)）]|.[\u3099\u309a\uff9e\uff9f\u0300-\u036f]*",
    re.DOTALL,
)
_SENTENCE = re.compile(r"[^。！？!?\n]*(?:[。！？!?]+|\n|$)")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the text as written; ``is_hit`` where it is one of the words."""

    text: str
    is_hit: bool


Span = tuple[int, int]
_folded_sign = lru_cache(maxsize=1 << 14)(fold)


def spans_of(text: str, words: Sequence[str]) -> list[Span]:
    """Where the folded words stand in the text: start and end, in order, none overlapping."""
    folded, origins = _traced(text)
    found = sorted(
        (origins[start][0], origins[start + len(word) - 1][1])
        for word in words
        for start in _starts(folded, word)
    )
    return _merged(found)


def marked(text: str, words: Sequence[str]) -> tuple[Part, ...]:
    """The whole text, parted where the words stand."""
    return _parted(text, spans_of(text, words), (0, len(text)))


def excerpt(text: str, words: Sequence[str], *, most: int = MOST_SHOWN) -> tuple[Part, ...]:
    """The sentences the words stand in, two at most, with the words marked.

    Without any of the words, how the text begins. What is left out is shown as 「…」.
    """
    spans = spans_of(text, words)
    wanted = _sentences(text, spans)
    parts: list[Part] = []
    end = 0
    for sentence in wanted:
        start, stop = _cut(text, sentence, spans, most)
        if start > end:
            parts.append(Part("…", is_hit=False))
        parts += _parted(text, spans, (start, stop))
        end = stop
    if text[end:].strip():
        parts.append(Part("…", is_hit=False))
    return tuple(parts)


def has_any(text: str, words: Sequence[str]) -> bool:
    """Whether one of the folded words stands in the text."""
    folded = fold(text)
    return any(word in folded for word in words)


def _traced(text: str) -> tuple[str, list[Span]]:
    """The folded text, and for each of its signs where it comes from.

    Empty where signs fold together that are not told apart here: then nothing is marked.
    """
    folded: list[str] = []
    origins: list[Span] = []
    for match in _TOGETHER.finditer(text):
        own = _folded_sign(match[0])
        folded.append(own)
        origins += [match.span()] * len(own)
    whole = "".join(folded)
    return (whole, origins) if whole == fold(text) else ("", [])


def _starts(folded: str, word: str) -> Iterator[int]:
    start = folded.find(word) if word else -1
    while start >= 0:
        yield start
        start = folded.find(word, start + 1)


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in spans:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _sentences(text: str, spans: list[Span]) -> list[Span]:
    """The first sentences that hold a hit; the very first where none does."""
    every = [match.span() for match in _SENTENCE.finditer(text) if match[0].strip()]
    holding = [
        (first, last) for first, last in every if any(first <= start < last for start, _ in spans)
    ]
    return holding[:_MOST_SENTENCES] or every[:1]


def _cut(text: str, sentence: Span, spans: list[Span], most: int) -> Span:
    """As much of the sentence as is shown: all of it, or the stretch around its first hit."""
    first, last = sentence
    while first < last and text[first].isspace():
        first += 1
    last = first + len(text[first:last].rstrip())
    if last - first <= most:
        return first, last
    hit = next((start for start, _ in spans if start >= first), first)
    begin = max(first, min(hit - _LEAD, last - most)) if hit < last else first
    return begin, min(last, begin + most)


def _parted(text: str, spans: list[Span], shown: Span) -> tuple[Part, ...]:
    parts = []
    place, stop = shown
    for start, end in spans:
        if end <= place or start >= stop:
            continue
        if start > place:
            parts.append(Part(text[place:start], is_hit=False))
        parts.append(Part(text[max(start, place) : min(end, stop)], is_hit=True))
        place = min(end, stop)
    if place < stop:
        parts.append(Part(text[place:stop], is_hit=False))
    return tuple(parts)
