"""Profit and loss of one planned year（予想損益計算書）, in whole yen.

売上総利益 = Σ 売上 × 粗利率; 営業利益 = 売上総利益 − 固定費 − 減価償却費; 付加価値額 = 営業利益 +
人件費 + 減価償却費. A subsidy stands below 経常利益. Explained in docs/rules/plan-numbers.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from banso.diagnosis.rules.reading import Reading, Unit, unknown
from banso.plans.rules.numbers.assumptions import Assumptions, FixedCost, Nature, YearPlan
from banso.plans.rules.numbers.spreading import depreciation_in

_PERCENT = 100
_MOST_NAMED = 3
NO_PLAN = YearPlan((), ())
INCOME_ROWS = {
    "sales": "売上高",
    "cost_of_sales": "売上原価",
    "gross_profit": "売上総利益",
    "fixed_costs": "固定費（減価償却費を除く）",
    "depreciation_outside": "減価償却費",
    "operating_profit": "営業利益",
    "other_income": "営業外収益",
    "interest": "支払利息",
    "other_expenses": "その他の営業外費用",
    "ordinary_profit": "経常利益",
    "subsidies": "補助金",
    "profit_before_tax": "税引前当期純利益",
    "tax": "法人税等",
    "net_profit": "当期純利益",
}
FURTHER_ROWS = {
    "value_added": "付加価値額",
    "pay_total": "給与支給総額",
    "repayable": "返済原資",
}


@dataclass(frozen=True, slots=True)
class Income:
    """One year's profit and loss. ``depreciation`` is all of it, in the cost of sales too.

    ``reason`` says what is not filled in; figures that need it are ``None``.
    """

    sales: int | None
    gross_profit: int | None
    costs: tuple[FixedCost, ...]
    depreciation: int | None
    interest: int = 0
    subsidies: int = 0
    plan: YearPlan = NO_PLAN
    is_proprietor: bool = False
    reason: str = ""

    @property
    def cost_of_sales(self) -> int | None:
        """売上原価, 労務費 and 減価償却費 in it included."""
        return _less(self.sales, self.gross_profit)

    @property
    def fixed_costs(self) -> int | None:
        """固定費 without depreciation."""
        return _whole([cost.amount for cost in self.costs])

    @property
    def depreciation_outside(self) -> int | None:
        """減価償却費 that is no part of the cost of sales."""
        return _less(self.depreciation, self.plan.depreciation_in_cost)

    @property
    def operating_profit(self) -> int | None:
        """営業利益."""
        return _less(_less(self.gross_profit, self.fixed_costs), self.depreciation_outside)

    @property
    def other_income(self) -> int:
        """営業外収益 without the subsidies."""
        return self.plan.other_income

    @property
    def other_expenses(self) -> int:
        """営業外費用 without interest."""
        return self.plan.other_expenses

    @property
    def ordinary_profit(self) -> int | None:
        """経常利益."""
        more = self.other_income - self.interest - self.other_expenses
        return _plus(self.operating_profit, more)

    @property
    def profit_before_tax(self) -> int | None:
        """税引前当期純利益: 経常利益 + 補助金."""
        return _plus(self.ordinary_profit, self.subsidies)

    @property
    def tax(self) -> int | None:
        """法人税等, parts of a yen dropped, never below the minimum（均等割）; a proprietor's is
        no cost of the business and is paid out of what is drawn.
        """
        if self.profit_before_tax is None:
            return None
        if self.is_proprietor:
            return 0
        reckoned = int(max(self.profit_before_tax, 0) * self.plan.tax_rate / _PERCENT)
        return max(reckoned, self.plan.tax_minimum)

    @property
    def net_profit(self) -> int | None:
        """当期純利益."""
        return _less(self.profit_before_tax, self.tax)

    @property
    def pay_total(self) -> int | None:
        """給与支給総額: 給与 and the 労務費 in the cost of sales; without 福利厚生費 and 退職金."""
        paid = _whole([cost.amount for cost in self.costs if cost.nature is Nature.PAY])
        return _plus(paid, self.plan.labour_in_cost)

    @property
    def personnel(self) -> int | None:
        """人件費: 給与支給総額 and 福利厚生費 of all kinds."""
        welfare = _whole([cost.amount for cost in self.costs if cost.nature is Nature.WELFARE])
        return None if welfare is None else _plus(self.pay_total, welfare)

    @property
    def value_added(self) -> int | None:
        """付加価値額 = 営業利益 + 人件費 + 減価償却費."""
        return _whole([self.operating_profit, self.personnel, self.depreciation])

    @property
    def repayable(self) -> int | None:
        """返済原資 = 当期純利益 + 減価償却費 − 事業主貸: what loans can be paid back from."""
        return _less(_whole([self.net_profit, self.depreciation]), self.plan.drawings)

    def reading(self, name: str) -> Reading:
        """A row as a value in yen, or 算出不可 with what is lacking."""
        amount = getattr(self, name)
        if amount is None:
            return unknown(self.reason, Unit.YEN)
        return Reading(Decimal(amount), Unit.YEN)

    @property
    def gross_margin(self) -> Reading:
        """粗利率."""
        if self.gross_profit is None or self.sales is None:
            return unknown(self.reason, Unit.RATE)
        if self.sales == 0:
            return unknown("売上高が0", Unit.RATE)
        return Reading(Decimal(self.gross_profit) / self.sales, Unit.RATE)


def income_of(given: Assumptions, year: int) -> Income:
    """The profit and loss of a year, the first 0; interest and subsidies by their months."""
    plan, months = given.years[year], given.months_of(year)
    new = sum(depreciation_in(one, month) for one in given.equipment for month in months)
    return Income(
        sales=plan.sales_total,
        gross_profit=_whole([line.gross_profit(plan.margin) for line in plan.sales] or [None]),
        costs=plan.costs,
        depreciation=None if plan.depreciation is None else plan.depreciation + new,
        interest=sum(one.loan.interest_in(month) for one in given.loans for month in months),
        subsidies=sum(one.amount for one in given.subsidies if one.received_in in months),
        plan=plan,
        is_proprietor=given.is_proprietor,
        reason=_lacking(plan),
    )


def _lacking(plan: YearPlan) -> str:
    """What is not filled in, in words; the first few by name where there is much."""
    if not plan.sales:
        return "売上の行がない"
    blank = [line.lacking for line in plan.sales if line.lacking]
    blank += [
        f"「{line.ja}」の粗利率"
        for line in plan.sales
        if line.margin is None and plan.margin is None
    ]
    blank += [f"固定費「{cost.ja}」" for cost in plan.costs if cost.amount is None]
    blank += ["減価償却費"] if plan.depreciation is None else []
    more = f"、ほか{len(blank) - _MOST_NAMED}つ" if len(blank) > _MOST_NAMED else ""
    return f"{'・'.join(blank[:_MOST_NAMED])}{more}が未入力" if blank else ""


def _whole(amounts: list[int | None]) -> int | None:
    """The sum; ``None`` unless every amount is known."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if len(known) == len(amounts) else None


def _less(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one - other


def _plus(one: int | None, other: int) -> int | None:
    return None if one is None else one + other
