"""Kinds of plans（事業計画の種類）: headings in their order, what to ask the owner under each.

The kinds are data: ``kinds.toml``. A kind says which parts it has besides its sections.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from banso.plans.rules.tables import Row, keyed, read_table, refuse_strangers, unreadable

PARTS: Mapping[str, str] = {
    "numbers": "数値計画",
    "measures": "施策",
    "kpi": "KPI",
    "swot": "SWOT・クロスSWOT",
    "succession": "事業承継計画表",
}
_FILE = "kinds.toml"
_KIND = ("key", "ja", "about", "source", "official", "uses", "section")
_SECTION = ("key", "ja", "ask")
_OPTIONAL = ("limit", "needed", "wall")


@dataclass(frozen=True, slots=True)
class Section:
    """One heading: what to ask the owner, at most how many characters, whether it may stay blank.

    ``limit`` counts characters without line breaks; ``None`` where there is none. What is
    ``on_wall`` stands on top of the one sheet that hangs on the wall（1枚版）.
    """

    key: str
    ja: str
    ask: str
    limit: int | None = None
    is_needed: bool = True
    on_wall: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of plan. ``uses`` are keys of :data:`PARTS`; ``source`` is printed with the plan.

    ``caution`` is what nobody has checked yet: the office must know it, the owner's wall need not.
    """

    key: str
    ja: str
    about: str
    source: str
    is_official: bool
    uses: frozenset[str]
    sections: tuple[Section, ...]
    caution: str = ""

    @property
    def whole_source(self) -> str:
        """The source with the caution, for the office."""
        return f"{self.source}。※{self.caution}" if self.caution else self.source

    def has(self, part: str) -> bool:
        """Whether plans of this kind have the part, such as ``numbers``."""
        return part in self.uses

    def section(self, key: str) -> Section | None:
        """The heading of that key; ``None`` where the kind has none."""
        return next((one for one in self.sections if one.key == key), None)


@cache
def kinds() -> Mapping[str, Kind]:
    """Every kind by its key, in the order of the file."""
    return read_kinds(Path(__file__).with_name(_FILE).read_text("utf-8"))


def read_kinds(text: str) -> Mapping[str, Kind]:
    """Kinds as a file has them. Refuses blanks, keys twice, parts nobody knows, and no section."""
    rows = read_table(text, _FILE).get("kind", [])
    if not rows:
        raise unreadable(_FILE, "種類が1つもありません。")
    return {key: _kind(row) for key, row in keyed(rows, _FILE, _KIND).items()}


def _kind(row: Row) -> Kind:
    refuse_strangers(row, (*_KIND, "caution"), _FILE)
    unknown = sorted(set(row["uses"]) - set(PARTS))
    if unknown:
        raise unreadable(_FILE, f"「{row['key']}」の uses に {'・'.join(unknown)} は使えません。")
    sections = keyed(row["section"], f"{_FILE} {row['key']}", _SECTION)
    return Kind(
        key=row["key"],
        ja=row["ja"],
        about=row["about"],
        source=row["source"],
        is_official=row["official"],
        uses=frozenset(row["uses"]),
        sections=tuple(_section(one) for one in sections.values()),
        caution=row.get("caution", ""),
    )


def _section(row: Row) -> Section:
    refuse_strangers(row, (*_SECTION, *_OPTIONAL), _FILE)
    limit = row.get("limit")
    if limit is not None and (not isinstance(limit, int) or limit <= 0):
        raise unreadable(_FILE, f"「{row['key']}」の limit は1以上の整数にしてください。")
    return Section(
        row["key"],
        row["ja"],
        row["ask"],
        limit,
        row.get("needed", True),
        row.get("wall", False),
    )


def characters(text: str) -> int:
    """How long a text is as forms count: line breaks are not counted, spaces are."""
    return len(text.replace("\r", "").replace("\n", ""))
