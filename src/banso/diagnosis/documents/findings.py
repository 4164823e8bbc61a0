"""課題抽出シート: every finding with its grounds, whether it was taken up, what is to be done."""

from __future__ import annotations

from collections.abc import Iterator

from banso.core.documents import Column, new_workbook
from banso.core.documents.blocks import Line, Paper, Span, Table, TableColumn, Text
from banso.core.documents.workbooks import Cell
from banso.diagnosis.documents.around import Making, lines_of, paper_of
from banso.diagnosis.models import Finding
from banso.diagnosis.queries.gathering import is_accepted

TITLE = "課題抽出シート"
NONE_YET = "課題は、まだ挙がっていません。"
_COLUMNS = (
    TableColumn("順", 0.3, is_figure=True),
    TableColumn("課題", 1.6),
    TableColumn("分類", 0.6),
    TableColumn("時間軸", 0.5),
    TableColumn("根拠", 2.2),
    TableColumn("対応策", 2.2),
    TableColumn("判断", 1),
)


def findings_paper_of(making: Making) -> Paper:
    """The findings on paper: those taken up first, in the adviser's order."""
    rows: list[Line] = []
    for name, findings in _grouped(making):
        rows.append(Span(f"{name}（{len(findings)}件）", is_group=True))
        rows += [tuple(_cells(making, at, one)) for at, one in enumerate(findings, start=1)]
    block = Table(_COLUMNS, tuple(rows)) if rows else Text(NONE_YET)
    return paper_of(making, TITLE, [block], landscape=True)


def findings_book_of(making: Making) -> bytes:
    """The findings as a workbook, a row for each."""
    lines = lines_of(making)
    book = new_workbook(TITLE, lines)
    columns = [
        Column("状態", 10),
        Column("順", 5, "number"),
        Column("課題", 32),
        Column("分類", 10),
        Column("時間軸", 8),
        Column("根拠", 44),
        Column("対応策", 44),
        Column("判断", 24),
    ]
    rows: Iterator[list[Cell]] = (
        [name, at, *_cells(making, at, one)[1:]]
        for name, findings in _grouped(making)
        for at, one in enumerate(findings, start=1)
    )
    book.add_sheet(TITLE, columns, rows)
    return book.content()


def _grouped(making: Making) -> list[tuple[str, list[Finding]]]:
    findings = making.of.findings
    undecided = [one for one in findings if not hasattr(one, "verdict")]
    aside = [one for one in findings if hasattr(one, "verdict") and not is_accepted(one)]
    grouped = {"取り上げた課題": [*making.of.accepted], "未判断": undecided, "見送り": aside}
    return [(name, found) for name, found in grouped.items() if found]


def _cells(making: Making, at: int, finding: Finding) -> list[str]:
    title = finding.title

    def words(text: str) -> str:
        return making.edition.of_finding(title, text) if text else ""

    remedies = (f"（{one.horizon}）{words(one.what)}" for one in finding.remedies.all())
    return [
        f"{at}",
        words(title),
        finding.kind,
        finding.horizon,
        words(finding.because) or "—",
        "\n".join(remedies) or "—",
        words(_verdict(finding)),
    ]


def _verdict(finding: Finding) -> str:
    if not hasattr(finding, "verdict"):
        return "未判断"
    said = "取り上げる" if finding.verdict.is_accepted else "見送る"
    return f"{said}（{finding.verdict.reason}）" if finding.verdict.reason else said
