"""Five years, 940 firms, three advisers who are away at times: every visit demanded is due once.

The days that the rules give are held against a walk through every day that knows nothing of them.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

import pytest
from tests.figures.cast import YEAR, a_kept_period
from tests.followup.cast import MONTHLY, QUARTERLY, TWICE
from tests.followup.kept_cast import a_visit_by_sheet, an_adopted_plan, the_rules
from tests.records.cast import a_firm

from banso.accounts.models import Staff
from banso.core import clock
from banso.core.fiscal_year import FiscalYear
from banso.core.workdays import is_working_day
from banso.followup.queries import due_visits, visit_days
from banso.followup.rules.next_visit import Standing, next_visit
from banso.followup.rules.rhythm import Decision, Rhythm
from banso.registry.models import Business

FIRST, LAST = date(2026, 4, 1), date(2031, 3, 31)
RHYTHMS = (MONTHLY, QUARTERLY, QUARTERLY, QUARTERLY, TWICE)
# Who is away from when to when: tax returns, a long illness, the summer.
AWAY = {
    "佐藤": [((2, 16), (3, 15)), ((8, 10), (8, 20))],
    "鈴木": [((6, 1), (9, 30))],
    "高橋": [((12, 1), (12, 28)), ((4, 1), (4, 10))],
}


@dataclass(frozen=True)
class Firm:
    """A firm: its adviser, its plan, and the day from which another rhythm counts."""

    adviser: str
    adopted_on: date
    ends_on: date
    rhythms: tuple[Rhythm, Rhythm]
    changed_on: date

    def rhythm_on(self, day: date) -> Rhythm:
        return self.rhythms[day >= self.changed_on]


def firms() -> list[Firm]:
    rng = Random(7)  # noqa: S311 - nothing secret
    found = []
    for _ in range(940):
        adopted = FIRST + timedelta(days=rng.randrange(4 * 365))
        found.append(
            Firm(
                rng.choice(list(AWAY)),
                adopted,
                min(adopted + timedelta(days=rng.randrange(365, 1826)), LAST),
                (rng.choice(RHYTHMS), rng.choice(RHYTHMS)),
                adopted + timedelta(days=rng.randrange(1500)),
            )
        )
    return found


def there(adviser: str) -> list[date]:
    """The days on which an adviser can go."""
    days = (FIRST + timedelta(days=ahead) for ahead in range((LAST - FIRST).days + 1))
    return [
        day
        for day in days
        if is_working_day(day) and not any(a <= (day.month, day.day) <= b for a, b in AWAY[adviser])
    ]


def by_the_rules(firm: Firm, days: list[date]) -> Iterator[date]:
    """Each visit on the first day after it is due on which the adviser is there."""
    standing = Standing(firm.adopted_on, firm.ends_on)
    now = firm.adopted_on

    def going(since: date, rhythm: Rhythm) -> date | None:
        due = next_visit(Decision(rhythm, ()), standing)
        if due is None:
            return None
        return next((day for day in days if day >= max(due.on, since)), None)

    while True:
        on = going(now, firm.rhythm_on(now))
        if now < firm.changed_on and (on is None or on >= firm.changed_on):
            now = firm.changed_on
            on = going(now, firm.rhythm_on(now))
        if on is None or on > firm.ends_on:
            return
        yield on
        standing, now = Standing(firm.adopted_on, firm.ends_on, on), on


def day_by_day(firm: Firm, days: list[date]) -> Iterator[date]:
    """Every day: is this another stretch of the year than the last visit's, and is it time?"""
    last = firm.adopted_on
    for day in days:
        if not firm.adopted_on < day <= firm.ends_on:
            continue
        months = 12 // firm.rhythm_on(day).visits_per_year
        if stretch(day, months) > stretch(last, months) and day >= wanted(last, months):
            yield day
            last = day


def stretch(day: date, months: int) -> int:
    return (day.year * 12 + day.month - 4) // months


def wanted(last: date, months: int) -> date:
    """So many months later, inside the next stretch, on a working day of it."""
    inside = [
        date(year, month, number)
        for year, month in (
            divmod(at, 12)
            for at in ((stretch(last, months) + 1) * months + 3 + ahead for ahead in range(months))
        )
        for month in (month + 1,)
        for number in range(1, calendar.monthrange(year, month)[1] + 1)
    ]
    at = last.year * 12 + last.month - 1 + months
    year, month = at // 12, at % 12 + 1
    day = date(year, month, min(last.day, calendar.monthrange(year, month)[1]))
    day = min(max(day, inside[0]), inside[-1])
    working = [one for one in inside if is_working_day(one)]
    return next((one for one in working if one >= day), working[-1])


def test_the_visits_due_in_five_years_are_exactly_those_demanded() -> None:
    days = {adviser: there(adviser) for adviser in AWAY}
    total = 0
    for firm in firms():
        by_rules = list(by_the_rules(firm, days[firm.adviser]))
        assert by_rules == list(day_by_day(firm, days[firm.adviser])), firm
        total += len(by_rules)
    assert total > 9_000


@pytest.mark.django_db
def test_a_year_through_sheets_makes_as_many_visits_as_the_rhythms_demand(
    sakura: Business, sato: Staff
) -> None:
    the_rules(sakura.organisation)
    adopted = date(2026, 3, 10)
    deep = a_firm("こぐれ食堂", sakura)
    with clock.fixed(adopted):
        a_kept_period(sakura, 2025)
        a_kept_period(
            deep, 2025, {**YEAR, "retained_earnings": -4_240_000, "long_term_loans": 17_240_000}
        )
    for firm in (sakura, deep):
        an_adopted_plan(firm, sato, on=adopted, starts_on=FIRST)
    year = FiscalYear(2026)
    today = year.first_day
    while True:
        with clock.fixed(today):
            found = due_visits(sato, today)
        waiting = [one for one in found if one.due is not None and one.due.on <= year.last_day]
        if not waiting:
            break
        first = waiting[0]
        assert first.due is not None
        today = max(today, first.due.on)
        a_visit_by_sheet(first.plan, sato, today)
    made = visit_days([sakura.pk, deep.pk], year.whole)
    assert {key: len(days) for key, days in made.items()} == {sakura.pk: 4, deep.pk: 12}
