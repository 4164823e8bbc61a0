"""Plans to choose from, and the businesses that were analysed and have no plan."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q

from banso.accounts.models import Staff
from banso.core import clock
from banso.diagnosis.models import Diagnosis
from banso.plans.models import BusinessPlan, BusinessPlanQuerySet
from banso.registry.models import Business, BusinessQuerySet

STATES = {"all": "すべて", "drafts": "作成中", "adopted": "策定済み", "discarded": "破棄"}


@dataclass(frozen=True, slots=True)
class PlanChoice:
    """Which plans are asked for; what is empty does not narrow."""

    words: str = ""
    state: str = "all"
    kind: str = ""
    mine: bool = False


def plans_for(staff: Staff, choice: PlanChoice) -> BusinessPlanQuerySet:
    """The plans asked for, the newest first, with how many measures each has, and how many late.

    Plans thrown away are only shown where they are asked for.
    """
    rows = BusinessPlan.objects.visible_to(staff)
    if choice.words:
        found = Business.objects.visible_to(staff).matching(choice.words)
        rows = rows.filter(Q(business__in=found) | Q(title__icontains=choice.words))
    if choice.state == "drafts":
        rows = rows.drafts()
    elif choice.state == "adopted":
        rows = rows.adopted()
    elif choice.state == "discarded":
        rows = rows.filter(discarding__isnull=False)
    else:
        rows = rows.standing()
    if choice.kind:
        rows = rows.filter(kind=choice.kind)
    if choice.mine:
        rows = rows.filter(business__adviser=staff)
    rows = rows.order_by("-opened_on", "-pk").select_related(
        "business__adviser__person", "opened_by__person", "adoption", "discarding"
    )
    still = Q(measures__done__isnull=True, measures__dropped__isnull=True)
    late = still & Q(measures__ends_on__lt=clock.today())
    return rows.annotate(
        measure_count=Count("measures", distinct=True),
        late_count=Count("measures", filter=late, distinct=True),
    )


def plans_of(business: Business, staff: Staff) -> BusinessPlanQuerySet:
    """One business's plans as far as ``staff`` may see them, the newest first."""
    rows = BusinessPlan.objects.visible_to(staff).standing().of_business(business)
    return rows.select_related("adoption", "opened_by__person").order_by("-opened_on", "-pk")


def latest_adopted(business: Business) -> BusinessPlan | None:
    """The plan of the business adopted last; ``None`` when it never adopted one. One query."""
    rows = BusinessPlan.objects.of_business(business).adopted()
    return rows.select_related("adoption").order_by("-adoption__on", "-pk").first()


def analysed_without_plan(staff: Staff) -> BusinessQuerySet:
    """Businesses with a finished analysis and no plan, drafts counting as one.

    The programme promises as many plans as analyses（計画 6.(2)）.
    """
    analysed = Diagnosis.objects.completed().filter(business=OuterRef("pk"))
    planned = BusinessPlan.objects.standing().filter(business=OuterRef("pk"))
    rows = Business.objects.visible_to(staff).unerased().open()
    rows = rows.filter(Exists(analysed)).exclude(Exists(planned))
    return rows.select_related("adviser__person").order_by("name_kana", "pk")
