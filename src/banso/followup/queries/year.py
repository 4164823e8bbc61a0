"""A whole year of visits（年間の見通し）: made and to come, by month and adviser."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from banso.accounts.models import Organisation
from banso.core import clock
from banso.core.fiscal_year import FiscalYear, Period
from banso.followup.queries.following import Follow, follows_of, rules_of
from banso.followup.queries.visits import followed_plans, visits_of
from banso.followup.queries.whose import Maker, adviser_of, made_by_business, makers_of
from banso.followup.rules.easing import Easing, NotEased, could_ease, not_eased
from banso.followup.rules.next_visit import Standing
from banso.followup.rules.outlook import Followed, Load, Made, Outlook, outlook, what_if
from banso.followup.rules.rhythm import Decision, Rhythm
from banso.followup.rules.settings import FollowUpRules
from banso.records.models import SupportRecord
from banso.registry.models import Business


@dataclass(frozen=True, slots=True)
class YearFirms:
    """The businesses of a year as seen on ``day``: those followed up, and those only visited.

    ``follows`` holds those followed up by the key of the business; ``firms`` all of them.
    """

    year: FiscalYear
    day: date
    rules: FollowUpRules
    follows: Mapping[int, Follow]
    firms: tuple[Followed, ...]

    @property
    def is_over(self) -> bool:
        """Whether nothing of the year is left to plan."""
        return self.year.last_day < self.day

    @property
    def outlook(self) -> Outlook:
        """The year as it will be."""
        return self.outlook_with({})

    def outlook_with(self, changed: Mapping[int, Rhythm]) -> Outlook:
        """The year as it would be with other rhythms（もしも）."""
        return outlook(what_if(self.firms, changed), self.year, self.day, self.rules.room)

    def followed(self, key: int) -> Followed:
        """One of the businesses."""
        return next(one for one in self.firms if one.key == key)

    @property
    def easings(self) -> list[Easing]:
        """Those that could safely be visited less, the safest first."""
        return could_ease(self._followed, self._on_course, self._drifting)

    @property
    def not_eased(self) -> list[NotEased]:
        """The others that are followed up, and why not."""
        return not_eased(self._followed, self._on_course, self._drifting)

    @property
    def _followed(self) -> list[Followed]:
        return [one for one in self.firms if one.key in self.follows]

    @property
    def _on_course(self) -> dict[int, int]:
        told = (
            (key, row.around.facts.get("sheets_on_course")) for key, row in self.follows.items()
        )
        return {key: int(fact.value) for key, fact in told if fact is not None}

    @property
    def _drifting(self) -> set[int]:
        return {key for key, row in self.follows.items() if row.around.facts["open_drifts"].value}


@dataclass(frozen=True, slots=True)
class MonthRow:
    """A month of the table: each adviser's load in it, and their sum."""

    period: Period
    busy: tuple[str, ...]
    most: int
    loads: tuple[Load, ...]

    @property
    def key(self) -> str:
        """How addresses name the month: 「2026-04」."""
        return f"{self.period.first:%Y-%m}"

    @property
    def made(self) -> int:
        """Visits made by all."""
        return sum(load.made for load in self.loads)

    @property
    def coming(self) -> int:
        """Visits to come of all."""
        return sum(load.coming for load in self.loads)

    @property
    def visits(self) -> int:
        """Both together."""
        return self.made + self.coming


@dataclass(frozen=True, slots=True)
class AdviserSum:
    """One adviser's year: visits made and to come."""

    adviser: str
    made: int
    coming: int

    @property
    def visits(self) -> int:
        """Both together."""
        return self.made + self.coming


@dataclass(frozen=True, slots=True)
class YearTable:
    """Months by advisers; the sums agree with the outlook they are made from."""

    outlook: Outlook
    rows: tuple[MonthRow, ...]
    sums: tuple[AdviserSum, ...]

    @property
    def coming(self) -> int:
        """Visits to come of the whole year."""
        return self.outlook.visits - self.outlook.visits_made


def year_firms(organisation: Organisation, year: FiscalYear, day: date | None = None) -> YearFirms:
    """All businesses that are followed up on ``day``（today）or were visited in the year.

    Thirteen queries. A year to come begins without visits made.
    """
    day = day or clock.today()
    rules = rules_of(organisation)
    rows = follows_of(followed_plans(organisation, day), rules, day)
    follows = {row.plan.business_id: row for row in rows}
    made = made_by_business(visits_of(organisation, year.whole))
    firms = [_followed(row, made.get(key, ())) for key, row in follows.items()]
    visited = Business.objects.filter(pk__in=list(made)).select_related("adviser__person")
    firms += [
        replace(_not_followed(one, day), made=made[one.pk])
        for one in visited
        if one.pk not in follows
    ]
    return YearFirms(year, day, rules, follows, tuple(firms))


def _followed(row: Follow, made: tuple[Made, ...]) -> Followed:
    business = row.business
    return Followed(
        business.pk, business.name, adviser_of(business), row.decision, row.standing, made
    )


def _not_followed(business: Business, day: date) -> Followed:
    """A business whose plan runs no more: it was visited, and will not be."""
    over = Standing(day, day)
    usual = Decision(FollowUpRules().rhythms.usual, ("いまはフォローアップしていない",))
    return Followed(business.pk, business.name, adviser_of(business), usual, over)


def year_table(found: Outlook, firms: YearFirms) -> YearTable:
    """The outlook as a table."""
    room = firms.rules.room
    rows = tuple(
        MonthRow(
            month,
            room.names_in(month.first),
            room.most_in(month),
            tuple(load for load in found.loads if load.month == month.first),
        )
        for month in firms.year.months
    )
    advisers = dict.fromkeys(load.adviser for load in found.loads)
    sums = tuple(
        AdviserSum(
            name,
            sum(load.made for load in found.loads if load.adviser == name),
            sum(load.coming for load in found.loads if load.adviser == name),
        )
        for name in advisers
    )
    return YearTable(found, rows, sums)


@dataclass(frozen=True, slots=True)
class ComingVisit:
    """A visit to come: its day, whose it is, and the plan to open."""

    on: date
    followed: Followed
    plan: UUID


@dataclass(frozen=True, slots=True)
class Visits:
    """The visits behind a number of the year: made, each with whose it was, and to come."""

    made: tuple[tuple[SupportRecord, str], ...]
    coming: tuple[ComingVisit, ...]


def visits_behind(
    organisation: Organisation, firms: YearFirms, month: Period | None, adviser: str
) -> Visits:
    """The rows behind a cell of the table; no month, or no name, does not narrow. Four queries."""
    period = month or firms.year.whole
    rows = visits_of(organisation, period)
    makers = makers_of(rows)
    rows = rows.select_related("business").prefetch_related("supporters__person")
    told = [(row, makers.get(row.pk, Maker()).name) for row in rows.order_by("on", "pk")]
    made = [(row, maker) for row, maker in told if adviser in {"", maker}]
    coming = [
        ComingVisit(on, one, firms.follows[one.key].plan.public_id)
        for one in firms.firms
        if adviser in {"", one.adviser}
        for on in one.coming(firms.day, firms.year)
        if period.contains(on)
    ]
    coming.sort(key=lambda row: (row.on, row.followed.name))
    return Visits(tuple(made), tuple(coming))
