"""The finished analyses of a year together: which count, what is set aside, and what they cost."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.diagnosis.cast import joined_statements
from tests.diagnosis.region_cast import (
    ASKED,
    BEFORE,
    INSOLVENT,
    NOT_ONLINE,
    NOW,
    a_firm,
    finished,
    set_aside,
)

from banso.accounts.models import Staff
from banso.core import clock
from banso.core.fiscal_year import FiscalYear
from banso.diagnosis.queries.region import NO_DISTRICT, NO_INDUSTRY, region_of, years_of
from banso.diagnosis.rules.analysis import Circumstances, analyse, proposal_of
from banso.diagnosis.rules.findings.meaning import DERIVED
from banso.diagnosis.rules.regional import PROBLEMS, problems_of, regional_rules
from banso.figures.rules.statement import Statement
from banso.registry.models import Business, Erasure, ErasureRequest

THIS_YEAR = FiscalYear(2026)


def seen(business: Business, year: FiscalYear = THIS_YEAR) -> dict[str, dict[str, bool | None]]:
    """The problems of every business of the year, by its name."""
    region = region_of(business.organisation, year)
    return {subject.business.name: dict(subject.observed.problems) for subject in region.subjects}


def test_a_business_has_the_problems_its_frozen_accounts_and_answers_say(sakura: Business) -> None:
    finished(sakura, amounts=INSOLVENT, answers=NOT_ONLINE)
    assert seen(sakura) == {
        sakura.name: {
            "cash-worse": False,
            "insolvent": True,
            "no-online-channel": True,
            "succession-risk": None,
            "losses": False,
            "too-much-debt": False,
            "sales-down": None,
        }
    }


def test_a_business_analysed_twice_in_a_year_is_one_and_the_last_finished_counts(
    sakura: Business,
) -> None:
    finished(sakura, date(2026, 5, 1), amounts=INSOLVENT)
    last = finished(sakura, NOW)
    finished(sakura, BEFORE, amounts=INSOLVENT)
    region = region_of(sakura.organisation, THIS_YEAR)
    assert [subject.diagnosis for subject in region.subjects] == [last]
    assert region.subjects[0].observed.problems["insolvent"] is False
    assert [subject.observed.problems["insolvent"] for subject in region.earlier] == [True]


@pytest.mark.parametrize(
    ("on", "year"),
    [(date(2026, 3, 31), 2025), (date(2026, 4, 1), 2026), (date(2027, 3, 31), 2026)],
)
def test_the_day_of_finishing_says_the_year(sakura: Business, on: date, year: int) -> None:
    finished(sakura, on)
    found = [start for start in (2025, 2026, 2027) if seen(sakura, FiscalYear(start))]
    assert found == [year]
    assert years_of(sakura.organisation) == (FiscalYear(year),)


def test_one_under_way_and_another_offices_are_not_seen(sakura: Business, tanaka: Staff) -> None:
    theirs = a_firm(sakura, "山の店", organisation=tanaka.organisation, adviser=None)
    finished(theirs, by=tanaka)
    finished(sakura).completion.delete()
    assert seen(sakura) == {}
    assert years_of(sakura.organisation) == ()


def test_what_its_adviser_set_aside_with_a_reason_is_not_there(sakura: Business) -> None:
    diagnosis = finished(sakura, amounts=INSOLVENT)
    set_aside(diagnosis, "insolvent", "")
    assert seen(sakura)[sakura.name]["insolvent"] is True
    diagnosis.findings.all().delete()
    set_aside(diagnosis, "insolvent", "役員からの借入は返さなくてよいお金")
    assert seen(sakura)[sakura.name]["insolvent"] is False
    region = region_of(sakura.organisation, THIS_YEAR)
    assert [subject.is_set_aside("insolvent") for subject in region.subjects] == [True]
    assert not region.subjects[0].is_set_aside("losses")


def test_setting_one_of_several_findings_aside_leaves_the_others(sakura: Business) -> None:
    amounts = INSOLVENT | {"short_term_loans": 15_000_000, "deposits": 200_000}
    around = finished(sakura, amounts=amounts)
    assert seen(sakura)[sakura.name]["cash-worse"] is True
    set_aside(around, "short-of-cash", "定期預金がほかにある")
    assert seen(sakura)[sakura.name]["cash-worse"] is True
    set_aside(around, "current-low", "役員からの借入")
    assert seen(sakura)[sakura.name]["cash-worse"] is None  # current-worse: no year before
    set_aside(around, "current-worse", "役員からの借入")
    assert seen(sakura)[sakura.name]["cash-worse"] is False


def test_a_business_without_industry_or_district_stands_in_a_group_of_its_own(
    sakura: Business,
) -> None:
    finished(a_firm(sakura, "道の駅の店", district=None), industry="")
    region = region_of(sakura.organisation, THIS_YEAR)
    observed = region.subjects[0].observed
    assert (observed.industry, observed.district) == (NO_INDUSTRY, NO_DISTRICT)


def test_an_erased_business_is_counted_and_nothing_is_known_of_it(
    sakura: Business, sato: Staff
) -> None:
    finished(sakura, amounts=INSOLVENT)
    common = {"organisation": sakura.organisation, "business": sakura}
    request = ErasureRequest.objects.create(
        **common,
        asked_on=NOW,
        asked_by="桜井 花子",
        ground=ErasureRequest.Ground.OWN_WISH,
        identity="免許証",
        recorded_by=sato,
        recorded_at=clock.now(),
    )
    signed = {"at": clock.now(), "carried_out_by": sato, "extent": "決算1期"}
    Erasure.objects.create(**common, **signed, request=request, number=1)
    region = region_of(sakura.organisation, THIS_YEAR)
    assert len(region.subjects) == 1
    assert {region.not_known(problem) for problem in PROBLEMS} == {1}


def test_it_costs_two_queries_for_one_business_and_for_thirty(sakura: Business) -> None:
    finished(sakura)
    costs = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            region_of(sakura.organisation, THIS_YEAR)
        costs.append(len(queries))
        for at in range(29):
            set_aside(finished(a_firm(sakura, f"店{at}")), "insolvent", "違う")
    assert costs == [2, 2]


def test_industries_stand_in_the_order_of_the_plan(sakura: Business) -> None:
    for code in ("58", "09", "06", ""):
        finished(a_firm(sakura, f"店{code}"), industry=code)
    table = region_of(sakura.organisation, THIS_YEAR).table("insolvent", "industry")
    assert [line.name for line in table.lines] == ["建設業", "製造業", "小売業", NO_INDUSTRY]


def test_the_rules_of_the_problems_ask_for_nothing_that_differs_by_office() -> None:
    assert not regional_rules().rulebook.names & DERIVED.keys()


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(joined_statements(), st.sampled_from([ASKED, {}]))
def test_the_quick_way_finds_what_the_whole_analysis_finds(
    statements: list[Statement], answers: dict[str, str]
) -> None:
    around = Circumstances(answers=answers)
    quick = problems_of(proposal_of(statements, around, regional_rules()))
    assert quick == problems_of(analyse(statements, around).proposal)
    assert quick.keys() == PROBLEMS.keys()
