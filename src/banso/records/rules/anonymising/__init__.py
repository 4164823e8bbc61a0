"""Anonymising by rule（匿名化）: what gives a firm away is replaced, and every change is told.

The rules are in the order in which they are asked; where two find the same place, the rule of the
earlier group wins, and within a group the longer find. What they make of a text they leave alone
when asked again. docs/rules/anonymising.md says the same for people.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from banso.records.rules.anonymising.contacts import CONTACTS
from banso.records.rules.anonymising.names import ADDRESSED, NAMES
from banso.records.rules.anonymising.numbers import NUMBERS
from banso.records.rules.anonymising.parts import Found, Known, Rule
from banso.records.rules.anonymising.places import ELSEWHERE, OWN_AREA

__all__ = ["RULES", "Anonymised", "Known", "Piece", "Replacement", "Rule", "anonymise", "listed"]

_GROUPS: tuple[tuple[Rule, ...], ...] = (
    (CONTACTS,),
    NAMES,
    (ADDRESSED,),
    (OWN_AREA,),
    (ELSEWHERE,),
    NUMBERS,
)
RULES: tuple[Rule, ...] = tuple(rule for group in _GROUPS for rule in group)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the new text; ``rule`` and ``before`` tell what stood there, if it changed."""

    words: str
    before: str = ""
    rule: Rule | None = None


@dataclass(frozen=True, slots=True)
class Replacement:
    """What was replaced by what, by which rule, and how often（回）."""

    before: str
    after: str
    rule: Rule
    times: int


@dataclass(frozen=True, slots=True)
class Anonymised:
    """A text in pieces, changed ones and unchanged ones, in order."""

    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The text with everything replaced."""
        return "".join(piece.words for piece in self.pieces)

    @property
    def changed(self) -> tuple[Piece, ...]:
        """The pieces a rule changed."""
        return tuple(piece for piece in self.pieces if piece.rule)


def anonymise(text: str, known: Known) -> Anonymised:
    """Replace in the text all that the rules find."""
    pieces: list[Piece] = []
    done = 0
    for rule, found in _chosen(text, known):
        before = text[found.start : found.end]
        if before == found.words:
            continue
        if found.start > done:
            pieces.append(Piece(text[done : found.start]))
        pieces.append(Piece(found.words, before, rule))
        done = found.end
    if done < len(text):
        pieces.append(Piece(text[done:]))
    return Anonymised(tuple(pieces))


def _chosen(text: str, known: Known) -> list[tuple[Rule, Found]]:
    """What the rules find, no two at one place, in the order of the text."""
    taken = bytearray(len(text))
    chosen: list[tuple[Rule, Found]] = []
    for group in _GROUPS:
        finds = [(rule, found) for rule in group for found in rule.find(text, known)]
        finds.sort(key=lambda find: find[1].start - find[1].end)  # the longest first
        for rule, found in finds:
            if found.end > found.start and not any(taken[found.start : found.end]):
                taken[found.start : found.end] = b"\1" * (found.end - found.start)
                chosen.append((rule, found))
    return sorted(chosen, key=lambda find: find[1].start)


def listed(texts: Iterable[Anonymised]) -> tuple[Replacement, ...]:
    """Every replacement once, with how often it was made, in the order of the texts."""
    counted: dict[tuple[str, str], tuple[Rule, int]] = {}
    for piece in (piece for text in texts for piece in text.changed):
        if piece.rule is not None:
            _, times = counted.get((piece.before, piece.words), (piece.rule, 0))
            counted[piece.before, piece.words] = (piece.rule, times + 1)
    return tuple(
        Replacement(before, after, rule, times)
        for (before, after), (rule, times) in counted.items()
    )
