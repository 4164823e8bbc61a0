"""A plan of a business whose accounts have no balance sheet: profits are known, money is not."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from tests.diagnosis.cast import THIRD, statement
from tests.diagnosis.paper_cast import pages
from tests.plans.cast import APRIL, a_plan
from tests.plans.paper_cast import made, making
from tests.records.cast import told

from banso.accounts.models import Staff
from banso.figures.models import FinancialStatement
from banso.plans.actions import PlanFacts, keep_numbers
from banso.plans.documents.made import documents_for
from banso.plans.models import BusinessPlan
from banso.plans.queries.numbers import assumptions_of
from banso.plans.rules.kinds import kinds
from banso.plans.rules.numbers.assumptions import FixedCost, Nature
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


def test_the_check_before_adoption_says_what_is_reckoned_and_what_is_not(
    plan: BusinessPlan,
) -> None:
    said = [one.sentence for one in making(plan).sheet.concerns]
    words = (
        "お金の出入りと現預金は算出不可です（基準の決算に貸借対照表がない）。損益は計算しています。"
    )
    assert words in said
    assert not [one for one in said if "数値計画が出せません" in one]


def test_the_whole_plan_prints_no_table_of_unknowns(plan: BusinessPlan) -> None:
    told = "".join(pages(made(making(plan), "whole", "pdf")))
    assert (
        "始まりからどの年も算出不可のため、表を載せません（基準の決算に貸借対照表がない）。" in told
    )
    assert "1年目から先の現預金は算出不可です（基準の決算に貸借対照表がない）。" in told
    for row in ("買入債務", "売上の回収算出不可", "算出不可算出不可"):
        assert row not in told


def test_a_row_unknown_in_every_year_is_named_once_and_not_printed(
    plan: BusinessPlan, sato: Staff
) -> None:
    given = assumptions_of(plan)
    years = tuple(
        replace(year, costs=(*year.costs, FixedCost("x", "車の費用", Nature.OTHER)))
        for year in given.years
    )
    keep_numbers(plan, replace(given, years=years), seen_version=plan.version)
    told = "".join(pages(made(making(BusinessPlan.objects.get(pk=plan.pk)), "whole", "pdf")))
    assert "どの年も算出不可で、表に載せていない行：固定費（減価償却費を除く）・営業利益" in told
    assert "算出不可算出不可" not in told
    assert "売上高" in told


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
