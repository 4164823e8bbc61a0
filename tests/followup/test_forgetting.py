"""What goes of follow-up when a business is erased, and what two entries made one bring along."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from tests.conftest import TODAY, staff_of
from tests.followup.kept_cast import (
    WRITTEN,
    a_drift,
    a_kept_kpi,
    a_review,
    a_visit_by_sheet,
    an_adopted_plan,
    the_rules,
)
from tests.records.cast import a_firm, a_visit

from banso.accounts.models import Staff
from banso.accounts.rules import Role
from banso.core.fiscal_year import FiscalYear
from banso.followup.actions import (
    change_rhythm,
    open_check_sheet,
    review_drift,
    select_plan,
    take_call,
    write_handover,
)
from banso.followup.models import (
    CheckSheet,
    CheckSheetClosing,
    DriftCase,
    HandedBusiness,
    Handover,
    KpiReading,
    OwnerCall,
    RhythmChange,
)
from banso.followup.queries import due_visits, visit_days
from banso.followup.rules.answers import Answers
from banso.plans.models import BusinessPlan
from banso.registry.actions import Merging, ask_erasure, merge_businesses
from banso.registry.models import Business, ErasureRequest
from banso.web.actions.erasing import erase_business
from banso.web.queries.own_copy import own_copy_of

GONE = "消す印"
R8 = FiscalYear(2026)
UNTIL = date(2027, 3, 31)


@pytest.fixture
def plan(sakura: Business, sato: Staff) -> BusinessPlan:
    """A plan of which every text of follow-up carries the mark."""
    the_rules(sakura.organisation)
    plan = an_adopted_plan(sakura, sato)
    kpi = str(a_kept_kpi(plan, f"{GONE}の数").public_id)
    told = Answers(
        kpis={kpi: Decimal(777)}, questions={"x": GONE}, heard=f"{GONE}と聞いた", advice=GONE
    )
    a_visit_by_sheet(plan, sato, date(2026, 10, 1), answers=told)
    case = a_drift(plan, date(2026, 10, 2))
    DriftCase.objects.filter(pk=case.pk).update(words=GONE, of=GONE)
    written = {**dict.fromkeys(WRITTEN, f"{GONE}です"), "third_party_role": "中小企業診断士"}
    review_drift(a_review(plan, TODAY, **written, proposal=GONE), by=sato)
    change_rhythm(plan, key="monthly", reason=GONE, until=UNTIL, by=sato)
    select_plan(plan, year=R8, reason=GONE, by=sato)
    take_call(plan, on=TODAY, what=GONE, by=sato)
    open_check_sheet(plan, planned_on=TODAY, by=sato)
    heir = staff_of(sakura.organisation, "中島 拓海", "nakajima@example.jp", Role.ADVISER)
    handover = Handover(
        organisation=sakura.organisation, giver=sato, receiver=heir, written_by=sato,
        starts_on=TODAY + timedelta(days=1),
    )  # fmt: skip
    write_handover(handover, [HandedBusiness(business=sakura, known=GONE, note=GONE)])
    return plan


def tables_with(mark: str) -> set[str]:
    """The tables of the room in which the mark is found, as text or as JSON."""
    written = (mark, mark.encode("unicode_escape").decode())
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith("followup_"):
                cursor.execute(f"SELECT * FROM {table}")  # noqa: S608 - our own names
                rows = str(cursor.fetchall())
                if any(one in rows or one.replace("\\", "\\\\") in rows for one in written):
                    found.add(table)
    return found


def test_nothing_of_its_words_and_numbers_is_left_and_its_visits_count_as_before(
    plan: BusinessPlan, sakura: Business, sato: Staff, suzuki: Staff
) -> None:
    kinds = (
        "checksheet", "driftcase", "gatereview", "ownercall", "rhythmchange", "selection",
        "historicalgatereview", "historicalownercall", "historicalrhythmchange",
        "historicalselection", "handedbusiness", "historicalhandedbusiness",
    )  # fmt: skip
    assert {f"followup_{kind}" for kind in kinds} <= tables_with(GONE)
    before = visit_days([sakura.pk], R8.whole)
    request = ErasureRequest(
        business=sakura, asked_on=TODAY, asked_by="桜井", ground="own-wish", identity="免許証"
    )
    ask_erasure(request, by=sato)
    erase_business(request, typed_name=sakura.name, by=suzuki)
    assert tables_with(GONE) == set()
    assert not KpiReading.objects.exists()
    assert not KpiReading.history.exists()
    assert not OwnerCall.objects.exists()
    assert visit_days([sakura.pk], R8.whole) == before
    assert [one.judgement for one in CheckSheetClosing.objects.all()] == ["watch"]
    assert (CheckSheet.objects.first().items, RhythmChange.objects.get().key) == ({}, "monthly")
    assert due_visits(sato, TODAY) == []


def test_its_own_copy_holds_what_was_said_of_its_plan(plan: BusinessPlan, sakura: Business) -> None:
    tables = own_copy_of(sakura).tables
    assert {
        "事業計画チェックシート",
        "チェックシートの完了",
        "KPIの実績",
        "計画とのズレ",
        "第三者の視点",
        "頻度の変更",
        "今年度の対象",
        "引き継ぐ事業者",
        "事業者からの声",
    } <= set(tables)


def test_of_two_entries_made_one_a_single_plan_is_followed_up(
    plan: BusinessPlan, sakura: Business, sato: Staff, suzuki: Staff
) -> None:
    double = a_firm("サクラ製麺（有）", sakura)
    other = an_adopted_plan(double, sato, on=date(2026, 6, 1))
    select_plan(other, year=R8, reason="重い", by=sato)
    a_visit(double, sato, date(2026, 11, 10), topics=("plan-followup",))
    sakura.refresh_from_db()
    double.refresh_from_db()
    seen = (sakura.version, double.version)
    merge_businesses(Merging(sakura, double, seen), by=suzuki)
    assert [one.plan for one in due_visits(sato, TODAY)] == [other], "the newest adopted"
    assert [len(days) for days in visit_days([sakura.pk], R8.whole).values()] == [2]
