"""The table of the industries（業種別基準値）: cuts ⅰ to ⅳ of each indicator, by row and size.

The shipped table is ``standards.csv``, of the shape that the ministry publishes. A newer one is
read with ``read_standards``, which gives every fault with its line before anything is used.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from io import StringIO
from itertools import pairwise
from pathlib import Path

from banso.diagnosis.rules.local_benchmark.indicators import BenchmarkIndicator, scheme

SMALL, MEDIUM = "小規模事業者", "中規模事業者"
SIZES = (SMALL, MEDIUM)
_KEYS = ("大分類", "小分類", "事業規模")
_CUTS = ("i", "ii", "iii", "iv")  # ⅰ to ⅳ, as NFKC writes them
_SPREADS = ("中央値", "標準偏差")
Cuts = tuple[Decimal, Decimal, Decimal, Decimal]
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Standard:
    """One row of the table: the median and the cuts ⅰ, ⅱ, ⅲ, ⅳ of each indicator by its key."""

    trade: str
    size: str
    medians: Mapping[str, Decimal]
    cuts: Mapping[str, Cuts]


Standards = Mapping[tuple[str, str], Standard]


@cache
def shipped_standards() -> Standards:
    """The table that comes with the product, by 小分類 and 事業規模."""
    text = Path(__file__).with_name("standards.csv").read_text("utf-8-sig")
    standards, problems = read_standards(text)
    assert not problems, problems  # noqa: S101 - the tests read the shipped file
    return standards


def read_standards(text: str) -> tuple[Standards, tuple[str, ...]]:
    """A table and its faults in Japanese, each with its line; with any fault the table is empty.

    Asks for every column, a number in every cell, cuts in the order of better to worse, both sizes
    of every 小分類, and no row twice.
    """
    lines = list(csv.reader(StringIO(text.removeprefix("\ufeff"))))
    heading = [_tidy(cell) for cell in lines[0]] if lines else []
    missing = [column for column in _columns() if column not in heading]
    if missing:
        return {}, (f"1行目：列が足りません（{'、'.join(missing)}）。",)
    standards: dict[tuple[str, str], Standard] = {}
    problems: list[str] = []
    for number, cells in enumerate(lines[1:], start=2):
        if not any(cells):
            continue
        row = dict(zip(heading, map(str.strip, cells), strict=False))
        found = list(_faults(row, standards))
        problems += [f"{number}行目：{fault}" for fault in found]
        if not found:
            standard = _standard(row)
            standards[standard.trade, standard.size] = standard
    problems += _faults_of_whole(standards) if not problems else []
    return ({}, tuple(problems)) if problems else (standards, ())


def _columns() -> Iterator[str]:
    yield from _KEYS
    for indicator in scheme().indicators:
        for part in (*_SPREADS, *_CUTS):
            yield f"{indicator.column}_{part}"


def _faults(row: Row, known: Standards) -> Iterator[str]:
    unreadable = [
        column for column in _columns() if column not in _KEYS and not _number(row, column)
    ]
    if unreadable:
        yield f"数でないところがあります（{'、'.join(unreadable)}）。"
        return
    if row["事業規模"] not in SIZES:
        yield f"事業規模「{row['事業規模']}」は{SMALL}か{MEDIUM}にしてください。"
    if (row["小分類"], row["事業規模"]) in known:
        yield f"「{row['小分類']}」の{row['事業規模']}が2回出てきます。"
    for indicator in scheme().indicators:
        if not _in_order(indicator, _cuts(row, indicator)):
            yield f"{indicator.ja}の基準値ⅰ〜ⅳが、良い方から順に並んでいません。"


def _faults_of_whole(standards: Standards) -> list[str]:
    if not standards:
        return ["基準値の行が1行もありません。"]
    trades = dict.fromkeys(trade for trade, _ in standards)
    lone = [trade for trade in trades if any((trade, size) not in standards for size in SIZES)]
    return [f"「{trade}」に{SMALL}と{MEDIUM}の両方がそろっていません。" for trade in lone]


def _standard(row: Row) -> Standard:
    indicators = scheme().indicators
    return Standard(
        trade=row["小分類"],
        size=row["事業規模"],
        medians={one.key: Decimal(row[f"{one.column}_{_SPREADS[0]}"]) for one in indicators},
        cuts={one.key: _cuts(row, one) for one in indicators},
    )


def _cuts(row: Row, indicator: BenchmarkIndicator) -> Cuts:
    first, second, third, fourth = (Decimal(row[f"{indicator.column}_{cut}"]) for cut in _CUTS)
    return first, second, third, fourth


def _in_order(indicator: BenchmarkIndicator, cuts: Sequence[Decimal]) -> bool:
    falling = cuts if indicator.higher_is_better else cuts[::-1]
    return all(one >= other for one, other in pairwise(falling))


def _number(row: Row, column: str) -> bool:
    try:
        return Decimal(row.get(column, "")).is_finite()
    except InvalidOperation:
        return False


def _tidy(cell: str) -> str:
    return unicodedata.normalize("NFKC", cell).strip()
