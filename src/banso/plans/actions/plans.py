"""Decisions about a plan itself（事業計画）: begun, its title and period, thrown away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from banso.accounts.models import Staff
from banso.core import clock
from banso.core.era import in_era_day
from banso.core.refusals import RuleViolation
from banso.diagnosis.models import Diagnosis
from banso.diagnosis.rules.cash_flow.terms_of_payment import month_after
from banso.plans.models import BusinessPlan, Discarding, PlanMeasure, PlanPoint
from banso.plans.queries.beginning import points_said, proposed_numbers, remedies_of
from banso.plans.queries.finding import PLANS
from banso.plans.rules.kinds import kinds
from banso.plans.rules.numbers.assumptions import FEWEST_YEARS, MONTHS, MOST_YEARS
from banso.plans.rules.numbers.keeping import assumptions_as_json
from banso.plans.rules.periods import last_day
from banso.plans.rules.versions import PLACES
from banso.registry.actions import refuse_erased
from banso.registry.models import Business

DISCARDED = "破棄した計画は変えられません。直すときは、先に破棄を取り消してください。"
LONGEST_TITLE = 100
_LONGEST_REASON = 200


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """What kind of plan, its title, from which month for how many years, and since when written.

    Without ``opened_on``, a plan is begun today and one there is keeps its day.
    """

    kind: str
    title: str
    starts_on: date
    years: int = FEWEST_YEARS
    opened_on: date | None = None

    def __post_init__(self) -> None:
        """Refuse what no plan can be."""
        if self.kind not in kinds():
            raise RuleViolation("no-kind", "計画の種類を選んでください。", field="kind")
        if not self.title.strip():
            raise RuleViolation("no-title", "題名を書いてください。", field="title")
        if len(self.title) > LONGEST_TITLE:
            words = f"題名は{LONGEST_TITLE}字までにしてください（いま{len(self.title):,}字）。"
            raise RuleViolation("too-long", words, field="title")
        if self.starts_on.day != 1:
            words = "計画の初日は、月の1日にしてください。"
            raise RuleViolation("not-first", words, field="starts_on")
        if not FEWEST_YEARS <= self.years <= MOST_YEARS:
            words = f"年数は{FEWEST_YEARS}年から{MOST_YEARS}年です。"
            raise RuleViolation("bad-years", words, field="years")

    @property
    def ends_on(self) -> date:
        """The last day."""
        return last_day(self.starts_on, self.years)


@transaction.atomic
def open_plan(
    business: Business, facts: PlanFacts, *, by: Staff, diagnosis: Diagnosis | None = None
) -> BusinessPlan:
    """Begin a plan（事業計画を始める）with the figures of the newest accounts.

    From an analysis, finished or not, it takes over the remedies of the findings taken up as
    measures and what was said in SWOT: nothing is typed again. The same plan begun twice on a day
    by the same person is one. Refuses an erased business, another business's analysis, and a day
    of beginning（作り始めた日）that is to come or long gone.
    """
    locked = Business.objects.select_for_update().get(pk=business.pk)
    refuse_erased(locked)
    if diagnosis is not None and diagnosis.business_id != locked.pk:
        raise RuleViolation("not-theirs", "ほかの事業者の分析です。", field="diagnosis")
    opened_on = facts.opened_on or clock.today()
    _refuse_opened(opened_on)
    begun = {"title": facts.title.strip(), "opened_by": by, "opened_on": opened_on}
    same = BusinessPlan.objects.of_business(locked).drafts()
    known = same.filter(**begun, kind=facts.kind).first()
    if known is not None:  # pressed twice, or sent again after a lost answer
        return known
    numbers = proposed_numbers(locked, facts.starts_on, facts.years)
    plan = BusinessPlan.objects.create(
        business=locked,
        **begun,
        kind=facts.kind,
        starts_on=facts.starts_on,
        ends_on=facts.ends_on,
        years=facts.years,
        diagnosis=diagnosis,
        numbers=assumptions_as_json(numbers) if numbers else {},
    )
    if diagnosis is not None:
        _take_over(plan, diagnosis)
    PLANS.renew([plan.pk])
    return plan


def _refuse_opened(day: date) -> None:
    """Refuse a day to come, and one longer ago than a plan lasts: a slip of the year."""
    today = clock.today()
    if day > today:
        words = "作り始めた日に未来の日付は入れられません。"
        raise RuleViolation("future", words, field="opened_on")
    earliest = month_after(today.replace(day=1), -MOST_YEARS * MONTHS)
    if day < earliest:
        words = (
            f"作り始めた日は、{in_era_day(earliest)}以後にしてください（{MOST_YEARS}年前まで）。"
        )
        raise RuleViolation("long-ago", words, field="opened_on")


def _take_over(plan: BusinessPlan, diagnosis: Diagnosis) -> None:
    """Measures and points of the analysis, each with where it came from."""
    for position, remedy in enumerate(remedies_of(diagnosis), start=1):
        PlanMeasure.objects.create(
            plan=plan,
            horizon=remedy.horizon,
            what=remedy.what,
            finding=remedy.finding,
            position=position,
        )
    if not plan.kind_of.has("swot"):
        return
    count = dict.fromkeys(PLACES, 0)
    for place, entry in points_said(diagnosis):
        count[place] += 1
        PlanPoint.objects.create(
            plan=plan, place=place, text=entry.text, position=count[place], entry=entry
        )


def editable(plan: BusinessPlan) -> BusinessPlan:
    """The plan, locked; refuses one thrown away, and one of an erased business."""
    locked = BusinessPlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    if Discarding.objects.filter(plan=locked).exists():
        raise RuleViolation("discarded", DISCARDED)
    refuse_erased(locked.business)
    return locked


@transaction.atomic
def keep_plan_facts(plan: BusinessPlan, facts: PlanFacts, *, seen_version: int) -> BusinessPlan:
    """Change title and period（題名・期間）, and until it is adopted since when it was written.

    The kind stays: its headings are written under. Refuses another kind, another day of beginning
    once adopted, and an edit over another's.
    """
    locked = editable(plan)
    if facts.kind != locked.kind:
        words = "計画の種類は変えられません。別の計画を始めてください。"
        raise RuleViolation("other-kind", words, field="kind")
    if facts.opened_on and facts.opened_on != locked.opened_on:
        if BusinessPlan.objects.adopted().filter(pk=locked.pk).exists():
            words = "策定した計画の作り始めた日は変えられません。"
            raise RuleViolation("adopted", words, field="opened_on")
        _refuse_opened(facts.opened_on)
        locked.opened_on = facts.opened_on
    locked.title = facts.title.strip()
    locked.starts_on, locked.ends_on, locked.years = facts.starts_on, facts.ends_on, facts.years
    kept = locked.save_edit(seen_version=seen_version)
    PLANS.renew([kept.pk])
    return kept


@transaction.atomic
def discard_plan(plan: BusinessPlan, *, by: Staff, reason: str = "") -> Discarding:
    """Throw away a plan that was never adopted（計画の破棄）; asking again changes nothing."""
    locked = BusinessPlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    if BusinessPlan.objects.adopted().filter(pk=locked.pk).exists():
        raise RuleViolation("adopted", "策定した計画は破棄できません。改訂してください。")
    if len(reason) > _LONGEST_REASON:
        words = f"理由は{_LONGEST_REASON}字までにしてください（いま{len(reason):,}字）。"
        raise RuleViolation("too-long", words, field="reason")
    told = {"at": clock.now(), "reason": reason.strip(), "discarded_by": by}
    discarding, _ = Discarding.objects.get_or_create(plan=locked, defaults=told)
    PLANS.drop([locked.pk])
    return discarding


@transaction.atomic
def bring_back_plan(plan: BusinessPlan) -> None:
    """Take the throwing away back（破棄の取消）; asking again changes nothing."""
    refuse_erased(plan.business)
    for discarding in Discarding.objects.filter(plan=plan):
        discarding.delete()
    PLANS.renew([plan.pk])
