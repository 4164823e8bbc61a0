"""事業承継計画表: years across, rows as given, and what does not follow from year to year.

The rows are data: ``succession_table.toml``. Cells are kept as they were typed.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from banso.core.money import parse_yen
from banso.core.refusals import RuleViolation
from banso.plans.rules.concerns import Concern, Part, Place
from banso.plans.rules.tables import Row, keyed, read_table, refuse_strangers, unreadable

_FILE = "succession_table.toml"
_FIELDS = ("key", "group", "ja", "holds")
_WHOLE = Decimal(100)
_OLDEST = 120
LONGEST_CELL = 200
LONGEST_NAME = 60
AGES = {"owner_age": "現経営者", "successor_age": "後継者"}


class Route(StrEnum):
    """To whom the business goes（承継の道）."""

    FAMILY = "family"
    STAFF = "staff"
    THIRD_PARTY = "third-party"
    OPEN = "open"

    @property
    def ja(self) -> str:
        """「親族内」."""
        names = {"family": "親族内", "staff": "従業員・役員", "third-party": "第三者"}
        return {**names, "open": "未定"}[self.value]


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of the paper; ``holds`` is text, yen, age or percent."""

    key: str
    group: str
    ja: str
    holds: str

    @property
    def name(self) -> str:
        """With its group where the name alone does not tell: 「後継者の年齢」."""
        return self.ja if self.ja == self.group else f"{self.group}の{self.ja}"


@cache
def table_rows() -> Mapping[str, TableRow]:
    """Every row by its key, in the order of the paper."""
    return read_rows(Path(__file__).with_name(_FILE).read_text("utf-8"))


def read_rows(text: str) -> Mapping[str, TableRow]:
    """Rows as a file has them. Refuses blanks, keys twice, and what a cell cannot hold."""
    rows = keyed(read_table(text, _FILE).get("row", []), _FILE, _FIELDS)
    return {key: _row(row) for key, row in rows.items()}


def _row(row: Row) -> TableRow:
    refuse_strangers(row, _FIELDS, _FILE)
    if row["holds"] not in {"text", "yen", "age", "percent"}:
        raise unreadable(_FILE, f"「{row['key']}」の holds に {row['holds']} は使えません。")
    return TableRow(**row)


@dataclass(frozen=True, slots=True)
class SuccessionTable:
    """The table of one plan: who succeeds, by which route, and the cells of each row by year."""

    successor: str = ""
    route: Route = Route.OPEN
    cells: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def cell(self, row: str, year: int) -> str:
        """What stands in a row in a year, the first 0; empty where nothing does."""
        cells = self.cells.get(row, ())
        return cells[year].strip() if year < len(cells) else ""

    def number(self, row: str, year: int) -> Decimal | None:
        """An age or a share as a number; ``None`` where nothing stands."""
        return _number(self.cell(row, year))

    def as_json(self) -> dict[str, Any]:
        """The table as a JSON column keeps it."""
        cells = {key: list(row) for key, row in self.cells.items()}
        return {"successor": self.successor, "route": self.route.value, "cells": cells}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> SuccessionTable:
        """The table that was kept."""
        cells = {key: tuple(row) for key, row in kept["cells"].items()}
        return cls(kept["successor"], Route(kept["route"]), cells)


def refuse_table(table: SuccessionTable, years: int) -> None:
    """Refuse rows nobody knows, too many years, overlong words, and what is no number."""
    if len(table.successor) > LONGEST_NAME:
        words = f"後継者は{LONGEST_NAME}字までにしてください。"
        raise RuleViolation("too-long", words, field="successor")
    for key, cells in table.cells.items():
        row = table_rows().get(key)
        if row is None or len(cells) > years:
            raise RuleViolation("no-cell", "この欄はありません。", field="cells")
        for year in range(len(cells)):
            _refuse_cell(row, table.cell(key, year), f"{row.name}（{year + 1}年目）")


def _refuse_cell(row: TableRow, text: str, where: str) -> None:
    if len(text) > LONGEST_CELL:
        words = f"{where}は{LONGEST_CELL}字までにしてください。"
        raise RuleViolation("too-long", words, field=row.key)
    if not text or row.holds == "text":
        return
    if row.holds == "yen":
        parse_yen(text, field=row.key)
        return
    number, most = _number(text), _OLDEST if row.holds == "age" else _WHOLE
    if number is None or not 0 <= number <= most:
        unit = "歳" if row.holds == "age" else "%"
        words = f"{where}は0から{most}までの数で入力してください（{unit}）。"
        raise RuleViolation("no-number", words, field=row.key)


def _number(text: str) -> Decimal | None:
    tidy = unicodedata.normalize("NFKC", text).strip().removesuffix("歳").removesuffix("%")
    try:
        number = Decimal(tidy)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def concerns_in(table: SuccessionTable, years: int) -> tuple[Concern, ...]:
    """What does not follow: no successor named, ages that jump, shares above 100 percent."""
    every = range(years)
    return (*_unnamed(table), *_jumping(table, every), *_overheld(table, every))


def _unnamed(table: SuccessionTable) -> Iterator[Concern]:
    if not table.successor.strip() and table.route is not Route.THIRD_PARTY:
        yield _concern(
            "no-successor",
            "successor",
            "後継者の名前が書かれていません。",
            "候補の人の名前を書きます。まだいないときは、いつまでに決めるかを施策に入れます。",
        )


def _jumping(table: SuccessionTable, years: Sequence[int]) -> Iterator[Concern]:
    for row, who in AGES.items():
        known = [(year, age) for year in years if (age := table.number(row, year)) is not None]
        for (before, was), (year, now) in pairwise(known):
            if now - was != year - before:
                words = (
                    f"{who}の年齢が、{before + 1}年目の{was}歳から{year + 1}年目の{now}歳に"
                    f"なっています（{year - before}年で{now - was}歳）。"
                )
                yield _concern("ages-jump", row, words, "1年に1歳ずつ増えるように直します。")


def _overheld(table: SuccessionTable, years: Sequence[int]) -> Iterator[Concern]:
    for year in years:
        shares = [table.number(row, year) for row in ("owner_shares", "successor_shares")]
        held = sum((share for share in shares if share is not None), Decimal(0))
        if held > _WHOLE:
            yield _concern(
                "too-many-shares",
                "successor_shares",
                f"{year + 1}年目の持株の合計が{held}%で、100%を超えています。",
                "現経営者から後継者に移す割合を確かめます。",
            )


def _concern(check: str, key: str, sentence: str, mend: str) -> Concern:
    row = table_rows().get(key)
    return Concern(
        check, Place(Part.SUCCESSION, key, row.name if row else "後継者"), sentence, mend
    )
