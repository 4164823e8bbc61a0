"""What the short sheet says at once（その場の結果）: each a reading with one plain sentence.

The formulas are those of the whole analysis; here only the reason is another: a line left blank
is named as the sheet calls it. Explained with an example in docs/rules/seminar-workbook.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from banso.core.money import yen
from banso.diagnosis.rules.break_even import BreakEven, break_even_of
from banso.diagnosis.rules.cost_natures import CostKind, cost_kinds
from banso.diagnosis.rules.local_benchmark.points import Benchmark, BenchmarkLine, benchmark
from banso.diagnosis.rules.local_benchmark.standards import SMALL, shipped_standards
from banso.diagnosis.rules.ratios import RatioTable, ratio_table
from banso.diagnosis.rules.reading import Reading, Unit, rounded, unknown
from banso.diagnosis.rules.seminar.sheet import (
    BEFORE,
    COSTS,
    NOW,
    YEARS,
    ShortSheet,
    name_of_line,
    setting,
    trade_of,
)
from banso.figures.rules.checking import remarks_on

NO_INTEREST = "支払利息が空いているので、利息を入れずに計算しました"
_RESULT = ("sales", *COSTS)
_LONGEST_BAR = 320
_TEN_THOUSAND = 10_000
_SMALL_SALES, _LARGE_SALES = 1_000_000, 100_000_000_000


@dataclass(frozen=True, slots=True)
class SeminarResult:
    """One result: its name, the reading, what it means for this owner, and how it is reckoned."""

    key: str
    ja: str
    reading: Reading
    sentence: str
    formula: str


@dataclass(frozen=True, slots=True)
class BreakEvenBars:
    """Sales now and the sales needed, in yen, and the length of each bar, at most 320."""

    sales: int
    needed: int
    sales_length: int
    needed_length: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """Everything the sheet says, with gentle remarks on what looks odd."""

    results: tuple[SeminarResult, ...]
    remarks: tuple[str, ...]
    bars: BreakEvenBars | None
    benchmark: Benchmark | None
    break_even: BreakEven | None

    @property
    def has_radar(self) -> bool:
        """Whether enough of the six indicators are known to draw them."""
        return self.known_indicators >= setting("least_known")

    @property
    def known_indicators(self) -> int:
        """How many of the six indicators are known."""
        lines = self.benchmark.lines if self.benchmark else ()
        return sum(line.points is not None for line in lines)


def outcome_of(sheet: ShortSheet) -> Outcome:
    """What the sheet says; a blank sheet gives readings that all say what is missing."""
    table = ratio_table([sheet.statement(BEFORE), sheet.statement(NOW)])
    term = table.terms[-1]
    trade = trade_of(sheet.bucket)
    points = benchmark(term, shipped_standards()[trade, SMALL]) if trade else None
    kind = kind_of_bucket(sheet.bucket)
    even = break_even_of(term, kind) if kind else None
    results = tuple(_results(sheet, table, even, points))
    remarks = tuple(dict.fromkeys(_remarks(sheet)))
    return Outcome(results, remarks, _bars(even), points, even)


def kind_of_bucket(bucket: str) -> CostKind | None:
    """The preset by which the costs of a bucket are split; ``None`` for an unknown one."""
    return next((kind for kind in cost_kinds().values() if bucket in kind.buckets), None)


def _results(
    sheet: ShortSheet, table: RatioTable, even: BreakEven | None, points: Benchmark | None
) -> Iterator[SeminarResult]:
    yield _of_ratio(sheet, table, "sales_growth", "売上の伸び", ("sales",), _growth)
    yield _of_ratio(sheet, table, "gross_margin", "粗利率", ("sales", "cost_of_sales"), _gross)
    yield _of_ratio(sheet, table, "operating_margin", "営業利益率", _RESULT, _operating)
    yield from _of_break_even(sheet, even)
    yield from _of_loans(sheet, points)
    days = [one for one in _days(sheet, table) if one.reading.is_known]
    yield from days or [next(_days(sheet, table))]
    if sheet.knows("total_assets") and sheet.knows("net_assets"):
        needs = ("total_assets", "net_assets")
        yield _of_ratio(sheet, table, "equity_ratio", "自己資本比率", needs, _equity)


def _days(sheet: ShortSheet, table: RatioTable) -> Iterator[SeminarResult]:
    for key, ja, needs, sentence in _TURNING:
        yield _of_ratio(sheet, table, key, ja, needs, _always(sentence))


def _always(words: str) -> Callable[[Decimal], str]:
    return lambda _: words


def _of_ratio(
    sheet: ShortSheet,
    table: RatioTable,
    key: str,
    ja: str,
    needs: tuple[str, ...],
    says: Callable[[Decimal], str],
) -> SeminarResult:
    line = table.line(key)
    reading = _or_blank(sheet, line.readings[-1], needs, with_before=key == "sales_growth")
    return SeminarResult(key, ja, reading, _said(reading, says), line.ratio.in_words)


def _or_blank(
    sheet: ShortSheet, reading: Reading, needs: tuple[str, ...], *, with_before: bool = False
) -> Reading:
    """The reading; where lines were left blank, which they are."""
    blank = [f"「{name_of_line(key)}」" for key in needs if not sheet.knows(key)]
    if with_before:
        blank += [
            f"{YEARS[BEFORE]}の「{name_of_line(key)}」"
            for key in needs
            if not sheet.knows(key, BEFORE)
        ]
    return unknown(f"{''.join(blank)}が空いている", reading.unit) if blank else reading


def _said(reading: Reading, says: Callable[[Decimal], str]) -> str:
    if reading.value is None:
        return "数字が分かったら、あとから書き足せます。"
    return says(reading.value)


def _of_break_even(sheet: ShortSheet, even: BreakEven | None) -> Iterator[SeminarResult]:
    if even is None:
        return
    notes = () if sheet.knows("interest") else (NO_INTEREST,)
    needed = _noted(_or_blank(sheet, even.sales_needed, _RESULT), notes)
    margin = _noted(_or_blank(sheet, even.safety_margin, _RESULT), notes)
    formula = "固定費÷（1−変動費÷売上）"
    yield SeminarResult("break_even", "損益分岐点の売上", needed, _said(needed, _even), formula)
    sentence = _said(margin, lambda value: _margin(value, even))
    yield SeminarResult("safety_margin", "安全余裕率", margin, sentence, "1−損益分岐点÷売上")


def _noted(reading: Reading, notes: tuple[str, ...]) -> Reading:
    if not reading.is_known:
        return reading
    return Reading(reading.value, reading.unit, "", notes, reading.made_of)


def _of_loans(sheet: ShortSheet, points: Benchmark | None) -> Iterator[SeminarResult]:
    line = _indicator(points, "ebitda_multiple")
    if line is None:
        return
    reading = _or_blank(sheet, line.reading, ("loans", "cash", *_RESULT))
    sentence = _said(reading, lambda value: _loans(value, line))
    formula = "（借入金−現金・預金）÷（営業利益＋減価償却費）"
    yield SeminarResult("loans", "借入の返しやすさ", reading, sentence, formula)


def _indicator(points: Benchmark | None, key: str) -> BenchmarkLine | None:
    lines = points.lines if points else ()
    return next((line for line in lines if line.indicator.key == key), None)


# ── the sentences ──


def _hundred(rate: Decimal) -> str:
    """So many yen of a hundred, to one place: 「42.5円」."""
    return f"{rounded(abs(rate) * 100, 1).normalize():f}円"


def _money(amount: Decimal) -> str:
    """An amount as an owner says it: 「約2,825万円」; small ones to the yen."""
    if amount < _SMALL_SALES:
        return yen(int(rounded(amount, 0)))
    return f"約{int(rounded(amount / _TEN_THOUSAND, 0)):,}万円"


def _growth(rate: Decimal) -> str:
    if not rate:
        return "売上は前の年と同じです。"
    written = Unit.RATE.write(abs(rate))
    return f"売上は前の年より{written}{'増えました' if rate > 0 else '減りました'}。"


def _gross(rate: Decimal) -> str:
    if rate < 0:
        return "仕入や材料の額が、売上より大きくなっています。数字を確かめてみましょう。"
    return f"売上100円のうち、仕入や材料を払って{_hundred(rate)}が残ります。"


def _operating(rate: Decimal) -> str:
    if rate < 0:
        return f"本業では、売上100円につき{_hundred(rate)}の赤字です。"
    return f"経費をすべて払って、売上100円につき{_hundred(rate)}のもうけが残ります。"


def _equity(rate: Decimal) -> str:
    if rate < 0:
        return "負債が資産より大きくなっています（債務超過）。早めに相談しましょう。"
    return f"財産100円のうち、{_hundred(rate)}が返さなくてよい自分のお金です。"


def _even(needed: Decimal) -> str:
    return f"1年に{_money(needed)}売ると、もうけも損もゼロになります。"


def _margin(rate: Decimal, even: BreakEven) -> str:
    gap = even.sales_needed.shown - (even.sales or Decimal(0))
    amount = _money(abs(gap))
    if rate < 0:
        return f"とんとんになるには、売上があと{amount}足りません。"
    return f"売上があと{amount}（{Unit.RATE.write(rate)}）減るまでは、赤字になりません。"


def _loans(value: Decimal, line: BenchmarkLine) -> str:
    if value <= 0:
        return "手元のお金が借入金より多く、差し引きの借入はありません。"
    written = f"{rounded(value, 1):f}"
    return (
        f"1年の返す元手（もうけ＋減価償却費）の{written}年分の借入があります。"
        f"同じ業種のまん中は{line.median_words}です。"
    )


_TURNING = (
    (
        "receivables_days",
        "売掛金の回収",
        ("receivables", "sales"),
        "売ってからお金が入るまでの日数です。短いほど楽になります。",
    ),
    (
        "inventory_days",
        "在庫の日数",
        ("inventories", "cost_of_sales"),
        "仕入れてから売れるまで、何日分の在庫があるかです。",
    ),
    (
        "payables_days",
        "買掛金の支払い",
        ("payables", "sales"),
        "仕入れてから払うまでの日数です。",
    ),
)


# ── what looks odd ──


def _remarks(sheet: ShortSheet) -> Iterator[str]:
    """What a person should look at again; never a refusal."""
    for which in (NOW, BEFORE):
        sales = sheet.year(which).get("sales")
        if sales is not None and (0 < sales < _SMALL_SALES or sales >= _LARGE_SALES):
            yield f"{YEARS[which]}の売上が{yen(sales)}になっています。単位は合っていますか。"
        for key, amount in sheet.year(which).items():
            if amount < 0 and key not in {"net_assets", "cost_of_sales"}:
                yield f"{YEARS[which]}の「{name_of_line(key)}」がマイナスです。"
    both = {sheet.days_of(which)[1]: YEARS[which] for which in (NOW, BEFORE)}
    for remark in remarks_on(sheet.statements()):
        if remark.code in _REPEATED:
            continue
        yield f"{both[remark.ends_on]}：{remark.words}"


_REPEATED = {"negative-cash"}


def _bars(even: BreakEven | None) -> BreakEvenBars | None:
    """The picture for a phone; ``None`` where there is no break-even point."""
    needed = even.sales_needed.value if even else None
    if even is None or needed is None or not even.sales or even.sales < 0:
        return None
    sales, wanted = int(even.sales), max(int(rounded(needed, 0)), 0)
    most = max(sales, wanted)
    lengths = (amount * _LONGEST_BAR // most for amount in (sales, wanted))
    return BreakEvenBars(sales, wanted, *lengths)
