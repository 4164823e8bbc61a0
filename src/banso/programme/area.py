"""The plan's area statistics as the page shows them, with what is wrong marked at its cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from banso.programme.rules.area import StatisticsColumn, StatisticsTable
from banso.programme.rules.checking import Finding
from banso.programme.rules.document import ProgrammeDocument


@dataclass(frozen=True, slots=True)
class AreaRow:
    """A row as printed: its name, whether it is the total, and its cells."""

    name: str
    is_total: bool
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AreaTable:
    """A table as printed, with the findings that concern it and the passages that speak of it."""

    table: StatisticsTable
    columns: tuple[StatisticsColumn, ...]
    rows: tuple[AreaRow, ...]
    findings: tuple[Finding, ...]


def area_tables(document: ProgrammeDocument, findings: Sequence[Finding]) -> list[AreaTable]:
    """Every table of the area with the findings about it."""
    return [_table(table, findings) for table in document.area.tables]


def _table(table: StatisticsTable, findings: Sequence[Finding]) -> AreaTable:
    return AreaTable(
        table=table,
        columns=table.columns,
        rows=tuple(
            AreaRow(
                row.name,
                row.role == "total",
                tuple(
                    _cell(column, value)
                    for column, value in zip(table.columns, row.values, strict=True)
                ),
            )
            for row in table.rows
        ),
        findings=tuple(each for each in findings if table.key in each.about),
    )


def _cell(column: StatisticsColumn, value: object) -> str:
    if value is None:
        return "−"
    return f"{value:,}{'%' if column.kind == 'share' else ''}"
