"""分析レポート: the whole analysis as a booklet（計画 5.(3)② 成果物）."""

from __future__ import annotations

from collections.abc import Iterator

from banso.core.documents.blocks import (
    Block,
    Facts,
    Heading,
    Paper,
    Points,
    Sentence,
    Table,
    TableColumn,
    Text,
)
from banso.core.era import in_era_day
from banso.diagnosis.documents.around import (
    NO_FINDINGS,
    Making,
    headed,
    horizons_table,
    paper_of,
)
from banso.diagnosis.documents.cash import cash_blocks
from banso.diagnosis.documents.figures import (
    NO_BENCHMARK,
    benchmark_blocks,
    break_even_blocks,
    break_even_sentence,
    income_blocks,
    masked,
    periods_blocks,
    picture_of_papers,
    points_in_words,
    radar_block,
    ratio_blocks,
)
from banso.diagnosis.documents.ninety_days import step_blocks
from banso.diagnosis.documents.swot import cross_blocks, swot_blocks
from banso.diagnosis.rules.analysis import JUDGED
from banso.diagnosis.rules.editions import HIDDEN
from banso.diagnosis.rules.local_benchmark.indicators import scheme
from banso.diagnosis.rules.terms import FIGURES, Term

TITLE = "経営分析レポート"
_FIRST_FINDINGS = 3


def report_of(making: Making) -> Paper:
    """The report: one page that says it all, then the figures, the talk, and the sources."""
    cash = making.of.cash
    crossed, experts = cross_blocks(making), tuple(_experts(making))
    blocks = [
        *headed("ひと目でわかるまとめ", *_summary(making)),
        *headed(
            "同じ業種と比べて（ローカルベンチマーク）", *benchmark_blocks(making), on_new_page=True
        ),
        *headed("経営指標", *_which_periods(making), *ratio_blocks(making), on_new_page=True),
        *headed("売上を100としたときの内訳", *income_blocks(making), on_new_page=True),
        *headed("期ごとの売上高と営業利益", *periods_blocks(making)),
        *headed("損益分岐点", *break_even_blocks(making), on_new_page=True),
        *(headed("資金繰り", *cash_blocks(making, cash)) if cash else []),
        *headed("SWOT分析", *swot_blocks(making)),
        *(headed("クロスSWOT（考えるための問い）", *crossed) if crossed else []),
        *(headed("専門家の見立て", *experts) if experts else []),
        *headed("課題と対応策", *_findings(making), horizons_table(making)),
        *headed("90日アクション", *step_blocks(making)),
        *headed("付録：計算式・出典・注", *_sources(making), on_new_page=True),
    ]
    return paper_of(making, TITLE, blocks, cover=True)


def _summary(making: Making) -> Iterator[Block]:
    benchmarks = masked(making)
    if benchmarks:
        yield radar_block(benchmarks, 0.55)
        yield Sentence(f"{benchmarks[-1].term.label}は、{points_in_words(benchmarks[-1])}")
    else:
        yield Text(NO_BENCHMARK)
    yield from _key_figures(making)
    yield Heading("先に手をつける課題", 3)
    first = making.of.accepted[:_FIRST_FINDINGS]
    if first:
        yield Points(tuple(making.edition.words(one.title) for one in first), is_numbered=True)
    else:
        yield Text(NO_FINDINGS)
    yield Heading("赤字になるまでの余裕", 3)
    picture = picture_of_papers(making)
    yield Text(break_even_sentence(making, picture) if picture else "損益分岐点は算出不可です。")
    yield Heading("この90日にすること", 3)
    steps = making.of.steps[:_FIRST_FINDINGS]
    if steps:
        yield Points(tuple(making.edition.words(one.step.what) for one in steps))
    else:
        yield Text("90日アクションは、まだ書かれていません。")


def _key_figures(making: Making) -> Iterator[Block]:
    """Four figures of the newest period that every owner asks for."""
    if not making.terms:
        return
    term, table = making.terms[-1], making.of.found.analysis.table
    pairs = [
        (
            FIGURES[name],
            making.edition.amount(name, term.amounts[name], unknown=_unknown(term, name)),
        )
        for name in ("sales", "operating_profit")
    ]
    for key in ("equity_ratio", "cash_months"):
        line = table.line(key)
        pairs.append((line.ratio.ja, making.edition.reading(line.readings[-1], line.ratio.formula)))
    yield Facts(tuple(pairs))


def _unknown(term: Term, name: str) -> str:
    return f"算出不可（{term.why_unknown(name)}）"


def _which_periods(making: Making) -> Iterator[Block]:
    left = len(making.terms) - JUDGED
    if left > 0:
        yield Text(
            f"直近{JUDGED}期を示します。これより前の{left}期は、画面の経営指標にあります。",
            quiet=True,
        )


def _experts(making: Making) -> Iterator[Block]:
    """What outside experts saw; a report told in confidence is not spoken of at all."""
    edition = making.edition
    for view in making.of.experts:
        if view.findings:
            dispatch = view.dispatch
            who = f"{dispatch.expert_name}（{in_era_day(dispatch.report.on)}）"
            yield Heading(f"{edition.words(dispatch.theme)}　{who}", 3)
            yield Text(edition.of_finding(dispatch.theme, view.findings))


def _findings(making: Making) -> Iterator[Block]:
    """The findings with their grounds."""
    if not making.of.accepted:
        return
    edition = making.edition
    columns = (
        TableColumn("順", 0.3, is_figure=True),
        TableColumn("課題", 1.5),
        TableColumn("分類・時間軸", 0.7),
        TableColumn("根拠", 2.4),
    )
    rows = tuple(
        (
            f"{at}",
            edition.words(one.title),
            f"{one.kind}\n{one.horizon}",
            edition.of_finding(one.title, one.because) or "—",
        )
        for at, one in enumerate(making.of.accepted, start=1)
    )
    yield Table(columns, rows)
    yield Heading("対応策", 3)


def _sources(making: Making) -> Iterator[Block]:
    table = making.of.found.analysis.table
    yield Heading("計算式", 3)
    rows = [(line.ratio.group, line.ratio.ja, line.ratio.in_words) for line in table.lines]
    rows += [("損益分岐点", *pair) for pair in _BREAK_EVEN]
    columns = (TableColumn("区分", 0.7), TableColumn("指標", 1.2), TableColumn("計算式", 3))
    yield Table(columns, tuple(rows))
    yield Heading("出典", 3)
    yield Points(
        (
            f"業種との比較：{scheme().title}（{scheme().edition}）。{scheme().source}",
            "損益分岐点：勘定科目法。変動費の割合の初期値は、中小企業庁「中小企業の原価指標」を手本にした当システムの案（未確認）。",
            "SWOTの項目：経営発達支援計画 5.(3)②の分析項目。",
            "決算の数字：事業者の決算書・青色申告決算書。",
        )
    )
    yield Heading("注と、算出できなかったもの", 3)
    notes = tuple(dict.fromkeys(_notes(making)))
    yield Points(notes) if notes else Text("ありません。")


_BREAK_EVEN = (
    ("限界利益率", "1−変動費÷売上高"),
    ("損益分岐点売上高", "固定費÷限界利益率"),
    ("損益分岐点比率", "損益分岐点売上高÷売上高"),
    ("安全余裕率", "1−損益分岐点比率"),
)


def _notes(making: Making) -> Iterator[str]:
    """年換算 and the like, then what could not be computed and why, each once."""
    edition, table = making.edition, making.of.found.analysis.table
    terms = table.terms[-JUDGED:]
    hidden = [line.ratio.ja for line in table.lines if edition.hides_formula(line.ratio.formula)]
    if hidden:
        yield f"{'、'.join(hidden)}：{HIDDEN}"
    shown = [line for line in table.lines if not edition.hides_formula(line.ratio.formula)]
    for line in shown:
        for term, reading in zip(terms, line.readings[-JUDGED:], strict=True):
            for note in reading.notes:
                yield f"{term.label}：{note}"
    for term in terms:
        yield from _unknown_in(making, term.label)


def _unknown_in(making: Making, label: str) -> Iterator[str]:
    """What could not be computed in a period, by the reason."""
    table, by_reason = making.of.found.analysis.table, dict[str, list[str]]()
    at = next(at for at, term in enumerate(table.terms) if term.label == label)
    for line in table.lines:
        reading = line.readings[at]
        if not reading.is_known and not making.edition.hides_formula(line.ratio.formula):
            by_reason.setdefault(reading.reason, []).append(line.ratio.ja)
    for reason, names in by_reason.items():
        yield f"{label}に算出不可：{'、'.join(names)}（{reason}）"
