"""What is assumed for a plan's figures（数値計画の前提）, year by year, in whole yen.

``None`` is not filled in yet: whatever needs it is 算出不可, never 0.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from banso.core.money import yen
from banso.diagnosis.rules.cash_flow.loans import Loan
from banso.diagnosis.rules.cash_flow.terms_of_payment import month_after
from banso.diagnosis.rules.reading import rounded
from banso.figures.rules.statement import Statement
from banso.plans.rules.numbers.balance import Balance

MONTHS = 12
FEWEST_YEARS, MOST_YEARS = 3, 5
EVEN = (1,) * MONTHS
_PERCENT = 100


class How(StrEnum):
    """How the sales of a line are reckoned."""

    CUSTOMERS = "customers"
    PIECES = "pieces"
    AMOUNT = "amount"

    @property
    def ja(self) -> str:
        """「客数×客単価」."""
        return {"customers": "客数×客単価", "pieces": "数量×単価", "amount": "金額"}[self.value]


class Nature(StrEnum):
    """What a fixed cost is（固定費の性質）: only the first two are 人件費, only the first 給与."""

    PAY = "pay"
    WELFARE = "welfare"
    RENT = "rent"
    ADVERTISING = "advertising"
    OTHER = "other"

    @property
    def ja(self) -> str:
        """「給与（役員報酬・給料・賞与・手当）」."""
        return NATURE_NAMES[self]


NATURE_NAMES: Mapping[Nature, str] = {
    Nature.PAY: "給与（役員報酬・給料・賞与・手当）",
    Nature.WELFARE: "法定福利費・福利厚生費・退職金",
    Nature.RENT: "家賃・リース料",
    Nature.ADVERTISING: "広告宣伝費",
    Nature.OTHER: "その他の経費",
}


@dataclass(frozen=True, slots=True)
class SalesLine:
    """One line of sales in a year. ``margin`` is its own 粗利率 in percent; ``None``: overall."""

    key: str
    ja: str
    how: How = How.AMOUNT
    quantity: int | None = None
    price: int | None = None
    amount: int | None = None
    margin: Decimal | None = None

    @property
    def sales(self) -> int | None:
        """Yen a year: 客数（数量）× 単価, or the amount."""
        if self.how is How.AMOUNT:
            return self.amount
        return None if self.quantity is None or self.price is None else self.quantity * self.price

    @property
    def lacking(self) -> str:
        """What is not filled in: 「「店頭」の客数か客単価」; empty when nothing is."""
        if self.sales is not None:
            return ""
        parts = {How.CUSTOMERS: "客数か客単価", How.PIECES: "数量か単価", How.AMOUNT: "金額"}
        return f"「{self.ja}」の{parts[self.how]}"

    def gross_profit(self, overall: Decimal | None) -> int | None:
        """Its 粗利 in yen, half a yen up; by its own rate, else by the overall one."""
        rate = overall if self.margin is None else self.margin
        if self.sales is None or rate is None:
            return None
        return int(rounded(self.sales * rate / _PERCENT, 0))


@dataclass(frozen=True, slots=True)
class FixedCost:
    """One line of fixed costs in a year, without depreciation."""

    key: str
    ja: str
    nature: Nature
    amount: int | None = None


@dataclass(frozen=True, slots=True)
class YearPlan:
    """The assumptions of one year. Rates are in percent, days are 回収・在庫・支払.

    ``depreciation`` is of what is there already. ``labour_in_cost`` and ``depreciation_in_cost``
    are the parts of the cost of sales that are 労務費 and 減価償却費. ``stock_days`` ``None`` keeps
    the stock as it is. ``drawings`` are 事業主貸. ``months`` are sales typed month by month.
    """

    sales: tuple[SalesLine, ...]
    costs: tuple[FixedCost, ...]
    margin: Decimal | None = None
    depreciation: int | None = 0
    labour_in_cost: int = 0
    depreciation_in_cost: int = 0
    collection_days: int = 30
    stock_days: int | None = None
    payment_days: int = 30
    tax_rate: Decimal = Decimal(30)
    tax_minimum: int = 0
    drawings: int = 0
    other_income: int = 0
    other_expenses: int = 0
    employees: Decimal | None = None
    months: tuple[int, ...] = ()

    @property
    def sales_total(self) -> int | None:
        """All lines in yen; ``None`` while one is not filled in, or there is none."""
        amounts = [line.sales for line in self.sales]
        known = [amount for amount in amounts if amount is not None]
        return sum(known) if known and len(known) == len(amounts) else None

    @property
    def month_gap(self) -> int:
        """Months − year of sales in yen; 0 where no months were typed or the year is unknown."""
        if not self.months or self.sales_total is None:
            return 0
        return sum(self.months) - self.sales_total


@dataclass(frozen=True, slots=True)
class Equipment:
    """Something to be bought: paid whole in the month ``bought_in``, used ``life`` years."""

    key: str
    name: str
    cost: int
    bought_in: date
    life: int


@dataclass(frozen=True, slots=True)
class PlannedLoan:
    """A loan owed already, or to be drawn, by its name（「マル経」）."""

    key: str
    name: str
    loan: Loan

    @property
    def is_new(self) -> bool:
        """Whether it is drawn within the plan."""
        return self.loan.drawn_on is not None


@dataclass(frozen=True, slots=True)
class Subsidy:
    """A subsidy（補助金）and the month in which it comes in."""

    key: str
    name: str
    amount: int
    received_in: date


@dataclass(frozen=True, slots=True)
class Assumptions:
    """All that a plan's figures are made of. ``starts_on`` is the first day of a month.

    ``base`` is the year before（基準の決算）; a business that ``is_new`` has none. ``opening`` is
    a balance typed by hand where the base has no 貸借対照表. ``own_money`` is paid in at first
    （元手）. ``weights`` share a year's sales among its twelve months, the first month first.
    """

    starts_on: date
    years: tuple[YearPlan, ...]
    base: Statement | None = None
    opening: Balance | None = None
    is_new: bool = False
    is_proprietor: bool = False
    own_money: int = 0
    equipment: tuple[Equipment, ...] = ()
    loans: tuple[PlannedLoan, ...] = ()
    subsidies: tuple[Subsidy, ...] = ()
    weights: tuple[int, ...] = EVEN

    @property
    def months(self) -> tuple[date, ...]:
        """The first days of all months of the plan."""
        return tuple(month_after(self.starts_on, at) for at in range(len(self.years) * MONTHS))

    def months_of(self, year: int) -> tuple[date, ...]:
        """The months of a year, the first year 0."""
        return self.months[year * MONTHS : (year + 1) * MONTHS]

    @property
    def new_equipment_yen(self) -> int:
        """What the equipment costs altogether."""
        return sum(one.cost for one in self.equipment)


def month_gap_words(year: int, plan: YearPlan) -> str:
    """How typed months differ from their year（1 the first）; empty when they add up."""
    if not plan.month_gap:
        return ""
    side = "多い" if plan.month_gap > 0 else "少ない"
    total, wanted = yen(sum(plan.months)), yen(plan.sales_total or 0)
    return (
        f"{year}年目の月別の売上の合計（{total}）が、"
        f"年の売上（{wanted}）より{yen(abs(plan.month_gap))}{side}です。"
    )
