"""地域の課題, for the city and others outside: shares and fields, no business and no small cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from banso.core import clock
from banso.core.documents.blocks import (
    Block,
    Cover,
    Figure,
    Heading,
    Line,
    Paper,
    Points,
    Sentence,
    Span,
    Table,
    TableColumn,
    Text,
)
from banso.core.era import in_era
from banso.diagnosis.documents.around import headed
from banso.diagnosis.documents.region_charts import shares_chart
from banso.diagnosis.models import PriorityChoice
from banso.diagnosis.queries.region import GroupRow, Region
from banso.diagnosis.queries.region_page import Looked, looked_at
from banso.diagnosis.rules.priorities import Spread
from banso.diagnosis.rules.regional import PROBLEMS
from banso.diagnosis.rules.suppression import SMALLEST

TITLE = "地域の課題"
NOBODY_NAMED = "この資料に個別の事業者の情報は含みません。"
NOTHING_YET = "この年度に完了した分析はありません。"
NOT_COMPARED = (
    "前の年度との比較は載せていません。対象の入れ替わりが少なく、"
    "2つの年度の差から個別の事業者のことが分かるおそれがあるためです。"
)
_SHARE = (
    "割合は、当てはまるかどうかが分かっている事業者のうち、当てはまる事業者の割合です。"
    "不明の事業者は、分母にも分子にも入れていません。"
)
_ASIDE = "指導員が理由を書いて見送った課題は、当てはまらないと数えています。"
_HIDDEN = (
    f"当てはまる事業者、または当てはまらない事業者が{SMALLEST}者未満の区分と、"
    "そこから計算できてしまう区分は「秘匿」としています。"
)
_COUNTED = (_SHARE, _ASIDE, _HIDDEN)
_WITH_BEFORE = ("区分", "分かっている", "該当", "割合", "前の年度", "差")


@dataclass(frozen=True, slots=True)
class RegionMaking:
    """One paper being made: of which year, for whom, with the fields chosen for the next."""

    region: Region
    organisation: str
    recipient: str
    choice: PriorityChoice | None

    @property
    def compares(self) -> bool:
        """Whether the year before may stand beside it: not where so few joined or left."""
        return bool(self.region.earlier) and not self.region.turnover.is_too_small

    @property
    def of_whom(self) -> str:
        """「令和8年度に分析を終えた14者（実数）」."""
        return f"{self.region.year.label}に分析を終えた{len(self.region.subjects)}者（実数）"

    @property
    def looked(self) -> Iterator[Looked]:
        """Every problem closely, in the order of the table."""
        return (looked_at(self.region, problem) for problem in PROBLEMS)

    @property
    def notes(self) -> tuple[str, ...]:
        """How it was counted and what was hidden, in words."""
        first = f"対象は、{self.of_whom}です。同じ事業者を2度数えていません。"
        is_kept_back = bool(self.region.earlier) and not self.compares
        return (first, *_COUNTED, *([NOT_COMPARED] if is_kept_back else []))


def region_paper_of(making: RegionMaking) -> Paper:
    """The paper: all problems at a glance, each problem, the fields, how it was counted."""
    blocks = (
        [
            *headed("ひと目でわかるまとめ", *_summary(making)),
            *headed("課題ごとの内訳", *_problems(making), on_new_page=True),
            *headed(f"{making.region.year.next.label}の重点分野", *_fields(making)),
            *headed("数え方と出典", *_sources(making)),
        ]
        if making.region.subjects
        else [Text(NOTHING_YET)]
    )
    return Paper(
        title=TITLE,
        organisation=making.organisation,
        printed_on=in_era(clock.today()),
        period=making.of_whom,
        filters=NOBODY_NAMED.rstrip("。"),
        blocks=tuple(blocks),
        cover=_cover(making),
    )


def _cover(making: RegionMaking) -> Cover:
    to = [("渡す先", making.recipient)] if making.recipient else []
    facts = [*to, ("作成日", in_era(clock.today())), ("対象", making.of_whom)]
    return Cover("集計の資料", making.region.year.label, tuple(facts), NOBODY_NAMED)


def _summary(making: RegionMaking) -> Iterator[Block]:
    yield Sentence(NOBODY_NAMED)
    spreads = making.region.spreads
    yield Points(tuple(_sentence(making, spread) for spread in spreads if spread.because))
    yield Table(_columns(making, "課題"), tuple(_of_spread(making, spread) for spread in spreads))
    before = making.region.year.previous.label if making.compares else ""
    spec = shares_chart(spreads, making.region.year.label, before)
    said = "、".join(f"{one.ja}{one.move.now_in_short}" for one in spreads)
    yield Figure(spec, f"課題ごとの割合の棒。{said}。", 0.6)
    yield Text(f"単位：%。出典：{making.organisation}の経営分析（{making.of_whom}）。", quiet=True)


def _sentence(making: RegionMaking, spread: Spread) -> str:
    return spread.move.words if making.compares else f"{spread.ja}は{spread.move.now.words}です。"


def _columns(making: RegionMaking, first: str) -> tuple[TableColumn, ...]:
    names = _WITH_BEFORE if making.compares else _WITH_BEFORE[:4]
    rest = (TableColumn(name, 0.8, is_figure=True) for name in names[1:])
    return (TableColumn(first, 1.8), *rest)


def _of_spread(making: RegionMaking, spread: Spread) -> tuple[str, ...]:
    return _cells(making, spread.ja, GroupRow(spread.total, spread.move))


def _cells(making: RegionMaking, name: str, row: GroupRow) -> tuple[str, ...]:
    known, having = row.line.known, row.line.having
    counts = tuple("秘匿" if count is None else f"{count}者" for count in (known, having))
    cells = (name, *counts, row.move.now_in_short)
    return (*cells, row.move.before_in_short, row.move.moved) if making.compares else cells


def _problems(making: RegionMaking) -> Iterator[Block]:
    for looked in making.looked:
        yield Heading(looked.problem.ja, 3)
        yield Text(looked.problem.means)
        if looked.is_all_hidden:
            yield Text("合計を含めて、すべての区分が秘匿です。", quiet=True)
        else:
            yield Table(_columns(making, "区分"), tuple(_lines_of(making, looked)))
        yield Text(_remarks(looked), quiet=True)


def _remarks(looked: Looked) -> str:
    """What is hidden altogether, and of how many it is not known."""
    hidden = "・".join(f"{one.ja}別" for one in looked.hidden)
    said = f"{hidden}の数は、すべて秘匿です。" if hidden and not looked.is_all_hidden else ""
    return f"{said}当てはまるかどうかが不明の事業者：{looked.not_known}者"


def _lines_of(making: RegionMaking, looked: Looked) -> Iterator[Line]:
    """The total, then each way of grouping of which something may be shown."""
    yield _cells(making, "合計", looked.total)
    for table in looked.shown:
        yield Span(f"{table.ja}別", is_group=True)
        yield from (_cells(making, row.line.name, row) for row in table.groups)


def _fields(making: RegionMaking) -> Iterator[Block]:
    if making.choice is None:
        yield Text("まだ決めていません。")
        return
    columns = (
        TableColumn("順", 0.3, is_figure=True),
        TableColumn("分野", 1),
        TableColumn("理由", 3),
    )
    rows = ((f"{at}", one.ja, one.reason) for at, one in enumerate(making.choice.fields, start=1))
    yield Table(columns, tuple(rows))


def _sources(making: RegionMaking) -> Iterator[Block]:
    yield Points(making.notes)
    columns = (
        TableColumn("課題", 1),
        TableColumn("当てはまるとするもの", 2.4),
        TableColumn("根拠", 2),
    )
    rows = tuple(
        (
            looked.problem.ja,
            looked.problem.means,
            "\n".join(dict.fromkeys(rule.basis for rule in looked.rules)),
        )
        for looked in making.looked
    )
    yield Table(columns, rows)
    yield Text(
        f"出典：{making.organisation}が事業者と行った経営分析（決算書・青色申告決算書と聞き取り）。",
        quiet=True,
    )
