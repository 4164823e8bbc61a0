"""The order and the words of papers that differ from a corporation's（青色申告決算書 ほか）.

They stand at the end of ``accounts.toml``. Source: 国税庁「所得税青色申告決算書（一般用）」.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from banso.figures.rules.accounts import Form, name_of

_PAPERS: Mapping[Form, str] = {Form.PROPRIETOR: "proprietor", Form.PROPRIETOR_SHORT: "proprietor"}


@dataclass(frozen=True, slots=True)
class PaperSum:
    """A sum as this paper calls it; ``terms`` say how it is made where only this paper has it."""

    code: str
    ja: str
    terms: str = ""


@dataclass(frozen=True, slots=True)
class PaperGroup:
    """A part of the paper: codes of lines, and of sums behind 「=」, from top to bottom."""

    ja: str
    rows: tuple[str, ...]
    is_balance_sheet: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper: its words for lines, its parts, its sums."""

    names: Mapping[str, str]
    notes: Mapping[str, str]
    groups: tuple[PaperGroup, ...]
    sums: Mapping[str, PaperSum]


@cache
def _papers() -> Mapping[str, Paper]:
    text = Path(__file__).with_name("accounts.toml").read_text("utf-8")
    return {
        name: Paper(
            names=raw["names"],
            notes=raw["notes"],
            groups=tuple(PaperGroup(**{**one, "rows": tuple(one["rows"])}) for one in raw["group"]),
            sums={one["code"]: PaperSum(**one) for one in raw["sum"]},
        )
        for name, raw in tomllib.loads(text)["paper"].items()
    }


def paper_of(forms: Collection[Form]) -> Paper | None:
    """The paper that all of these share; ``None`` for a corporation's, and where they differ."""
    found = {_PAPERS.get(form) for form in forms}
    name = found.pop() if len(found) == 1 else None
    return _papers()[name] if name else None


def name_on(form: Form, code: str) -> str:
    """What this paper calls a line or a sum."""
    paper = paper_of([form])
    return (paper.names.get(code) if paper else None) or name_of(code)


def names_on_papers() -> Mapping[str, str]:
    """The line's code by what any of these papers calls it."""
    return {ja: code for paper in _papers().values() for code, ja in paper.names.items()}
