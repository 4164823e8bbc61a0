"""Measures（施策）on a day: how each stands, its bar on a chart, and whence its money comes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from banso.core.money import yen
from banso.plans.rules.numbers.assumptions import MONTHS


class Phase(StrEnum):
    """How far a measure is."""

    AHEAD = "ahead"
    UNDER_WAY = "under-way"
    LATE = "late"
    DONE = "done"
    DROPPED = "dropped"

    @property
    def ja(self) -> str:
        """「進行中」."""
        return PHASE_NAMES[self]


PHASE_NAMES = {
    Phase.AHEAD: "これから",
    Phase.UNDER_WAY: "進行中",
    Phase.LATE: "遅れ",
    Phase.DONE: "完了",
    Phase.DROPPED: "取りやめ",
}


@dataclass(frozen=True, slots=True)
class Dates:
    """When a measure begins and ends, and the day it was done or dropped."""

    starts_on: date | None = None
    ends_on: date | None = None
    done_on: date | None = None
    dropped_on: date | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a measure stands on a day; ``days_late`` is 0 unless it is late."""

    phase: Phase
    days_late: int = 0

    @property
    def words(self) -> str:
        """「遅れ12日」「進行中」."""
        return f"遅れ{self.days_late}日" if self.phase is Phase.LATE else self.phase.ja


def standing_on(dates: Dates, day: date) -> Standing:
    """How the measure stands at the end of ``day``: what happened later does not count yet."""
    if dates.dropped_on is not None and dates.dropped_on <= day:
        return Standing(Phase.DROPPED)
    if dates.done_on is not None and dates.done_on <= day:
        return Standing(Phase.DONE)
    if dates.ends_on is not None and day > dates.ends_on:
        return Standing(Phase.LATE, (day - dates.ends_on).days)
    if dates.starts_on is not None and day < dates.starts_on:
        return Standing(Phase.AHEAD)
    return Standing(Phase.UNDER_WAY)


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar over months of a chart: the first month（0 the chart's first）and how many it spans.

    ``from_before`` and ``goes_on`` say that the measure reaches beyond the chart.
    """

    first: int
    span: int
    from_before: bool = False
    goes_on: bool = False


def bar_of(dates: Dates, first_month: date, months: int) -> Bar | None:
    """The bar of a measure in a chart of so many months; ``None`` without days, or outside it.

    With one day only the bar is the month of that day.
    """
    begins = dates.starts_on or dates.ends_on
    ends = dates.ends_on or dates.starts_on
    if begins is None or ends is None:
        return None
    first, last = _at(begins, first_month), _at(ends, first_month)
    if last < 0 or first >= months:
        return None
    shown_first, shown_last = max(first, 0), min(last, months - 1)
    return Bar(shown_first, shown_last - shown_first + 1, first < 0, last >= months)


def _at(day: date, first_month: date) -> int:
    return (day.year - first_month.year) * MONTHS + day.month - first_month.month


@dataclass(frozen=True, slots=True)
class Money:
    """What a measure costs and whence it is paid, in yen; ``None`` is not written yet."""

    cost: int | None = None
    own: int | None = None
    loan: int | None = None
    subsidy: int | None = None
    other: int | None = None

    @property
    def funded(self) -> int:
        """What has been found, in yen; a blank is nothing where the others are written."""
        return sum(part or 0 for part in (self.own, self.loan, self.subsidy, self.other))

    @property
    def is_funding_known(self) -> bool:
        """Whether anything is written about whence the money comes."""
        return any(part is not None for part in (self.own, self.loan, self.subsidy, self.other))


@dataclass(frozen=True, slots=True)
class Funding:
    """Costs and sources of all measures together（資金計画）, in yen.

    ``blank_costs`` is how many measures say nothing about what they cost.
    """

    cost: int
    own: int
    loan: int
    subsidy: int
    other: int
    blank_costs: int = 0

    @property
    def funded(self) -> int:
        """All sources together."""
        return self.own + self.loan + self.subsidy + self.other

    @property
    def gap(self) -> int:
        """費用 − 調達: above 0 it is what is still to be found, below 0 what is too much."""
        return self.cost - self.funded

    @property
    def words(self) -> str:
        """「費用3,000,000円に対して調達が500,000円足りません。」."""
        blank = f"費用の書かれていない施策が{self.blank_costs}件あります。"
        tail = blank if self.blank_costs else ""
        if not self.gap:
            return f"費用{yen(self.cost)}と調達が合っています。{tail}"
        side = "足りません" if self.gap > 0 else "多いです"
        return f"費用{yen(self.cost)}に対して調達が{yen(abs(self.gap))}{side}。{tail}"


def funding_of(measures: Iterable[Money]) -> Funding:
    """The sums of the measures that are to be carried out."""
    rows: Sequence[Money] = list(measures)
    sums = {
        name: sum(getattr(row, name) or 0 for row in rows)
        for name in ("cost", "own", "loan", "subsidy", "other")
    }
    return Funding(**sums, blank_costs=sum(row.cost is None for row in rows))
