"""The fiscal year（年度）, April to March, and the stretches of days inside it."""

import calendar
from dataclasses import dataclass, field
from datetime import date
from typing import Self

from banso.core.era import FIRST_YEAR, LAST_YEAR, era_of, in_era_day, in_era_year, parse_year
from banso.core.refusals import RuleViolation

FIRST_MONTH = 4


@dataclass(frozen=True, order=True, slots=True)
class Period:
    """A stretch of days（期間）, both ends included; ``name`` is what people call it."""

    first: date
    last: date
    name: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise RuleViolation(
                "period-reversed",
                f"期間の終わり（{in_era_day(self.last)}）が"
                f"始まり（{in_era_day(self.first)}）より前です。",
            )

    def contains(self, day: date) -> bool:
        """Whether the day falls in the period."""
        return self.first <= day <= self.last

    @property
    def days(self) -> int:
        """Number of days, both ends counted."""
        return (self.last - self.first).days + 1

    @property
    def span(self) -> str:
        """Both ends in era words: 「令和8年4月1日〜令和9年3月31日」."""
        return f"{in_era_day(self.first)}〜{in_era_day(self.last)}"

    @property
    def label(self) -> str:
        """The period's name（「4月」「令和8年度上期」）, or its span when it has none."""
        return self.name or self.span

    def __str__(self) -> str:
        return self.label


@dataclass(frozen=True, order=True, slots=True)
class FiscalYear:
    """One fiscal year（年度）: ``FiscalYear(2026)`` is 令和8年度, 2026-04-01 to 2027-03-31.

    A year of two eras bears the later name: fiscal 2019 is 令和元年度. Refuses years the calendar
    of eras does not cover.
    """

    start_year: int

    def __post_init__(self) -> None:
        if not FIRST_YEAR <= self.start_year < LAST_YEAR:
            raise RuleViolation(
                "fiscal-year-out-of-range",
                f"{self.start_year}年度は扱えません。"
                f"{FIRST_YEAR}年度から{LAST_YEAR - 1}年度までで指定してください。",
            )

    @classmethod
    def of(cls, day: date) -> Self:
        """The fiscal year a day falls in."""
        return cls(day.year if day.month >= FIRST_MONTH else day.year - 1)

    @classmethod
    def from_key(cls, key: str) -> Self:
        """Read 「R8」, 「令和8年度」 or 「2026」; 「H31」 is the same year as 「R1」."""
        return cls(parse_year(key.strip().removesuffix("度"), field=None))

    @classmethod
    def between(cls, first: Self, last: Self) -> tuple[Self, ...]:
        """Every fiscal year from ``first`` to ``last``, both included."""
        if last < first:
            raise RuleViolation(
                "fiscal-years-reversed",
                f"{last}は{first}より前です。始まりと終わりを確かめてください。",
            )
        return tuple(cls(year) for year in range(first.start_year, last.start_year + 1))

    @property
    def label(self) -> str:
        """As people write it: 「令和8年度」."""
        return f"{in_era_year(self.start_year)}度"

    @property
    def key(self) -> str:
        """As files and addresses write it: ``R8``."""
        era = era_of(date(self.start_year, 12, 31))
        return f"{era.letter}{era.year_of(self.start_year)}" if era else str(self.start_year)

    @property
    def short_label(self) -> str:
        """For narrow columns: 「R8」."""
        return self.key

    @property
    def first_day(self) -> date:
        """1 April."""
        return date(self.start_year, FIRST_MONTH, 1)

    @property
    def last_day(self) -> date:
        """31 March of the following year."""
        return date(self.start_year + 1, FIRST_MONTH - 1, 31)

    @property
    def whole(self) -> Period:
        """The twelve months（年間）."""
        return Period(self.first_day, self.last_day, self.label)

    @property
    def first_half(self) -> Period:
        """April to September（上期）."""
        return Period(self.first_day, date(self.start_year, 9, 30), f"{self.label}上期")

    @property
    def second_half(self) -> Period:
        """October to March（下期）."""
        return Period(date(self.start_year, 10, 1), self.last_day, f"{self.label}下期")

    @property
    def months(self) -> tuple[Period, ...]:
        """The twelve months in order, April first, each named like 「4月」."""
        return tuple(self._month(number) for number in (4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3))

    def _month(self, number: int) -> Period:
        year = self.start_year if number >= FIRST_MONTH else self.start_year + 1
        last = calendar.monthrange(year, number)[1]
        return Period(date(year, number, 1), date(year, number, last), f"{number}月")

    @property
    def next(self) -> "FiscalYear":
        """The fiscal year after this one."""
        return FiscalYear(self.start_year + 1)

    @property
    def previous(self) -> "FiscalYear":
        """The fiscal year before this one."""
        return FiscalYear(self.start_year - 1)

    def __str__(self) -> str:
        return self.label
