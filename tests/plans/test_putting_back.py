"""A measure or a KPI taken away comes back by one press, as it was and where it stood."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from tests.conftest import TODAY
from tests.plans.cast import a_measure, a_plan

from banso.accounts.models import Staff
from banso.plans.actions import adopt_plan, keep_kpi, keep_measure
from banso.plans.models import BusinessPlan, PlanKpi, PlanMeasure
from banso.registry.models import Business


@pytest.fixture
def plan(sakura: Business, sato: Staff) -> BusinessPlan:
    return a_plan(sakura, sato)


def url(name: str, row: PlanMeasure | PlanKpi) -> str:
    return reverse(f"plans:{name}", args=[row.public_id])


def a_kpi(plan: BusinessPlan, name: str) -> PlanKpi:
    facts = {"unit": "人", "better": "up", "base": Decimal(10), "target": Decimal(20)}
    return keep_kpi(PlanKpi(plan=plan, name=name, by_on=date(2028, 3, 31), **facts))


def test_a_measure_taken_away_comes_back_as_it_was(
    plan: BusinessPlan, as_sato: Client, as_tanaka: Client
) -> None:
    kpi = a_kpi(plan, "客数")
    facts = {"doer": "桜井", "ends_on": TODAY, "cost_yen": 0, "loan_yen": 5, "kpi": kpi}
    first = keep_measure(a_measure(plan, "ちらしを配る", **facts))
    second = keep_measure(a_measure(plan, "棚を直す"))
    removed = as_sato.post(url("measure-remove", first), follow=True)
    back = url("measure-put-back", first)
    assert f'action="{back}"' in removed.content.decode()
    assert as_tanaka.post(back).status_code == 404
    for _ in range(2):
        answer = as_sato.post(back)
        assert answer.headers["Location"].endswith(f"#measure-{first.public_id}")
    rows = list(plan.measures.order_by("position"))
    assert [row.public_id for row in rows] == [first.public_id, second.public_id]
    kept = {name: getattr(rows[0], name) for name in facts}
    assert kept == facts


def test_a_kpi_taken_away_comes_back_with_the_measures_that_moved_it(
    plan: BusinessPlan, as_sato: Client, as_tanaka: Client
) -> None:
    kpi, other = a_kpi(plan, "客数"), a_kpi(plan, "客単価")
    moving = keep_measure(a_measure(plan, "ちらしを配る", kpi=kpi))
    still = keep_measure(a_measure(plan, "棚を直す"))
    dropped = as_sato.post(url("kpi-drop", kpi), follow=True)
    back = url("kpi-put-back", kpi)
    assert f'action="{back}"' in dropped.content.decode()
    assert as_tanaka.post(back).status_code == 404
    for _ in range(2):
        assert as_sato.post(back).status_code == 302
    rows = list(plan.kpis.order_by("position"))
    assert [row.public_id for row in rows] == [kpi.public_id, other.public_id]
    assert (rows[0].base, rows[0].target, rows[0].by_on) == (10, 20, date(2028, 3, 31))
    moved = dict(PlanMeasure.objects.values_list("what", "kpi__name"))
    assert moved == {moving.what: "客数", still.what: None}


def test_what_took_its_place_meanwhile_is_said_and_nothing_is_lost(
    plan: BusinessPlan, as_sato: Client
) -> None:
    kpi = a_kpi(plan, "客数")
    as_sato.post(url("kpi-drop", kpi))
    keep_kpi(PlanKpi(plan=plan, name="客数", unit="件", better="up"))
    answer = as_sato.post(url("kpi-put-back", kpi))
    assert answer.status_code == 422
    assert "このKPIは、すでにあります。" in answer.content.decode()
    assert [row.unit for row in plan.kpis.all()] == ["件"]


def test_what_was_never_taken_away_cannot_come_back(
    plan: BusinessPlan, sato: Staff, as_sato: Client
) -> None:
    measure = keep_measure(a_measure(plan))
    assert as_sato.post(url("measure-put-back", measure)).status_code == 404
    adopt_plan(plan, on=TODAY, by=sato)
    refused = as_sato.post(url("measure-remove", measure))
    assert refused.status_code == 422
    assert "策定した計画の施策です。取りやめにしてください。" in refused.content.decode()
