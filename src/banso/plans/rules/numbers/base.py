"""The year before the plan（基準年）in the plan's own words, and assumptions proposed from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from banso.diagnosis.rules.cash_flow.loans import Loan
from banso.diagnosis.rules.reading import Reading, Unit, rounded, unknown
from banso.figures.rules.accounts import Form
from banso.figures.rules.statement import MONTHS_OF_A_YEAR, Statement, added
from banso.plans.rules.numbers.assumptions import (
    EVEN,
    Assumptions,
    FixedCost,
    Nature,
    PlannedLoan,
    SalesLine,
    YearPlan,
)
from banso.plans.rules.numbers.balance import NO_BASE, start_of

PAY_CODES = ("officers_pay", "wages", "bonuses", "family_wages")
WELFARE_CODES = ("social_insurance", "welfare", "retirement_pay")
RENT_CODES = ("rent", "lease")
_DAYS = 365
_LONGEST_DAYS = 360
_INSTALMENTS = 60
_PERCENT = 100


@dataclass(frozen=True, slots=True)
class BaseYear:
    """What the base's accounts say, as a year（年換算）, under the names of ``Income``."""

    statement: Statement | None

    def reading(self, name: str) -> Reading:
        """A row in yen a year, or 算出不可 with what the accounts do not say."""
        one = self.statement
        if one is None:
            return unknown(NO_BASE, Unit.YEN)
        amount = self._amount(one, name)
        if amount is None:
            return unknown("基準の決算からわからない", Unit.YEN)
        notes = () if one.is_whole_year else (f"年換算（{one.months}か月×12÷{one.months}）",)
        return Reading(rounded(one.annualised(amount), 0), Unit.YEN, "", notes)

    def _amount(self, one: Statement, name: str) -> int | None:
        """In yen of the period as it is."""
        if name == "pay_total":
            return pay_of(one)
        if name == "value_added":
            return _all_of(one.operating_profit, one.personnel, one.depreciation)
        if name == "repayable":
            return _all_of(one.net_profit, one.depreciation)
        if name in {"profit_before_tax", "sales", "cost_of_sales", "gross_profit", "interest"} | {
            "operating_profit", "ordinary_profit", "net_profit", "depreciation", "personnel",
        }:  # fmt: skip
            found: int | None = getattr(one, name)
            return found
        return None

    @property
    def employees(self) -> Decimal | None:
        """People at work, officers and family included; ``None`` is unknown."""
        return self.statement.employees if self.statement else None


def _all_of(*amounts: int | None) -> int | None:
    """The sum; ``None`` unless every amount is known."""
    return None if None in amounts else added(*amounts)


def pay_of(one: Statement) -> int | None:
    """給与支給総額 in yen: pay and 労務費; unknown of an outline, which names no lines."""
    if one.is_outline:
        return None
    return added(*(one.amounts.get(code) for code in (*PAY_CODES, "factory_wages")))


def propose(
    base: Statement,
    starts_on: date,
    years: int,
    weights: Sequence[int] = EVEN,
) -> Assumptions:
    """Assumptions that repeat the base year, from which a plan is written; nothing is retyped."""
    start = start_of(base, None, is_new=False)
    loans: tuple[PlannedLoan, ...] = ()
    if start.balance and start.balance.loans > 0:
        owed = Loan(start.balance.loans, _rate(base), starts_on, _INSTALMENTS)
        loans = (PlannedLoan("existing", "いまの借入", owed),)
    return Assumptions(
        starts_on=starts_on,
        years=(_as_before(base),) * years,
        base=base,
        is_proprietor=base.form is not Form.CORPORATION,
        loans=loans,
        weights=tuple(weights) if sum(weights) > 0 else EVEN,
    )


def _as_before(base: Statement) -> YearPlan:
    sales = _a_year(base, base.sales)
    cost = _a_year(base, base.cost_of_sales)
    is_corporation = base.form is Form.CORPORATION
    return YearPlan(
        sales=(SalesLine("sales", "売上", amount=sales),),
        costs=_costs(base),
        margin=_margin(base),
        depreciation=_a_year(base, base.depreciation),
        labour_in_cost=_a_year(base, base.amounts.get("factory_wages")) or 0,
        depreciation_in_cost=_a_year(base, base.amounts.get("factory_depreciation")) or 0,
        collection_days=_days(base.receivables, base.sales, base) or 0,
        stock_days=_days(base.inventories, cost, base),
        payment_days=_days(base.payables, base.cost_of_sales, base) or 0,
        tax_rate=Decimal(30) if is_corporation else Decimal(0),
        tax_minimum=70_000 if is_corporation else 0,
        other_income=_a_year(base, base.part("other_income")) or 0,
        other_expenses=_other_expenses(base),
        employees=base.employees,
    )


def _costs(base: Statement) -> tuple[FixedCost, ...]:
    """Fixed costs by nature; what is not named stands together as その他."""
    whole, spent = _a_year(base, base.selling_and_admin), 0
    lines = []
    codes = {
        Nature.PAY: PAY_CODES,
        Nature.WELFARE: WELFARE_CODES,
        Nature.RENT: RENT_CODES,
        Nature.ADVERTISING: ("advertising",),
    }
    for nature, named in codes.items():
        amount = _a_year(base, added(*(base.amounts.get(code) for code in named)))
        if nature is Nature.PAY and amount is None and base.is_outline:
            amount = _a_year(base, base.personnel)
        if amount:
            lines.append(FixedCost(nature.value, nature.ja, nature, amount))
            spent += amount
    inside = _a_year(base, base.amounts.get("factory_depreciation")) or 0
    written_off = (_a_year(base, base.depreciation) or 0) - inside
    rest = None if whole is None else whole - spent - written_off
    return (*lines, FixedCost("other", Nature.OTHER.ja, Nature.OTHER, rest))


def _margin(base: Statement) -> Decimal | None:
    """粗利率 in percent, two places; 100 where the paper names no cost of sales."""
    if not base.sales:
        return None
    gross = base.sales if base.cost_of_sales is None else base.gross_profit
    return None if gross is None else rounded(Decimal(gross) * _PERCENT / base.sales, 2)


def _other_expenses(base: Statement) -> int:
    paid = (base.part("other_expenses") or 0) - (base.interest or 0)
    return max(_a_year(base, paid) or 0, 0)


def _a_year(base: Statement, amount: int | None) -> int | None:
    return None if amount is None else int(rounded(base.annualised(amount), 0))


def _days(held: int | None, flow: int | None, base: Statement) -> int | None:
    """How many days of the flow are held, at most 360; ``None`` where it is not known."""
    if held is None or not flow or flow < 0:
        return None
    days = int(rounded(Decimal(held) * _DAYS * base.months / (flow * MONTHS_OF_A_YEAR), 0))
    return min(max(days, 0), _LONGEST_DAYS)


def _rate(base: Statement) -> Decimal:
    """Interest ÷ loans of the base in percent, one place; 0 where it is not known."""
    if not base.interest or not base.loans:
        return Decimal(0)
    return max(rounded(base.annualised(base.interest) * _PERCENT / base.loans, 1), Decimal(0))
