"""How a business is followed up（フォローアップ）and what became of it, as its whole page shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from banso.accounts.models import Staff
from banso.accounts.rules import may
from banso.core.fiscal_year import FiscalYear
from banso.followup.models import CheckSheetClosing
from banso.followup.queries import Follow, follows_of, outcomes_of, rules_of
from banso.followup.queries.visits import followed_plans
from banso.followup.rules.outcomes import READINGS, Result
from banso.programme.outcome_measures import is_outcome
from banso.programme.queries import Plan
from banso.programme.rules.consistency import MARGIN_UP
from banso.programme.rules.document import IndicatorLine
from banso.records.models import SupportRecord
from banso.registry.models import Business


@dataclass(frozen=True, slots=True)
class Followed:
    """The plan of a business that is followed up, how late its visit is, and the last judgement."""

    follow: Follow
    days_late: int
    planned_on: date | None
    last: CheckSheetClosing | None


def followed_of(business: Business, staff: Staff, day: date) -> Followed | None:
    """How the business is followed up; ``None`` when it is not, and for who may not see it.

    Twelve queries at most.
    """
    if not may(staff.role, "see-follow-up"):
        return None
    plans = followed_plans(staff.organisation, day).filter(business=business)
    follow = next(iter(follows_of(plans, rules_of(staff.organisation), day)), None)
    if follow is None:
        return None
    rows = CheckSheetClosing.objects.standing().filter(sheet__plan__business=business)
    last = rows.select_related("sheet").order_by("-on", "-pk").first()
    return Followed(follow, follow.days_late(day), follow.planned_on(day), last)


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """A line of the plan counted from accounts, and what it says of this business in a year."""

    label: str
    year: FiscalYear
    result: Result
    reading: str
    url: str


def outcome_lines(plan: Plan, business: Business, year: FiscalYear) -> tuple[OutcomeLine, ...]:
    """What became of the business this year and the year before, where it was followed up.

    One query for each line counted from accounts and each of the two years, and two more.
    """
    return tuple(_outcomes(plan, business, year))


def _outcomes(plan: Plan, business: Business, year: FiscalYear) -> Iterator[OutcomeLine]:
    lines = [line for line in plan.document.indicators if is_outcome(line)]
    reading = rules_of(business.organisation).margin_reading if lines else "points"
    for line in lines:
        years = [one for one in (year, year.previous) if _was_followed(line, business, one)]
        for found in outcomes_of({one: [business.pk] for one in years}, reading):
            is_margin = line.measure == MARGIN_UP
            yield OutcomeLine(
                f"§{line.section} {plan.document.full_name(line)}",
                found.year,
                found.margin if is_margin else found.sales,
                READINGS[reading] if is_margin else "",
                reverse("programme:line", args=[line.key]),
            )


def _was_followed(line: IndicatorLine, business: Business, year: FiscalYear) -> bool:
    rows = SupportRecord.objects.of(business.organisation).about(line.options.topics)
    rows = rows.filter(kind__in=line.options.kinds) if line.options.kinds else rows
    return rows.during(year.whole).filter(business=business).exists()
