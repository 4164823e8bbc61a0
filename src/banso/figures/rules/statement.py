"""One period's accounts（決算）as figures that can be asked for, in whole yen.

Three kinds of blank are kept apart. A line left blank within a sum that has other lines is
nothing（0円）, as the blank on the paper means. A sum of which nothing is known is ``None``:
unknown is not zero. A paper without 貸借対照表 knows nothing of assets and debts.

A sum given as it stands on the paper counts where its lines are not given. In an outline（概要）,
whose lines are only some of the lines, sums are never made of lines.
Sources: 会社計算規則 第3編; 国税庁「所得税青色申告決算書（一般用）」.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from banso.figures.rules.accounts import (
    ASSET_PARTS,
    CLAIM_PARTS,
    Account,
    Form,
    in_part,
    marked,
)

MONTHS_OF_A_YEAR = 12


def added(*amounts: int | None) -> int | None:
    """The sum of what is known; ``None`` when nothing is."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None


@dataclass(frozen=True, slots=True)
class Statement:
    """What one period's accounts say. ``amounts`` is whole yen by account code or sum code.

    ``employees`` counts people at work（役員・専従者を含む）, parts of a person allowed;
    ``is_outline`` says that only some lines were given, beside the sums.
    """

    starts_on: date
    ends_on: date
    form: Form
    amounts: Mapping[str, int] = field(default_factory=dict)
    employees: Decimal | None = None
    is_outline: bool = False
    is_forecast: bool = False
    is_closed: bool = True

    # ── the period ──

    @property
    def months(self) -> int:
        """Months by the calendar, a part of one counted whole（法人税法施行令の月数の数え方）."""
        after = self.ends_on + timedelta(days=1)
        years = after.year - self.starts_on.year
        whole = years * MONTHS_OF_A_YEAR + after.month - self.starts_on.month
        return whole + (after.day > self.starts_on.day)

    @property
    def is_whole_year(self) -> bool:
        """Whether figures of this period compare with a year's as they are."""
        return self.months == MONTHS_OF_A_YEAR

    def annualised(self, amount: int) -> Decimal:
        """``amount`` × 12 ÷ months: what it would be in a year（年換算）, in yen."""
        return Decimal(amount) * MONTHS_OF_A_YEAR / self.months

    # ── profit and loss ──

    @property
    def sales(self) -> int | None:
        """売上高."""
        return self.part("sales")

    @property
    def cost_of_sales(self) -> int | None:
        """売上原価; ``None`` when the paper names no cost, as of many a service."""
        return self.part("cost_of_sales")

    @property
    def gross_profit(self) -> int | None:
        """売上総利益 = 売上高 − 売上原価."""
        if self.sales is None or self.cost_of_sales is None:
            return self.amounts.get("gross_profit")
        return self.sales - self.cost_of_sales

    @property
    def selling_and_admin(self) -> int | None:
        """販売費及び一般管理費."""
        return self.part("selling_and_admin")

    @property
    def operating_profit(self) -> int | None:
        """営業利益 = 売上高 − 売上原価 − 販管費; a cost of sales not named counts as none."""
        given = self._given_in_outline("operating_profit")
        if given is not None or self.sales is None or self.selling_and_admin is None:
            return self.amounts.get("operating_profit")
        return self.sales - (self.cost_of_sales or 0) - self.selling_and_admin

    @property
    def ordinary_profit(self) -> int | None:
        """経常利益 = 営業利益 + 営業外収益 − 営業外費用."""
        given = self._given_in_outline("ordinary_profit")
        if given is not None:
            return given
        return self._onwards(self.operating_profit, "other_income", "other_expenses")

    @property
    def profit_before_tax(self) -> int | None:
        """税引前当期純利益; of a proprietor, what is left before 青色申告特別控除."""
        parts = ("extraordinary_income", "extraordinary_expenses")
        return self._onwards(self.ordinary_profit, *parts)

    @property
    def net_profit(self) -> int | None:
        """当期純利益 = 税引前 − 法人税等."""
        before, taxes = self.profit_before_tax, self.part("income_taxes")
        given = self._given_in_outline("net_profit")
        if before is None or given is not None or (self.is_outline and taxes is None):
            return self.amounts.get("net_profit")
        return before - (taxes or 0)

    @property
    def personnel(self) -> int | None:
        """人件費, in the factory and outside it."""
        return self.mark("personnel")

    @property
    def depreciation(self) -> int | None:
        """減価償却費, in the factory and outside it."""
        return self.mark("depreciation")

    @property
    def interest(self) -> int | None:
        """支払利息・割引料."""
        return self.mark("interest")

    # ── balance sheet ──

    @property
    def has_balance_sheet(self) -> bool:
        """Whether anything is known of assets and debts."""
        return self.form.has_balance_sheet and self.total_assets is not None

    @property
    def cash(self) -> int | None:
        """現預金."""
        return self.mark("cash")

    @property
    def receivables(self) -> int | None:
        """売上債権 = 受取手形（割引・裏書を含む）+ 売掛金."""
        return self.mark("receivables")

    @property
    def inventories(self) -> int | None:
        """棚卸資産."""
        return self.mark("inventories")

    @property
    def payables(self) -> int | None:
        """買入債務 = 支払手形 + 買掛金."""
        return self.mark("payables")

    @property
    def quick_assets(self) -> int | None:
        """当座資産 = 現預金 + 売上債権 + 有価証券 − 貸倒引当金, without discounted notes."""
        return None if self.is_outline else self.mark("quick")  # some lines would pass for all

    @property
    def current_assets(self) -> int | None:
        """流動資産."""
        return self.part("current_assets")

    @property
    def fixed_assets(self) -> int | None:
        """固定資産（有形・無形・投資）."""
        return self.part("fixed_assets")

    @property
    def total_assets(self) -> int | None:
        """総資産; of a proprietor without 事業主貸, which is taken off the owner's equity."""
        if self.is_outline:
            return self.amounts.get("total_assets")
        known = added(*(self.part(part) for part in ASSET_PARTS))
        return self.amounts.get("total_assets") if known is None else known

    @property
    def current_liabilities(self) -> int | None:
        """流動負債."""
        return self.part("current_liabilities")

    @property
    def fixed_liabilities(self) -> int | None:
        """固定負債."""
        return self.part("fixed_liabilities")

    @property
    def liabilities(self) -> int | None:
        """負債合計; nothing owed is 0 where there is a balance sheet."""
        given = self._given_in_outline("total_liabilities")
        if given is not None:
            return given
        known = self._all_of(self.current_liabilities, self.fixed_liabilities)
        return self.amounts.get("total_liabilities") if known is None else known

    @property
    def loans(self) -> int | None:
        """借入金 = 短期（1年以内返済を含む）+ 長期 + 役員借入金 + 社債."""
        if "loans" in self.amounts:
            return self.amounts["loans"]
        return self._all_of(self.mark("short_loans"), self.mark("long_loans"))

    @property
    def net_assets(self) -> int | None:
        """純資産; below zero it is 債務超過."""
        return self.part("net_assets")

    @property
    def balance_gap(self) -> int | None:
        """総資産 −（負債 + 純資産）in yen: 0 when the paper balances, ``None`` when it has none."""
        if self.total_assets is None or self.net_assets is None or self.liabilities is None:
            return None
        return self.total_assets - self.liabilities - self.net_assets

    # ── how a figure is found ──

    def part(self, part: str) -> int | None:
        """One sum in yen: of its lines, else as given; ``None`` when neither is known."""
        given = self.amounts.get(part)
        if self.is_outline:
            return given
        lines = self._of(in_part(part))
        if lines is not None:
            return lines
        return self._nothing_on(_SIDES.get(part, "")) if given is None else given

    def mark(self, mark: str) -> int | None:
        """What counts as ``mark`` in yen; blank lines of a paper that was typed in are nothing."""
        lines = self._of(marked(mark))
        if self.is_outline:
            return self.amounts.get(mark, lines)
        return self._nothing_on(_SIDES_OF_MARKS[mark]) if lines is None else lines

    def _of(self, lines: tuple[Account, ...]) -> int | None:
        known = [line for line in lines if line.code in self.amounts]
        return sum(line.sign * self.amounts[line.code] for line in known) if known else None

    def _nothing_on(self, side: str) -> int | None:
        if self.is_outline or (side in {"assets", "claims"} and not self.form.has_balance_sheet):
            return None
        return 0 if any(account.code in self.amounts for account in _lines_of(side)) else None

    def _onwards(self, result: int | None, plus: str, minus: str) -> int | None:
        """A result after further gains and costs; in an outline a blank one is unknown, not 0."""
        gains, costs = self.part(plus), self.part(minus)
        if result is None or (self.is_outline and None in {gains, costs}):
            return None
        return result + (gains or 0) - (costs or 0)

    def _all_of(self, *amounts: int | None) -> int | None:
        """The sum; in an outline only of amounts that are all known, lest a part pass for all."""
        return None if self.is_outline and None in amounts else added(*amounts)

    def _given_in_outline(self, code: str) -> int | None:
        return self.amounts.get(code) if self.is_outline else None


# On which side of the paper a blank means nothing, once anything stands there. Sales, costs and
# equity are never nothing by being blank.
_SIDES = {
    **dict.fromkeys(ASSET_PARTS, "assets"),
    "current_liabilities": "claims",
    "fixed_liabilities": "claims",
}
_SIDES_OF_MARKS = {
    "personnel": "selling_and_admin",
    "depreciation": "selling_and_admin",
    "interest": "selling_and_admin",
    "cash": "assets",
    "quick": "assets",
    "receivables": "assets",
    "inventories": "assets",
    "payables": "claims",
    "short_loans": "claims",
    "long_loans": "claims",
}


@cache
def _lines_of(side: str) -> tuple[Account, ...]:
    parts = {"assets": ASSET_PARTS, "claims": CLAIM_PARTS}.get(side, {side: side})
    return tuple(account for part in parts for account in in_part(part))
