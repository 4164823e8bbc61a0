"""What a plan means to do, as blocks: measures and their money, KPI, SWOT, 事業承継計画表."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from banso.core.documents.blocks import (
    Block,
    Facts,
    Figure,
    Line,
    Points,
    Sentence,
    Span,
    Table,
    TableColumn,
    Text,
)
from banso.core.era import in_era_day
from banso.core.money import with_triangle
from banso.plans.documents.around import Making
from banso.plans.documents.charts import gantt_chart
from banso.plans.rules.content import Content, MeasureText
from banso.plans.rules.kpi import BETTER, in_words
from banso.plans.rules.measures import Bar, Dates, Funding, bar_of, funding_of
from banso.plans.rules.numbers.assumptions import MONTHS
from banso.plans.rules.succession_table import SuccessionTable, table_rows
from banso.plans.rules.versions import PLACES

NO_MEASURES = "施策は、まだ書かれていません。"
NO_KPI = "KPIは、まだ決まっていません。"
NO_TABLE = "事業承継計画表は、まだ書かれていません。"
NO_SWOT = "SWOTは、まだ書かれていません。"
UNDATED = "期日は未定"
_MOST_BARS = 24  # in one picture, so that it stays on a page
_SIDES = {"S": "内部環境", "W": "内部環境", "O": "外部環境", "T": "外部環境"}


def span_words(one: MeasureText) -> str:
    """「令和9年4月1日〜令和9年9月30日」, or what is known of it."""
    begins = in_era_day(one.starts_on) if one.starts_on else ""
    ends = in_era_day(one.ends_on) if one.ends_on else ""
    return f"{begins}〜{ends}" if begins or ends else UNDATED


def bars_of(content: Content) -> list[tuple[MeasureText, Bar]]:
    """The measures that have days within the plan, with their bars."""
    found = []
    for one in content.open_measures:
        dates = Dates(one.starts_on, one.ends_on)
        bar = bar_of(dates, content.starts_on, content.years * MONTHS)
        if bar is not None:
            found.append((one, bar))
    return found


def measure_blocks(making: Making) -> Iterator[Block]:
    """The measures, when each is done, what was dropped, and the money."""
    content = making.content
    rows = content.open_measures
    if not rows:
        yield Text(NO_MEASURES)
    else:
        yield _measures(content, rows)
        yield from _pictures(content)
    dropped = [one for one in content.measures if one.dropped_on is not None]
    if dropped:
        yield Text("取りやめた施策：" + "、".join(map(_dropped, dropped)), quiet=True)


def _dropped(one: MeasureText) -> str:
    return f"{one.what}（{in_era_day(one.dropped_on)}）" if one.dropped_on else one.what


def _measures(content: Content, rows: Sequence[MeasureText]) -> Block:
    names = {kpi.id: kpi.name for kpi in content.kpis}
    columns = (
        TableColumn("施策", 2.4),
        TableColumn("担当", 0.8),
        TableColumn("時間軸", 0.55),
        TableColumn("いつ", 1.5),
        TableColumn("動かすKPI", 1),
    )
    lines = tuple(
        (
            f"{at}. {one.what}",
            one.doer or "未定",
            one.horizon,
            span_words(one).replace("〜", "〜\n"),
            names.get(one.kpi, "—"),
        )
        for at, one in enumerate(rows, start=1)
    )
    return Table(columns, lines)


def _pictures(content: Content) -> Iterator[Block]:
    numbers = {one.id: at for at, one in enumerate(content.open_measures, start=1)}
    bars = bars_of(content)
    for first in range(0, len(bars), _MOST_BARS):
        part = bars[first : first + _MOST_BARS]
        drawn = [(numbers[one.id], one.what, one.horizon, bar) for one, bar in part]
        told = "。".join(f"{one.what}は{span_words(one)}" for one, _ in part)
        yield Figure(gantt_chart(drawn, content.years), f"施策の予定表。{told}。")
    if len(bars) < len(content.open_measures):
        missing = len(content.open_measures) - len(bars)
        words = (
            f"いつするかが決まっていないか、計画の期間の外にある施策{missing}件は、図にありません。"
        )
        yield Text(words, quiet=True)


def funding_blocks(making: Making) -> Iterator[Block]:
    """What each measure costs, whence it is paid, and whether the two agree."""
    rows = making.content.open_measures
    if not rows:
        return
    columns = (
        TableColumn("施策", 2.2),
        *(
            TableColumn(ja, is_figure=True)
            for ja in ("費用", "自己資金", "借入", "補助金", "その他")
        ),
    )
    lines: list[Line] = []
    for at, one in enumerate(rows, start=1):
        money = one.money
        cost = "未記入" if money.cost is None else with_triangle(money.cost)
        paid = (money.own, money.loan, money.subsidy, money.other)
        said = ("—" if amount is None else with_triangle(amount) for amount in paid)
        lines.append((f"{at}. {one.what}", cost, *said))
    total = funding_of(one.money for one in rows)
    lines.append(("合計", *map(with_triangle, _sums(total))))
    yield Sentence(total.words)
    yield Text("単位：円。", quiet=True)
    yield Table(columns, tuple(lines))


def _sums(total: Funding) -> tuple[int, ...]:
    return (total.cost, total.own, total.loan, total.subsidy, total.other)


def kpi_blocks(making: Making) -> Iterator[Block]:
    """Every KPI from where it stands to where it is to be, and by when."""
    if not making.content.kpis:
        yield Text(NO_KPI)
        return
    columns = (
        TableColumn("KPI", 1.8),
        TableColumn("現状"),
        TableColumn("目標"),
        TableColumn("期日", 1.3),
        TableColumn("向き", 1.1),
    )
    rows = tuple(
        (
            one.name,
            in_words(one.base, one.unit),
            in_words(one.target, one.unit),
            _by(one.by_on),
            BETTER[one.better],
        )
        for one in making.content.kpis
    )
    yield Table(columns, rows)


def _by(day: date | None) -> str:
    return in_era_day(day) if day else UNDATED


# ── SWOT ──


def said_in(content: Content, place: str) -> tuple[str, ...]:
    """The points of a field."""
    return tuple(one.text for one in content.points if one.place == place)


def swot_blocks(making: Making) -> Iterator[Block]:
    """The four fields and the four crossings, each with its points."""
    content = making.content
    if not content.points:
        yield Text(NO_SWOT)
        return
    columns = (TableColumn("欄", 0.7), TableColumn("内容", 3))
    rows: list[Line] = []
    for place, ja in PLACES.items():
        if place in {"S", "O"}:
            rows.append(Span(_SIDES[place], is_group=True))
        if place == "SO":
            rows.append(Span("クロスSWOT（組み合わせて考えたこと）", is_group=True))
        told = said_in(content, place) or ("まだ書かれていません。",)
        rows += [(f"{ja}（{place}）" if at == 0 else "", one) for at, one in enumerate(told)]
    yield Table(columns, tuple(rows))


# ── 事業承継計画表 ──


def succession_blocks(making: Making) -> Iterator[Block]:
    """Who succeeds and by which route, then the table, years across."""
    table = making.content.succession
    if table is None:
        yield Text(NO_TABLE)
        return
    yield Facts((("後継者", table.successor or "未定"), ("承継の道", table.route.ja)))
    years = range(making.content.years)
    heads = (TableColumn(f"{year + 1}年目") for year in years)
    yield Table((TableColumn("項目", 1.1), *heads), tuple(_succession_rows(table, years)))


def _succession_rows(table: SuccessionTable, years: range) -> Iterator[Line]:
    group = ""
    for key, row in table_rows().items():
        if row.group != group:
            group = row.group
            yield Span(group, is_group=True)
        yield (row.ja, *(cell_words(table.cell(key, year), row.holds) for year in years))


def cell_words(text: str, holds: str) -> str:
    """A cell with its unit: 「68歳」「60%」, 「—」 where nothing stands."""
    if not text:
        return "—"
    unit = {"age": "歳", "percent": "%"}.get(holds, "")
    return text if not unit or text.endswith((unit, "％")) else f"{text}{unit}"


def goal_blocks(making: Making) -> Iterator[Block]:
    """The goals of 経営革新 held against the last year of the plan."""
    found = making.goals
    if not found:
        yield Text("数値計画がないため、付加価値額と給与支給総額の伸びは算出不可です。")
        return
    yield Points(tuple(one.words for one in found))
