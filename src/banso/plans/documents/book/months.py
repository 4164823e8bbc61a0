"""The sheet 月: every month of the plan, as ``rules/numbers/months.py`` reckons it.

Sums are shared among months by cumulated parts, so that they add up; ``ROUND`` inside ``INT``
only takes away what a division by machine leaves behind.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from banso.plans.documents.book.cells import (
    MONTHS,
    UNKNOWN,
    Group,
    Row,
    Sheet,
    Value,
    Writing,
)
from banso.plans.documents.figures import BALANCE_ROWS
from banso.plans.rules.numbers.assumptions import MONTHS as OF_A_YEAR
from banso.plans.rules.numbers.assumptions import Assumptions
from banso.plans.rules.numbers.months import MOVED_ROWS
from banso.plans.rules.numbers.reckoning import Reckoned
from banso.plans.rules.numbers.spreading import depreciation_in

EARNED = {
    "sales": "売上高",
    "variable": "仕入・外注など",
    "labour": "労務費",
    "depreciation_in_cost": "原価の中の減価償却費",
    "cost_of_sales": "売上原価",
    "gross_profit": "売上総利益",
    "fixed_costs": "固定費",
    "depreciation": "減価償却費（すべて）",
    "operating_profit": "営業利益",
    "other_income": "営業外収益",
    "interest": "支払利息",
    "other_expenses": "その他の営業外費用",
    "ordinary_profit": "経常利益",
    "subsidies": "補助金",
    "tax": "法人税等",
    "net_profit": "当期純利益",
}
_INSIDE = {
    "bought": "仕入の額",
    "collected_first": "回収：先の分",
    "collected_second": "回収：後の分",
    "collected_in": "回収：先の分が入る月",
    "paid_first": "支払：先の分",
    "paid_second": "支払：後の分",
    "paid_in": "支払：先の分を払う月",
}


def month_rows(given: Assumptions) -> Iterator[Row | Group]:
    """The rows of the sheet in their order."""
    yield Row("number", "何か月目", "")
    yield Row("typed", "売上を月ごとに直接入れるとき", "年の12か月すべて")
    yield Group("損益")
    yield from (Row(key, ja) for key, ja in EARNED.items())
    yield Group("資金")
    yield from (Row(f"moved.{key}", ja) for key, ja in MOVED_ROWS.items())
    yield Row("balance", "差引")
    yield Group("貸借（月末）")
    yield from (Row(f"owned.{key}", ja) for key, ja in BALANCE_ROWS.items())
    yield Row("gap", "資産 − 負債・純資産（0になる）")
    yield Group("計算の途中（見なくてよい）")
    yield from (Row(key, ja) for key, ja in _INSIDE.items())
    for at, one in enumerate(given.equipment):
        yield Row(f"used.{at}", f"減価償却：{one.name}")
    for at, owed in enumerate(given.loans):
        for key, ja in (("borrowed", "借入"), ("repaid", "返済"), ("interest", "利息")):
            yield Row(f"{key}.{at}", f"{ja}：{owed.name}")


def months_sheet_of(given: Assumptions, top: int) -> Sheet:
    """The sheet with its rows placed."""
    return Sheet(MONTHS, top, tuple(month_rows(given)))


@dataclass(frozen=True, slots=True)
class Formulas:
    """The formulas of one month, at ``place``（the first 0）; three sheets find each other."""

    given: Assumptions
    assumed: Sheet
    years: Sheet
    months: Sheet
    place: int

    @property
    def year(self) -> int:
        """The year the month is in, the first 0."""
        return self.place // OF_A_YEAR

    @property
    def within(self) -> int:
        """The month within its year, 1 to 12."""
        return self.place % OF_A_YEAR + 1

    def here(self, key: str) -> str:
        """A row of this month."""
        return self.months.at(key, self.place)

    def before(self, key: str) -> str:
        """A row of the month before; of the balance before the first, the start."""
        if self.place == 0 and key.startswith("owned."):
            return self.assumed.at(f"opening.{key.removeprefix('owned.')}", 0)
        return self.months.at(key, self.place - 1) if self.place else "0"

    def by_year(self, key: str) -> str:
        """An assumption of this year."""
        return self.assumed.at(key, self.year)

    def even(self, amount: str) -> str:
        """A year's amount in twelve equal parts."""
        upto, done = (f"INT(ROUND({amount}*{at}/12,4))" for at in (self.within, self.within - 1))
        return f"{upto}-{done}"

    def _upto(self, key: str) -> str:
        """What a row of this sheet adds up to from the year's beginning to this month."""
        return f"SUM({self.months.span(key, self.year * OF_A_YEAR, self.place)})"

    def _of_year(self, key: str) -> str:
        first = self.year * OF_A_YEAR
        return f"SUM({self.months.span(key, first, first + OF_A_YEAR - 1)})"

    def _weights(self, upto: int) -> str:
        return f"SUM({self.assumed.span('weights', 0, upto - 1)})" if upto else "0"

    def _by_weight(self, amount: str) -> str:
        total = self._weights(OF_A_YEAR)
        upto, done = (
            f"INT(ROUND({amount}*{self._weights(at)}/{total},4))"
            for at in (self.within, self.within - 1)
        )
        return f"{upto}-{done}"

    def earned(self) -> Mapping[str, str]:
        """Profit and loss, where the year's is known."""
        first = self.year * OF_A_YEAR
        typed = self.months.span("typed", first, first + OF_A_YEAR - 1)
        shared = self._by_weight(self.years.at("sales", self.year))
        last = self.within == OF_A_YEAR
        tax = self.years.at("tax", self.year) if last else "0"
        new = "".join(f"+{self.here(f'used.{at}')}" for at in range(len(self.given.equipment)))
        interest = "+".join(self.here(f"interest.{at}") for at in range(len(self.given.loans)))
        here = self.here
        return {
            "sales": f"IF(COUNT({typed})=12,{here('typed')},{shared})",
            "variable": self._variable(),
            "labour": self.even(self.by_year("labour_in_cost")),
            "depreciation_in_cost": self.even(self.by_year("depreciation_in_cost")),
            "cost_of_sales": "+".join(map(here, ("variable", "labour", "depreciation_in_cost"))),
            "gross_profit": f"{here('sales')}-{here('cost_of_sales')}",
            "fixed_costs": self.even(self.years.at("fixed_costs", self.year)),
            "depreciation": f"{self.even(self.by_year('depreciation'))}{new}",
            "operating_profit": (
                f"{here('gross_profit')}-{here('fixed_costs')}"
                f"-({here('depreciation')}-{here('depreciation_in_cost')})"
            ),
            "other_income": self.even(self.by_year("other_income")),
            "interest": interest or "0",
            "other_expenses": self.even(self.by_year("other_expenses")),
            "ordinary_profit": (
                f"{here('operating_profit')}+{here('other_income')}"
                f"-{here('interest')}-{here('other_expenses')}"
            ),
            "subsidies": self._subsidies(),
            "tax": tax,
            "net_profit": f"{here('ordinary_profit')}+{here('subsidies')}-{here('tax')}",
        }

    def _variable(self) -> str:
        """What is bought, by the sales of the months; by the weights where nothing is sold."""
        inside = f"{self.by_year('labour_in_cost')}-{self.by_year('depreciation_in_cost')}"
        bought = f"({self.years.at('cost_of_sales', self.year)}-{inside})"
        sold, upto = self._of_year("sales"), self._upto("sales")
        before = f"({upto}-{self.here('sales')})"
        parts = [f"INT(ROUND({bought}*{part}/{sold},4))" for part in (upto, before)]
        return f"IF({sold}=0,{self._by_weight(bought)},{parts[0]}-{parts[1]})"

    def _subsidies(self) -> str:
        number = self.here("number")
        parts = (
            f"IF({self.assumed.at(f'subsidy.{at}', 1)}={number},"
            f"{self.assumed.at(f'subsidy.{at}', 0)},0)"
            for at in range(len(self.given.subsidies))
        )
        return "+".join(parts) or "0"

    def inside(self) -> Mapping[str, str]:
        """The stock's change, and when what is traded is paid: a part and the rest a month on."""
        number = self.here("number")
        stock = f"{self.here('owned.stock')}-{self.before('owned.stock')}"
        found = {"bought": f"{self.here('variable')}+{stock}"}
        for name, amount, days in (
            ("collected", self.here("sales"), self.by_year("collection_days")),
            ("paid", self.here("bought"), self.by_year("payment_days")),
        ):
            later = f"ROUND(({days}-30*INT({days}/30))*100/30,0)"
            found |= {
                f"{name}_first": f"INT(ROUND({amount}*(100-{later})/100,4))",
                f"{name}_second": f"{amount}-{self.here(f'{name}_first')}",
                f"{name}_in": f"{number}+INT({days}/30)",
            }
        return found

    def moved(self) -> Mapping[str, str]:
        """Money in and out."""
        here, loans = self.here, range(len(self.given.loans))
        bought_in = (
            f"IF({self.assumed.at(f'equipment.{at}', 1)}={here('number')},"
            f"{self.assumed.at(f'equipment.{at}', 0)},0)"
            for at in range(len(self.given.equipment))
        )
        taxes = {0: "0", 1: self.assumed.at("opening.taxes", 0)}
        return {
            "collected": self._on_terms("collected", "receivables", "collection_days"),
            "other_income": here("other_income"),
            "subsidies": here("subsidies"),
            "own_money": self.assumed.at("own_money", 0) if self.place == 0 else "0",
            "borrowed": "+".join(here(f"borrowed.{at}") for at in loans) or "0",
            "purchases": self._on_terms("paid", "payables", "payment_days"),
            "labour": here("labour"),
            "fixed_costs": here("fixed_costs"),
            "interest": here("interest"),
            "other_expenses": here("other_expenses"),
            "equipment": "+".join(bought_in) or "0",
            "tax": taxes.get(self.place) or self.months.at("tax", self.place - 2),
            "drawings": self.even(self.by_year("drawings")),
            "repaid": "+".join(here(f"repaid.{at}") for at in loans) or "0",
        }

    def _on_terms(self, name: str, opening: str, days: str) -> str:
        """What of the plan's own trade is paid now, and of what was owed at the beginning."""
        months, number = self.months, self.here("number")
        when, first, second = (
            months.span(f"{name}_{part}", 0, self.place) for part in ("in", "first", "second")
        )
        owed, over = self.assumed.at(f"opening.{opening}", 0), self.assumed.at(days, 0)
        spread_over = f"MAX(INT(({over}+29)/30),1)"
        upto, done = (
            f"INT(ROUND({owed}*MIN({at},{spread_over})/{spread_over},4))"
            for at in (number, f"({number}-1)")
        )
        own = f"SUMIF({when},{number},{first})+SUMIF({when},({number}-1),{second})"
        return f"{own}+{upto}-{done}"

    def owned(self) -> Mapping[str, str]:
        """The balance at the month's end, from that of the month before."""
        here, before = self.here, self.before
        return {
            "cash": f"{before('owned.cash')}+{here('balance')}",
            "receivables": (
                f"{before('owned.receivables')}+{here('sales')}-{here('moved.collected')}"
            ),
            "stock": self._stock(),
            "other_assets": before("owned.other_assets"),
            "fixed_assets": (
                f"{before('owned.fixed_assets')}+{here('moved.equipment')}-{here('depreciation')}"
            ),
            "payables": f"{before('owned.payables')}+{here('bought')}-{here('moved.purchases')}",
            "taxes": f"{before('owned.taxes')}+{here('tax')}-{here('moved.tax')}",
            "loans": f"{before('owned.loans')}+{here('moved.borrowed')}-{here('moved.repaid')}",
            "other_liabilities": before("owned.other_liabilities"),
            "net_assets": (
                f"{before('owned.net_assets')}+{here('net_profit')}"
                f"-{here('moved.drawings')}+{here('moved.own_money')}"
            ),
            "total_assets": "+".join(
                here(f"owned.{name}")
                for name in ("cash", "receivables", "stock", "other_assets", "fixed_assets")
            ),
            "liabilities": "+".join(
                here(f"owned.{name}")
                for name in ("payables", "taxes", "loans", "other_liabilities")
            ),
        }

    def _stock(self) -> str:
        """On an even way from the stock at the year's beginning to the days wanted at its end."""
        first = self.year * OF_A_YEAR
        held = (
            self.months.at("owned.stock", first - 1)
            if first
            else self.assumed.at("opening.stock", 0)
        )
        days, sold = self.by_year("stock_days"), self._of_year("cost_of_sales")
        wanted = f"IF(ISNUMBER({days}),INT(ROUND({sold}*{days}/365,4)),{held})"
        return f"{held}+INT(ROUND(({wanted}-{held})*{self.within}/12,4))"

    def dated(self) -> Mapping[str, str]:
        """Depreciation of each thing bought, and each loan; these need no year to be known."""
        number, found = self.here("number"), {}
        for at in range(len(self.given.equipment)):
            cost, first, life = (self.assumed.at(f"equipment.{at}", place) for place in range(3))
            upto, done = (
                f"MIN(INT(ROUND({cost}*MIN(MAX({number}-{first}+{more},0),{life}*12)"
                f"/({life}*12),4)),MAX({cost}-1,0))"
                for more in (1, 0)
            )
            found[f"used.{at}"] = f"{upto}-{done}"
        for at in range(len(self.given.loans)):
            lent, rate, drawn, first, times = (
                self.assumed.at(f"loan.{at}", place) for place in range(5)
            )
            upto, done = (
                f"INT(ROUND({lent}*MIN(MAX({number}-{first}+{more},0),{times})/{times},4))"
                for more in (1, 0)
            )
            owed = f"INT(ROUND(({lent}-{done})*{rate}/1200,6))"
            found |= {
                f"borrowed.{at}": f"IF({drawn}={number},{lent},0)",
                f"repaid.{at}": f"{upto}-{done}",
                f"interest.{at}": f"IF({drawn}*({number}<={drawn})>0,0,{owed})",
            }
        return found


def write_months(writing: Writing, found: Reckoned, sheets: tuple[Sheet, Sheet]) -> None:
    """Every month; what cannot be told is 算出不可, and what follows from it."""
    given = found.assumptions
    assumed, years = sheets
    for place in range(len(given.years) * OF_A_YEAR):
        of = Formulas(given, assumed, years, writing.sheet, place)
        typed = given.years[of.year].months
        writing.fixed("number", place, place + 1)
        writing.given("typed", place, typed[of.within - 1] if typed else None)
        values = _values(found, place)
        for key, formula in of.dated().items():
            writing.formula(key, place, formula, values[key])
        known, whole = years.at("known", of.year), years.at("whole", of.year)
        for key, formula in _guarded(of, known, whole):
            writing.formula(key, place, formula, values.get(key))


def _guarded(of: Formulas, known: str, whole: str) -> Iterator[tuple[str, str]]:
    """Formulas that reckon only where the year, and for money the start too, is known."""
    for key, formula in of.earned().items():
        yield key, f'IF({known}=1,{formula},"{UNKNOWN}")'
    moved = {f"moved.{key}": formula for key, formula in of.moved().items()}
    owned = {f"owned.{key}": formula for key, formula in of.owned().items()}
    ins = ("collected", "other_income", "subsidies", "own_money", "borrowed")
    came = "+".join(of.here(f"moved.{key}") for key in ins)
    went = "-".join(of.here(f"moved.{key}") for key in MOVED_ROWS if key not in ins)
    gap = (
        f"{of.here('owned.total_assets')}-{of.here('owned.liabilities')}"
        f"-{of.here('owned.net_assets')}"
    )
    for key, formula in {
        **of.inside(), **moved, "balance": f"{came}-{went}", **owned, "gap": gap,
    }.items():  # fmt: skip
        yield key, f'IF({whole}=1,{formula},"{UNKNOWN}")'


def _values(found: Reckoned, place: int) -> dict[str, Value]:
    """The product's own values of a month, under the keys of the sheet."""
    given = found.assumptions
    month = given.months[place]
    values: dict[str, Value] = {}
    for at, one in enumerate(given.equipment):
        values[f"used.{at}"] = depreciation_in(one, month)
    for at, owed in enumerate(given.loans):
        values[f"borrowed.{at}"] = owed.loan.borrowed_in(month)
        values[f"repaid.{at}"] = owed.loan.repaid_in(month)
        values[f"interest.{at}"] = owed.loan.interest_in(month)
    if place >= len(found.months):
        return values
    here = found.months[place]
    values |= {key: getattr(here.earned, key) for key in EARNED}
    if here.moved and here.closing:
        values |= {f"moved.{key}": getattr(here.moved, key) for key in MOVED_ROWS}
        values |= {f"owned.{key}": getattr(here.closing, key) for key in BALANCE_ROWS}
        values |= {"balance": here.moved.balance, "gap": here.closing.gap}
        values |= _inside_values(found, place)
    return values


def _inside_values(found: Reckoned, place: int) -> dict[str, Value]:
    """Those of the rows that only lead to others."""
    here, start = found.months[place], found.start
    before = found.months[place - 1].closing if place else start
    assert here.closing is not None  # noqa: S101 - asked before
    assert before is not None  # noqa: S101
    plan = found.assumptions.years[place // OF_A_YEAR]
    bought = here.earned.variable + here.closing.stock - before.stock
    values: dict[str, Value] = {"bought": bought}
    for name, amount, days in (
        ("collected", here.earned.sales, plan.collection_days),
        ("paid", bought, plan.payment_days),
    ):
        later = round(days % 30 * 100 / 30)
        first = amount * (100 - later) // 100
        values |= {f"{name}_first": first, f"{name}_second": amount - first}
        values[f"{name}_in"] = place + 1 + days // 30
    return values
