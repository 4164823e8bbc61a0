"""The assumptions of the figures（数値計画の前提）written out, line by line and year by year."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from banso.core.documents.blocks import Block, Line, Points, Span, Table, TableColumn
from banso.core.era import in_era_month
from banso.core.money import yen
from banso.plans.rules.numbers.assumptions import (
    EVEN,
    Assumptions,
    FixedCost,
    How,
    PlannedLoan,
    SalesLine,
    YearPlan,
)

_BLANK = "未入力"
_SAME = "変えない"


def assumed_blocks(given: Assumptions) -> Iterator[Block]:
    """Every assumption by year, then equipment, loans and subsidies, then how sums are shared."""
    heads = (TableColumn(f"{at}年目", 1, is_figure=True) for at in range(1, len(given.years) + 1))
    yield Table((TableColumn("前提", 1.7), *heads), tuple(_rows(given)))
    lines = (*_bought(given), *map(_lent, given.loans), *_granted(given), *_shared(given))
    if lines:
        yield Points(lines)


def _rows(given: Assumptions) -> Iterator[Line]:
    yield Span("売上（年）", is_group=True)
    for key, ja in _keys(given, lambda year: year.sales):
        yield (ja, *(_sales(one) for one in _each(given, lambda year: year.sales, key)))
    yield Span("固定費（年。減価償却費を除く）", is_group=True)
    for key, ja in _keys(given, lambda year: year.costs):
        yield (ja, *(_cost(one) for one in _each(given, lambda year: year.costs, key)))
    yield Span("そのほか", is_group=True)
    for ja, told in _FURTHER:
        cells = tuple(told(year) for year in given.years)
        if any(cell not in {"0円", "0.0%"} for cell in cells):
            yield (ja, *cells)


Named = SalesLine | FixedCost


def _keys(
    given: Assumptions, lines: Callable[[YearPlan], tuple[Named, ...]]
) -> list[tuple[str, str]]:
    """The lines of all years by key, the first name each had."""
    found: dict[str, str] = {}
    for year in given.years:
        for line in lines(year):
            found.setdefault(line.key, line.ja)
    return list(found.items())


def _each(
    given: Assumptions, lines: Callable[[YearPlan], tuple[Named, ...]], key: str
) -> list[Named | None]:
    """One line in each year; ``None`` where a year does not have it."""
    return [next((one for one in lines(year) if one.key == key), None) for year in given.years]


def _sales(line: Named | None) -> str:
    if not isinstance(line, SalesLine):
        return "—"
    told = _amount(line.sales)
    if line.how is not How.AMOUNT:
        unit = "人" if line.how is How.CUSTOMERS else "個"
        counted = _BLANK if line.quantity is None else f"{line.quantity:,}{unit}"
        told += f"\n（{counted}×{_amount(line.price)}）"
    return told if line.margin is None else f"{told}\n粗利率{_percent(line.margin)}"


def _cost(line: Named | None) -> str:
    return "—" if line is None else _amount(getattr(line, "amount", None))


def _amount(amount: int | None) -> str:
    return _BLANK if amount is None else yen(amount)


def _percent(rate: Decimal | None) -> str:
    if rate is None:
        return _BLANK
    return f"{'△' if rate < 0 else ''}{abs(rate):,f}%"


def _days(days: int | None) -> str:
    return _SAME if days is None else f"{days}日"


_FURTHER: tuple[tuple[str, Callable[[YearPlan], str]], ...] = (
    ("粗利率（行ごとに決めたものを除く）", lambda year: _percent(year.margin)),
    ("減価償却費（いまある設備）", lambda year: _amount(year.depreciation)),
    ("売上原価の中の労務費", lambda year: _amount(year.labour_in_cost)),
    ("売上原価の中の減価償却費", lambda year: _amount(year.depreciation_in_cost)),
    ("営業外収益", lambda year: _amount(year.other_income)),
    ("その他の営業外費用", lambda year: _amount(year.other_expenses)),
    ("売上の回収", lambda year: _days(year.collection_days)),
    ("在庫", lambda year: _days(year.stock_days)),
    ("仕入の支払", lambda year: _days(year.payment_days)),
    ("法人税等の率", lambda year: _percent(year.tax_rate)),
    ("均等割（最低の税額）", lambda year: _amount(year.tax_minimum)),
    ("事業主貸（生活費など）", lambda year: _amount(year.drawings)),
)


def _bought(given: Assumptions) -> Iterator[str]:
    for one in given.equipment:
        month = in_era_month(one.bought_in)
        yield f"設備「{one.name}」：{yen(one.cost)}、{month}に買う。{one.life}年の定額法。"
    if given.own_money:
        yield f"元手：{yen(given.own_money)}を、始まりの月に入れる。"


def _lent(one: PlannedLoan) -> str:
    loan = one.loan
    drawn = f"{in_era_month(loan.drawn_on)}に借りる" if loan.drawn_on else "すでに借りている"
    first = in_era_month(loan.first_repayment)
    return (
        f"借入「{one.name}」：{yen(loan.principal)}、年{_percent(loan.rate)}。{drawn}。"
        f"{first}から{loan.instalments}回で返す（元金均等）。"
    )


def _granted(given: Assumptions) -> Iterator[str]:
    for one in given.subsidies:
        yield f"補助金「{one.name}」：{yen(one.amount)}、{in_era_month(one.received_in)}に入る。"


def _shared(given: Assumptions) -> Iterator[str]:
    if any(year.months for year in given.years):
        yield "月別の売上を直接入れた年は、その金額によります。"
    if given.weights == EVEN:
        yield "年の売上は、12か月に等しく分ける。"
        return
    total = sum(given.weights)
    parts = "、".join(
        f"{month.month}月{Decimal(weight * 100) / total:.1f}%"
        for month, weight in zip(given.months_of(0), given.weights, strict=True)
    )
    yield f"年の売上の月への分け方：{parts}。"
