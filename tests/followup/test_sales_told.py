"""Which months' sales are known, and what the plan of then wanted of each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from tests.conftest import TODAY
from tests.followup.kept_cast import an_adopted_plan
from tests.plans.numbers_cast import a_year, sakura_plan

from banso.accounts.models import Staff
from banso.figures.actions.monthly import Change, enter_monthly_figures
from banso.figures.rules.monthly import Answer
from banso.followup.queries.progress import months_of_sales, sales_told
from banso.followup.rules.course import ANSWERED_UNKNOWN, PARTLY
from banso.plans.actions import keep_numbers, revise_plan
from banso.plans.models import BusinessPlan
from banso.registry.models import Business

Told = dict[int, tuple[int | None, str]]


@pytest.fixture
def plan(sakura: Business, sato: Staff) -> BusinessPlan:
    return an_adopted_plan(sakura, sato)


def told_after(plan: BusinessPlan, by: Staff, *cells: tuple[int, str, int | None]) -> Told:
    """Months（by number）with what is known of them, after the cells were entered."""
    changes = {
        (date(2026, month, 1), f"sales_{kind}"): Change(
            Answer(is_unknown=True) if amount is None else Answer(Decimal(amount))
        )
        for month, kind, amount in cells
    }
    enter_monthly_figures(plan.business, changes, by=by)
    return {month.month: known for month, known in sales_told(plan, TODAY).items()}


def test_a_kind_of_sales_told_for_the_first_time_takes_nothing_from_the_months_before(
    plan: BusinessPlan, sato: Staff
) -> None:
    found = told_after(
        plan, sato, (8, "store", 800), (9, "store", 900), (10, "store", 700), (10, "online", 300)
    )
    assert found == {8: (800, ""), 9: (900, ""), 10: (1_000, "")}


def test_a_kind_told_before_is_lacking_where_it_is_blank(plan: BusinessPlan, sato: Staff) -> None:
    found = told_after(
        plan, sato, (8, "store", 800), (8, "online", 100), (9, "store", 900), (10, "online", 300)
    )
    assert found == {8: (900, ""), 9: (None, PARTLY), 10: (None, PARTLY)}


def test_what_was_answered_as_unknown_is_lacking(plan: BusinessPlan, sato: Staff) -> None:
    found = told_after(
        plan, sato, (8, "store", None), (9, "store", 900), (9, "other", None), (10, "store", 700)
    )
    assert found == {8: (None, ANSWERED_UNKNOWN), 9: (None, PARTLY), 10: (None, PARTLY)}


def wanted(plan: BusinessPlan, day: date = TODAY) -> list[int | None]:
    """The planned sales of the months that are over, from April on."""
    fresh = BusinessPlan.objects.get(pk=plan.pk)
    return [one.planned for one in months_of_sales(fresh, day)]


def with_more_sales(plan: BusinessPlan) -> None:
    """Write higher sales into the plan; nobody has agreed to them yet."""
    years = (a_year(60_000, 1_150, 2_000_000), *sakura_plan().years[1:])
    plan.refresh_from_db()
    keep_numbers(plan, replace(sakura_plan(), years=years), seen_version=plan.version)
    plan.refresh_from_db()


def test_a_revision_does_not_rewrite_what_was_planned_for_months_that_are_over(
    sakura: Business, sato: Staff
) -> None:
    plan = an_adopted_plan(sakura, sato, numbers=sakura_plan())
    before = wanted(plan)
    with_more_sales(plan)
    revise_plan(plan, on=date(2026, 10, 5), reason="見直し", by=sato)
    after = wanted(plan)
    assert (after[:6], len(after)) == (before[:6], 7), "4月から9月は前の版"
    assert (after[6] or 0) > (before[6] or 0), "10月の末には新しい版"


def test_figures_written_by_a_revision_count_for_the_months_before_it_too(
    plan: BusinessPlan, sato: Staff
) -> None:
    assert wanted(plan) == [None] * 7
    keep_numbers(plan, sakura_plan(), seen_version=plan.version)
    plan.refresh_from_db()
    revise_plan(plan, on=TODAY, reason="数値計画を書いた", by=sato)
    assert all(wanted(plan))
