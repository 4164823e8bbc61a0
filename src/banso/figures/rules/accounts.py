"""The lines of the accounts（勘定科目）: their order on the paper, and the sum each goes into.

The lines are in ``accounts.toml``. A sum（部）may also be given as it stands on the paper, without
its lines: its code is then the name of the part, such as ``current_assets``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from banso.figures.rules.cells import MoneyUnit, read_amount


class Form(StrEnum):
    """The paper that the figures stand on."""

    CORPORATION = "corporation"  # 決算書
    PROPRIETOR = "proprietor"  # 青色申告決算書（貸借対照表あり）
    PROPRIETOR_SHORT = "proprietor-short"  # 10万円控除・白色：貸借対照表なし

    @property
    def has_balance_sheet(self) -> bool:
        """Whether the paper has a 貸借対照表 at all."""
        return self is not Form.PROPRIETOR_SHORT


FORM_NAMES: Mapping[Form, str] = {
    Form.CORPORATION: "法人の決算書",
    Form.PROPRIETOR: "青色申告決算書（貸借対照表あり）",
    Form.PROPRIETOR_SHORT: "青色・白色（貸借対照表なし）",
}
INCOME_PARTS: Mapping[str, str] = {
    "sales": "売上高",
    "cost_of_sales": "売上原価",
    "selling_and_admin": "販売費及び一般管理費",
    "other_income": "営業外収益",
    "other_expenses": "営業外費用",
    "extraordinary_income": "特別利益",
    "extraordinary_expenses": "特別損失",
    "income_taxes": "法人税等",
}
ASSET_PARTS: Mapping[str, str] = {
    "current_assets": "流動資産",
    "fixed_assets": "固定資産",
    "deferred_assets": "繰延資産",
}
CLAIM_PARTS: Mapping[str, str] = {
    "current_liabilities": "流動負債",
    "fixed_liabilities": "固定負債",
    "net_assets": "純資産",
}
NOTES = "notes"  # 注記：どの合計にも入らない
# Sums of sums, as they may stand on the paper with nothing beneath them.
STATED_RESULTS: Mapping[str, str] = {
    "gross_profit": "売上総利益",
    "operating_profit": "営業利益",
    "ordinary_profit": "経常利益",
    "net_profit": "当期純利益",
    "total_assets": "資産合計",
    "total_liabilities": "負債合計",
    "personnel": "人件費",
    "depreciation": "減価償却費",
    "cash": "現預金",
    "receivables": "売上債権",
    "inventories": "棚卸資産",
    "payables": "買入債務",
    "loans": "借入金",
}
PARTS: Mapping[str, str] = {**INCOME_PARTS, **ASSET_PARTS, **CLAIM_PARTS}


@dataclass(frozen=True, slots=True)
class Account:
    """One line of the paper: the sum it goes into, and what else it counts as."""

    code: str
    ja: str
    part: str
    minus: bool = False
    signed: bool = False
    marks: frozenset[str] = frozenset()
    forms: frozenset[str] = frozenset({"corporation", "proprietor"})

    def stands_on(self, form: Form) -> bool:
        """Whether the paper has this line."""
        if not form.has_balance_sheet and self.part not in INCOME_PARTS:
            return False
        return ("corporation" if form is Form.CORPORATION else "proprietor") in self.forms

    @property
    def sign(self) -> int:
        """1, or -1 for a line that is taken off its sum."""
        return -1 if self.minus else 1


@cache
def accounts() -> Mapping[str, Account]:
    """Every line by its code, in the order of the paper."""
    rows = tomllib.loads(Path(__file__).with_name("accounts.toml").read_text("utf-8"))["account"]
    return {row["code"]: _account(row) for row in rows}


def _account(row: Mapping[str, Any]) -> Account:
    sets = {key: frozenset(row[key]) for key in ("marks", "forms") if key in row}
    return Account(**{**row, **sets})


@cache
def in_part(part: str) -> tuple[Account, ...]:
    """The lines of one sum, in the order of the paper."""
    return tuple(account for account in accounts().values() if account.part == part)


@cache
def marked(mark: str) -> tuple[Account, ...]:
    """The lines that count as ``mark``, such as ``cash``."""
    return tuple(account for account in accounts().values() if mark in account.marks)


def read_line(code: str, text: str, unit: MoneyUnit = MoneyUnit.YEN) -> int | None:
    """An amount typed in a line, in yen: of one that is taken off by nature, how much is taken off.

    Papers print such a line as 9,700 or as △9,700, and mean the same.
    """
    amount = read_amount(text, unit)
    account = accounts().get(code)
    return abs(amount) if amount is not None and account and account.minus else amount


def known_codes() -> frozenset[str]:
    """Every code that amounts may be kept under: lines, and sums as they stand on the paper."""
    return frozenset({*accounts(), *PARTS, *STATED_RESULTS})


def name_of(code: str) -> str:
    """What the paper calls a line or a sum; the code itself where nobody knows it."""
    account = accounts().get(code)
    return account.ja if account else {**PARTS, **STATED_RESULTS}.get(code, code)
