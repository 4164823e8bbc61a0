"""A plan of a business whose accounts have no balance sheet: profits are known, money is not."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from tests.diagnosis.cast import THIRD, statement
from tests.plans.cast import APRIL, a_plan
from tests.plans.paper_cast import making
from tests.records.cast import told

from banso.accounts.models import Staff
from banso.figures.models import FinancialStatement
from banso.plans.actions import PlanFacts
from banso.plans.documents.made import documents_for
from banso.plans.models import BusinessPlan
from banso.plans.rules.kinds import kinds
from banso.registry.models import Business

_OF_THE_YEAR = ("sales", "opening_inventory", "purchases", "closing_inventory", "wages", "rent")


@pytest.fixture(params=sorted(kinds()))
def plan(request: pytest.FixtureRequest, sakura: Business, sato: Staff) -> BusinessPlan:
    """A plan of each kind, begun from accounts of profit and loss alone."""
    amounts = {name: THIRD[name] for name in _OF_THE_YEAR}
    one = statement({**amounts, "depreciation": 1_000_000}, date(2026, 3, 31))
    FinancialStatement.objects.create(
        business=sakura,
        starts_on=one.starts_on,
        ends_on=one.ends_on,
        form=one.form.value,
        amounts=dict(one.amounts),
    )
    return a_plan(sakura, sato, PlanFacts(request.param, "売上を戻す", APRIL))


def test_the_months_say_that_money_is_not_known_and_why(
    plan: BusinessPlan, as_sato: Client
) -> None:
    answer = as_sato.get(reverse("plans:numbers", args=[plan.public_id]))
    assert answer.status_code == 200
    shown = told(" ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split()))
    months = shown.split("月末の現預金")[1]
    assert months.count(" 4,000 1,250 算出不可 算出不可 算出不可") == 12
    assert "入金・出金・現預金は算出不可：基準の決算に貸借対照表がない。" in months


@pytest.mark.parametrize(
    "name",
    ["detail", "text", "measures", "kpis", "numbers", "versions", "papers", "adopt", "facts"],
)
def test_every_page_and_paper_can_be_had(plan: BusinessPlan, as_sato: Client, name: str) -> None:
    assert as_sato.get(reverse(f"plans:{name}", args=[plan.public_id])).status_code == 200


def test_every_paper_can_be_had(plan: BusinessPlan) -> None:
    of = making(plan)
    for document in documents_for(of.content):
        assert all(write(of) for write in document.writers.values())
