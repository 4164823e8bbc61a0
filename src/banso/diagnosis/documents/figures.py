"""What the figures say, as blocks: points beside the industry, ratios, income, break-even."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from banso.core.documents.blocks import (
    Block,
    Figure,
    Heading,
    Line,
    Sentence,
    Span,
    Table,
    TableColumn,
    Text,
)
from banso.diagnosis.documents.around import Making
from banso.diagnosis.documents.charts import break_even_chart, periods_chart, radar_chart
from banso.diagnosis.queries.breaking_even import Picture, picture_of
from banso.diagnosis.rules.analysis import JUDGED
from banso.diagnosis.rules.break_even import Moves
from banso.diagnosis.rules.common_size import IncomeLine, income_lines
from banso.diagnosis.rules.editions import HIDDEN, Part
from banso.diagnosis.rules.local_benchmark.indicators import scheme
from banso.diagnosis.rules.local_benchmark.points import UNVERIFIED, Benchmark, BenchmarkLine
from banso.diagnosis.rules.ratios import GROUPS, RatioLine
from banso.diagnosis.rules.reading import Unit, unknown
from banso.diagnosis.rules.terms import Term

NO_BENCHMARK = (
    "業種か小規模事業者かどうかが分からないため、業種と比べられません（評点は算出不可）。"
    "事業者台帳で業種と従業員の内訳を確かめてください。"
)
NO_BREAK_EVEN = (
    "業種が分からないと費用を変動費と固定費に分けられないため、損益分岐点は算出不可です。"
)
NO_TERMS = "決算がないため、算出不可です。"
MOST_BARS = 5
_UNKNOWN = "算出不可（不明）"
_LEFT_OUT = "伏せています"


def masked(making: Making) -> tuple[Benchmark, ...]:
    """The points beside the industry, without those of what is left out."""

    def shown(line: BenchmarkLine) -> BenchmarkLine:
        hides = making.edition.hides_formula(line.indicator.formula)
        left_out = unknown(_LEFT_OUT, line.reading.unit)
        return replace(line, reading=left_out, points=None) if hides else line

    return tuple(
        replace(one, lines=tuple(shown(line) for line in one.lines))
        for one in making.of.found.analysis.benchmarks
    )


def points_in_words(benchmark: Benchmark) -> str:
    """「25点満点中14点…」, saying of what is left out only that it is."""
    return benchmark.words.replace(f"算出不可（{_LEFT_OUT}）", HIDDEN)


def radar_block(benchmarks: tuple[Benchmark, ...], width: float) -> Figure:
    """The radar, with its points in words."""
    last = benchmarks[-1]
    told = "、".join(
        f"{line.indicator.ja}は{'なし' if line.points is None else f'{line.points}点'}"
        for line in last.lines
    )
    alt = f"6つの指標の評点のレーダーチャート。5点が最もよい。{last.term.label}は、{told}。"
    return Figure(radar_chart(benchmarks), alt, width)


def benchmark_blocks(making: Making) -> list[Block]:
    """ローカルベンチマーク: the radar, each indicator beside the median, the source."""
    benchmarks = masked(making)
    if not benchmarks:
        return [Sentence(NO_BENCHMARK)]
    last = benchmarks[-1]
    columns = (
        TableColumn("指標と計算式", 2.2),
        TableColumn("値", 1.3, is_figure=True),
        TableColumn("業種の中央値", 1, is_figure=True),
        TableColumn("評点（5点満点）", 1, is_figure=True),
    )
    rows = tuple(
        (
            f"{line.indicator.ja}\n{line.indicator.in_words}",
            making.edition.reading(line.reading, line.indicator.formula),
            line.median_words,
            _points(line),
        )
        for line in last.lines
    )
    trade = last.standard.trade.partition("_")[2] or last.standard.trade
    standards = making.of.diagnosis.standards
    source = f"出典：{standards.source}（{standards.edition}）" if standards else scheme().source
    return [
        radar_block(benchmarks, 0.62),
        Sentence(f"{last.term.label}は、{points_in_words(last)}"),
        Table(columns, rows),
        Text(f"比べた業種：{trade}（{last.standard.size}）。{source}", quiet=True),
        Text(
            f"※{UNVERIFIED}。EBITDAが0以下のときに合計に入れない扱いも未確認です。"
            "業種の割当ては当システムの案です。",
            quiet=True,
        ),
    ]


def _points(line: BenchmarkLine) -> str:
    if line.reading.reason == _LEFT_OUT:
        return HIDDEN
    return "—" if line.points is None else f"{line.points}点"


def ratio_blocks(making: Making) -> list[Block]:
    """Every group of ratios over the last three periods, under each ratio what it means."""
    table = making.of.found.analysis.table
    blocks: list[Block] = []
    for group in GROUPS:
        terms = table.terms[-JUDGED:]
        columns = (
            TableColumn("指標", 1.5),
            *(TableColumn(term.label, 1, is_figure=True) for term in terms),
            TableColumn("前期と比べて", 0.8),
        )
        rows = [line for one in table.of_group(group) for line in _ratio_rows(making, one)]
        blocks += [Heading(group, 3), Table(columns, tuple(rows))]
    return blocks


def _ratio_rows(making: Making, line: RatioLine) -> Iterator[Line]:
    edition, formula = making.edition, line.ratio.formula
    shown = (edition.reading(one, formula) for one in line.readings[-JUDGED:])
    is_hidden = edition.hides_formula(formula)
    yield (line.ratio.ja, *shown, HIDDEN if is_hidden else line.move.movement)
    said = HIDDEN if is_hidden else line.move.words
    yield Span(f"{line.ratio.means}{said}")


def income_blocks(making: Making) -> list[Block]:
    """百分比損益計算書: the newest period, sales as 100."""
    if not making.terms:
        return [Text(NO_TERMS)]
    term = making.terms[-1]
    columns = (
        TableColumn(f"行（{term.label}）", 1.6),
        TableColumn("金額", 1.2, is_figure=True),
        TableColumn("売上を100%として", 1.2, is_figure=True),
        TableColumn("前期比（100%は前期と同じ）", 1.4, is_figure=True),
    )
    rows = tuple(_income_row(making, line) for line in income_lines(term))
    return [Sentence(_income_sentence(making, term)), Table(columns, rows)]


def _income_row(making: Making, line: IncomeLine) -> tuple[str, ...]:
    if line.amount is None:
        return (line.ja, "不明（決算に記載なし）", "—", "—")
    edition = making.edition
    amount = edition.amount(line.name, line.amount, unknown=_UNKNOWN)
    return (line.ja, amount, edition.reading(line.of_sales), edition.reading(line.on_before))


def _income_sentence(making: Making, term: Term) -> str:
    parts = {line.name: line.of_sales for line in income_lines(term)}
    cost, profit = parts["cost_of_sales"], parts["operating_profit"]
    if cost.value is None or profit.value is None:
        missing = cost if cost.value is None else profit
        return f"売上100円の使い道は{missing.words}です。"
    left = profit.value * 100
    kept = (
        f"{left:.1f}円が本業の利益として残りました"
        if left >= 0
        else f"本業は{-left:.1f}円の赤字でした"
    )
    return f"売上100円のうち、{cost.value * 100:.1f}円が仕入や材料に出て、{kept}。"


def picture_of_papers(making: Making) -> Picture | None:
    """The break-even picture as things stand."""
    return picture_of(making.of.found, Moves(), Decimal(0))


def break_even_blocks(making: Making) -> list[Block]:
    """The break-even point: picture, sentence and figures, with how costs were split."""
    picture = picture_of_papers(making)
    if picture is None:
        return [Sentence(NO_BREAK_EVEN if making.terms else NO_TERMS)]
    edition, now = making.edition, picture.now
    blocks: list[Block] = [Sentence(break_even_sentence(making, picture))]
    if edition.hides(Part.MONEY):
        blocks.append(Text(f"損益分岐点の図：{HIDDEN}"))
    elif now.sales is not None and not now.reason and now.sales > 0:
        told = f"売上高{Unit.YEN.write(now.sales)}、損益分岐点売上高{now.sales_needed.words}"
        what = "売上高の線と総費用の線が交わるところが損益分岐点"
        alt = f"損益分岐点の図（{picture.label}）。{what}。{told}。"
        blocks.append(Figure(break_even_chart(now), alt, 0.7))
    rows: list[Line] = [
        (row.ja, edition.reading(row.now)) for row in picture.rows if not row.ja.startswith("目標")
    ]
    if not now.reason:
        rows[:0] = [
            ("変動費（売上といっしょに増える）", _cost(making, now.variable)),
            ("固定費（売れなくてもかかる。営業外収益を差し引く）", _cost(making, now.fixed)),
        ]
    columns = (TableColumn(f"数字（{picture.label}）", 2), TableColumn("値", 1.4, is_figure=True))
    notes = "".join(f"{note}。" for note in now.notes)
    return [
        *blocks,
        Table(columns, tuple(rows)),
        Text(
            f"費用は科目ごとに変動費と固定費に分けました（勘定科目法。割合の初期値は当システムの案）。{notes}",
            quiet=True,
        ),
    ]


def _cost(making: Making, amount: Decimal) -> str:
    return making.edition.amount("selling_and_admin", amount, unknown=_UNKNOWN)


def break_even_sentence(making: Making, picture: Picture) -> str:
    """The sentence for the owner; without yen where those are left out."""
    margin = picture.now.safety_margin
    if not making.edition.hides(Part.MONEY) or margin.value is None:
        return picture.sentence
    if margin.value < 0:
        return "いまの売上は、赤字がなくなる境目にまだ届いていません。"
    return f"売上が{margin.words}減るまでは赤字になりません。"


def periods_blocks(making: Making) -> list[Block]:
    """Sales and operating profit side by side, of the last five periods at most."""
    terms = making.terms[-MOST_BARS:]
    if not terms:
        return [Text(NO_TERMS)]
    if making.edition.hides(Part.MONEY):
        return [Text(f"期ごとの売上高と営業利益：{HIDDEN}")]
    lines = tuple(
        f"{term.label}：売上高{_yen(term, 'sales')}、営業利益{_yen(term, 'operating_profit')}"
        for term in terms
    )
    alt = f"期ごとの売上高と営業利益の棒。{'。'.join(lines)}。"
    blocks: list[Block] = [Figure(periods_chart(terms), alt)]
    left = len(making.terms) - len(terms)
    if left:
        blocks.append(Text(f"これより前の{left}期は、画面の経営指標にあります。", quiet=True))
    return [Sentence(_grown(making)), *blocks]


def _grown(making: Making) -> str:
    growth = making.of.found.analysis.table.line("sales_growth").move.now
    if growth.value is None:
        return f"前の期からの売上の伸びは{growth.words}です。"
    if not growth.shown:
        return "売上は前の期とほぼ同じです。"
    changed = growth.unit.write(abs(growth.value))
    return f"売上は前の期より{changed}{'増えました' if growth.shown > 0 else '減りました'}。"


def _yen(term: Term, name: str) -> str:
    amount = term.amounts[name]
    return f"は算出不可（{term.why_unknown(name)}）" if amount is None else Unit.YEN.write(amount)
