"""SWOT in the plan's own headings, with questions, and the pairs of クロスSWOT.

The headings and questions are data: ``swot.toml``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

# Under which names entries of the two sheets are kept.
SWOT = "swot"
CROSS = "cross"


class Quarter(StrEnum):
    """The four fields of SWOT."""

    STRENGTH = "S"
    WEAKNESS = "W"
    OPPORTUNITY = "O"
    THREAT = "T"

    @property
    def ja(self) -> str:
        """「強み」."""
        return {"S": "強み", "W": "弱み", "O": "機会", "T": "脅威"}[self.value]

    @property
    def is_inside(self) -> bool:
        """Whether it is of the business itself（内部環境）."""
        return self in {Quarter.STRENGTH, Quarter.WEAKNESS}


@dataclass(frozen=True, slots=True)
class SwotCell:
    """One heading in one field: what to ask there, and words by which records speak of it."""

    key: str
    ja: str
    quarter: Quarter
    questions: tuple[str, ...]
    words: tuple[str, ...]

    @property
    def place(self) -> str:
        """The cell's own key; a heading stands in two fields: 「S-products」「W-products」."""
        return f"{self.quarter.value}-{self.key}"


@dataclass(frozen=True, slots=True)
class SwotEntry:
    """What was said in one cell, and how much it weighs（大きいほど重い）."""

    quarter: Quarter
    heading: str
    text: str
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Strategy:
    """One of the four ways of クロスSWOT."""

    key: str
    ja: str
    ask: str

    @property
    def quarters(self) -> tuple[Quarter, Quarter]:
        """The inside and the outside field it crosses."""
        return Quarter(self.key[0]), Quarter(self.key[1])


@dataclass(frozen=True, slots=True)
class CrossPair:
    """An inside and an outside entry held against each other."""

    strategy: Strategy
    inside: SwotEntry
    outside: SwotEntry

    @property
    def words(self) -> str:
        """「強み「…」×機会「…」：この強みを、この機会にどう使いますか。」."""
        inside, outside = self.inside, self.outside
        left = f"{inside.quarter.ja}「{inside.text}」"
        return f"{left}×{outside.quarter.ja}「{outside.text}」：{self.strategy.ask}"


@cache
def _tables() -> Mapping[str, list[dict[str, Any]]]:
    return tomllib.loads(Path(__file__).with_name("swot.toml").read_text("utf-8"))


@cache
def swot_cells() -> tuple[SwotCell, ...]:
    """Every cell, field by field, in the order of the plan."""
    return tuple(
        SwotCell(row["key"], row["ja"], quarter, tuple(row[asked]), tuple(row["words"]))
        for quarter, asked in zip(Quarter, ("good", "bad", "good", "bad"), strict=True)
        for row in _tables()["heading"]
        if (row["side"] == "inside") == quarter.is_inside
    )


@cache
def strategies() -> tuple[Strategy, ...]:
    """SO 積極, WO 改善, ST 差別化, WT 撤退・防衛."""
    return tuple(Strategy(**row) for row in _tables()["strategy"])


def cross_pairs(entries: Iterable[SwotEntry]) -> Mapping[str, tuple[CrossPair, ...]]:
    """The pairs of each strategy by its key, the heaviest first; blank entries make none."""
    said = [entry for entry in entries if entry.text.strip()]
    return {strategy.key: _pairs(strategy, said) for strategy in strategies()}


def _pairs(strategy: Strategy, said: list[SwotEntry]) -> tuple[CrossPair, ...]:
    sides = ([one for one in said if one.quarter is quarter] for quarter in strategy.quarters)
    pairs = [CrossPair(strategy, inside, outside) for inside, outside in product(*sides)]
    return tuple(sorted(pairs, key=lambda pair: -(pair.inside.weight + pair.outside.weight)))
