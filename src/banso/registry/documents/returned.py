"""Rows that stayed out, given back as Excel（受け付けなかった行）to be mended and brought again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from banso.core.documents.workbooks import Column, new_workbook
from banso.registry.rules.ledger_plan import Outcome, Planned

REASON = "受け付けなかった理由"
_REMARK = "取り込まなかった欄"
_UNDECIDED = "重複の疑いがあり、取り込みませんでした。"


def returned_excel(
    headings: Sequence[str],
    refused: Iterable[Planned],
    remarked: Iterable[Planned],
    lines: Sequence[str],
) -> bytes:
    """A workbook with the file's own columns and the reason last; all cells stay text.

    The second sheet has the rows that came in without some of their cells.
    """
    book = new_workbook("取り込まなかった行", lines)
    names = [heading or f"{at}列目" for at, heading in enumerate(headings, start=1)]
    columns = [Column("行", 6, "number"), *(Column(name, 16) for name in names)]
    book.add_sheet(
        "受け付けなかった行", [*columns, Column(REASON, 60)], _rows(refused, len(names), _reason)
    )
    book.add_sheet(
        "一部だけ取り込んだ行",
        [*columns, Column(_REMARK, 60)],
        _rows(remarked, len(names), lambda row: "\n".join(row.remarks)),
    )
    return book.content()


def _rows(
    rows: Iterable[Planned], width: int, reason: Callable[[Planned], str]
) -> Iterator[list[str | int]]:
    for row in rows:
        cells = [*row.cells, *[""] * width][:width]
        yield [row.number, *cells, reason(row)]


def _reason(row: Planned) -> str:
    if row.outcome is Outcome.SUSPECTED:
        return "\n".join((_UNDECIDED, row.target_name, *row.reasons))
    return "\n".join(row.reasons)
