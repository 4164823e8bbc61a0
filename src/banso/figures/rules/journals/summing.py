"""Entries summed by account, and accounts made into the lines of the paper.

A journal holds what moved, not what stood there before. So it gives a 損益計算書; a 貸借対照表 only
when it holds the opening balances（開始残高）as entries.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from banso.figures.rules.accounts import (
    CLAIM_PARTS,
    INCOME_PARTS,
    Account,
    Form,
    accounts,
)
from banso.figures.rules.drafts import Draft, Problem
from banso.figures.rules.journals.reading import Journal
from banso.figures.rules.statement import Statement

_OPENING = re.compile(r"開始残高|期首残高|開始仕訳|前期繰越|繰越残高")
_OPENING_ACCOUNTS = {"開始残高", "期首残高", "残高"}
_CLOSING_ACCOUNT = "損益"
_TAX_ACCOUNTS = {"仮払消費税", "仮受消費税", "仮払消費税等", "仮受消費税等"}
_CREDIT_PARTS = {"sales", "other_income", "extraordinary_income", *CLAIM_PARTS}


@dataclass(frozen=True, slots=True)
class Totals:
    """A journal by day and account: debit less credit in yen, with what was found in it.

    ``gaps`` are the days on which debits and credits differ, with by how much.
    """

    product: str
    by_day: Mapping[str, Mapping[str, int]]
    has_opening: bool
    tax: str
    problems: tuple[Problem, ...] = ()
    left_out: tuple[str, ...] = field(default=())
    gaps: Mapping[str, int] = field(default_factory=dict)

    @property
    def gap(self) -> int:
        """Debit less credit of the whole file in yen: 0 in books that are in order."""
        return sum(self.gaps.values())

    @property
    def unbalanced(self) -> list[tuple[date, int]]:
        """The days whose debits and credits differ, with by how much."""
        return [(date.fromisoformat(day), gap) for day, gap in sorted(self.gaps.items())]

    @property
    def names(self) -> tuple[str, ...]:
        """Every account's name, those with the largest sums first."""
        sums: dict[str, int] = defaultdict(int)
        for day in self.by_day.values():
            for name, amount in day.items():
                sums[name] += abs(amount)
        return tuple(sorted(sums, key=lambda name: (-sums[name], name)))

    @property
    def span(self) -> tuple[date, date]:
        """The first and the last day with an entry."""
        days = sorted(self.by_day)
        return date.fromisoformat(days[0]), date.fromisoformat(days[-1])

    def during(self, first: date, last: date) -> dict[str, int]:
        """Debit less credit by account over the period, both days included."""
        sums: dict[str, int] = defaultdict(int)
        for day, amounts in self.by_day.items():
            if first <= date.fromisoformat(day) <= last:
                for name, amount in amounts.items():
                    sums[name] += amount
        return dict(sums)

    def as_json(self) -> dict[str, Any]:
        """The totals as JSON keeps them."""
        return {
            "product": self.product,
            "by_day": {day: dict(amounts) for day, amounts in self.by_day.items()},
            "has_opening": self.has_opening,
            "tax": self.tax,
            "problems": [[one.place, one.words] for one in self.problems],
            "left_out": list(self.left_out),
            "gaps": dict(self.gaps),
        }


def totals_from(kept: Mapping[str, Any]) -> Totals:
    """The totals that :meth:`Totals.as_json` kept."""
    return Totals(
        product=kept["product"],
        by_day=kept["by_day"],
        has_opening=kept["has_opening"],
        tax=kept["tax"],
        problems=tuple(Problem(*one) for one in kept["problems"]),
        left_out=tuple(kept["left_out"]),
        gaps=kept.get("gaps", {}),  # brought in before they were looked for
    )


def totals_of(journal: Journal) -> Totals:
    """Sum the entries by day and account; the transfer to 損益 at the year's end is left out."""
    closing = {line.number for line in journal.lines if line.account == _CLOSING_ACCOUNT}
    by_day: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for line in journal.lines:
        if line.number not in closing and line.account not in _OPENING_ACCOUNTS:
            by_day[line.on.isoformat()][line.account] += line.amount
    left_out = [f"「損益」への振替 {len(closing)}行"] if closing else []
    return Totals(
        product=journal.product.value,
        by_day={day: dict(amounts) for day, amounts in sorted(by_day.items())},
        has_opening=any(
            line.account in _OPENING_ACCOUNTS or _OPENING.search(line.words)
            for line in journal.lines
        ),
        tax=_tax_of(journal),
        problems=journal.problems,
        left_out=tuple(left_out),
        gaps=_gaps_of(journal),
    )


def _gaps_of(journal: Journal) -> dict[str, int]:
    """Debit less credit by day, of every line that could be read; days in order are left out."""
    sums: dict[str, int] = defaultdict(int)
    for line in journal.lines:
        sums[line.on.isoformat()] += line.amount
    return {day: gap for day, gap in sums.items() if gap}


def _tax_of(journal: Journal) -> str:
    """How consumption tax stands in the file, in words."""
    if any(line.account in _TAX_ACCOUNTS for line in journal.lines):
        return "消費税は税抜（仮払・仮受消費税の科目がある）のまま集計しました。"
    if any(line.tax for line in journal.lines):
        return "金額は税込で、税額は別の列にあります。税込のまま集計しました。"
    return "消費税の区分は見当たりません。ファイルの金額のまま集計しました。"


def draft_of(
    totals: Totals, codes: Mapping[str, str], period: tuple[date, date], form: Form
) -> Draft:
    """The period's accounts made of the totals. Names whose code is "" are left out.

    Without opening entries only the 損益計算書 is made: the balance sheet is unknown, not empty.
    """
    sums = totals.during(*period)
    amounts: dict[str, int] = defaultdict(int)
    for name, amount in sums.items():
        account = accounts().get(codes.get(name, ""))
        if account and (totals.has_opening or account.part in INCOME_PARTS):
            amounts[account.code] += _sign(account) * amount
    if totals.has_opening:
        _add_profit(amounts, period, form)
    listed = {code: amounts[code] for code in accounts() if amounts.get(code)}
    foreign = [accounts()[code].ja for code in listed if not accounts()[code].stands_on(form)]
    problems = [Problem("科目", f"「{name}」は選んだ様式にはない行です。") for name in foreign]
    return Draft(
        *period,
        form,
        amounts=listed,
        is_income_only=not totals.has_opening,
        place=totals.product,
        problems=tuple(problems),
    )


def _sign(account: Account) -> int:
    """1 where the debit side makes the line grow, -1 where the credit side does."""
    return account.sign * (-1 if account.part in _CREDIT_PARTS else 1)


def _add_profit(amounts: dict[str, int], period: tuple[date, date], form: Form) -> None:
    """The period's profit is not yet in the equity while the books are open: it is added."""
    statement = Statement(*period, form, amounts=dict(amounts))
    code = "retained_earnings" if form is Form.CORPORATION else "owners_income"
    amounts[code] += statement.net_profit or 0
