"""Costs split into variable and fixed（変動費・固定費）, account by account（勘定科目法）.

The share of each account that moves with sales is data, ``cost_natures.toml``, by kind of
industry, and may be changed for a business. Interest and other income and expenses are fixed, so
that the break-even point is where 経常利益 is 0.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from banso.core.refusals import RuleViolation
from banso.diagnosis.rules.reading import rounded
from banso.diagnosis.rules.terms import Term
from banso.figures.rules.accounts import INCOME_PARTS, accounts, in_part
from banso.registry.rules.industries import bucket_of

WHOLE = 100
_COSTS = ("cost_of_sales", "selling_and_admin", "other_expenses")
NO_COST_OF_SALES = "売上原価の行がないので、売上原価を0として分けた"
BY_SUMS = "内訳がないので、合計に割合を掛けて分けた"


@dataclass(frozen=True, slots=True)
class CostLine:
    """One cost in yen and the percentage of it that moves with sales."""

    code: str
    ja: str
    amount: Decimal
    percent: int

    @property
    def amount_yen(self) -> int:
        """The cost in whole yen, for a table."""
        return int(self.amount)

    @property
    def variable(self) -> Decimal:
        """The part that moves with sales."""
        return self.amount * self.percent / WHOLE

    @property
    def fixed(self) -> Decimal:
        """The part that stays when nothing is sold."""
        return self.amount - self.variable


@dataclass(frozen=True, slots=True)
class CostSplit:
    """The costs of a period, split; ``reason`` says in Japanese why they cannot be."""

    lines: tuple[CostLine, ...] = ()
    reason: str = ""
    notes: tuple[str, ...] = ()

    @property
    def variable(self) -> Decimal:
        """変動費 in yen."""
        return sum((line.variable for line in self.lines), Decimal(0))

    @property
    def fixed(self) -> Decimal:
        """固定費 in yen, other income taken off."""
        return sum((line.fixed for line in self.lines), Decimal(0))

    @property
    def variable_yen(self) -> int:
        """変動費 in whole yen."""
        return int(rounded(self.variable, 0))

    @property
    def fixed_yen(self) -> int:
        """固定費 in whole yen."""
        return int(rounded(self.fixed, 0))


@dataclass(frozen=True, slots=True)
class CostKind:
    """A kind of industry with its preset: percent by account code; what is not named is fixed."""

    key: str
    ja: str
    buckets: tuple[str, ...]
    percents: Mapping[str, int] = field(default_factory=dict)


@cache
def cost_kinds() -> Mapping[str, CostKind]:
    """The presets by key, in the order of the file."""
    rows = tomllib.loads(Path(__file__).with_name("cost_natures.toml").read_text("utf-8"))
    return {row["key"]: _kind(row, rows["variable"]) for row in rows["kind"]}


def _kind(row: Mapping[str, Any], variable: Mapping[str, Mapping[str, int]]) -> CostKind:
    percents = {code: by_kind[row["key"]] for code, by_kind in variable.items()}
    return CostKind(row["key"], row["ja"], tuple(row["buckets"]), percents)


def kind_for(industry_code: str) -> CostKind:
    """The preset for a code of 日本標準産業分類. Refuses unknown codes."""
    bucket = bucket_of(industry_code)
    return next(kind for kind in cost_kinds().values() if bucket in kind.buckets)


def split_costs(term: Term, kind: CostKind, changed: Mapping[str, int] | None = None) -> CostSplit:
    """The costs of a period split by the preset, with the percentages ``changed`` by hand.

    Refuses a percentage that is not between 0 and 100, and one for what is no cost.
    """
    percents = {**kind.percents, **checked_shares(changed or {})}
    statement = term.statement
    if statement.part("selling_and_admin") is None:
        return CostSplit(reason="販売費及び一般管理費がわからない")
    lines = tuple(_lines(term, percents))
    notes = (
        (NO_COST_OF_SALES,) if statement.cost_of_sales is None else (),
        (BY_SUMS,) if any(line.code in _COSTS for line in lines) else (),
    )
    return CostSplit(lines, "", (*term.notes, *(note for some in notes for note in some)))


def checked_shares(changed: Mapping[str, int]) -> Mapping[str, int]:
    """Percentages by account, as they may be kept; refuses what is no cost, and no percentage."""
    known = {code for code, account in accounts().items() if account.part in _COSTS} | {*_COSTS}
    for code, percent in changed.items():
        if code not in known:
            raise RuleViolation("not-a-cost", f"「{code}」は費用の科目ではありません。", field=code)
        if not 0 <= percent <= WHOLE:
            message = "変動費の割合は0から100までの%で入力してください。"
            raise RuleViolation("not-a-percentage", message, field=code)
    return changed


def _lines(term: Term, percents: Mapping[str, int]) -> Iterator[CostLine]:
    amounts, is_outline = term.statement.amounts, term.statement.is_outline
    for part in _COSTS:
        given = [account for account in in_part(part) if account.code in amounts]
        for account in () if is_outline else given:
            amount = Decimal(account.sign * amounts[account.code])
            yield CostLine(account.code, account.ja, amount, percents.get(account.code, 0))
        total = term.statement.part(part)
        if total is not None and (is_outline or not given):
            yield CostLine(part, INCOME_PARTS[part], Decimal(total), percents.get(part, 0))
    income = term.statement.part("other_income")
    if income:
        yield CostLine("other_income", "営業外収益（差し引く）", Decimal(-income), 0)
