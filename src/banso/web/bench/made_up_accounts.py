"""Businesses made up with three periods of accounts, as many as are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random

from banso.diagnosis.rules.analysis import Circumstances
from banso.figures.rules.accounts import Form
from banso.figures.rules.statement import Statement

# 中分類 of each kind of trade: 製造・建設・卸売・小売・飲食・サービス.
_TRADES = ("09", "24", "06", "53", "58", "76", "78")
_YEARS = (2024, 2025, 2026)
CODES = (
    "sales",
    "opening_inventory",
    "purchases",
    "closing_inventory",
    "officers_pay",
    "wages",
    "utilities",
    "rent",
    "depreciation",
    "other_selling_and_admin",
    "interest_paid",
    "income_taxes",
    "cash_on_hand",
    "deposits",
    "accounts_receivable",
    "inventories",
    "machinery",
    "accounts_payable",
    "short_term_loans",
    "long_term_loans",
    "capital",
    "retained_earnings",
)


@dataclass(frozen=True, slots=True)
class MadeUp:
    """One business: its trade, and three periods that join, oldest first."""

    trade: str
    statements: tuple[Statement, ...]

    @property
    def around(self) -> Circumstances:
        """What an analysis needs beside the accounts."""
        return Circumstances(industry_code=self.trade, small=True)


def made_up(count: int, seed: int = 7) -> Iterator[MadeUp]:
    """So many businesses, the same every time; some with losses and with negative equity."""
    rng = Random(seed)  # noqa: S311 - a repeatable bench, not a secret
    for _ in range(count):
        trade = rng.choice(_TRADES)
        sales = rng.randrange(3_000_000, 200_000_000)
        periods = []
        for year in _YEARS:
            sales = int(sales * rng.uniform(0.85, 1.15))
            amounts = _amounts(rng, sales)
            people = Decimal(max(1, sales // 12_000_000))
            first, last = date(year - 1, 4, 1), date(year, 3, 31)
            periods.append(Statement(first, last, Form.CORPORATION, amounts, people))
        yield MadeUp(trade, tuple(periods))


def _amounts(rng: Random, sales: int) -> Mapping[str, int]:
    """A sheet that balances, its parts drawn as shares of the sales."""

    def part(least: float, most: float) -> int:
        return int(sales * rng.uniform(least, most))

    stock = part(0.01, 0.15)
    amounts = {
        "sales": sales,
        "opening_inventory": part(0.01, 0.15),
        "purchases": part(0.25, 0.7),
        "closing_inventory": stock,
        "officers_pay": part(0.05, 0.15),
        "wages": part(0.02, 0.2),
        "utilities": part(0.005, 0.05),
        "rent": part(0, 0.06),
        "depreciation": part(0.005, 0.05),
        "other_selling_and_admin": part(0.03, 0.2),
        "interest_paid": part(0, 0.01),
        "income_taxes": part(0, 0.01),
        "cash_on_hand": part(0, 0.01),
        "deposits": part(0.01, 0.3),
        "accounts_receivable": part(0, 0.15),
        "inventories": stock,
        "machinery": part(0.02, 0.5),
        "accounts_payable": part(0.01, 0.12),
        "short_term_loans": part(0, 0.2),
        "long_term_loans": part(0, 0.5),
        "capital": 3_000_000,
    }
    assets = ("cash_on_hand", "deposits", "accounts_receivable", "inventories", "machinery")
    claims = ("accounts_payable", "short_term_loans", "long_term_loans", "capital")
    owned, owed = (sum(amounts[code] for code in codes) for codes in (assets, claims))
    return {**amounts, "retained_earnings": owned - owed}
