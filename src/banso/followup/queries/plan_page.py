"""All that the page of one plan's follow-up shows beside its frame, gathered once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from banso.accounts.models import Staff
from banso.core.fiscal_year import FiscalYear
from banso.followup.models import FollowUpSetting, Selection
from banso.followup.queries.following import Follow
from banso.followup.queries.from_owner import FromOwner, from_owners_of
from banso.followup.queries.overview import (
    CallLine,
    FactLine,
    PastVisit,
    RhythmLine,
    RhythmPast,
    calls_of,
    fact_lines,
    past_rhythms,
    past_visits,
    rhythm_lines,
    selection_of,
    why_not_followed,
)
from banso.followup.rules.rhythm import Rhythms
from banso.followup.rules.settings import FollowUpRules
from banso.plans.models import BusinessPlan
from banso.records.queries import DuePromise, open_promises

MOST_RECENT = 8


@dataclass(frozen=True, slots=True)
class PlanFollowUp:
    """How one plan is followed up: what decides its rhythm, what was decided, said and done.

    ``facts`` and ``rhythms`` are empty, and ``why_not`` says why, where it is followed up no more.
    """

    year: FiscalYear
    setting: FollowUpSetting | None
    usable: Rhythms
    facts: tuple[FactLine, ...]
    rhythms: tuple[RhythmLine, ...]
    past_rhythms: tuple[RhythmPast, ...]
    selection: Selection | None
    calls: tuple[CallLine, ...]
    all_visits: tuple[PastVisit, ...]
    promises: tuple[DuePromise, ...]
    why_not: tuple[str, ...]
    heard: FromOwner

    @property
    def visits(self) -> tuple[PastVisit, ...]:
        """The newest visits."""
        return self.all_visits[:MOST_RECENT]

    @property
    def earlier_visits(self) -> tuple[PastVisit, ...]:
        """The others, behind a fold."""
        return self.all_visits[MOST_RECENT:]


def plan_follow_up(
    plan: BusinessPlan, follow: Follow | None, staff: Staff, day: date
) -> PlanFollowUp:
    """The follow-up of one plan as ``staff`` may see it on a day. Fourteen queries at most."""
    setting = FollowUpSetting.objects.filter(organisation=staff.organisation).first()
    rhythms = (setting.as_rules if setting else FollowUpRules()).rhythms
    return PlanFollowUp(
        year=FiscalYear.of(day),
        setting=setting,
        usable=rhythms,
        facts=fact_lines(follow) if follow else (),
        rhythms=rhythm_lines(rhythms, follow.decision) if follow else (),
        past_rhythms=tuple(past_rhythms(plan, rhythms, day)),
        selection=selection_of(plan, day),
        calls=tuple(calls_of(plan, day, is_followed=follow is not None)),
        all_visits=tuple(past_visits(plan.business, staff)),
        promises=tuple(open_promises(plan.business, staff)),
        why_not=() if follow else tuple(why_not_followed(plan, day)),
        heard=from_owners_of([plan], day)[0],
    )
