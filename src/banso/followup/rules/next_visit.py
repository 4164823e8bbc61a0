"""The next visit（次の訪問）of one plan, by its rhythm: the only one that exists.

No wall of tasks: visits further on are foreseen and counted, never kept. Explained with an example
in docs/rules/rhythm.md.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from banso.core.era import in_era_day
from banso.core.workdays import last_working_day, next_working_day
from banso.followup.rules.rhythm import MONTHS_OF_A_YEAR, Decision, Rhythm

FIRST_MONTH = 4  # of a fiscal year


@dataclass(frozen=True, slots=True)
class Standing:
    """How a plan stands: its days, its last visit, and what waits to be done at once.

    ``ends_on`` is its last day, or the day the business closed; ``called_on`` is the day of a call
    of the owner that no visit answered yet; ``agreed_on`` the day agreed on at the last visit.
    """

    adopted_on: date
    ends_on: date
    last_visit: date | None = None
    called_on: date | None = None
    agreed_on: date | None = None

    @property
    def is_called(self) -> bool:
        """Whether the owner asked to be seen, and no visit followed."""
        return self.called_on is not None

    def visited(self, day: date) -> Standing:
        """As it stands once a visit was made on the day."""
        return replace(self, last_visit=day, called_on=None, agreed_on=None)


@dataclass(frozen=True, slots=True)
class Due:
    """The next visit: the working day by which it is to be made, and why."""

    on: date
    because: str

    def days_late(self, day: date) -> int:
        """How many days it is overdue; 0 when it is not."""
        return max((day - self.on).days, 0)


def next_visit(decision: Decision, standing: Standing) -> Due | None:
    """The one visit to come; ``None`` when the plan ends before it.

    One visit belongs to each stretch（月・四半期・半期 of the fiscal year）after that of the last
    visit, or of the adoption. A rhythm by hand makes no visit due before it was decided, and hides
    none that was late by then. A day agreed on with the owner comes before it, not after; a call of
    the owner makes a visit due at once, and hides no delay.
    """
    usual = _by_rhythm(decision, standing)
    if standing.called_on is not None:
        on = next_working_day(standing.called_on)
        called = f"{in_era_day(standing.called_on)}に事業者から声がかかった"
        if usual is not None and usual.on < on:
            return Due(usual.on, f"{called}。{usual.because}")
        return Due(on, called)
    agreed = standing.agreed_on
    if agreed is None or agreed > standing.ends_on:
        return usual
    if usual is None or agreed <= usual.on:
        return Due(agreed, f"前の訪問で{in_era_day(agreed)}と約束した")
    return Due(usual.on, f"{usual.because}（前の訪問では{in_era_day(agreed)}と約束）")


def _by_rhythm(decision: Decision, standing: Standing) -> Due | None:
    due = _in_rhythm(decision.rhythm, standing)
    hand = decision.by_hand
    if hand is not None and decision.by_facts is not None:
        before = _in_rhythm(decision.by_facts, standing)
        if before.on < hand.since:  # it was late already when it was decided
            due = before
        elif due.on < hand.since:
            said = f"{in_era_day(hand.since)}に{decision.rhythm.name}と決めた"
            due = Due(next_working_day(hand.since), said)
    return due if due.on <= standing.ends_on else None


def _in_rhythm(rhythm: Rhythm, standing: Standing) -> Due:
    since = max(standing.last_visit or standing.adopted_on, standing.adopted_on)
    months = rhythm.months
    on = _working_day_in(months_after(since, months), _stretch_after(since, months))
    what = "前の訪問" if since == standing.last_visit else "策定"
    return Due(on, f"{what}（{in_era_day(since)}）から{months}か月")


def _stretch_after(day: date, months: int) -> tuple[date, date]:
    """The first and last day of the stretch that follows the one the day lies in."""
    since_april = (day.month - FIRST_MONTH) % MONTHS_OF_A_YEAR
    to_next = months - since_april % months
    first = months_after(day.replace(day=1), to_next)
    return first, months_after(first, months) - timedelta(days=1)


def _working_day_in(day: date, stretch: tuple[date, date]) -> date:
    """The day, moved into the stretch and on to a working day; back where that would leave it."""
    first, last = stretch
    day = min(max(day, first), last)
    on = next_working_day(day)
    return on if on <= last else last_working_day(day)


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last day of a shorter month."""
    number = day.year * MONTHS_OF_A_YEAR + day.month - 1 + months
    year, month = divmod(number, MONTHS_OF_A_YEAR)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError  # every month has 28 days


def visits_until(
    decision: Decision, standing: Standing, last: date, today: date = date.min
) -> tuple[date, ...]:
    """The days of every visit up to ``last``, if each is made on its day and nothing changes.

    One that is overdue is made ``today``, and the others follow from there.
    """
    days: list[date] = []
    now = standing
    while (due := next_visit(decision, now)) is not None and due.on <= last:
        days.append(max(due.on, today))
        now = now.visited(days[-1])
    return tuple(days)
