"""地域の課題 as a workbook: the same numbers as the paper, hidden where the paper hides them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from banso.core import clock
from banso.core.documents import Column, new_workbook
from banso.core.documents.workbooks import Cell
from banso.core.era import in_era
from banso.diagnosis.documents.region import NOBODY_NAMED, TITLE, RegionMaking
from banso.diagnosis.queries.region import GroupRow

_COUNTS = [
    Column("分かっている（者）", 12, "number"),
    Column("該当（者）", 10, "number"),
    Column("割合", 10, "percent"),
]
_BEFORE = [Column("前の年度の割合", 12, "percent"), Column("差", 14)]
_NOTE = Column("注", 24)


def region_book_of(making: RegionMaking) -> bytes:
    """The workbook: whole, by industry, by district, the fields, how it was counted."""
    book = new_workbook(TITLE, _lines(making))
    more = _BEFORE if making.compares else []
    whole = [Column("課題", 26), *_COUNTS, *more, _NOTE, Column("不明（者）", 10, "number")]
    book.add_sheet("課題ごと", whole, _whole(making))
    looked = list(making.looked)
    for place, name in enumerate(("業種", "地区")):
        rows = (
            [one.problem.ja, row.line.name, *_cells(making, row)]
            for one in looked
            for row in one.tables[place].rows
        )
        columns = [Column("課題", 26), Column(name, 18), *_COUNTS, *more, _NOTE]
        book.add_sheet(f"{name}別", columns, rows)
    book.add_sheet(
        "重点分野",
        [Column("順", 6, "number"), Column("分野", 26), Column("理由", 70)],
        _fields(making),
    )
    book.add_sheet("数え方", [Column("課題など", 26), Column("説明", 90)], _meanings(making))
    return book.content()


def _lines(making: RegionMaking) -> tuple[str, ...]:
    to = f"渡す先：{making.recipient}" if making.recipient else ""
    day = f"{in_era(clock.today())} 作成"
    return (making.organisation, making.region.year.label, making.of_whom, day, to, NOBODY_NAMED)


def _whole(making: RegionMaking) -> Iterator[list[Cell]]:
    for spread in making.region.spreads if making.region.subjects else ():
        row = GroupRow(spread.total, spread.move)
        yield [spread.ja, *_cells(making, row), making.region.not_known(spread.problem)]


def _cells(making: RegionMaking, row: GroupRow) -> list[Cell]:
    line, move = row.line, row.move
    cells: list[Cell] = [line.known, line.having, _as_written(move.now.value)]
    notes = [] if move.now.is_known else [move.now_in_short]
    if making.compares:
        cells += [_as_written(move.before.value), move.moved]
        notes += [] if move.before.is_known else [f"前の年度：{move.before_in_short}"]
    return [*cells, "　".join(notes)]


def _as_written(value: Decimal | None) -> Decimal | None:
    """As precisely as the paper writes it: more places would tell the counts behind it."""
    return None if value is None else round(value, 3)


def _fields(making: RegionMaking) -> Iterator[list[Cell]]:
    for at, one in enumerate(making.choice.fields if making.choice else (), start=1):
        yield [at, one.ja, one.reason]


def _meanings(making: RegionMaking) -> Iterator[list[Cell]]:
    for looked in making.looked:
        yield [looked.problem.ja, looked.problem.means]
    for note in making.notes:
        yield ["数え方", note]
