"""Every plan followed up with its rhythm and next visit: what lists, outlooks and sheets share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from banso.accounts.models import Organisation, Staff
from banso.core.fiscal_year import FiscalYear
from banso.followup.models import CheckSheet, FollowUpSetting, RhythmChange, Selection
from banso.followup.queries.called import Called, calls_waiting
from banso.followup.queries.facts import circumstances
from banso.followup.queries.visits import agreed_days, followed_plans, last_visits
from banso.followup.rules.day_of_going import remarks_on
from banso.followup.rules.facts import Circumstances
from banso.followup.rules.next_visit import Due, Standing, next_visit
from banso.followup.rules.rhythm import USUAL, ByHand, Decision, rhythm_for
from banso.followup.rules.settings import FollowUpRules
from banso.plans.models import BusinessPlan
from banso.registry.models import Business


@dataclass(frozen=True, slots=True)
class Follow:
    """One plan followed up: the facts, the rhythm they decide, and the one visit to come.

    ``due`` is ``None`` when the plan ends before a next visit. ``sheet`` is its open check sheet,
    ``calls`` what the owner said that no visit answered yet, the newest first.
    """

    plan: BusinessPlan
    around: Circumstances
    decision: Decision
    standing: Standing
    due: Due | None
    is_chosen: bool = False
    sheet: CheckSheet | None = None
    calls: tuple[Called, ...] = ()

    @property
    def business(self) -> Business:
        """Whose plan it is."""
        return self.plan.business

    def days_late(self, day: date) -> int:
        """How many days its visit is overdue; 0 when it is not."""
        return self.due.days_late(day) if self.due else 0

    def planned_on(self, day: date) -> date | None:
        """The day one means to go, where a sheet is ready and that day has not passed."""
        planned = self.sheet.planned_on if self.sheet else None
        return planned if planned and planned >= day else None

    @property
    def is_planned_after_due(self) -> bool:
        """Whether one means to go only after the day by which the visit is due."""
        return (
            self.sheet is not None
            and self.due is not None
            and (self.sheet.planned_on > self.due.on)
        )

    def day_remarks(self, day: date) -> tuple[str, ...]:
        """What is said of the day one means to go, while it has not passed."""
        planned = self.planned_on(day)
        return remarks_on(planned, self.due.on if self.due else None, day) if planned else ()

    @property
    def open_drifts(self) -> int:
        """How many drifts wait for a third party."""
        return int(self.around.facts["open_drifts"].value)

    @property
    def is_usual(self) -> bool:
        """Whether nothing but the lack of a reason decides its rhythm."""
        return self.decision.because == (USUAL,)

    @property
    def is_called(self) -> bool:
        """Whether the owner asked to be seen, and was not yet visited."""
        return self.standing.is_called


def rules_of(organisation: Organisation) -> FollowUpRules:
    """The rules in force; without a programme, the usual. One query."""
    kept = FollowUpSetting.objects.filter(organisation=organisation).first()
    return kept.as_rules if kept else FollowUpRules()


def follows_of(plans: Iterable[BusinessPlan], rules: FollowUpRules, day: date) -> list[Follow]:
    """The plans（fetched by ``followed_plans``）as they stand on ``day``. Nine queries."""
    rows = list(plans)
    keys = [row.pk for row in rows]
    around = circumstances(rows, day)
    visited = last_visits((row.business_id for row in rows), day)
    agreed = agreed_days(visited)
    called, by_hand = calls_waiting(keys, day), _by_hand(keys, day)
    chosen = set(Selection.objects.of_year(FiscalYear.of(day)).filter(plan__in=keys)
                 .values_list("plan", flat=True))  # fmt: skip
    sheets = {one.plan_id: one for one in CheckSheet.objects.open().filter(plan__in=keys)}
    known = {one.key for one in rules.rhythms.all}
    found = []
    for row in rows:
        calls = called.get(row.pk, ())
        hand = by_hand.get(row.pk)
        # a rhythm that a later programme no longer has is decided by the facts again
        hand = hand if hand and hand.key in known else None
        decision = rhythm_for(rules.rhythms, around[row.pk], day, hand)
        standing = Standing(
            row.adoption.on,
            _last_day(row),
            visited.get(row.business_id),
            min((call.on for call in calls), default=None),
            agreed.get(row.business_id),
        )
        due = next_visit(decision, standing)
        found.append(
            Follow(row, around[row.pk], decision, standing, due, row.pk in chosen,
                   sheets.get(row.pk), calls)
        )  # fmt: skip
    return found


def _last_day(plan: BusinessPlan) -> date:
    """The plan's last day, or the day the business closed if that came first."""
    closure = getattr(plan.business, "closure", None)
    return min(plan.ends_on, closure.on) if closure else plan.ends_on


def _by_hand(plans: list[int], day: date) -> dict[int, ByHand]:
    found: dict[int, ByHand] = {}
    for row in RhythmChange.objects.in_force_on(day).filter(plan__in=plans):
        found[row.plan_id] = row.by_hand.after(found.get(row.plan_id))
    return found


def follow_of(plan: BusinessPlan, day: date) -> Follow | None:
    """One plan as it stands; ``None`` when it is not followed up on ``day``. Eleven queries."""
    organisation = plan.business.organisation
    rows = followed_plans(organisation, day).filter(pk=plan.pk)
    return next(iter(follows_of(rows, rules_of(organisation), day)), None)


def due_visits(
    staff: Staff, day: date, adviser: Staff | None = None, *, until: date | None = None
) -> list[Follow]:
    """The visits to come, the most urgent first: whom, when, why, how late. Eleven queries.

    Of the businesses ``adviser`` is in charge of, where one is named; due by ``until``, where a
    day is given.
    """
    plans = followed_plans(staff.organisation, day)
    plans = plans.filter(business__in=Business.objects.visible_to(staff))
    if adviser is not None:
        plans = plans.filter(business__adviser=adviser)
    found = [
        (one.due.on, one)
        for one in follows_of(plans, rules_of(staff.organisation), day)
        if one.due is not None and (until is None or one.due.on <= until)
    ]
    found.sort(key=lambda pair: (pair[0], pair[1].business.name_kana, pair[1].plan.pk))
    return [one for _, one in found]
