"""Whom the office could choose for a year（今年度の対象）, and whom it chose."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from banso.accounts.history import past_of
from banso.accounts.models import Organisation, Staff
from banso.core import clock
from banso.core.fiscal_year import FiscalYear
from banso.followup.models import CheckSheetClosing, Selection, SelectionQuerySet
from banso.followup.queries.following import Follow, follows_of, rules_of
from banso.followup.queries.visits import followed_plans, visit_days
from banso.plans.models import BusinessPlan

UNKNOWN = "不明"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A business with its plan running in the year, and what speaks for or against choosing it.

    ``visited`` counts its visits in the fiscal year of today; ``before`` is its selection of the
    year before, if it had one.
    """

    follow: Follow
    last: CheckSheetClosing | None
    visited: int
    before: Selection | None

    @property
    def net_assets(self) -> str:
        """「純資産 △1,240千円（令和7年12月期）」 or 「不明（決算がない）」."""
        around = self.follow.around
        fact = around.facts.get("net_assets")
        return fact.words if fact else f"{UNKNOWN}（{around.because.get('net_assets', '')}）"

    @property
    def months(self) -> int:
        """Months since the adoption."""
        return int(self.follow.around.facts["months_since_adoption"].value)

    @property
    def drifts(self) -> int:
        """How many drifts are open."""
        return int(self.follow.around.facts["open_drifts"].value)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A firm chosen for the year; ``now`` is ``None`` where it is not followed up any more."""

    selection: Selection
    now: Candidate | None


@dataclass(frozen=True, slots=True)
class Choice:
    """The choice of a year: who is chosen, and who could be."""

    year: FiscalYear
    chosen: tuple[Chosen, ...]
    candidates: tuple[Candidate, ...]
    is_open: bool

    @property
    def carried(self) -> tuple[Candidate, ...]:
        """Those of the year before that could be taken over."""
        return tuple(one for one in self.candidates if one.before is not None)

    @property
    def visited(self) -> tuple[Candidate, ...]:
        """Those visited this year without being chosen for it."""
        return tuple(one for one in self.candidates if one.visited)


def choice_of(organisation: Organisation, year: FiscalYear, day: date | None = None) -> Choice:
    """The choice of a year as it stands on ``day``（today）. Fourteen queries.

    A year that is over is only read: nobody can be chosen for it any more.
    """
    day = day or clock.today()
    is_open = day <= year.last_day
    rows = selections_of(organisation, year)
    plans = followed_plans(organisation, day).filter(ends_on__gte=year.first_day)
    follows = follows_of(plans, rules_of(organisation), day)
    candidates = _candidates(organisation, follows, year, day)
    by_business = {one.follow.plan.business_id: one for one in candidates}
    chosen = [Chosen(row, by_business.get(row.plan.business_id)) for row in rows]
    taken = {row.selection.plan.business_id for row in chosen}
    left = [one for key, one in by_business.items() if key not in taken]
    return Choice(year, tuple(chosen), tuple(left) if is_open else (), is_open)


def selections_of(organisation: Organisation, year: FiscalYear) -> SelectionQuerySet:
    """The firms chosen for the year with all that lists show of them, by フリガナ."""
    rows = (
        Selection.objects.of(organisation)
        .of_year(year)
        .select_related(
            "plan__adoption",
            "plan__business__adviser__person",
            "plan__business__district",
            "plan__business__closure",
            "chosen_by__person",
        )
    )
    return rows.order_by("plan__business__name_kana", "plan__business__name", "pk")


def _candidates(
    organisation: Organisation, follows: Iterable[Follow], year: FiscalYear, day: date
) -> list[Candidate]:
    rows = list(follows)
    businesses = [row.plan.business_id for row in rows]
    visited = visit_days(businesses, FiscalYear.of(day).whole)
    last = last_judgements(row.plan.pk for row in rows)
    earlier = Selection.objects.of(organisation).of_year(year.previous).select_related("plan")
    before = {row.plan.business_id: row for row in earlier}
    return [
        Candidate(
            row,
            last.get(row.plan.pk),
            len(visited.get(row.plan.business_id, ())),
            before.get(row.plan.business_id),
        )
        for row in rows
    ]


def last_judgements(plans: Iterable[int]) -> dict[int, CheckSheetClosing]:
    """The last visit by check sheet of each plan, where there is one. One query."""
    rows = CheckSheetClosing.objects.standing().filter(sheet__plan__in=list(plans))
    return {one.sheet.plan_id: one for one in rows.select_related("sheet").order_by("on", "pk")}


def dropped_selection(staff: Staff, public_id: object) -> Selection | None:
    """A firm taken out of a year, as it last was and not saved; ``None`` if there is none."""
    seen = BusinessPlan.objects.visible_to(staff)
    gone = past_of(Selection).filter(public_id=public_id, history_type="-", plan__in=seen)
    last = gone.select_related("plan__business").order_by("-history_id").first()
    return last.instance if last else None
