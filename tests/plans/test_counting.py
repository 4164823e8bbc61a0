"""事業計画策定事業者数: businesses whose plan was adopted in the year, and the rows behind it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from tests.architecture.world import PLAN
from tests.conftest import TODAY
from tests.plans.cast import a_plan, an_adopted_plan
from tests.records.cast import a_firm

from banso.accounts.models import Organisation, Staff
from banso.core.fiscal_year import FiscalYear
from banso.core.refusals import RuleViolation
from banso.plans.actions import keep_section, revise_plan
from banso.programme.actions import enter_result, load_programme
from banso.programme.evidence import evidence_of
from banso.programme.measures import is_planned, tallies
from banso.programme.models import Result
from banso.programme.queries import Plan, plan_of
from banso.programme.rules.tallies import Tally
from banso.registry.models import Business

YEAR = FiscalYear(2026)


@pytest.fixture
def programme(gunma: Organisation, suzuki: Staff) -> Plan:
    """The certified plan, in force."""
    load_programme(PLAN.read_text(encoding="utf-8"), organisation=gunma, by=suzuki)
    found = plan_of(gunma)
    assert found is not None
    return found


def test_a_business_counts_once_in_the_year_its_plan_was_adopted(
    programme: Plan, sakura: Business, sato: Staff
) -> None:
    [line] = [one for one in programme.document.indicators if is_planned(one)]
    assert (line.key, line.name) == ("plans-made", "事業計画策定事業者数")

    def counted() -> tuple[Decimal | None, int | None]:
        found = tallies(programme.programme, [line], [YEAR.whole, YEAR.next.whole])
        assert found[line.key, YEAR.next.whole] == Tally.ahead()
        return found[line.key, YEAR.whole].value, found[line.key, YEAR.whole].contacts

    a_plan(sakura, sato)
    an_adopted_plan(a_firm("もみじ堂", sakura), sato, date(2026, 3, 31))
    assert counted() == (0, 0), "a draft, and one of the year before"
    first = an_adopted_plan(a_firm("やまと屋", sakura), sato, date(2026, 4, 1))
    assert counted() == (1, 1)
    keep_section(first, "goals", "別の目標")
    revise_plan(first, on=TODAY, reason="見直し", by=sato)
    assert counted() == (1, 1), "a revision is no new plan"
    evidence = evidence_of(programme.programme, line, YEAR.whole)
    assert (list(evidence.rows), evidence.counted, evidence.rows_in_words) == (
        [first],
        "1者（延べ1件）",
        "事業計画",
    )
    assert evidence.businesses.total == 1
    with pytest.raises(RuleViolation, match="事業計画から数えるので、手入力はできません"):
        enter_result(
            Result(programme=programme.programme, line=line.key, on=TODAY, value=Decimal(1)),
            evidence=None,
            by=sato,
        )


def test_two_plans_of_one_business_are_one_business(
    programme: Plan, sakura: Business, sato: Staff, suzuki: Staff
) -> None:
    line = programme.document.indicator("plans-made")
    assert line is not None
    an_adopted_plan(sakura, sato, date(2026, 5, 1))
    an_adopted_plan(sakura, suzuki, date(2026, 9, 1))
    tally = tallies(programme.programme, [line], [YEAR.whole])[line.key, YEAR.whole]
    assert (tally.value, tally.contacts) == (1, 2)
    rows = evidence_of(programme.programme, line, YEAR.whole).rows
    assert [row.nth for row in rows] == [1, 2]


def test_the_number_opens_to_the_plans_behind_it(
    programme: Plan, sakura: Business, sato: Staff, as_sato: Client
) -> None:
    url = reverse("programme:evidence", args=["plans-made", "R8", "year"])
    empty = as_sato.get(url).content.decode()
    assert "この期間に策定した事業計画はありません" in empty
    an_adopted_plan(sakura, sato, TODAY)
    page = as_sato.get(url).content.decode()
    for words in (sakura.name, "生めんを隣町まで", "経営計画", "佐藤 さくら", "1者と数えた"):
        assert words in page
    line = as_sato.get(reverse("programme:line", args=["plans-made"])).content.decode()
    assert "策定した事業計画から、策定日で数えます。" in line
    assert programme.programme.results.count() == 0
