"""The six indicators（6つの指標）, what they are called in the table, and the grades of a total."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from banso.diagnosis.rules.formula import Formula
from banso.diagnosis.rules.ratios import HIGHER, formula_of
from banso.diagnosis.rules.reading import Reading
from banso.diagnosis.rules.terms import Term


@dataclass(frozen=True, slots=True)
class BenchmarkIndicator:
    """One of the six; ``column`` is its name in the heading of the table."""

    key: str
    ja: str
    column: str
    in_words: str
    higher_is_better: bool
    formula: Formula

    def read(self, term: Term) -> Reading:
        """The indicator in one period."""
        return self.formula.read(term)


@dataclass(frozen=True, slots=True)
class BenchmarkScheme:
    """What the points stand on: title, edition and source to be shown, grades from the best."""

    title: str
    edition: str
    source: str
    indicators: tuple[BenchmarkIndicator, ...]
    grades: tuple[tuple[str, int], ...]


@cache
def scheme() -> BenchmarkScheme:
    """The scheme as shipped, ``standards.toml``."""
    rows = tomllib.loads(Path(__file__).with_name("standards.toml").read_text("utf-8"))
    return BenchmarkScheme(
        title=rows["title"],
        edition=rows["edition"],
        source=rows["source"],
        indicators=tuple(_indicator(row) for row in rows["indicator"]),
        grades=tuple(sorted(rows["grades"].items(), key=lambda grade: -grade[1])),
    )


def _indicator(row: Mapping[str, Any]) -> BenchmarkIndicator:
    return BenchmarkIndicator(
        key=row["key"],
        ja=row["ja"],
        column=row["column"],
        in_words=row["formula"],
        higher_is_better=row["better"] == HIGHER,
        formula=formula_of(row),
    )
