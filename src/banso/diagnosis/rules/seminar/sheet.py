"""The short sheet（数字のシート）: two years of some fourteen figures, as a statement of accounts.

A line left blank is unknown, never 0. The statement is an outline（概要）: no sum is made of lines
unless all of them are known.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from banso.figures.rules.accounts import Form
from banso.figures.rules.cells import MoneyUnit
from banso.figures.rules.statement import Statement

NOW, BEFORE = "now", "before"
YEARS = {NOW: "今期", BEFORE: "前期"}
EMPLOYEES = "employees"
# Lines that are kept under the same code among the accounts.
_SAME = (
    "sales", "cost_of_sales", "personnel", "depreciation", "cash", "receivables", "inventories",
    "payables", "loans", "total_assets", "net_assets",
)  # fmt: skip
COSTS = ("cost_of_sales", "personnel", "depreciation", "other_costs")
UNITS = {
    MoneyUnit.TEN_THOUSAND_YEN: "万円",
    MoneyUnit.THOUSAND_YEN: "千円",
    MoneyUnit.YEN: "円",
}
_DECEMBER = 12
_GROUPS = {"income": "1年間の動き", "balance": "決算の日の残高と人数"}


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One line of the short sheet, and where it stands on the papers that owners have."""

    key: str
    ja: str
    group: str
    corporation: str
    proprietor: str
    hint: str

    @property
    def is_money(self) -> bool:
        """Whether it is an amount; the others count people."""
        return self.key != EMPLOYEES

    def where(self, *, is_corporation: bool) -> str:
        """Where on the paper it is found."""
        return self.corporation if is_corporation else self.proprietor


@dataclass(frozen=True, slots=True)
class ShortSheet:
    """What a participant knows: yen by line for both years, people for ``employees``.

    ``ends_on`` is the last day of this year（今期）; ``bucket`` one of the plan's seven.
    """

    ends_on: date
    is_corporation: bool
    bucket: str
    now: Mapping[str, int] = field(default_factory=dict)
    before: Mapping[str, int] = field(default_factory=dict)
    employees: Mapping[str, Decimal] = field(default_factory=dict)

    def year(self, which: str) -> Mapping[str, int]:
        """The amounts of ``now`` or ``before``."""
        return self.now if which == NOW else self.before

    def knows(self, key: str, which: str = NOW) -> bool:
        """Whether the line was filled in; 0 is."""
        return which in self.employees if key == EMPLOYEES else key in self.year(which)

    @property
    def is_blank(self) -> bool:
        """Whether nothing was filled in at all."""
        return not (self.now or self.before or self.employees)

    def days_of(self, which: str) -> tuple[date, date]:
        """The first and the last day of the year."""
        if which == NOW:
            return _year_before(self.ends_on) + timedelta(days=1), self.ends_on
        last = _year_before(self.ends_on)
        return _year_before(last) + timedelta(days=1), last

    def statement(self, which: str) -> Statement:
        """The year as an outline of accounts, to reckon with."""
        starts_on, ends_on = self.days_of(which)
        return Statement(
            starts_on=starts_on,
            ends_on=ends_on,
            form=Form.CORPORATION if self.is_corporation else Form.PROPRIETOR,
            amounts=_amounts(self.year(which)),
            employees=self.employees.get(which),
            is_outline=True,
        )

    def statements(self) -> tuple[Statement, ...]:
        """The years of which anything is known, the earlier first."""
        known = [which for which in (BEFORE, NOW) if self.year(which) or which in self.employees]
        return tuple(self.statement(which) for which in known)


def _amounts(typed: Mapping[str, int]) -> dict[str, int]:
    """Amounts by the codes of the accounts; the sum of costs only where no cost is unknown."""
    amounts = {key: typed[key] for key in _SAME if key in typed}
    if all(key in typed for key in COSTS):
        amounts["selling_and_admin"] = sum(typed[key] for key in COSTS[1:])
    if "interest" in typed:
        amounts["interest_paid"] = amounts["other_expenses"] = typed["interest"]
    return amounts


def _year_before(day: date) -> date:
    """The same day a year earlier; a last day of a month stays one."""
    after = day + timedelta(days=1)
    try:
        return after.replace(year=after.year - 1) - timedelta(days=1)
    except ValueError:  # 2月29日
        return date(after.year - 1, 2, 28)


def year_ends(held_on: date, *, is_corporation: bool) -> list[date]:
    """The last days of the years one may have brought, the likeliest first.

    A proprietor's year is the calendar's; a corporation's may have ended in any of the last
    eighteen months.
    """
    if not is_corporation:
        return [date(held_on.year - back, _DECEMBER, 31) for back in (1, 2)]
    months = [held_on.year * 12 + held_on.month - 1 - back for back in range(18)]
    return [date(month // 12, month % 12 + 1, 1) - timedelta(days=1) for month in months]


@cache
def _tables() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_name("seminar.toml").read_text("utf-8"))


@cache
def sheet_lines() -> tuple[SheetLine, ...]:
    """The lines in the order of the sheet."""
    return tuple(SheetLine(**row) for row in _tables()["line"])


@cache
def line_groups() -> tuple[tuple[str, tuple[SheetLine, ...]], ...]:
    """The lines under the two headings of the sheet."""
    return tuple(
        (ja, tuple(line for line in sheet_lines() if line.group == key))
        for key, ja in _GROUPS.items()
    )


def setting(name: str) -> int:
    """A number of ``seminar.toml``, such as ``kept_days``."""
    return int(_tables()[name])


def trade_of(bucket: str) -> str | None:
    """The row of the benchmark's table for a bucket; ``None`` for an unknown one."""
    trade = _tables()["trades"].get(bucket)
    return None if trade is None else str(trade)


def name_of_line(key: str) -> str:
    """What the sheet calls a line."""
    return next(line.ja for line in sheet_lines() if line.key == key)
