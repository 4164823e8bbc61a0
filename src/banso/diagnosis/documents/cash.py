"""資金繰り表 on paper: the twelve months with what runs short, in thousand yen."""

from __future__ import annotations

from collections.abc import Iterator

from banso.core.documents.blocks import Block, Sentence, Table, TableColumn, Text
from banso.core.money import with_triangle
from banso.diagnosis.documents.around import Making
from banso.diagnosis.rules.cash_flow.recorded import SoFar
from banso.diagnosis.rules.cash_flow.table import CashMonth
from banso.diagnosis.rules.editions import HIDDEN, Part

_HOW = (
    "単位：千円。「実績」は月次数値から、同じ回収・支払の条件で計算したものです。"
    "足りない月は▲を付けています。"
)
_COLUMNS = (
    TableColumn("月", 1.5),
    TableColumn("前月繰越 A", is_figure=True),
    TableColumn("売上回収 B", is_figure=True),
    TableColumn("支出 C", is_figure=True),
    TableColumn("経常収支 D=B−C", 1.2, is_figure=True),
    TableColumn("設備・決算 E", 1.1, is_figure=True),
    TableColumn("財務収支 G", is_figure=True),
    TableColumn("翌月繰越", 1.1, is_figure=True),
)


def cash_blocks(making: Making, cash: SoFar) -> Iterator[Block]:
    """The table and what it says; left out whole where money or debts are."""
    if making.edition.hides(Part.MONEY) or making.edition.hides(Part.DEBT):
        yield Text(HIDDEN)
        return
    yield Sentence(cash.table.words)
    yield Table(_COLUMNS, tuple(map(_row, cash.table.months)))
    yield Text(_HOW, quiet=True)
    for note in cash.notes:
        yield Text(note, quiet=True)


def _row(month: CashMonth) -> tuple[str, ...]:
    column, flows = month.column, month.column.flows
    amounts = (
        column.opening,
        flows.collected,
        flows.costs,
        flows.ordinary,
        flows.capital,
        flows.financial,
        month.closing,
    )
    *before, closing = map(_thousands, amounts)
    mark = "▲ " if month.shortage else ""
    return (f"{month.label}{'（実績）' if month.recorded else ''}", *before, f"{mark}{closing}")


def _thousands(amount: int | None) -> str:
    return "不明" if amount is None else with_triangle(round(amount / 1_000))
