"""1枚版: one sheet of A3 for the wall. What does not fit is shortened with … and said.

The PDF is typeset by ``wall.typ``, which measures; the Word file holds the same as tables, whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass

from banso.core.documents.blocks import (
    Block,
    Figure,
    Heading,
    Line,
    Paper,
    Points,
    Table,
    TableColumn,
    Text,
)
from banso.core.documents.charts import Spec, as_svg
from banso.core.documents.typesetting import typeset
from banso.core.era import in_era_short
from banso.plans.documents.around import NO_FIGURES, Making, paper_of, written
from banso.plans.documents.charts import years_chart
from banso.plans.documents.deeds import NO_KPI, NO_MEASURES, bars_of, cell_words, said_in
from banso.plans.documents.figures import thousands
from banso.plans.rules.content import MeasureText
from banso.plans.rules.kpi import in_words
from banso.plans.rules.numbers.assumptions import MONTHS
from banso.plans.rules.succession_table import SuccessionTable, table_rows
from banso.plans.rules.versions import PLACES

TITLE = "事業計画 1枚版"
TEMPLATE = "plans/documents/wall.typ"
HOW = "「…」と「ほか○件」は、紙に入りきらない続きがあることを表します。全文は完全版にあります。"
_NOTHING = "（まだ書かれていません）"
_MOST_PROMISED = 3
_MOST_BESIDE = 6  # sections in the place of SWOT
_BLANK_LINES = 3  # for the pen
_FIGURES = {"sales": "売上高", "ordinary_profit": "経常利益", "cash": "年末の現預金"}
_CROSSING = 2  # letters


@dataclass(frozen=True, slots=True)
class Box:
    """A heading and what stands under it, line by line."""

    name: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Deed:
    """A measure on the wall: where its bar begins and how long it is, as parts of the plan."""

    what: str
    doer: str
    days: str
    first: float
    span: float


@dataclass(frozen=True, slots=True)
class YearsTable:
    """事業承継計画表: who succeeds by which route, and the rows with a cell for every year.

    Where nothing is written the rows stand empty, for the pen.
    """

    who: str
    years: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Wall:
    """All that hangs on the wall. ``table`` stands first where the kind has one."""

    top: tuple[Box, ...]
    fields: tuple[Box, ...]
    crossings: tuple[Box, ...]
    years: tuple[str, ...]
    figures: tuple[tuple[str, ...], ...]
    deeds: tuple[Deed, ...]
    kpis: tuple[tuple[str, ...], ...]
    promised: tuple[str, ...]
    table: YearsTable | None = None


def wall_of(making: Making) -> Wall:
    """What hangs on the wall, of a version or of the plan of today."""
    content = making.content
    top = [one for one in content.kind.sections if one.on_wall]
    table = _table(making)
    places = tuple(PLACES.items()) if content.points and content.kind.has("swot") else ()
    crossings = [place for place in places if len(place[0]) == _CROSSING and table is None]
    return Wall(
        top=tuple(Box(one.ja, (written(content.text_of(one.key)),)) for one in top),
        fields=(
            *(_box(making, *place) for place in places if len(place[0]) < _CROSSING),
            *(() if places else _beside(making, only_written=table is not None)),
        ),
        crossings=tuple(_box(making, *place) for place in crossings),
        table=table,
        years=_years(making),
        figures=tuple(_figures(making)),
        deeds=_deeds(making),
        kpis=tuple(
            (
                one.name,
                f"{in_words(one.base, one.unit)} → {in_words(one.target, one.unit)}",
                f"{in_era_short(one.by_on)}まで" if one.by_on else "期日は未定",
            )
            for one in content.kpis
        ),
        promised=tuple(map(_promise, _first_measures(making))),
    )


def _beside(making: Making, *, only_written: bool) -> Iterator[Box]:
    """Other headings, in the place of a SWOT that there is not."""
    content = making.content
    others = [one for one in content.kind.sections if not one.on_wall]
    texts = [(one.ja, content.text_of(one.key)) for one in others]
    shown = [pair for pair in texts if pair[1].strip() or not only_written]
    yield from (Box(ja, (written(text),)) for ja, text in shown[:_MOST_BESIDE])


def _table(making: Making) -> YearsTable | None:
    """The 事業承継計画表 of a kind that has one: the rows that say anything, or all of them."""
    content = making.content
    if not content.kind.has("succession"):
        return None
    years = range(content.years)
    table = content.succession or SuccessionTable()
    told = [key for key in table_rows() if any(table.cell(key, year) for year in years)]
    rows = (
        (table_rows()[key].name, *(_cell(table, key, year) for year in years))
        for key in told or table_rows()
    )
    who = f"後継者：{table.successor or '未定'}　承継の道：{table.route.ja}"
    return YearsTable(who, tuple(f"{year + 1}年目" for year in years), tuple(rows))


def _cell(table: SuccessionTable, key: str, year: int) -> str:
    text = table.cell(key, year)
    return cell_words(text, table_rows()[key].holds) if text else ""


def _box(making: Making, place: str, ja: str) -> Box:
    return Box(f"{ja}（{place}）", said_in(making.content, place) or (_NOTHING,))


def _years(making: Making) -> tuple[str, ...]:
    return tuple(f"{at}年目" for at in range(1, len(making.content.results) + 1))


def _figures(making: Making) -> list[tuple[str, ...]]:
    """The rows as they were reckoned when the version was kept."""
    kept = making.content.results
    return [(ja, *(thousands(year.get(name)) for year in kept)) for name, ja in _FIGURES.items()]


def _deeds(making: Making) -> tuple[Deed, ...]:
    content = making.content
    bars = {one.id: bar for one, bar in bars_of(content)}
    months = content.years * MONTHS
    return tuple(
        Deed(
            what=one.what,
            doer=one.doer or "未定",
            days=_days(one),
            first=bars[one.id].first / months if one.id in bars else 0,
            span=bars[one.id].span / months if one.id in bars else 0,
        )
        for one in content.open_measures
    )


def _days(one: MeasureText) -> str:
    """「R9.4.1〜R9.9.30」."""
    begins = in_era_short(one.starts_on) if one.starts_on else ""
    ends = in_era_short(one.ends_on) if one.ends_on else ""
    return f"{begins}〜{ends}" if begins or ends else "未定"


def _first_measures(making: Making) -> list[MeasureText]:
    """Those to be done first: by the day they begin, else end; without days last."""
    dated = [one for one in making.content.open_measures if one.starts_on or one.ends_on]
    dated.sort(key=lambda one: one.starts_on or one.ends_on or making.content.ends_on)
    return dated[:_MOST_PROMISED]


def _promise(one: MeasureText) -> str:
    ends = f"（{in_era_short(one.ends_on)}まで）" if one.ends_on else ""
    return f"{one.what}{ends}"


def _chart(making: Making) -> Spec | None:
    kept = making.content.results
    if not kept:
        return None
    rows = [
        (ja, [year.get(name) for year in kept])
        for name, ja in (("sales", "売上高"), ("ordinary_profit", "経常利益"))
    ]
    return years_chart(_years(making), rows)


def _alt(making: Making) -> str:
    rows = (f"{row[0]}（千円）は{'、'.join(row[1:])}" for row in _figures(making)[:2])
    return f"年ごとの売上高と経常利益の棒。{'。'.join(rows)}。"


def wall_pdf_of(making: Making) -> bytes:
    """The sheet as PDF/A, one page whatever is written."""
    paper, chart = paper_of(making, TITLE, []), _chart(making)
    values = {
        "organisation": paper.organisation,
        "printed_on": paper.printed_on,
        "period": paper.period,
        "filters": paper.filters,
        "business": making.business_name,
        "plan": making.content.title,
        "edition": making.edition_words,
        "plan_years": making.content.years,
        "wall": asdict(wall_of(making)),
        "chart": as_svg(chart) if chart else "",
        "alt": _alt(making),
        "blank_lines": _BLANK_LINES,
        "how": HOW,
        "words": {"figures": NO_FIGURES, "deeds": NO_MEASURES, "kpis": NO_KPI},
        "source": making.origin,
    }
    return typeset(TEMPLATE, values, title=paper.title)


# ── Word ──


def wall_paper_of(making: Making) -> Paper:
    """The same on A3 as tables, nothing shortened: there it may run over to a second page."""
    wall = wall_of(making)
    blocks: list[Block] = [Text(f"{making.content.title}　{making.edition_words}")]
    if wall.table is not None:
        heads = (TableColumn("項目", 1.2), *map(TableColumn, wall.table.years))
        table = Table(heads, wall.table.rows, is_form=True)
        blocks += [Heading("事業承継計画表", 2), Text(wall.table.who), table]
    blocks += _side_by_side(wall.top)
    if wall.crossings:
        blocks += [Heading("SWOT", 2), *_side_by_side(wall.fields)]
        blocks += [Heading("クロスSWOT", 2), *_side_by_side(wall.crossings)]
    else:
        blocks += _side_by_side(wall.fields[:3]) + _side_by_side(wall.fields[3:])
    blocks += _figures_in_word(making, wall)
    blocks += _deeds_in_word(making, wall)
    blocks.append(Text(making.origin, quiet=True))
    return paper_of(making, TITLE, blocks, landscape=True, size="a3")


def _side_by_side(boxes: tuple[Box, ...]) -> list[Block]:
    """Boxes as the columns of one row."""
    if not boxes:
        return []
    columns = tuple(TableColumn(box.name) for box in boxes)
    texts = ("\n".join(_marked(box.lines)) for box in boxes)
    return [Table(columns, (tuple(texts),), is_form=True)]


def _marked(lines: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"・{line}" for line in lines) if len(lines) > 1 else lines


def _figures_in_word(making: Making, wall: Wall) -> list[Block]:
    chart = _chart(making)
    if chart is None:
        return [Heading("数字", 2), Text(NO_FIGURES)]
    columns = (
        TableColumn("千円", 1.2),
        *(TableColumn(year, is_figure=True) for year in wall.years),
    )
    return [Heading("数字", 2), Figure(chart, _alt(making), 0.5), Table(columns, wall.figures)]


def _deeds_in_word(making: Making, wall: Wall) -> list[Block]:
    """Measures with a sign in every half-year they are under way, KPI, and what is promised."""
    halves = making.content.years * 2
    columns = (
        TableColumn("施策", 4),
        TableColumn("担当", 1.2),
        TableColumn("いつ", 2),
        *(TableColumn(f"{at // 2 + 1}年目\n{'前' if at % 2 == 0 else '後'}期", 0.7)
          for at in range(halves)),
    )  # fmt: skip
    rows: list[Line] = [
        (deed.what, deed.doer, deed.days, *_signs(deed, halves)) for deed in wall.deeds
    ]
    deeds: Block = Table(columns, tuple(rows), is_form=True) if rows else Text(NO_MEASURES)
    heads = (TableColumn("KPI", 2), TableColumn("現状 → 目標", 2), TableColumn("いつまで"))
    kpis: Block = Table(heads, wall.kpis) if wall.kpis else Text(NO_KPI)
    pen = Table((TableColumn("わたしの約束（手で書く）"),), (("",),) * _BLANK_LINES, is_form=True)
    promised: list[Block] = [Points(wall.promised, is_numbered=True)] if wall.promised else []
    return [
        *(Heading("施策の予定", 2), deeds, Heading("KPI", 2), kpis),
        *(Heading("わたしの約束", 2), *promised, pen),
    ]


def _signs(deed: Deed, halves: int) -> list[str]:
    """「■」 in each half-year that the bar touches."""
    first, last = deed.first * halves, (deed.first + deed.span) * halves
    return ["■" if at < last and at + 1 > first and deed.span else "" for at in range(halves)]
