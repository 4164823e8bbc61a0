"""Sheets（シート）beside the figures: 4つの視点, 商流, 業務フロー, 経営デザインシート, KBF・KSF.

What each asks is data, ``sheets.toml``; pages and paper are drawn from it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class SheetCell:
    """One field of a sheet: its label, the questions that fill it, and a hint on how to write."""

    key: str
    group: str
    group_ja: str
    ja: str
    questions: tuple[str, ...]
    hint: str


@dataclass(frozen=True, slots=True)
class SheetGroup:
    """Cells that stand together on the paper."""

    key: str
    ja: str
    cells: tuple[SheetCell, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet, its cells in the order of the paper; ``source`` is printed with it."""

    key: str
    ja: str
    source: str
    cells: tuple[SheetCell, ...]

    @property
    def groups(self) -> tuple[SheetGroup, ...]:
        """The cells by where they stand together."""
        grouped = groupby(self.cells, key=lambda cell: (cell.group, cell.group_ja))
        return tuple(SheetGroup(key, ja, tuple(cells)) for (key, ja), cells in grouped)

    def blank(self, answers: Mapping[str, str]) -> Iterator[SheetCell]:
        """The cells that nothing has been written in, by the answers so far."""
        return (cell for cell in self.cells if not answers.get(cell.key, "").strip())


@cache
def sheets() -> Mapping[str, Sheet]:
    """Every sheet by its key, in the order of the file."""
    rows = tomllib.loads(Path(__file__).with_name("sheets.toml").read_text("utf-8"))["sheet"]
    return {row["key"]: _sheet(row) for row in rows}


def _sheet(row: Mapping[str, Any]) -> Sheet:
    cells = tuple(
        SheetCell(**{**cell, "questions": tuple(cell["questions"])}) for cell in row["cell"]
    )
    return Sheet(row["key"], row["ja"], row["source"], cells)
