"""90日アクションプラン: the grid of the plan, to be hung on a wall and filled in by pen."""

from __future__ import annotations

from banso.core.documents.blocks import (
    Block,
    Facts,
    Line,
    Paper,
    Span,
    Table,
    TableColumn,
    Text,
)
from banso.core.era import in_era_day
from banso.diagnosis.documents.around import Making, paper_of
from banso.diagnosis.queries.gathering import Step

TITLE = "90日アクションプラン"
SHEET = "ninety-days"
_PHASES = (("0〜30日", 0, 30), ("31〜60日", 31, 60), ("61〜90日", 61, 90))
_EMPTY_LINES = 2  # for the pen, in each thirty days
_COLUMNS = (
    TableColumn("施策", 2.4),
    TableColumn("担当", 0.8),
    TableColumn("期限", 1),
    TableColumn("KPI", 1.3),
    TableColumn("結果", 1.5),
)


def ninety_days_of(making: Making) -> Paper:
    """The plan of ninety days on one landscape page, with room for the pen."""
    begun = making.of.diagnosis.started_on
    aims = (
        ("目的", _cell(making, "aim")),
        ("やらないこと", _cell(making, "not-doing")),
        ("始まり", f"{in_era_day(begun)}（経営分析を始めた日）"),
    )
    table = Table(_COLUMNS, tuple(_rows(making, empty=_EMPTY_LINES)), is_form=True)
    source = Text("計画 5.(3)①・②による。定まった様式はなく、当システムの表です。", quiet=True)
    return paper_of(making, TITLE, [Facts(aims), table, source], landscape=True)


def step_blocks(making: Making) -> list[Block]:
    """The steps as a table inside another document."""
    rows = _rows(making, empty=0)
    if all(isinstance(row, Span) or row[0] == "—" for row in rows):
        return [Text("90日アクションは、まだ書かれていません。")]
    return [Table(_COLUMNS, tuple(rows))]


def _rows(making: Making, *, empty: int) -> list[Line]:
    rows: list[Line] = []
    for at, (name, first, last) in enumerate(_PHASES):
        rows.append(Span(name, is_group=True))
        own = [_row(making, one) for one in making.of.steps if _falls(making, one, first, last)]
        own += _written(making, 30 * (at + 1))
        blank: list[Line] = [("",) * len(_COLUMNS)] * empty
        rows += (own + blank) or [("—", "", "", "", "")]
    late = [_row(making, one) for one in making.of.steps if _days(making, one) > _PHASES[-1][2]]
    return [*rows, Span("90日より後になったもの", is_group=True), *late] if late else rows


def _days(making: Making, step: Step) -> int:
    return max((step.due_on - making.of.diagnosis.started_on).days, 0)


def _falls(making: Making, step: Step, first: int, last: int) -> bool:
    return first <= _days(making, step) <= last


def _row(making: Making, one: Step) -> Line:
    step, words = one.step, making.edition.words
    doer = step.doer or step.get_side_display()
    due = in_era_day(one.due_on)
    return (words(step.what), words(doer), due, words(step.kpi), words(step.result))


def _written(making: Making, days: int) -> list[Line]:
    """What was written in the sheet's own cells of the thirty days, as one line."""
    keys = ("measure", "who", "due", "kpi", "result")
    cells = tuple(_cell(making, f"{key}{days}") for key in keys)
    return [cells] if any(cells) else []


def _cell(making: Making, key: str) -> str:
    entries = making.of.said(SHEET, key)
    return "\n".join(making.edition.words(entry.text) for entry in entries)
