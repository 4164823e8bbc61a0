"""経営革新の目標: whether 付加価値額 and 給与支給総額 grow as much as a plan of its years must.

伸び率 =（最後の年 − 基準）÷ 基準. 付加価値額 may be met altogether or by head, and must be above 0
at the end. The thresholds are data: ``innovation.toml``. Explained in docs/rules/innovation.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path

from banso.diagnosis.rules.reading import Reading, Unit, unknown
from banso.plans.rules.numbers.base import BaseYear
from banso.plans.rules.numbers.reckoning import PlanYear, Reckoned
from banso.plans.rules.tables import Row, keyed, read_table, unreadable

_FILE = "innovation.toml"
_GOAL = ("key", "ja", "yearly", "per_head", "whole")
_PERCENT = 100
NOT_ABOVE_ZERO = "基準が0以下"
NO_PEOPLE = "従業員数がわからない"


class Verdict(StrEnum):
    """Whether a goal is met."""

    MET = "met"
    MISSED = "missed"
    UNKNOWN = "unknown"

    @property
    def ja(self) -> str:
        """「達成」."""
        return {"met": "達成", "missed": "未達成", "unknown": "算出不可"}[self.value]


@dataclass(frozen=True, slots=True)
class Goal:
    """One figure that must grow: percent a year, and over a plan of so many years."""

    key: str
    ja: str
    yearly: Decimal
    per_head: bool
    whole: Mapping[int, Decimal]


@dataclass(frozen=True, slots=True)
class Goals:
    """The goals in their order, and where they come from."""

    goals: tuple[Goal, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Growth:
    """How a figure grows from the base to the last year; ``ja`` is what it is of."""

    ja: str
    base: Reading
    last: Reading
    rate: Reading


@dataclass(frozen=True, slots=True)
class Standing:
    """A goal held against the plan: what is needed（a part of 1）and each way to meet it."""

    goal: Goal
    needed: Decimal
    ways: tuple[Growth, ...]

    @property
    def verdict(self) -> Verdict:
        """Met when one way is; 算出不可 when none is met and one cannot be told."""
        if any(self._meets(way) for way in self.ways):
            return Verdict.MET
        known = all(way.rate.is_known for way in self.ways)
        return Verdict.MISSED if known else Verdict.UNKNOWN

    def _meets(self, way: Growth) -> bool:
        above = way.last.value is not None and way.last.value > 0
        return above and way.rate.value is not None and way.rate.value >= self.needed

    @property
    def words(self) -> str:
        """「給与支給総額は未達成：4.5%以上に対して0.0%（15,600,000円→15,600,000円）」."""
        told = "、".join(
            f"{way.ja}{way.rate.words}（{way.base.words}→{way.last.words}）" for way in self.ways
        )
        needed = Unit.RATE.write(self.needed)
        return f"{self.goal.ja}は{self.verdict.ja}：{needed}以上に対して{told}"


@cache
def goals() -> Goals:
    """The goals in force."""
    return read_goals(Path(__file__).with_name(_FILE).read_text("utf-8"))


def read_goals(text: str) -> Goals:
    """Goals as a file has them. Refuses blanks, and growth that is no number of percent."""
    table = read_table(text, _FILE)
    if not table.get("source"):
        raise unreadable(_FILE, "出典（source）がありません。")
    rows = keyed(table.get("goal", []), _FILE, _GOAL)
    return Goals(tuple(_goal(row) for row in rows.values()), table["source"])


def _goal(row: Row) -> Goal:
    try:
        whole = {int(years): Decimal(percent) for years, percent in row["whole"].items()}
        yearly = Decimal(row["yearly"])
    except (ArithmeticError, ValueError, TypeError) as fault:
        words = f'「{row["key"]}」の伸び率は "4.5" のように書いてください。'
        raise unreadable(_FILE, words) from fault
    return Goal(row["key"], row["ja"], yearly, row["per_head"], whole)


def standings(found: Reckoned) -> tuple[Standing, ...]:
    """Each goal held against the last year of the plan, in the order of the file."""
    base, last = BaseYear(found.assumptions.base), found.years[-1]
    return tuple(_standing(goal, base, last) for goal in goals().goals)


def _standing(goal: Goal, base: BaseYear, last: PlanYear) -> Standing:
    """The threshold of the plan's years; one the file does not name is years × 年率."""
    percent = goal.whole.get(last.number, goal.yearly * last.number)
    whole = _growth("", base.reading(goal.key), last.income.reading(goal.key))
    ways = [whole]
    if goal.per_head:
        heads = (
            _per_head(whole.base, base.employees),
            _per_head(whole.last, last.income.plan.employees),
        )
        ways.append(_growth("1人当たり", *heads))
    return Standing(goal, percent / _PERCENT, tuple(ways))


def _growth(ja: str, base: Reading, last: Reading) -> Growth:
    return Growth(ja, base, last, _rate(base, last))


def _rate(base: Reading, last: Reading) -> Reading:
    if base.value is None or last.value is None:
        return unknown(base.reason or last.reason, Unit.RATE)
    if base.value <= 0:
        return unknown(NOT_ABOVE_ZERO, Unit.RATE)
    return Reading(last.value / base.value - 1, Unit.RATE, "", base.notes)


def _per_head(whole: Reading, people: Decimal | None) -> Reading:
    if whole.value is None:
        return unknown(whole.reason, Unit.YEN_EACH)
    if not people:
        return unknown(NO_PEOPLE, Unit.YEN_EACH)
    return Reading(whole.value / people, Unit.YEN_EACH, "", whole.notes)
