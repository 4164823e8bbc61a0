"""A plan is begun, written, put in order and thrown away: what is decided, kept and refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from tests.conftest import TODAY
from tests.diagnosis.cast import an_analysis, said_everything
from tests.figures.cast import a_kept_period
from tests.plans.cast import APRIL, MANAGEMENT, a_finished_analysis, a_measure, a_plan
from tests.plans.numbers_cast import a_year, sakura_plan
from tests.records.cast import a_firm

from banso.accounts.history import changes_of
from banso.accounts.models import Staff
from banso.core import clock
from banso.core.models import EditConflict
from banso.core.refusals import RuleViolation
from banso.diagnosis.actions import FindingWords, decide_finding, keep_entry, write_finding
from banso.diagnosis.models import SheetEntry
from banso.figures.models import MonthlyFigure
from banso.plans.actions import (
    PlanFacts,
    adopt_plan,
    begin_numbers_anew,
    bring_back_plan,
    discard_plan,
    drop_kpi,
    drop_measure,
    drop_point,
    finish_measure,
    keep_kpi,
    keep_measure,
    keep_numbers,
    keep_plan_facts,
    keep_point,
    keep_section,
    keep_succession,
    open_plan,
    order_measures,
    order_points,
    remove_measure,
    reopen_measure,
)
from banso.plans.models import (
    BusinessPlan,
    Discarding,
    MeasureDone,
    MeasureDropped,
    PlanKpi,
    PlanMeasure,
    PlanPoint,
    PlanSection,
)
from banso.plans.queries import numbers_of, succession_of
from banso.plans.rules.numbers.reckoning import reckon
from banso.plans.rules.periods import first_day_for, last_day
from banso.plans.rules.succession_table import Route, SuccessionTable
from banso.registry.actions import ask_erasure
from banso.registry.models import Business, Erasure, ErasureRequest

SPAN = {"starts_on": APRIL, "ends_on": date(2027, 9, 30)}


@pytest.fixture
def plan(sakura: Business, sato: Staff) -> BusinessPlan:
    return a_plan(sakura, sato)


def refusal(code: str, field: str | None = None) -> object:
    """What a refusal must be."""
    return pytest.raises(RuleViolation, check=lambda said: (said.code, said.field) == (code, field))


# ── begun ──


def test_a_plan_takes_over_what_the_analysis_found_and_said(sakura: Business, sato: Staff) -> None:
    diagnosis = an_analysis(sakura, sato)
    said_everything(diagnosis, sato)
    cross = SheetEntry(diagnosis=diagnosis, sheet="cross", cell="SO", text="道の駅に置く")
    keep_entry(cross, by=sato)
    words = FindingWords("原価を知らない", "収益性", "短期", ("原価表を作る", "値段を見直す"))
    taken = write_finding(diagnosis, words, by=sato)
    later = write_finding(diagnosis, FindingWords("後継者", "承継", "長期", ("話す",)), by=sato)
    decide_finding(later, is_accepted=False, by=sato)
    plan = open_plan(sakura, MANAGEMENT, by=sato, diagnosis=diagnosis)
    assert list(plan.measures.values_list("what", "horizon", "finding", "position")) == [
        ("原価表を作る", "短期", taken.pk, 1),
        ("値段を見直す", "短期", taken.pk, 2),
    ]
    assert {(point.place, point.text) for point in plan.points.all()} == {
        ("S", "Sの話"),
        ("W", "Wの話"),
        ("O", "Oの話"),
        ("T", "Tの話"),
        ("SO", "道の駅に置く"),
    }
    assert plan.points.get(place="SO").entry == cross
    numbers = numbers_of(plan)
    assert numbers is not None
    assert reckon(numbers).years[0].income.sales == 48_000_000
    assert (plan.ends_on, plan.opened_on, plan.state) == (date(2030, 3, 31), TODAY, "作成中")
    equipment = PlanFacts("equipment", "製麺機", APRIL)
    assert not open_plan(sakura, equipment, by=sato, diagnosis=diagnosis).points.exists()


def test_a_plan_can_begin_with_nothing(plan: BusinessPlan) -> None:
    assert (plan.numbers, plan.measures.count(), plan.points.count()) == ({}, 0, 0)


def test_the_same_plan_begun_twice_is_one(
    plan: BusinessPlan, sakura: Business, sato: Staff, suzuki: Staff
) -> None:
    assert open_plan(sakura, MANAGEMENT, by=sato) == plan
    assert open_plan(sakura, MANAGEMENT, by=suzuki) != plan
    assert open_plan(sakura, PlanFacts("management", "別の計画", APRIL), by=sato) != plan


def test_another_business_s_analysis_is_refused(sakura: Business, sato: Staff) -> None:
    other = a_firm("もみじ堂", sakura)
    diagnosis = a_finished_analysis(sakura, sato, TODAY)
    with refusal("not-theirs", "diagnosis"):
        open_plan(other, MANAGEMENT, by=sato, diagnosis=diagnosis)


@pytest.mark.parametrize(
    ("facts", "code", "field"),
    [
        ({"kind": "dream"}, "no-kind", "kind"),
        ({"title": " "}, "no-title", "title"),
        ({"title": "あ" * 101}, "too-long", "title"),
        ({"starts_on": date(2027, 4, 2)}, "not-first", "starts_on"),
        ({"years": 2}, "bad-years", "years"),
        ({"years": 6}, "bad-years", "years"),
    ],
)
def test_what_no_plan_can_be_is_refused(facts: dict[str, object], code: str, field: str) -> None:
    with refusal(code, field):
        replace(MANAGEMENT, **facts)


def test_a_plan_begins_with_the_next_period_of_the_accounts_and_never_in_the_past() -> None:
    assert last_day(APRIL, 5) == date(2032, 3, 31)
    assert first_day_for(date(2026, 3, 31), TODAY) == date(2027, 4, 1)
    assert first_day_for(date(2024, 11, 30), TODAY) == date(2026, 12, 1)
    assert first_day_for(date(2025, 10, 31), TODAY) == date(2027, 11, 1)
    assert first_day_for(date(2026, 3, 31), date(2026, 4, 1)) == date(2026, 4, 1)
    assert first_day_for(date(2026, 3, 20), TODAY) == date(2026, 12, 1)
    assert first_day_for(None, date(2026, 12, 31)) == date(2027, 1, 1)


def test_the_seasons_are_those_of_the_months_before(sakura: Business, sato: Staff) -> None:
    a_kept_period(sakura, 2026)
    for number in range(12):
        month = date(2026 + (number + 3) // 12, (number + 3) % 12 + 1, 1)
        row = {"item": "sales_store", "value": 1_000_000 + number * 1_000}
        MonthlyFigure.objects.create(
            business=sakura, month=month, entered_by=sato, at=clock.now(), **row
        )
    numbers = numbers_of(a_plan(sakura, sato))
    assert numbers is not None
    assert numbers.weights == tuple(1_000 + number for number in range(12))
    MonthlyFigure.objects.filter(month=date(2027, 1, 1)).delete()
    other = numbers_of(a_plan(sakura, sato, replace(MANAGEMENT, title="別")))
    assert other is not None
    assert other.weights == (1,) * 12, "a month that is not known leaves the year even"


def test_title_and_period_can_be_changed_but_not_the_kind(plan: BusinessPlan) -> None:
    kept = keep_plan_facts(
        plan, PlanFacts("management", " 県の外へ ", date(2027, 10, 1), 5), seen_version=1
    )
    assert (kept.title, kept.ends_on, kept.years) == ("県の外へ", date(2032, 9, 30), 5)
    with refusal("other-kind", "kind"):
        keep_plan_facts(plan, PlanFacts("equipment", "x", APRIL), seen_version=2)
    with pytest.raises(EditConflict):
        keep_plan_facts(plan, MANAGEMENT, seen_version=1)


# ── words ──


def test_two_people_write_under_different_headings_at_once(plan: BusinessPlan) -> None:
    keep_section(plan, "goals", "客を増やす")
    keep_section(plan, "market", "住宅が建った", said_by="adviser")
    goals = keep_section(plan, "goals", "客を2,000人に", seen_version=1)
    assert list(plan.sections.values_list("key", "text", "said_by", "version")) == [
        ("goals", "客を2,000人に", "owner", 2),
        ("market", "住宅が建った", "adviser", 1),
    ]
    for stale in (0, 1):
        with pytest.raises(EditConflict):
            keep_section(plan, "goals", "別の目標", seen_version=stale)
    assert keep_section(plan, "goals", " 客を2,000人に ", seen_version=1) == goals, "sent twice"
    with pytest.raises(EditConflict):
        keep_section(plan, "risks", "x", seen_version=3)
    assert [one.what for one in changes_of(goals)] == ["変更", "登録"]


@pytest.mark.parametrize(
    ("key", "text", "said_by", "code", "field"),
    [
        ("nowhere", "x", "owner", "no-section", "key"),
        ("goals", "あ" * 8_001, "owner", "too-long", "text"),
        ("goals", "x", "cat", "no-speaker", "said_by"),
    ],
)
def test_what_no_section_can_be_is_refused(
    plan: BusinessPlan, key: str, text: str, said_by: str, code: str, field: str
) -> None:
    with refusal(code, field):
        keep_section(plan, key, text, said_by=said_by)
    assert not PlanSection.objects.exists()


def test_lines_of_swot_are_kept_moved_ordered_and_dropped(plan: BusinessPlan) -> None:
    first = keep_point(PlanPoint(plan=plan, place="S", text=" 手打ち "))
    second = keep_point(PlanPoint(plan=plan, place="S", text="常連"))
    assert keep_point(PlanPoint(plan=plan, place="S", text="手打ち")) == first, "kept once"
    order_points(plan, [second.pk, 0])
    assert [one.text for one in plan.points.all()] == ["常連", "手打ち"]
    moved = PlanPoint.objects.get(pk=first.pk)
    moved.place = "SO"
    assert keep_point(moved, seen_version=1).version == 2
    with pytest.raises(EditConflict):
        keep_point(moved, seen_version=1)
    drop_point(second)
    assert [one.place for one in plan.points.all()] == ["SO"]
    for wrong, code, field in (
        ({"place": "X"}, "no-place", "place"),
        ({"text": " "}, "empty", "text"),
        ({"text": "あ" * 601}, "too-long", "text"),
    ):
        with refusal(code, field):
            keep_point(PlanPoint(plan=plan, **{"place": "S", "text": "x", **wrong}))


# ── measures ──


def test_measures_are_kept_once_and_in_order(plan: BusinessPlan, sato: Staff) -> None:
    first = keep_measure(a_measure(plan, " ちらしを配る ", doer=" 桜井 ", cost_yen=50_000, **SPAN))
    assert keep_measure(a_measure(plan, "ちらしを配る", doer="桜井", **SPAN)) == first
    second = keep_measure(a_measure(plan, "道の駅に置く"))
    order_measures(plan, [second.pk])
    assert [one.what for one in plan.measures.all()] == ["道の駅に置く", "ちらしを配る"]
    first.own_yen = 50_000
    assert keep_measure(first, seen_version=1).version == 2
    with pytest.raises(EditConflict):
        keep_measure(first, seen_version=1)
    remove_measure(second)
    adopt_plan(plan, on=TODAY, by=sato)
    with refusal("adopted"):
        remove_measure(first)


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        ({"what": " "}, "empty", "what"),
        ({"what": "あ" * 301}, "too-long", "what"),
        ({"doer": "あ" * 61}, "too-long", "doer"),
        ({"horizon": "いつか"}, "no-horizon", "horizon"),
        ({"starts_on": TODAY, "ends_on": TODAY - timedelta(days=1)}, "reversed", "ends_on"),
        ({"cost_yen": -1}, "bad-amount", "cost_yen"),
        ({"subsidy_yen": 10**15}, "bad-amount", "subsidy_yen"),
    ],
)
def test_what_no_measure_can_be_is_refused(
    plan: BusinessPlan, wrong: dict[str, object], code: str, field: str
) -> None:
    with refusal(code, field):
        keep_measure(a_measure(plan, **{"what": "x", **wrong}))


def test_another_plan_s_kpi_and_another_analysis_s_finding_are_refused(
    plan: BusinessPlan, sakura: Business, sato: Staff
) -> None:
    diagnosis = a_finished_analysis(sakura, sato, TODAY)
    other = open_plan(sakura, replace(MANAGEMENT, title="別"), by=sato, diagnosis=diagnosis)
    kpi = keep_kpi(PlanKpi(plan=other, key="customers"))
    with refusal("not-theirs", "kpi"):
        keep_measure(a_measure(plan, kpi=kpi))
    with refusal("not-theirs", "finding"):
        keep_measure(a_measure(plan, finding=diagnosis.findings.get()))
    assert keep_measure(a_measure(other, kpi=kpi, finding=diagnosis.findings.get())).kpi == kpi


def test_a_measure_is_done_or_dropped_but_not_both_and_can_be_reopened(
    plan: BusinessPlan, sato: Staff
) -> None:
    measure = keep_measure(a_measure(plan, **SPAN))
    done = finish_measure(measure, on=TODAY, by=sato, note="200枚")
    assert finish_measure(measure, on=TODAY, by=sato) == done, "sent twice"
    with refusal("done"):
        drop_measure(measure, on=TODAY, reason="高い", by=sato)
    assert not PlanMeasure.objects.open().exists()
    reopen_measure(measure)
    assert PlanMeasure.objects.open().get() == measure
    with refusal("no-reason", "reason"):
        drop_measure(measure, on=TODAY, reason=" ", by=sato)
    for act in (finish_measure, drop_measure):
        told = {"reason": "高い"} if act is drop_measure else {}
        with refusal("future", "on"):
            act(measure, on=TODAY + timedelta(days=1), by=sato, **told)
    drop_measure(measure, on=TODAY, reason="高い", by=sato)
    with refusal("dropped"):
        finish_measure(measure, on=TODAY, by=sato)
    facts = (MeasureDone.objects.count(), MeasureDropped.objects.get().reason)
    assert facts == (0, "高い")
    reopen_measure(measure)
    reopen_measure(measure)
    assert [one.history_type for one in MeasureDropped.history.order_by("pk")] == ["+", "-"]


# ── KPI ──


def test_usual_kpi_bring_their_name_and_own_ones_have_theirs(plan: BusinessPlan) -> None:
    margin = keep_kpi(PlanKpi(plan=plan, key="gross_margin", base=Decimal("58.3")))
    assert (margin.name, margin.unit, margin.better) == ("粗利率", "%", "up")
    again = PlanKpi(plan=plan, key="gross_margin", base=Decimal("58.3"))
    assert keep_kpi(again) == margin, "sent twice"
    own = keep_kpi(PlanKpi(plan=plan, name=" 生めんの注文 ", unit="件"))
    assert (own.name, own.source, own.position) == ("生めんの注文", "手で入れる", 2)
    measure = keep_measure(a_measure(plan, kpi=own))
    drop_kpi(own)
    measure.refresh_from_db()
    assert measure.kpi is None
    margin.target = Decimal(60)
    assert keep_kpi(margin, seen_version=1).version == 2
    with pytest.raises(EditConflict):
        keep_kpi(margin, seen_version=1)


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        ({"key": "mood"}, "no-kind", "key"),
        ({"name": " "}, "no-name", "name"),
        ({"unit": "丁"}, "no-unit", "unit"),
        ({"better": "more"}, "no-direction", "better"),
        ({"target": Decimal(10**15)}, "bad-value", "target"),
        ({"name": "粗利率"}, "twice", "name"),
    ],
)
def test_what_no_kpi_can_be_is_refused(
    plan: BusinessPlan, wrong: dict[str, object], code: str, field: str
) -> None:
    keep_kpi(PlanKpi(plan=plan, key="gross_margin"))
    with refusal(code, field):
        keep_kpi(PlanKpi(plan=plan, **{"name": "x", "unit": "件", "better": "up", **wrong}))


# ── figures and succession ──


def test_figures_are_kept_over_the_version_seen_and_read_in_the_history(
    plan: BusinessPlan,
) -> None:
    given = sakura_plan(starts_on=APRIL, equipment=(), loans=(), subsidies=())
    kept = keep_numbers(plan, given, seen_version=1)
    assert numbers_of(BusinessPlan.objects.get(pk=plan.pk)) == given
    assert keep_numbers(plan, given, seen_version=1).version == 2, "sent again after a lost answer"
    other = replace(given, years=given.years[:1] * 3)
    with pytest.raises(EditConflict):
        keep_numbers(plan, other, seen_version=1)
    typed = a_year(40_000, 1_150, 2_000_000, months=(4_000_000,) * 11 + (3_880_000,))
    with refusal("months-differ", "months"):
        keep_numbers(kept, replace(given, years=(typed,) * 3), seen_version=2)
    changed = {one.label: one.after for one in changes_of(kept)[0].fields}
    assert changed["1年目の売上高"] == "48,000,000円"
    with refusal("no-accounts"):
        begin_numbers_anew(kept, seen_version=2)
    a_kept_period(kept.business, 2026)
    anew = begin_numbers_anew(kept, seen_version=2)
    numbers = numbers_of(anew)
    assert numbers is not None
    assert [line.ja for line in numbers.years[0].sales] == ["売上"]


def test_only_a_succession_plan_has_the_table(
    plan: BusinessPlan, sakura: Business, sato: Staff
) -> None:
    table = SuccessionTable("桜井 実", Route.FAMILY, {"owner_age": ("68", "69", "70")})
    with refusal("no-table"):
        keep_succession(plan, table, seen_version=1)
    family = a_plan(sakura, sato, PlanFacts("succession", "長男へ", APRIL))
    kept = keep_succession(family, table, seen_version=1)
    assert succession_of(kept) == table
    assert {one.label: one.after for one in changes_of(kept)[0].fields}["後継者"] == "桜井 実"
    with refusal("no-number", "owner_age"):
        cells = {"owner_age": ("若い",)}
        keep_succession(kept, replace(table, cells=cells), seen_version=2)


# ── thrown away ──


def test_a_plan_never_adopted_is_thrown_away_and_brought_back(
    plan: BusinessPlan, sato: Staff
) -> None:
    discarding = discard_plan(plan, by=sato, reason="二重")
    assert discard_plan(plan, by=sato) == discarding, "sent twice"
    assert not BusinessPlan.objects.drafts().exists()
    with refusal("discarded"):
        keep_section(plan, "goals", "x")
    bring_back_plan(plan)
    bring_back_plan(plan)
    assert BusinessPlan.objects.drafts().get() == plan
    adopt_plan(plan, on=TODAY, by=sato)
    with refusal("adopted"):
        discard_plan(plan, by=sato)
    with refusal("too-long", "reason"):
        discard_plan(a_plan(plan.business, sato), by=sato, reason="あ" * 201)
    assert not Discarding.objects.exists()


def test_nothing_is_written_for_an_erased_business(plan: BusinessPlan, suzuki: Staff) -> None:
    asked = ErasureRequest(
        business=plan.business,
        asked_on=TODAY,
        asked_by="桜井",
        ground="own-wish",
        identity="免許証",
    )
    Erasure.objects.create(
        organisation=plan.business.organisation,
        business=plan.business,
        request=ask_erasure(asked, by=suzuki),
        number=1,
        at=clock.now(),
        carried_out_by=suzuki,
        extent="",
    )
    fresh = BusinessPlan.objects.get(pk=plan.pk)
    with refusal("erased"):
        keep_section(fresh, "goals", "x")
    with refusal("erased"):
        open_plan(fresh.business, MANAGEMENT, by=suzuki)
