"""クロスSWOT: what was said inside and outside, held against each other, and the strategies."""

from __future__ import annotations

from dataclasses import dataclass

from banso.diagnosis.models import Diagnosis
from banso.diagnosis.queries.talking import Cell, Part, parts_of
from banso.diagnosis.rules.swot import (
    CROSS,
    SWOT,
    Quarter,
    Strategy,
    SwotEntry,
    cross_pairs,
    strategies,
)

MOST_A_SIDE = 6  # the heaviest of each field are crossed: 36 pairs are read, 900 are not
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Pair:
    """An inside and an outside entry, and the words by which the choice of both is kept."""

    inside: str
    outside: str

    @property
    def words(self) -> str:
        """「手打ち麺 × 駅前に新しい住宅」, each shortened where it is long."""
        return f"{_short(self.inside)} × {_short(self.outside)}"


@dataclass(frozen=True, slots=True)
class Crossing:
    """One of the four ways: its pairs, the heaviest first, and the strategies written so far."""

    strategy: Strategy
    pairs: tuple[Pair, ...]
    cell: Cell
    is_cut: bool

    @property
    def lacking(self) -> tuple[str, ...]:
        """The fields in which nothing was said yet, so that nothing can be crossed."""
        return () if self.pairs else tuple(one.ja for one in self.strategy.quarters)


def crossings_of(diagnosis: Diagnosis) -> list[Crossing]:
    """SO, WO, ST, WT with their pairs. Two queries, however much was said."""
    said = {part.key: _heaviest(part) for part in parts_of(diagnosis, SWOT)}
    pairs = cross_pairs(entry for entries in said.values() for entry in entries[:MOST_A_SIDE])
    written = {part.key: part.cells[0] for part in parts_of(diagnosis, CROSS)}
    return [
        Crossing(
            strategy,
            tuple(Pair(pair.inside.text, pair.outside.text) for pair in pairs[strategy.key]),
            written[strategy.key],
            any(len(said[one.value]) > MOST_A_SIDE for one in strategy.quarters),
        )
        for strategy in strategies()
    ]


def _heaviest(part: Part) -> list[SwotEntry]:
    """What was said in a field of SWOT, the heaviest first."""
    entries = [
        SwotEntry(Quarter(part.key), cell.ja, entry.text, entry.weight)
        for cell in part.cells
        for entry in cell.entries
    ]
    return sorted(entries, key=lambda entry: -entry.weight)


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
