"""Choosing several firms of a year in one go（今年度の対象）."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from banso.accounts.models import Staff
from banso.core.fiscal_year import FiscalYear
from banso.core.refusals import RuleViolation
from banso.followup.actions.choices import drop_selection, select_plan
from banso.followup.models import Selection
from banso.plans.models import BusinessPlan


@dataclass(frozen=True, slots=True)
class Chosen:
    """A plan to be chosen, and why."""

    plan: BusinessPlan
    reason: str


@transaction.atomic
def select_plans(
    rows: Sequence[Chosen], *, year: FiscalYear, by: Staff
) -> dict[int, RuleViolation]:
    """Choose all of them, each with its reason, or none; what is refused, by the plan's key.

    Refuses to choose nobody.
    """
    if not rows:
        raise RuleViolation("nobody", "選ぶ事業者に印を付けてください。", field="plan")
    refused: dict[int, RuleViolation] = {}
    for row in rows:
        try:
            select_plan(row.plan, year=year, reason=row.reason, by=by)
        except RuleViolation as refusal:
            refused[row.plan.pk] = refusal
    if refused:
        transaction.set_rollback(True)
    return refused


@transaction.atomic
def drop_selections(selections: Iterable[Selection]) -> int:
    """Take back what was chosen in one go（元に戻す）; how many firms that were."""
    dropped = list(selections)
    for one in dropped:
        drop_selection(one)
    return len(dropped)
