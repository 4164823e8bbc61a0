"""The year's outlook（年度の見通し）: visits by month and adviser, 延べ and 実数, what if.

Made visits count as made; those to come as if each were made on its day and nothing changed.
Explained with an example in docs/rules/outlook.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from banso.core.era import in_era_month
from banso.core.fiscal_year import FiscalYear, Period
from banso.core.refusals import RuleViolation
from banso.core.workdays import working_days
from banso.followup.rules.next_visit import Standing, visits_until
from banso.followup.rules.rhythm import Decision, Rhythm

OVER_CAPACITY = "訪問が多すぎる"


@dataclass(frozen=True, slots=True)
class Made:
    """A visit made: its day, and the name of whose visit it was."""

    on: date
    by: str


@dataclass(frozen=True, slots=True)
class Followed:
    """One business followed up: who looks after it, its rhythm, what has been done this year.

    Visits to come are ``adviser``'s; of ``made`` each belongs to who made it.
    """

    key: int
    name: str
    adviser: str
    decision: Decision
    standing: Standing
    made: tuple[Made, ...] = ()

    def coming(self, day: date, year: FiscalYear) -> tuple[date, ...]:
        """The visits still to be made in the year; one overdue falls on ``day``."""
        days = visits_until(self.decision, self.standing, year.last_day, day)
        return tuple(one for one in days if year.whole.contains(one))


@dataclass(frozen=True, slots=True)
class BusyTime:
    """A time of the year in which there is little room（確定申告、補助金締切）.

    Month and day of its first and last day. Refuses one that is none, or passes 31 December.
    """

    name: str
    first: tuple[int, int]
    last: tuple[int, int]

    def __post_init__(self) -> None:
        leap = 2028  # a year that has every day
        try:
            first, last = date(leap, *self.first), date(leap, *self.last)
        except ValueError as error:
            message = f"「{self.name}」の月日がありません。"
            raise RuleViolation("no-day", message, field="busy") from error
        if last < first:
            message = f"「{self.name}」は年をまたがないように、2つに分けてください。"
            raise RuleViolation("turned-round", message, field="busy")

    def touches(self, month: date) -> bool:
        """Whether any day of the month lies in it."""
        return self.first[0] <= month.month <= self.last[0]


@dataclass(frozen=True, slots=True)
class Load:
    """One adviser's month: visits made and to come, and whether that is too many."""

    month: date
    adviser: str
    made: int
    coming: int
    most: int
    busy: tuple[str, ...] = ()

    @property
    def visits(self) -> int:
        """Both together."""
        return self.made + self.coming

    @property
    def is_too_much(self) -> bool:
        """Whether more are to be made than there is room for."""
        return bool(self.coming) and self.visits > self.most

    @property
    def words(self) -> str:
        """「令和9年3月：佐藤さんの訪問12件は、目安の6件を超えます（確定申告）。」 or nothing."""
        if not self.is_too_much:
            return ""
        why = f"（{'・'.join(self.busy)}）" if self.busy else ""
        return (
            f"{in_era_month(self.month)}：{self.adviser}の訪問{self.visits}件は、"
            f"目安の{self.most}件を超えます{why}。"
        )


@dataclass(frozen=True, slots=True)
class Outlook:
    """The whole year: ``visits`` 延べ and ``businesses`` 実数, made so far and at the end."""

    year: FiscalYear
    visits_made: int
    visits: int
    businesses_made: int
    businesses: int
    loads: tuple[Load, ...]

    @property
    def overloaded(self) -> tuple[Load, ...]:
        """The months that are too much for somebody."""
        return tuple(load for load in self.loads if load.is_too_much)


@dataclass(frozen=True, slots=True)
class Room:
    """How many visits an adviser makes in a working day at most, and when there is less room.

    In a month touched by a busy time half of it counts.
    """

    a_day: Decimal = Decimal("0.5")
    busy: tuple[BusyTime, ...] = field(default=())

    def most_in(self, month: Period) -> int:
        """The most visits of one adviser in a month."""
        days = len(working_days(month.first, month.last))
        most = days * self.a_day
        return int(most / 2 if self.names_in(month.first) else most)

    def names_in(self, month: date) -> tuple[str, ...]:
        """The busy times that touch the month."""
        return tuple(one.name for one in self.busy if one.touches(month))


def outlook(firms: Iterable[Followed], year: FiscalYear, day: date, room: Room) -> Outlook:
    """The year as it will be, seen on a day."""
    made: Counter[tuple[date, str]] = Counter()
    coming: Counter[tuple[date, str]] = Counter()
    visited, to_visit = set[int](), set[int]()
    for one in firms:
        for visit in one.made:
            made[visit.on.replace(day=1), visit.by] += 1
            visited.add(one.key)
        for on in one.coming(day, year):
            coming[on.replace(day=1), one.adviser] += 1
            to_visit.add(one.key)
    advisers = sorted({adviser for _, adviser in made | coming})
    loads = tuple(
        Load(
            month=month.first,
            adviser=adviser,
            made=made[month.first, adviser],
            coming=coming[month.first, adviser],
            most=room.most_in(month),
            busy=room.names_in(month.first),
        )
        for month in year.months
        for adviser in advisers
    )
    done, planned = sum(made.values()), sum(coming.values())
    return Outlook(year, done, done + planned, len(visited), len(visited | to_visit), loads)


def what_if(firms: Iterable[Followed], changed: Mapping[int, Rhythm]) -> list[Followed]:
    """The same businesses, some with another rhythm from the next visit on."""
    return [
        replace(
            one,
            decision=replace(one.decision, rhythm=changed[one.key], because=("もしも",)),
        )
        if one.key in changed
        else one
        for one in firms
    ]
