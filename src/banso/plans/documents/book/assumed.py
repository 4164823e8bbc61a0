"""The sheet 前提: every assumption in a coloured cell, from which all the rest is reckoned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from banso.core.era import in_era_month
from banso.plans.documents.book.cells import ASSUMED, Group, Row, Sheet, Writing
from banso.plans.documents.figures import BALANCE_ROWS
from banso.plans.rules.numbers.assumptions import MONTHS, Assumptions, How, SalesLine, YearPlan
from banso.plans.rules.numbers.balance import Balance
from banso.plans.rules.numbers.spreading import number_of

TOTALS = {"total_assets", "liabilities"}
OPENING = tuple(name for name in BALANCE_ROWS if name not in TOTALS)
_BY_YEAR = (
    Row("margin", "粗利率（行ごとに決めたものを除く）", "%", "percent"),
    Row("depreciation", "減価償却費（いまある設備）", "円"),
    Row("labour_in_cost", "売上原価の中の労務費", "円"),
    Row("depreciation_in_cost", "売上原価の中の減価償却費", "円"),
    Row("other_income", "営業外収益", "円"),
    Row("other_expenses", "その他の営業外費用", "円"),
    Row("collection_days", "売上の回収", "日"),
    Row("stock_days", "在庫（空欄は変えない）", "日"),
    Row("payment_days", "仕入の支払", "日"),
    Row("tax_rate", "法人税等の率", "%", "percent"),
    Row("tax_minimum", "均等割（最低の税額）", "円"),
    Row("drawings", "事業主貸（生活費など）", "円"),
)
_EQUIPMENT = ("金額（円）", "買う月", "使う年数")
_LOAN = ("元金（円）", "年利（%）", "借りる月", "返し始める月", "返す回数")
_SUBSIDY = ("金額（円）", "入る月")


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of sales and fixed costs over all years: key and first name, in their order."""

    sales: tuple[tuple[str, str], ...]
    costs: tuple[tuple[str, str, str], ...]


def lines_of(given: Assumptions) -> Lines:
    """Every line that any year has."""
    sales: dict[str, str] = {}
    costs: dict[str, tuple[str, str]] = {}
    for year in given.years:
        for line in year.sales:
            sales.setdefault(line.key, line.ja)
        for cost in year.costs:
            costs.setdefault(cost.key, (cost.ja, cost.nature.ja))
    return Lines(tuple(sales.items()), tuple((key, *told) for key, told in costs.items()))


def line_of(year: YearPlan, key: str) -> SalesLine | None:
    """One line of sales in a year; ``None`` where the year does not have it."""
    return next((one for one in year.sales if one.key == key), None)


def assumed_rows(given: Assumptions) -> Iterator[Row | Group]:
    """The rows of the sheet in their order."""
    lines = lines_of(given)
    yield Group("売上（年）")
    for key, ja in lines.sales:
        hows = {line.how for year in given.years if (line := line_of(year, key))}
        if hows != {How.AMOUNT}:
            people = How.CUSTOMERS in hows
            yield Row(f"quantity.{key}", f"{ja}：{'客数' if people else '数量'}", "年")
            yield Row(f"price.{key}", f"{ja}：{'客単価' if people else '単価'}", "円")
        yield Row(f"sales.{key}", f"{ja}：売上", "円")
        yield Row(f"margin.{key}", f"{ja}：粗利率（空欄は下の率）", "%", "percent")
    yield Group("固定費（年。減価償却費を除く）")
    for key, ja, nature in lines.costs:
        yield Row(f"cost.{key}", ja, nature)
    yield Group("そのほか（年）")
    yield from _BY_YEAR
    yield Row("employees", "従業員数", "人", "number")
    yield Group("設備")
    yield from (Row(f"equipment.{at}", one.name) for at, one in enumerate(given.equipment))
    yield Group("借入")
    yield from (Row(f"loan.{at}", one.name) for at, one in enumerate(given.loans))
    yield Group("補助金")
    yield from (Row(f"subsidy.{at}", one.name) for at, one in enumerate(given.subsidies))
    yield Group("元手と、売上の月への分け方")
    yield Row("own_money", "元手（始まりの月に入れる）", "円")
    yield Row("weights", "月への分け方の重み", "1か月目から")
    yield Group("始まりの貸借対照表")
    yield from (Row(f"opening.{name}", BALANCE_ROWS[name], "円") for name in OPENING)


def write_assumed(writing: Writing, given: Assumptions, start: Balance | None) -> None:
    """Every input. Months are counted from the beginning of the plan, the first 1."""
    for place, year in enumerate(given.years):
        _write_year(writing, place, year, lines_of(given))
    _write_dated(writing, given)
    writing.given("own_money", 0, given.own_money)
    for place, weight in enumerate(given.weights):
        writing.given("weights", place, weight)
    for name in OPENING:
        writing.given(f"opening.{name}", 0, getattr(start, name) if start else None)
    _check(writing, len(given.years))


def _write_year(writing: Writing, place: int, year: YearPlan, lines: Lines) -> None:
    for key, _ in lines.sales:
        _write_sales(writing, place, key, line_of(year, key))
    costs = {cost.key: cost for cost in year.costs}
    for key, _, _ in lines.costs:
        if key in costs:
            writing.given(f"cost.{key}", place, costs[key].amount)
        else:
            writing.words(f"cost.{key}", place, "—")
    for row in (*_BY_YEAR, Row("employees", "")):
        writing.given(row.key, place, getattr(year, row.key))


def _write_sales(writing: Writing, place: int, key: str, line: SalesLine | None) -> None:
    """客数 × 客単価, or an amount; a line that the year does not have is 「—」."""
    sheet, counted = writing.sheet, f"quantity.{key}" in writing.sheet.rows
    by_count = line is not None and line.how is not How.AMOUNT
    if counted and (line is None or not by_count):
        for name in ("quantity", "price"):
            writing.words(f"{name}.{key}", place, "—")
    if line is None:
        writing.words(f"sales.{key}", place, "—")
        writing.words(f"margin.{key}", place, "—")
        return
    writing.given(f"margin.{key}", place, line.margin)
    if not by_count:
        writing.given(f"sales.{key}", place, line.amount)
        return
    writing.given(f"quantity.{key}", place, line.quantity)
    writing.given(f"price.{key}", place, line.price)
    number, price = sheet.at(f"quantity.{key}", place), sheet.at(f"price.{key}", place)
    formula = f'IF(COUNT({number},{price})=2,{number}*{price},"未入力")'
    writing.formula(f"sales.{key}", place, formula, "未入力" if line.sales is None else line.sales)


def _write_dated(writing: Writing, given: Assumptions) -> None:
    """Equipment, loans and subsidies: each in a row, what stands in a column said above them."""
    first = given.starts_on

    def month(day: date) -> int:
        return number_of(day, first) + 1

    for at, one in enumerate(given.equipment):
        for place, value in enumerate((one.cost, month(one.bought_in), one.life)):
            writing.given(f"equipment.{at}", place, value)
    for at, owed in enumerate(given.loans):
        loan = owed.loan
        drawn = month(loan.drawn_on) if loan.drawn_on else 0
        repaid = month(loan.first_repayment)
        told: tuple[Decimal | int, ...] = (loan.principal, loan.rate, drawn, repaid)
        for place, amount in enumerate((*told, loan.instalments)):
            writing.given(f"loan.{at}", place, amount, "percent" if place == 1 else "")
    for at, grant in enumerate(given.subsidies):
        writing.given(f"subsidy.{at}", 0, grant.amount)
        writing.given(f"subsidy.{at}", 1, month(grant.received_in))


def write_heads(writing: Writing, given: Assumptions) -> None:
    """What stands in each column of equipment, loans, subsidies and the opening balance."""
    first = in_era_month(given.starts_on)
    said = {
        "設備": _EQUIPMENT,
        "借入": _LOAN,
        "補助金": _SUBSIDY,
        "元手と、売上の月への分け方": (),
        "始まりの貸借対照表": ("金額（円）",),
    }
    for at, row in enumerate(writing.sheet.lines, start=writing.sheet.top):
        if isinstance(row, Group) and row.label in said:
            for place, head in enumerate(said[row.label]):
                writing.paper.write_string(at, 2 + place, head, writing.book.group)
            if "月" in "".join(said[row.label]):
                words = f"{first}を1と数える"
                writing.paper.write_string(at, 1, words, writing.book.group)


def _check(writing: Writing, years: int) -> None:
    """Refuse days, months and years that cannot be."""
    rows, paper = writing.sheet.rows, writing.paper

    def bound(key: str, place: tuple[int, int], least: int, most: int, words: str) -> None:
        paper.data_validation(
            rows[key], 2 + place[0], rows[key], 2 + place[1],
            {"validate": "integer", "criteria": "between", "minimum": least, "maximum": most,
             "error_title": "入れられない数", "error_message": words},
        )  # fmt: skip

    for key in ("collection_days", "stock_days", "payment_days"):
        bound(key, (0, years - 1), 0, 360, "0日から360日までで入れてください。")
    last = years * MONTHS
    for key in rows:
        if key.startswith("equipment."):
            bound(key, (1, 1), 1, last, f"1から{last}までで入れてください。")
            bound(key, (2, 2), 1, 50, "1年から50年までで入れてください。")
        if key.startswith("loan."):
            bound(key, (2, 2), 0, last, f"0（すでに借りている）から{last}までで入れてください。")
            bound(key, (3, 4), 1, 600, "1以上で入れてください。")


def sheet_of(given: Assumptions, top: int) -> Sheet:
    """The sheet with its rows placed."""
    return Sheet(ASSUMED, top, tuple(assumed_rows(given)))
