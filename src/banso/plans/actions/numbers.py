"""Decisions about the figures of a plan（数値計画）and its 事業承継計画表."""

from __future__ import annotations

from django.db import transaction

from banso.core.refusals import RuleViolation
from banso.plans.actions.plans import editable
from banso.plans.models import BusinessPlan
from banso.plans.queries.beginning import proposed_numbers
from banso.plans.rules.numbers.assumptions import Assumptions
from banso.plans.rules.numbers.checking import refuse_assumptions
from banso.plans.rules.numbers.keeping import assumptions_as_json
from banso.plans.rules.succession_table import SuccessionTable, refuse_table


@transaction.atomic
def keep_numbers(plan: BusinessPlan, given: Assumptions, *, seen_version: int) -> BusinessPlan:
    """Keep the assumptions of the figures. Blanks are kept: what needs them is 算出不可.

    The same figures sent again（after a lost answer）change nothing. Refuses what no plan can be
    made of, months that do not add up to their year（with the difference）, and an edit over
    another's.
    """
    locked = editable(plan)
    refuse_assumptions(given)
    numbers = assumptions_as_json(given)
    if locked.numbers == numbers:
        return locked
    locked.numbers = numbers
    return locked.save_edit(seen_version=seen_version)


@transaction.atomic
def begin_numbers_anew(plan: BusinessPlan, *, seen_version: int) -> BusinessPlan:
    """Begin the figures again from the newest accounts; what was assumed goes.

    Refuses a business without accounts, and an edit over another's.
    """
    locked = editable(plan)
    given = proposed_numbers(locked.business, locked.starts_on, locked.years)
    if given is None:
        raise RuleViolation("no-accounts", "決算がありません。先に決算を入れてください。")
    locked.numbers = assumptions_as_json(given)
    return locked.save_edit(seen_version=seen_version)


@transaction.atomic
def keep_succession(
    plan: BusinessPlan, table: SuccessionTable, *, seen_version: int
) -> BusinessPlan:
    """Keep the 事業承継計画表; the same table sent again changes nothing.

    Refuses a kind without one, cells that cannot be, and an edit over another's.
    """
    locked = editable(plan)
    if not locked.kind_of.has("succession"):
        raise RuleViolation("no-table", "この種類の計画に、事業承継計画表はありません。")
    refuse_table(table, locked.years)
    kept = table.as_json()
    if locked.succession == kept:
        return locked
    locked.succession = kept
    return locked.save_edit(seen_version=seen_version)
