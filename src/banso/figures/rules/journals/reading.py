"""Reading a journal: 弥生（25列・見出しなし）, マネーフォワード and freee（見出しの名前で）."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from banso.core.era import parse_date
from banso.core.refusals import RuleViolation
from banso.core.tables import Sheet, SheetRow
from banso.figures.rules.cells import read_amount
from banso.figures.rules.drafts import Problem

YAYOI_COLUMNS = 25
_YAYOI_MARKS = {"2000", "2100", "2101", "2110", "2111"}
_ERA_DOT = re.compile(r"^([RHS])\.(\d{1,2})/")
_HEADS_WITHIN = 10  # rows from the top


class Product(StrEnum):
    """Whose file it is."""

    YAYOI = "弥生会計（仕訳日記帳）"
    MONEY_FORWARD = "マネーフォワード（仕訳帳）"
    FREEE = "freee（仕訳帳）"


@dataclass(frozen=True, slots=True)
class JournalLine:
    """One side of an entry: ``amount`` in yen is positive on the debit side（借方）."""

    number: int
    on: date
    account: str
    amount: int
    tax: int
    words: str


@dataclass(frozen=True, slots=True)
class Journal:
    """A journal as far as it could be read, with the rows that couldn't."""

    product: Product
    lines: tuple[JournalLine, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Layout:
    """In which column each thing stands, counted from 0; ``None`` where the file has none."""

    product: Product
    first_row: int
    on: int
    debit: tuple[int, int, int | None]  # account, amount, tax
    credit: tuple[int, int, int | None]
    words: int | None

    @property
    def least_columns(self) -> int:
        """How many columns a row must have for its amounts to be where they are looked for."""
        if self.product is Product.YAYOI:
            return YAYOI_COLUMNS
        return max(self.on, *self.debit[:2], *self.credit[:2]) + 1


_YAYOI = _Layout(Product.YAYOI, 0, 3, (4, 8, 9), (10, 14, 15), 16)


def read_journal(sheet: Sheet) -> Journal | None:
    """The sheet's entries; ``None`` when it is no journal that we know.

    A row that cannot be read is a problem and is left out of the lines, never half of it.
    """
    layout = _layout(sheet)
    if layout is None:
        return None
    lines: list[JournalLine] = []
    problems: list[Problem] = []
    for row in sheet.rows[layout.first_row :]:
        if layout.product is Product.YAYOI and row.cells[0] not in _YAYOI_MARKS:
            problems.append(Problem(f"{row.number}行目", "弥生の仕訳の行ではありません。"))
            continue
        try:
            lines += list(_lines(row, layout))  # all of the row, or nothing of it
        except RuleViolation as refusal:
            problems.append(Problem(f"{row.number}行目", refusal.message))
    return Journal(layout.product, tuple(lines), tuple(problems))


def _layout(sheet: Sheet) -> _Layout | None:
    first = sheet.rows[0] if sheet.rows else None
    if first and len(first.cells) >= YAYOI_COLUMNS and first.cells[0] in _YAYOI_MARKS:
        return _YAYOI
    for at, row in enumerate(sheet.rows[:_HEADS_WITHIN]):
        if {"借方勘定科目", "貸方勘定科目"} <= set(row.cells):
            return _by_headings(row, at + 1)
    return None


def _by_headings(row: SheetRow, first_row: int) -> _Layout | None:
    places = {_plain(cell): at for at, cell in reversed(list(enumerate(row.cells)))}
    on = _first(places, ("取引日", "日付", "取引日付", "伝票日付"))
    debit, credit = (_side(places, side) for side in ("借方", "貸方"))
    if on is None or debit is None or credit is None:
        return None
    is_money_forward = "取引No" in places or "MF仕訳タイプ" in places
    product = Product.MONEY_FORWARD if is_money_forward else Product.FREEE
    words = _first(places, ("摘要", "取引内容", "備考"))
    return _Layout(product, first_row, on, debit, credit, words)


def _side(places: Mapping[str, int], side: str) -> tuple[int, int, int | None] | None:
    account, amount = places.get(f"{side}勘定科目"), places.get(f"{side}金額")
    if account is None or amount is None:
        return None
    return account, amount, _first(places, (f"{side}税額", f"{side}税金額"))


def _plain(heading: str) -> str:
    return re.sub(r"[（(]円[)）]", "", heading).strip()


def _first(places: Mapping[str, int], names: Sequence[str]) -> int | None:
    return next((places[name] for name in names if name in places), None)


@lru_cache(4096)  # a year has few days, a journal many rows
def _day(text: str) -> date:
    return parse_date(_ERA_DOT.sub(r"\1\2/", text))


def _lines(row: SheetRow, layout: _Layout) -> Iterator[JournalLine]:
    if len(row.cells) < layout.least_columns:
        words = f"列が足りません（{layout.least_columns}列のところ、{len(row.cells)}列）。"
        raise RuleViolation("too-few-columns", words)
    cells = [*row.cells, *[""] * (YAYOI_COLUMNS + 3)]
    on = _day(cells[layout.on])
    words = cells[layout.words] if layout.words is not None else ""
    for (account, amount, tax), sign in ((layout.debit, 1), (layout.credit, -1)):
        name, yen = cells[account].strip(), read_amount(cells[amount])
        if not name and not yen:
            continue  # the other side of a compound entry stands on another row
        if not name:
            raise RuleViolation("no-account", "金額があるのに、勘定科目がありません。")
        of_tax = read_amount(cells[tax]) if tax is not None else None
        yield JournalLine(row.number, on, name, sign * (yen or 0), of_tax or 0, words)
