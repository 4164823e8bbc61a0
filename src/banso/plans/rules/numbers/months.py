"""Month by month（月次展開）: profit, money in and out, and the balance at the month's end.

The twelve months of every row add up to the year exactly. Cash is what results; the balance sheet
balances because each month moves both of its sides by the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from banso.core.era import in_era_month
from banso.diagnosis.rules.cash_flow.terms_of_payment import PaymentTerms
from banso.plans.rules.numbers.assumptions import MONTHS, Assumptions
from banso.plans.rules.numbers.balance import Balance
from banso.plans.rules.numbers.income import Income
from banso.plans.rules.numbers.spreading import depreciation_in, spread

_DAYS_OF_A_MONTH = 30
_DAYS_OF_A_YEAR = 365
_TAX_PAID_AFTER = 2  # months after the year's end


@dataclass(frozen=True, slots=True)
class Earned:
    """Profit and loss of one month. ``variable`` is the cost of sales that is bought."""

    month: date
    sales: int
    variable: int
    labour: int
    fixed_costs: int
    depreciation: int
    other_income: int
    other_expenses: int
    interest: int
    subsidies: int
    tax: int
    drawings: int
    depreciation_in_cost: int = 0

    @property
    def cost_of_sales(self) -> int:
        """売上原価."""
        return self.variable + self.labour + self.depreciation_in_cost

    @property
    def gross_profit(self) -> int:
        """売上総利益."""
        return self.sales - self.cost_of_sales

    @property
    def operating_profit(self) -> int:
        """営業利益."""
        outside = self.depreciation - self.depreciation_in_cost
        return self.gross_profit - self.fixed_costs - outside

    @property
    def ordinary_profit(self) -> int:
        """経常利益."""
        return self.operating_profit + self.other_income - self.interest - self.other_expenses

    @property
    def net_profit(self) -> int:
        """当期純利益; a year's tax falls on its last month."""
        return self.ordinary_profit + self.subsidies - self.tax


@dataclass(frozen=True, slots=True)
class Moved:
    """Money in and out in one month, in yen, each row as people call it in ``MOVED_ROWS``."""

    collected: int
    other_income: int
    subsidies: int
    own_money: int
    borrowed: int
    purchases: int
    labour: int
    fixed_costs: int
    interest: int
    other_expenses: int
    equipment: int
    tax: int
    drawings: int
    repaid: int

    @property
    def money_in(self) -> int:
        """All that comes in."""
        earned = self.collected + self.other_income + self.subsidies
        return earned + self.own_money + self.borrowed

    @property
    def money_out(self) -> int:
        """All that goes out."""
        running = self.purchases + self.labour + self.fixed_costs
        financing = self.interest + self.other_expenses + self.repaid
        return running + financing + self.equipment + self.tax + self.drawings

    @property
    def balance(self) -> int:
        """By how much the money grows."""
        return self.money_in - self.money_out


MOVED_ROWS = {
    "collected": "売上の回収",
    "other_income": "営業外の入金",
    "subsidies": "補助金",
    "own_money": "元手",
    "borrowed": "借入",
    "purchases": "仕入の支払",
    "labour": "労務費",
    "fixed_costs": "固定費",
    "interest": "支払利息",
    "other_expenses": "営業外の支払",
    "equipment": "設備",
    "tax": "法人税等",
    "drawings": "事業主貸",
    "repaid": "借入の返済",
}


@dataclass(frozen=True, slots=True)
class Month:
    """One month: what is earned, what moves, and the balance at its end where it is known."""

    earned: Earned
    moved: Moved | None = None
    closing: Balance | None = None

    @property
    def label(self) -> str:
        """「令和9年4月」."""
        return in_era_month(self.earned.month)

    @property
    def year(self) -> str:
        """「令和9年」: the label without its month, which a phone has no room for."""
        return self.label.removesuffix(f"{self.earned.month.month}月")

    @property
    def is_told(self) -> bool:
        """Whether its money is known: it is not, where the balance to begin from is not."""
        return self.moved is not None and self.closing is not None

    @property
    def shortage(self) -> int:
        """By how many yen money is short at the end of the month; 0 when it is not."""
        return max(-self.closing.cash, 0) if self.closing else 0


def earned_in(given: Assumptions, year: int, income: Income) -> tuple[Earned, ...]:
    """The twelve months of a year whose income is known whole; each row adds up to the year."""
    plan, months = given.years[year], given.months_of(year)
    sales = plan.months or spread(income.sales or 0, given.weights)
    bought = (income.cost_of_sales or 0) - plan.labour_in_cost - plan.depreciation_in_cost
    rows = {
        "sales": sales,
        "variable": spread(bought, sales if sum(sales) else given.weights),
        "labour": _even(plan.labour_in_cost),
        "fixed_costs": _even(income.fixed_costs or 0),
        "depreciation_in_cost": _even(plan.depreciation_in_cost),
        "other_income": _even(plan.other_income),
        "other_expenses": _even(plan.other_expenses),
        "drawings": _even(plan.drawings),
    }
    there = _even(plan.depreciation or 0)
    last = len(months) - 1
    return tuple(
        Earned(
            month=month,
            depreciation=there[at] + sum(depreciation_in(one, month) for one in given.equipment),
            interest=sum(one.loan.interest_in(month) for one in given.loans),
            subsidies=sum(one.amount for one in given.subsidies if one.received_in == month),
            tax=(income.tax or 0) if at == last else 0,
            **{name: row[at] for name, row in rows.items()},
        )
        for at, month in enumerate(months)
    )


def _even(amount: int) -> tuple[int, ...]:
    return spread(amount, (1,) * MONTHS)


def moved_in(given: Assumptions, start: Balance, earned: Sequence[Earned]) -> Iterator[Month]:
    """The months with their money and balances, from the balance they start from."""
    stocks = _stocks(given, start, earned)
    before = (start.stock, *stocks)
    bought = [one.variable + stocks[at] - before[at] for at, one in enumerate(earned)]
    collected = _on_terms([one.sales for one in earned], given, "collection_days")
    paid = _on_terms(bought, given, "payment_days")
    first = given.years[0]
    old_in = _opening_part(start.receivables, first.collection_days, len(earned))
    old_out = _opening_part(start.payables, first.payment_days, len(earned))
    closing = start
    for at, one in enumerate(earned):
        moved = _moved(given, one, at, collected[at] + old_in[at], paid[at] + old_out[at])
        moved = replace(moved, tax=_tax_paid(start, earned, at))
        closing = _closed(closing, one, moved, bought=bought[at], stock=stocks[at])
        yield Month(one, moved, closing)


def _stocks(given: Assumptions, start: Balance, earned: Sequence[Earned]) -> list[int]:
    """The stock at each month's end, on an even way to the days wanted at the year's end."""
    stocks: list[int] = []
    held = start.stock
    for year, plan in enumerate(given.years[: len(earned) // MONTHS]):
        months = earned[year * MONTHS : (year + 1) * MONTHS]
        wanted = held
        if plan.stock_days is not None:
            sold = sum(one.cost_of_sales for one in months)
            wanted = sold * plan.stock_days // _DAYS_OF_A_YEAR
        stocks += [held + (wanted - held) * number // MONTHS for number in range(1, MONTHS + 1)]
        held = wanted
    return stocks


def _on_terms(amounts: Sequence[int], given: Assumptions, days: str) -> list[int]:
    """What is paid in each month of what was traded in the months of the plan."""
    found = [0] * len(amounts)
    for at, amount in enumerate(amounts):
        terms = PaymentTerms.after_days(getattr(given.years[at // MONTHS], days))
        for after, part in terms.split(amount).items():
            if at + after < len(found):
                found[at + after] += part
    return found


def _opening_part(amount: int, days: int, length: int) -> list[int]:
    """What was owed at the beginning, evenly over the months that the days make."""
    months = min(max(-(-days // _DAYS_OF_A_MONTH), 1), length)
    return [*spread(amount, (1,) * months), *(0,) * (length - months)]


def _tax_paid(start: Balance, earned: Sequence[Earned], at: int) -> int:
    """Tax is paid in the second month after the year that it is of."""
    if at == _TAX_PAID_AFTER - 1:
        return start.taxes
    return earned[at - _TAX_PAID_AFTER].tax if at >= _TAX_PAID_AFTER else 0


def _moved(given: Assumptions, one: Earned, at: int, collected: int, purchases: int) -> Moved:
    loans = [each.loan for each in given.loans]
    return Moved(
        collected=collected,
        other_income=one.other_income,
        subsidies=one.subsidies,
        own_money=given.own_money if at == 0 else 0,
        borrowed=sum(loan.borrowed_in(one.month) for loan in loans),
        purchases=purchases,
        labour=one.labour,
        fixed_costs=one.fixed_costs,
        interest=one.interest,
        other_expenses=one.other_expenses,
        equipment=sum(each.cost for each in given.equipment if each.bought_in == one.month),
        tax=0,
        drawings=one.drawings,
        repaid=sum(loan.repaid_in(one.month) for loan in loans),
    )


def _closed(before: Balance, one: Earned, moved: Moved, *, bought: int, stock: int) -> Balance:
    """The balance after the month."""
    return replace(
        before,
        cash=before.cash + moved.balance,
        receivables=before.receivables + one.sales - moved.collected,
        stock=stock,
        fixed_assets=before.fixed_assets + moved.equipment - one.depreciation,
        payables=before.payables + bought - moved.purchases,
        taxes=before.taxes + one.tax - moved.tax,
        loans=before.loans + moved.borrowed - moved.repaid,
        net_assets=before.net_assets + one.net_profit - one.drawings + moved.own_money,
    )
