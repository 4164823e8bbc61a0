"""SWOT and クロスSWOT as blocks, in the plan's own headings, with whose words they are."""

from __future__ import annotations

from collections.abc import Iterator

from banso.core.documents.blocks import Block, Heading, Line, Points, Span, Table, TableColumn, Text
from banso.diagnosis.documents.around import Making
from banso.diagnosis.rules.editions import HIDDEN
from banso.diagnosis.rules.swot import (
    SWOT,
    CrossPair,
    Quarter,
    SwotEntry,
    cross_pairs,
    strategies,
    swot_cells,
)

_CROSS = "cross"  # the sheet on which the ways are written down, a cell for each
_MOST_PAIRS = 2  # of each strategy: the heaviest
NOTHING = "SWOTには、まだ何も書かれていません。"


def swot_blocks(making: Making) -> list[Block]:
    """Every entry under its heading, field by field; fields without words say so."""
    if not any(sheet == SWOT for sheet, _ in making.of.cells):
        return [Text(NOTHING)]
    columns = (
        TableColumn("項目", 1),
        TableColumn("話したこと", 2.6),
        TableColumn("だれの言葉", 0.6),
    )
    rows: list[Line] = []
    for quarter in Quarter:
        side = "内部環境" if quarter.is_inside else "外部環境"
        rows.append(Span(f"{quarter.ja}（{side}）", is_group=True))
        rows += [*_rows(making, quarter)] or [("—", "まだ書かれていません。", "")]
    return [Table(columns, tuple(rows))]


def _rows(making: Making, quarter: Quarter) -> Iterator[Line]:
    if making.edition.hides_quarter(quarter):
        yield ("", HIDDEN, "")
        return
    for cell in swot_cells():
        entries = making.of.said(SWOT, cell.place) if cell.quarter is quarter else ()
        for at, entry in enumerate(entries):
            text = making.edition.words(entry.text)
            yield (cell.ja if at == 0 else "", text, entry.get_said_by_display())


def cross_blocks(making: Making) -> list[Block]:
    """What was decided in each way; where nothing was, its heaviest pairs as a question."""
    pairs = cross_pairs(_entries(making))
    blocks: list[Block] = []
    for strategy in strategies():
        edition = making.edition
        if any(edition.hides_quarter(quarter) for quarter in strategy.quarters):
            lines: tuple[str, ...] = (HIDDEN,)
        else:
            decided = [entry.text for entry in making.of.said(_CROSS, strategy.key)]
            crossed = [_crossed(pair) for pair in pairs[strategy.key][:_MOST_PAIRS]]
            lines = tuple(edition.words(text) for text in decided or crossed)
        if lines:
            name = f"{strategy.ja}（{strategy.key}）"
            blocks += [Heading(name, 3), Text(strategy.ask, quiet=True), Points(lines)]
    return blocks if _entries(making) else []


def _crossed(pair: CrossPair) -> str:
    inside, outside = pair.inside, pair.outside
    return f"{inside.quarter.ja}「{inside.text}」×{outside.quarter.ja}「{outside.text}」"


def _entries(making: Making) -> list[SwotEntry]:
    return [
        SwotEntry(cell.quarter, cell.ja, entry.text, entry.weight)
        for cell in swot_cells()
        for entry in making.of.said(SWOT, cell.place)
    ]
