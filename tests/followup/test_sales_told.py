"""Which months' sales are known, where the kinds of sales（店頭・EC・そのほか）were told apart."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests.conftest import TODAY
from tests.followup.kept_cast import an_adopted_plan

from banso.accounts.models import Staff
from banso.figures.actions.monthly import Change, enter_monthly_figures
from banso.figures.rules.monthly import Answer
from banso.followup.queries.progress import sales_told
from banso.followup.rules.course import ANSWERED_UNKNOWN, PARTLY
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
