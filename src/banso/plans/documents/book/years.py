"""The sheet 年: profit and loss, balance and money of every year, with two charts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from banso.plans.documents.book.assumed import OPENING, line_of, lines_of
from banso.plans.documents.book.cells import (
    FIRST,
    MONTHS,
    UNKNOWN,
    YEARS,
    Group,
    Row,
    Sheet,
    Value,
    Writing,
)
from banso.plans.documents.figures import BALANCE_ROWS
from banso.plans.rules.numbers.assumptions import MONTHS as OF_A_YEAR
from banso.plans.rules.numbers.assumptions import Assumptions, Nature
from banso.plans.rules.numbers.income import FURTHER_ROWS, INCOME_ROWS
from banso.plans.rules.numbers.months import MOVED_ROWS
from banso.plans.rules.numbers.reckoning import PlanYear, Reckoned


def year_rows() -> Iterator[Row | Group]:
    """The rows of the sheet in their order."""
    yield Group("予想損益計算書")
    yield from (Row(key, ja) for key, ja in INCOME_ROWS.items())
    yield Row("gross_margin", "粗利率", "", "rate")
    yield Group("経営の見方")
    yield from (Row(key, ja) for key, ja in FURTHER_ROWS.items())
    yield Group("予想貸借対照表（年の終わり）")
    yield from (Row(f"owned.{key}", ja) for key, ja in BALANCE_ROWS.items())
    yield Group("資金の動き")
    yield from (Row(f"moved.{key}", ja) for key, ja in MOVED_ROWS.items())
    yield Row("shortest", "月末の現預金のいちばん少ない額")
    yield Group("計算の途中（見なくてよい）")
    yield Row("depreciation", "減価償却費（すべて）")
    yield Row("pay", "固定費の中の給与")
    yield Row("welfare", "固定費の中の福利厚生")
    yield Row("known", "損益が月まで計算できる（1＝できる）")
    yield Row("whole", "貸借と資金も計算できる（1＝できる）")


def years_sheet_of(top: int) -> Sheet:
    """The sheet with its rows placed."""
    return Sheet(YEARS, top, tuple(year_rows()))


@dataclass(frozen=True, slots=True)
class Formulas:
    """The formulas of one year, the first 0."""

    given: Assumptions
    assumed: Sheet
    years: Sheet
    months: Sheet
    year: int

    def here(self, key: str) -> str:
        """A row of this year."""
        return self.years.at(key, self.year)

    def by_year(self, key: str) -> str:
        """An assumption of this year."""
        return self.assumed.at(key, self.year)

    def _months(self, key: str) -> str:
        first = self.year * OF_A_YEAR
        return self.months.span(key, first, first + OF_A_YEAR - 1)

    def income(self) -> Mapping[str, str]:
        """The profit and loss; each row needs only what it is made of."""
        here, by_year = self.here, self.by_year
        sums = {
            "interest": [f"interest.{at}" for at in range(len(self.given.loans))],
            "depreciation": [f"used.{at}" for at in range(len(self.given.equipment))],
        }
        interest, new = (
            "+".join(f"SUM({self._months(key)})" for key in keys) or "0" for keys in sums.values()
        )
        operating = f"{here('gross_profit')}-{here('fixed_costs')}-{here('depreciation_outside')}"
        ordinary = (
            f"{here('operating_profit')}+{here('other_income')}"
            f"-{here('interest')}-{here('other_expenses')}"
        )
        parts = ("gross_profit", "fixed_costs", "depreciation_outside")
        return {
            "sales": self._sales(),
            "cost_of_sales": self._of(
                f"{here('sales')}-{here('gross_profit')}", "sales", "gross_profit"
            ),
            "gross_profit": self._gross_profit(),
            "fixed_costs": self._costs(None),
            "depreciation": (
                f"IF(ISNUMBER({by_year('depreciation')}),"
                f'{by_year("depreciation")}+{new},"{UNKNOWN}")'
            ),
            "depreciation_outside": self._of(
                f"{here('depreciation')}-{by_year('depreciation_in_cost')}", "depreciation"
            ),
            "operating_profit": self._of(operating, *parts),
            "other_income": by_year("other_income"),
            "interest": interest,
            "other_expenses": by_year("other_expenses"),
            "ordinary_profit": self._of(ordinary, "operating_profit"),
            "subsidies": self._subsidies(),
            "profit_before_tax": self._of(
                f"{here('ordinary_profit')}+{here('subsidies')}", "ordinary_profit"
            ),
            "tax": self._of(self._tax(), "profit_before_tax"),
            "net_profit": self._of(
                f"{here('profit_before_tax')}-{here('tax')}", "profit_before_tax"
            ),
        }

    def further(self) -> Mapping[str, str]:
        """Margin, value added, pay and what loans can be paid back from."""
        here = self.here
        labour, drawings = self.by_year("labour_in_cost"), self.by_year("drawings")
        people = f"{here('pay')}+{here('welfare')}+{labour}"
        added = f"{here('operating_profit')}+{people}+{here('depreciation')}"
        left = f"{here('net_profit')}+{here('depreciation')}-{drawings}"
        ratio = f'IF({here("sales")}=0,"{UNKNOWN}",{here("gross_profit")}/{here("sales")})'
        return {
            "gross_margin": self._of(ratio, "sales", "gross_profit"),
            "value_added": self._of(added, "operating_profit", "pay", "welfare", "depreciation"),
            "pay_total": self._of(f"{here('pay')}+{labour}", "pay"),
            "repayable": self._of(left, "net_profit", "depreciation"),
            "pay": self._costs(Nature.PAY),
            "welfare": self._costs(Nature.WELFARE),
        }

    def _of(self, formula: str, *needed: str) -> str:
        """A formula of rows of this year that must all be known."""
        cells = ",".join(map(self.here, needed))
        return f'IF(COUNT({cells})={len(needed)},{formula},"{UNKNOWN}")'

    def _lines(self) -> list[str]:
        """The lines of sales that this year has."""
        plan = self.given.years[self.year]
        return [key for key, _ in lines_of(self.given).sales if line_of(plan, key)]

    def _sales(self) -> str:
        cells = [self.by_year(f"sales.{key}") for key in self._lines()]
        return _sum(cells) if cells else f'"{UNKNOWN}"'

    def _gross_profit(self) -> str:
        """Each line by its own rate, else by the overall one, half a yen up."""
        rates, parts = [], []
        for key in self._lines():
            own, overall = self.by_year(f"margin.{key}"), self.by_year("margin")
            sales = self.by_year(f"sales.{key}")
            rate = f"IF(ISNUMBER({own}),{own},{overall})"
            rates.append(f"(COUNT({own},{overall})>0)*COUNT({sales})")
            parts.append(f"ROUND({sales}*ROUND({rate}*100,0)/10000,0)")
        if not parts:
            return f'"{UNKNOWN}"'
        return f'IF({"*".join(rates)}>0,{"+".join(parts)},"{UNKNOWN}")'

    def _costs(self, nature: Nature | None) -> str:
        """The fixed costs of one nature, or all."""
        costs = self.given.years[self.year].costs
        cells = [
            self.by_year(f"cost.{cost.key}")
            for cost in costs
            if nature is None or cost.nature is nature
        ]
        return _sum(cells) if cells else "0"

    def _subsidies(self) -> str:
        first, last = self.year * OF_A_YEAR + 1, (self.year + 1) * OF_A_YEAR
        parts = (
            f"IF(({self.assumed.at(f'subsidy.{at}', 1)}>={first})"
            f"*({self.assumed.at(f'subsidy.{at}', 1)}<={last})>0,"
            f"{self.assumed.at(f'subsidy.{at}', 0)},0)"
            for at in range(len(self.given.subsidies))
        )
        return "+".join(parts) or "0"

    def _tax(self) -> str:
        """Parts of a yen dropped, never below the minimum; a proprietor's is no cost."""
        if self.given.is_proprietor:
            return "0"
        profit, rate = self.here("profit_before_tax"), self.by_year("tax_rate")
        reckoned = f"INT(ROUND(MAX({profit},0)*{rate}/100,4))"
        return f"MAX({reckoned},{self.by_year('tax_minimum')})"

    def known(self) -> Mapping[str, str]:
        """Whether the months of this year can be told, and those before."""
        first = self.year * OF_A_YEAR
        typed = self.months.span("typed", first, first + OF_A_YEAR - 1)
        before = self.years.at("known", self.year - 1) if self.year else "1"
        inside = f"{self.by_year('labour_in_cost')}+{self.by_year('depreciation_in_cost')}"
        fits = f"IF(COUNT({typed})=12,SUM({typed})-{self.here('sales')},0)"
        told = f"({fits}=0)*({self.here('cost_of_sales')}>={inside})*{before}"
        start = [self.assumed.at(f"opening.{name}", 0) for name in OPENING]
        owned = ("cash", "receivables", "stock", "other_assets", "fixed_assets")
        sign = {name: "+" if name in owned else "-" for name in OPENING}
        gap = "".join(
            f"{sign[name]}{cell}" for name, cell in zip(OPENING, start, strict=True)
        ).lstrip("+")
        at_start = f"IF(COUNT({','.join(start)})={len(start)},({gap}=0)*1,0)"
        return {
            "known": f"IF(COUNT({self.here('net_profit')})=1,{told},0)",
            "whole": f"{self.here('known')}*{at_start}",
        }

    def money(self) -> Mapping[str, str]:
        """Balance at the year's last month, money over its twelve months."""
        last = (self.year + 1) * OF_A_YEAR - 1
        owned = {f"owned.{key}": self.months.at(f"owned.{key}", last) for key in BALANCE_ROWS}
        moved = {f"moved.{key}": f"SUM({self._months(f'moved.{key}')})" for key in MOVED_ROWS}
        shortest = {"shortest": f"MIN({self._months('owned.cash')})"}
        whole = self.here("whole")
        return {
            key: f'IF({whole}=1,{formula},"{UNKNOWN}")'
            for key, formula in {**owned, **moved, **shortest}.items()
        }


def _sum(cells: list[str]) -> str:
    """The sum; 算出不可 unless every cell holds a number."""
    return f'IF(COUNT({",".join(cells)})={len(cells)},{"+".join(cells)},"{UNKNOWN}")'


def write_years(writing: Writing, found: Reckoned, sheets: tuple[Sheet, Sheet]) -> None:
    """Every year with the product's own values beside the formulas."""
    assumed, months = sheets
    for place, year in enumerate(found.years):
        of = Formulas(found.assumptions, assumed, writing.sheet, months, place)
        values = _values(found, year)
        for key, formula in {
            **of.income(), **of.further(), **of.known(), **of.money(),
        }.items():  # fmt: skip
            writing.formula(key, place, formula, values[key])
    _insert_charts(writing, found, months)


def _values(found: Reckoned, year: PlanYear) -> dict[str, Value]:
    income, balance = year.income, year.balance
    margin = income.gross_margin.value
    known = len(year.months) == OF_A_YEAR
    cash = [month.closing.cash for month in year.months if month.closing]
    costs = {
        nature: _added([cost.amount for cost in income.costs if cost.nature is nature])
        for nature in (Nature.PAY, Nature.WELFARE)
    }
    return {
        **{key: getattr(income, key) for key in (*INCOME_ROWS, *FURTHER_ROWS, "depreciation")},
        "gross_margin": None if margin is None else float(margin),
        "pay": costs[Nature.PAY],
        "welfare": costs[Nature.WELFARE],
        "known": int(known),
        "whole": int(balance is not None),
        **{f"owned.{key}": getattr(balance, key) if balance else None for key in BALANCE_ROWS},
        **{f"moved.{key}": year.moved(key) for key in MOVED_ROWS},
        "shortest": min(cash) if cash else None,
    }


def _added(amounts: list[int | None]) -> int | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if len(known) == len(amounts) else None


def _insert_charts(writing: Writing, found: Reckoned, months: Sheet) -> None:
    """Sales and profit by year, and the money at every month's end."""
    sheet, years = writing.sheet, len(found.years)
    bars = writing.book.book.add_chart({"type": "column"})
    assert bars is not None  # noqa: S101 - only of a kind that does not exist
    for key, ja, colour in (
        ("sales", "売上高", "#00428C"),
        ("ordinary_profit", "経常利益", "#8A5A00"),
    ):
        row = sheet.rows[key]
        bars.add_series(
            {
                "name": ja,
                "categories": [sheet.name, sheet.top - 1, FIRST, sheet.top - 1, FIRST + years - 1],
                "values": [sheet.name, row, FIRST, row, FIRST + years - 1],
                "fill": {"color": colour},
            }
        )
    line = writing.book.book.add_chart({"type": "line"})
    assert line is not None  # noqa: S101
    row, last = months.rows["owned.cash"], FIRST + years * OF_A_YEAR - 1
    line.add_series(
        {
            "name": "月末の現預金",
            "categories": [MONTHS, months.top - 1, FIRST, months.top - 1, last],
            "values": [MONTHS, row, FIRST, row, last],
            "line": {"color": "#00428C", "width": 2},
        }
    )
    for at, (chart, name) in enumerate(
        ((bars, "売上高と経常利益（円）"), (line, "月末の現預金（円）"))
    ):
        chart.set_title({"name": name, "name_font": {"size": 11}})
        chart.set_y_axis({"num_format": "#,##0"})
        chart.set_x_axis({"label_position": "low"})
        chart.set_legend({"position": "bottom"})
        chart.set_size({"width": 560, "height": 300})
        said = {"description": f"{name}の図。数字は表にある。"}
        writing.paper.insert_chart(sheet.bottom + 1 + at * 16, 0, chart, said)
