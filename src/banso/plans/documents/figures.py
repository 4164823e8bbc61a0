"""数値計画 on paper: years, months of the first year, and everything that was assumed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from banso.core.documents.blocks import (
    Block,
    Figure,
    Heading,
    Line,
    Points,
    Sentence,
    Span,
    Table,
    TableColumn,
    Text,
)
from banso.core.money import thousand_yen
from banso.diagnosis.rules.reading import Reading, Unit, rounded
from banso.plans.documents.around import NO_FIGURES, Making
from banso.plans.documents.charts import cash_chart, years_chart
from banso.plans.rules.content import RESULT_ROWS
from banso.plans.rules.numbers.base import BaseYear
from banso.plans.rules.numbers.income import FURTHER_ROWS, INCOME_ROWS
from banso.plans.rules.numbers.months import MOVED_ROWS, Month
from banso.plans.rules.numbers.reckoning import PlanYear, Reckoned

UNIT = "単位：千円（千円未満は四捨五入。合計が1千円合わないことがあります）。"
BALANCE_ROWS = {
    "cash": "現預金",
    "receivables": "売上債権",
    "stock": "棚卸資産",
    "other_assets": "その他の流動資産など",
    "fixed_assets": "固定資産",
    "total_assets": "資産合計",
    "payables": "買入債務",
    "taxes": "未払法人税等",
    "loans": "借入金",
    "other_liabilities": "その他の負債",
    "liabilities": "負債合計",
    "net_assets": "純資産",
}
_OTHERWISE = (
    "この版が作られたときと、いまの計算のきまりが違うため、"
    "そのとき残した数字だけを載せます（前提は、そのときのままです）。"
)
_UNKNOWN = "算出不可"


def figure_blocks(making: Making) -> Iterator[Block]:
    """The figures by year with the money, or as an old version kept them."""
    found = making.figures
    if found is None:
        yield Text(NO_FIGURES)
        return
    if making.is_reckoned_otherwise:
        yield Text(_OTHERWISE, quiet=True)
        yield _kept(making)
        return
    names = year_names(found)
    yield _picture(found, names)
    yield Heading("予想損益計算書", 3)
    yield Text(UNIT, quiet=True)
    yield _income(found)
    yield from _without(found)
    yield Heading("予想貸借対照表（各年の終わり）", 3)
    if found.start is None:
        yield Text(f"始まりからどの年も算出不可のため、表を載せません（{found.years[0].reason}）。")
    else:
        yield _balance(found)
    yield Heading("資金の動き", 3)
    yield Sentence(found.money_words)
    if found.years[0].balance is not None:
        yield _moved(found)
    if any(month.closing for month in found.months):
        yield Figure(cash_chart(found.months), f"月末の現預金の線。{found.money_words}", 0.85)
    yield from _notes(found)


def year_names(found: Reckoned) -> list[str]:
    """「1年目」 for each year."""
    return [f"{year.number}年目" for year in found.years]


def _picture(found: Reckoned, names: Sequence[str]) -> Block:
    rows = [
        (ja, [getattr(year.income, name) for year in found.years])
        for name, ja in (("sales", "売上高"), ("ordinary_profit", "経常利益"))
    ]
    told = "。".join(
        f"{ja}は"
        + "、".join(f"{name}{_told(one)}" for name, one in zip(names, amounts, strict=True))
        for ja, amounts in rows
    )
    return Figure(years_chart(names, rows), f"年ごとの売上高と経常利益の棒。{told}。", 0.7)


def _told(amount: int | None) -> str:
    return _UNKNOWN if amount is None else thousand_yen(amount)


def thousands(amount: int | None) -> str:
    """「1,235」 of 1,234,567 yen; 算出不可 where it is unknown."""
    return _UNKNOWN if amount is None else thousand_yen(amount).removesuffix("千円")


def _columns(found: Reckoned, *, base: bool) -> tuple[TableColumn, ...]:
    first = (TableColumn("基準の年", 1, is_figure=True),) if base else ()
    years = (TableColumn(_two_lines(year), 1, is_figure=True) for year in found.years)
    return (TableColumn("項目", 1.7), *first, *years)


def _two_lines(year: PlanYear) -> str:
    last = year.label.partition("〜")[2].rstrip("）")
    return f"{year.number}年目\n（{last}まで）"


def _income(found: Reckoned) -> Block:
    base = BaseYear(found.assumptions.base)
    rows: list[Line] = []
    for name, ja in {**INCOME_ROWS, **FURTHER_ROWS}.items():
        if name == next(iter(FURTHER_ROWS)):
            rows += [] if _is_untold(found, "gross_profit") else [_margins(found)]
            rows.append(Span("経営の見方", is_group=True))
        if _is_untold(found, name):
            continue
        before = _short(base.reading(name))
        rows.append((ja, before, *(thousands(getattr(year.income, name)) for year in found.years)))
    people = [year.income.plan.employees for year in found.years]
    said = ["不明" if one is None else Unit.PEOPLE.write(one) for one in (base.employees, *people)]
    rows.append(("従業員数", *said))
    return Table(_columns(found, base=True), tuple(rows))


def _is_untold(found: Reckoned, name: str) -> bool:
    """Whether a row of the profit and loss is 算出不可 in every year: no line of a table."""
    return all(getattr(year.income, name) is None for year in found.years)


def _without(found: Reckoned) -> Iterator[Block]:
    """The rows left out, in one line; the notes at the end say why."""
    rows = {**INCOME_ROWS, **FURTHER_ROWS}
    left = "・".join(ja for name, ja in rows.items() if _is_untold(found, name))
    if left:
        yield Text(f"どの年も算出不可で、表に載せていない行：{left}（わけは下の「注」）。")


def _margins(found: Reckoned) -> tuple[str, ...]:
    return ("粗利率", "—", *(_rate(year.income.gross_margin) for year in found.years))


def _rate(reading: Reading) -> str:
    return reading.words if reading.is_known else _UNKNOWN


def _short(reading: Reading) -> str:
    return "—" if reading.value is None else thousands(int(rounded(reading.value, 0)))


def _balance(found: Reckoned) -> Block:
    rows: list[Line] = []
    for name, ja in BALANCE_ROWS.items():
        start = thousands(getattr(found.start, name)) if found.start else _UNKNOWN
        ends = (getattr(year.balance, name) if year.balance else None for year in found.years)
        rows.append((ja, start, *map(thousands, ends)))
    columns = list(_columns(found, base=True))
    columns[1] = TableColumn("始まり", 1, is_figure=True)
    return Table(tuple(columns), tuple(rows))


def _moved(found: Reckoned) -> Block:
    rows: list[Line] = [
        (ja, *(thousands(year.moved(name)) for year in found.years))
        for name, ja in MOVED_ROWS.items()
        if any(year.moved(name) != 0 for year in found.years)
    ]
    ends = (year.balance.cash if year.balance else None for year in found.years)
    rows += [
        (
            "営業活動によるキャッシュ・フロー",
            *(thousands(one.operating_cash) for one in found.years),
        ),
        ("年の終わりの現預金", *map(thousands, ends)),
    ]
    return Table(_columns(found, base=False), tuple(rows))


def _notes(found: Reckoned) -> Iterator[Block]:
    """What cannot be told and why, and remarks on what was assumed."""
    reasons = dict.fromkeys(
        f"{year.number}年目の損益は算出不可です（{year.income.reason}）。"
        for year in found.years
        if year.income.reason
    )
    untold = (year.reason for year in found.years if year.balance is None and year.reason)
    reasons |= dict.fromkeys(f"貸借・資金は算出不可です（{reason}）。" for reason in untold)
    lines = (*reasons, *found.remarks)
    if lines:
        yield Heading("注", 3)
        yield Points(lines)


def _kept(making: Making) -> Block:
    """The rows that the version kept."""
    kept = making.content.results
    columns = (
        TableColumn("項目", 1.7),
        *(TableColumn(f"{number}年目", 1, is_figure=True) for number in range(1, len(kept) + 1)),
    )
    rows = tuple(
        (ja, *(thousands(year.get(name)) for year in kept)) for name, ja in RESULT_ROWS.items()
    )
    return Table(columns, rows)


# ── the months of the first year ──


def month_blocks(making: Making) -> Iterator[Block]:
    """The first twelve months: profit, and money in and out."""
    found = making.figures
    if found is None or making.is_reckoned_otherwise:
        return
    months = found.years[0].months
    if not months:
        yield Text(f"1年目の月別は算出不可です（{found.years[0].reason}）。")
        return
    yield Text(UNIT, quiet=True)
    yield _earned(months)
    if all(month.moved and month.closing for month in months):
        yield _money(months)
        yield Text("▲は、月の終わりにお金が足りない月です。", quiet=True)
    else:
        yield Text(f"月ごとのお金の動きは算出不可です（{found.years[0].reason}）。")


_EARNED: Mapping[str, str] = {
    "sales": "売上高",
    "cost_of_sales": "売上原価",
    "fixed_costs": "固定費",
    "depreciation": "減価償却費",
    "operating_profit": "営業利益",
    "ordinary_profit": "経常利益",
}


def _earned(months: Sequence[Month]) -> Block:
    rows: list[Line] = [
        (month.label, *(thousands(getattr(month.earned, name)) for name in _EARNED))
        for month in months
    ]
    sums = (sum(getattr(month.earned, name) for month in months) for name in _EARNED)
    rows.append(("合計", *map(thousands, sums)))
    heads = (TableColumn(ja, is_figure=True) for ja in _EARNED.values())
    return Table((TableColumn("月", 1.4), *heads), tuple(rows))


def _money(months: Sequence[Month]) -> Block:
    heads = ("売上の回収", "その他の入金", "借入", "経費などの支払", "設備", "返済", "月末の現預金")
    columns = (TableColumn("月", 1.4), *(TableColumn(ja, is_figure=True) for ja in heads))
    return Table(columns, tuple(_money_row(month) for month in months))


def _money_row(month: Month) -> tuple[str, ...]:
    moved, closing = month.moved, month.closing
    assert moved is not None  # noqa: S101 - asked before
    assert closing is not None  # noqa: S101
    others = moved.money_in - moved.collected - moved.borrowed
    running = moved.money_out - moved.equipment - moved.repaid
    amounts = (moved.collected, others, moved.borrowed, running, moved.equipment, moved.repaid)
    mark = "▲" if month.shortage else ""
    return (month.label, *map(thousands, amounts), f"{mark}{thousands(closing.cash)}")
