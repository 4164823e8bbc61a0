"""わたしの1枚: everything of one workbook on a page, for the participant to take home."""

from __future__ import annotations

from banso.core import clock
from banso.core.documents.blocks import (
    Block,
    Facts,
    Figure,
    Heading,
    Line,
    Paper,
    Sentence,
    Table,
    TableColumn,
    Text,
    pdf_of,
)
from banso.core.era import in_era, in_era_day
from banso.diagnosis.documents.charts import radar_chart
from banso.diagnosis.models import Workbook
from banso.diagnosis.queries.seminars import SaidBox, boxes_of, crossed, thirds_of
from banso.diagnosis.rules.local_benchmark.indicators import scheme
from banso.diagnosis.rules.seminar.results import Outcome, outcome_of

TITLE = "経営分析ワークブック"


def page_of_workbook(book: Workbook) -> bytes:
    """The workbook as PDF: figures, SWOT, the ninety days."""
    outcome = outcome_of(book.sheet())
    session = book.session
    paper = Paper(
        title=f"{TITLE}　{book.business_name}",
        organisation=session.organisation.name,
        printed_on=in_era(clock.today()),
        period=f"{session.title}（{in_era_day(session.held_on)}）",
        filters=f"{book.owner_name}さん",
        blocks=(*_figures(book, outcome), *_swot(book), *_days(book)),
    )
    return pdf_of(paper)


def _figures(book: Workbook, outcome: Outcome) -> list[Block]:
    columns = (TableColumn("", 1), TableColumn("値", 1.1), TableColumn("どういうことか", 3.2))
    rows: list[Line] = [
        (one.ja, one.reading.words, one.sentence if one.reading.is_known else "")
        for one in outcome.results
    ]
    blocks: list[Block] = [Heading("数字から分かること"), Table(columns, tuple(rows))]
    if outcome.has_radar and outcome.benchmark:
        blocks.append(Figure(radar_chart([outcome.benchmark]), _radar_words(outcome), 0.5))
        said = f"「{book.bucket}」の小規模事業者との比較（1〜5点、外側ほどよい）。{scheme().source}"
        blocks.append(Text(said, quiet=True))
    return blocks


def _radar_words(outcome: Outcome) -> str:
    """What the radar shows, for who cannot see it."""
    lines = outcome.benchmark.lines if outcome.benchmark else ()
    said = "、".join(
        f"{line.indicator.ja} {line.points}点" for line in lines if line.points is not None
    )
    return f"6つの指標の評点（5点満点）：{said}"


def _swot(book: Workbook) -> list[Block]:
    strengths, weaknesses, opportunities, threats = boxes_of(book)
    blocks: list[Block] = [Heading("強み・弱み・機会・脅威")]
    for left, right in ((strengths, weaknesses), (opportunities, threats)):
        columns = (TableColumn(left.quarter.ja), TableColumn(right.quarter.ja))
        blocks.append(Table(columns, ((_box(left), _box(right)),), is_form=True))
    if crossed(book):
        blocks.append(Sentence(crossed(book)))
    return blocks


def _box(box: SaidBox) -> str:
    return "\n".join(f"・{words}" for _, lines in box.said for words in lines) or "—"


def _days(book: Workbook) -> list[Block]:
    aims = (
        ("目的", book.ninety_days.get("aim") or "—"),
        ("やらないこと", book.ninety_days.get("not_doing") or "—"),
    )
    columns = (
        TableColumn("", 0.7),
        TableColumn("何をするか", 2),
        TableColumn("だれが", 0.8),
        TableColumn("いつまでに", 1),
        TableColumn("成功のしるし", 1.5),
    )
    rows: tuple[Line, ...] = tuple(
        (one.ja, one.what or "—", one.who or "—", one.due or "—", one.success or "—")
        for one in thirds_of(book)
    )
    return [Heading("90日アクション"), Facts(aims), Table(columns, rows)]
