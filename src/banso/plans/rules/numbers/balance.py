"""A balance sheet of the plan（予想貸借対照表）, and the one it begins from."""

from __future__ import annotations

from dataclasses import dataclass

from banso.core.money import yen
from banso.figures.rules.statement import Statement

NO_BASE = "基準の決算がない"
NO_BALANCE_SHEET = "基準の決算に貸借対照表がない"
_NAMES = {
    "cash": "現預金",
    "receivables": "売上債権",
    "inventories": "棚卸資産",
    "payables": "買入債務",
    "loans": "借入金",
    "liabilities": "負債合計",
    "net_assets": "純資産",
}


@dataclass(frozen=True, slots=True)
class Balance:
    """What is owned, owed and left at the end of a month, in whole yen.

    ``other_assets`` and ``other_liabilities`` stay as they were at the beginning.
    """

    cash: int = 0
    receivables: int = 0
    stock: int = 0
    other_assets: int = 0
    fixed_assets: int = 0
    payables: int = 0
    taxes: int = 0
    loans: int = 0
    other_liabilities: int = 0
    net_assets: int = 0

    @property
    def total_assets(self) -> int:
        """総資産."""
        current = self.cash + self.receivables + self.stock + self.other_assets
        return current + self.fixed_assets

    @property
    def liabilities(self) -> int:
        """負債合計."""
        return self.payables + self.taxes + self.loans + self.other_liabilities

    @property
    def gap(self) -> int:
        """総資産 −（負債 + 純資産）: always 0, whatever is assumed."""
        return self.total_assets - self.liabilities - self.net_assets


@dataclass(frozen=True, slots=True)
class Start:
    """Where a plan begins: a balance, or the reason why none is known."""

    balance: Balance | None
    reason: str = ""


def start_of(base: Statement | None, typed: Balance | None, *, is_new: bool) -> Start:
    """The balance to begin from: typed, else nothing for a new business, else the base's."""
    if typed is not None:
        return _balanced(typed)
    if is_new:
        return Start(Balance())
    if base is None:
        return Start(None, NO_BASE)
    if not base.has_balance_sheet:
        return Start(None, NO_BALANCE_SHEET)
    blank = next((ja for name, ja in _NAMES.items() if getattr(base, name) is None), "")
    if blank or base.total_assets is None:
        return Start(None, f"基準の決算の{blank or '総資産'}がわからない")
    return _balanced(_as_balance(base, base.total_assets))


def _balanced(balance: Balance) -> Start:
    if balance.gap:
        side = "大きい" if balance.gap > 0 else "小さい"
        words = f"始まりの総資産が、負債と純資産の合計より{yen(abs(balance.gap))}{side}"
        return Start(None, words)
    return Start(balance)


def _as_balance(base: Statement, total: int) -> Balance:
    """The sheet of the base; discounted notes are a note on it, not an asset of it."""
    cash, stock, fixed = base.cash or 0, base.inventories or 0, base.fixed_assets or 0
    receivables = (base.receivables or 0) - base.amounts.get("discounted_notes", 0)
    payables, loans = base.payables or 0, base.loans or 0
    taxes = base.amounts.get("taxes_payable", 0)
    return Balance(
        cash=cash,
        receivables=receivables,
        stock=stock,
        other_assets=total - cash - receivables - stock - fixed,
        fixed_assets=fixed,
        payables=payables,
        taxes=taxes,
        loans=loans,
        other_liabilities=(base.liabilities or 0) - payables - loans - taxes,
        net_assets=base.net_assets or 0,
    )
