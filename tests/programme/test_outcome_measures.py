"""売上増加・利益率1%以上増加: counted from statements of the businesses followed up in the year."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from django.urls import reverse
from tests.conftest import signed_in
from tests.figures.cast import a_kept_period
from tests.programme.cast import a_result
from tests.programme.conftest import CERTIFIED
from tests.programme.test_measures import counted, line_of
from tests.records.cast import a_firm, a_visit, told

from banso.accounts.models import Organisation, Staff
from banso.core import clock
from banso.core.fiscal_year import FiscalYear
from banso.core.refusals import RuleViolation
from banso.followup.models import FollowUpSetting
from banso.followup.queries import rules_of
from banso.programme.actions import load_programme
from banso.programme.evidence import evidence_of
from banso.programme.line_page import measured_in_words
from banso.programme.queries import Plan, plan_of
from banso.records.actions import withdraw_record
from banso.registry.models import Business

R8 = FiscalYear(2026)
FOLLOW_UP = ("plan-followup",)
SALES, MARGIN = "sales-up-businesses", "margin-up-businesses"


def year_of(business: Business, ends: int, sales: int, costs: int, **facts: object) -> None:
    """A year to December: 千円 of sales and of costs."""
    told_days = {"starts_on": date(ends, 1, 1), "ends_on": date(ends, 12, 31)}
    amounts = {"sales": sales * 1_000, "other_selling_and_admin": costs * 1_000}
    a_kept_period(business, ends, amounts, **{**told_days, **facts})


@pytest.fixture
def followed(plan: Plan, sakura: Business, sato: Staff) -> list[Business]:
    """Five businesses followed up in 令和8年度, and one that was not; seen in February 2027."""
    firms = [sakura, *(a_firm(name, sakura) for name in ("い", "う", "え", "お", "ほか"))]
    with clock.fixed(date(2027, 2, 20)):
        for firm, before, now in (
            (firms[0], (48_000, 47_040), (50_000, 48_500)),  # 2.0% → 3.0%
            (firms[1], (50_000, 48_500), (50_000, 48_450)),  # level, 3.0% → 3.1%
            (firms[2], (50_000, 48_500), (45_000, 44_100)),  # down
            (firms[5], (10_000, 9_900), (20_000, 10_000)),  # grew, not followed up
        ):
            year_of(firm, 2025, *before)
            year_of(firm, 2026, *now)
        year_of(firms[3], 2026, 30_000, 29_000)  # no year before
        for firm in firms[:5]:
            a_visit(firm, sato, date(2026, 10, 1), topics=FOLLOW_UP)
        a_visit(sakura, sato, date(2026, 12, 1), topics=FOLLOW_UP)
        a_visit(firms[5], sato, date(2026, 10, 1), topics=FOLLOW_UP, kind="phone")
    return firms


def test_only_businesses_followed_up_count_and_unknown_is_no_decrease(
    plan: Plan, followed: list[Business]
) -> None:
    with clock.fixed(date(2027, 2, 20)):
        sales, margin = counted(plan, SALES, R8.whole), counted(plan, MARGIN, R8.whole)
        assert (sales.value, sales.rows, sales.unknown) == (1, 5, 2)
        assert (margin.value, margin.rows, margin.unknown) == (1, 5, 2)
        second = counted(plan, SALES, R8.second_half)
        assert (second.value, second.rows, second.unknown) == (1, 4, 1), (
            "the firm without accounts belongs to the year, to no half of it"
        )
        first = counted(plan, SALES, R8.first_half)
        assert (first.value, first.reason) == (None, "比べられる決算がまだありません")


def test_every_business_looked_at_stands_behind_the_number(
    plan: Plan, followed: list[Business], sato: Staff
) -> None:
    with clock.fixed(date(2027, 2, 20)):
        found = evidence_of(plan.programme, line_of(plan, SALES), R8.whole)
        assert found.counted == "1者（増加1・減少1・横ばい1・不明2）"
        assert [(firm, row.outcome.value, row.result.words) for firm, row in found.rows] == [
            (followed[0], "増加", "売上高 48,000,000円 → 50,000,000円（＋4.2%）"),
            (followed[2], "減少", "売上高 50,000,000円 → 45,000,000円（△10.0%）"),
            (followed[1], "横ばい", "売上高 50,000,000円 → 50,000,000円（＋0.0%）"),
            (followed[3], "不明", "前の期の決算がない"),
            (followed[4], "不明", "この年度の決算がない"),
        ]
        assert found.businesses.total == 1
        address = reverse("programme:evidence", args=[SALES, "R8", "year"])
        page = told(signed_in(sato).get(address).content.decode())
    assert "1者（増加1・減少1・横ばい1・不明2）" in page
    assert "この年度の決算がない" in page


def test_the_reading_in_force_is_the_plans_own_and_is_printed(
    plan: Plan, followed: list[Business], gunma: Organisation, sato: Staff
) -> None:
    line = line_of(plan, MARGIN)
    assert "営業利益率が前の期より1ポイント以上増えた" in measured_in_words(plan.document, line)
    source = json.loads(Path(CERTIFIED).read_text(encoding="utf-8"))
    source["settings"] = {"margin_reading": "ratio"}
    outcome = load_programme(json.dumps(source, ensure_ascii=False), organisation=gunma, by=sato)
    assert outcome.problems == ()
    other = plan_of(gunma)
    assert other is not None
    assert "営業利益率が前の期の1.01倍以上になった" in measured_in_words(other.document, line)
    with clock.fixed(date(2027, 2, 20)):
        assert counted(other, MARGIN, R8.whole).value == 2, "3.0% → 3.1% is ×1.033"


def test_a_withdrawn_visit_and_a_period_ahead_are_left_out(
    plan: Plan, followed: list[Business]
) -> None:
    with clock.fixed(date(2027, 2, 20)):
        for record in followed[0].support_records.all():
            withdraw_record(record, reason="違う", by=record.recorded_by)
        assert counted(plan, SALES, R8.whole).value == 0, "some are known, none grew"
        ahead = counted(plan, SALES, R8.next.whole)
        assert (ahead.value, ahead.reason) == (None, "これからの期間です")


def test_a_business_that_grew_in_two_years_counts_once_in_the_whole_period(
    plan: Plan, sakura: Business, sato: Staff
) -> None:
    with clock.fixed(date(2028, 2, 20)):
        for ends, sales in ((2025, 40_000), (2026, 45_000), (2027, 50_000)):
            year_of(sakura, ends, sales, 30_000)
        for on in (date(2026, 10, 1), date(2027, 10, 1)):
            a_visit(sakura, sato, on, topics=FOLLOW_UP)
        assert counted(plan, SALES, R8.whole).value == 1
        assert counted(plan, SALES, R8.next.whole).value == 1
        whole = counted(plan, SALES, plan.programme.period)
        assert (whole.value, whole.rows) == (1, 2)


def test_trial_balances_are_not_compared(plan: Plan, sakura: Business, sato: Staff) -> None:
    with clock.fixed(date(2027, 2, 20)):
        year_of(sakura, 2025, 40_000, 30_000)
        year_of(sakura, 2026, 45_000, 30_000, is_closed=False)
        a_visit(sakura, sato, date(2026, 10, 1), topics=FOLLOW_UP)
        sales = counted(plan, SALES, R8.whole)
    assert (sales.value, sales.unknown) == (None, 1)


def test_nothing_is_entered_by_hand_on_such_a_line(
    plan: Plan, sakura: Business, sato: Staff
) -> None:
    with pytest.raises(RuleViolation, match="決算から数えるので") as refused:
        a_result(plan, SALES, "1", sato, business=sakura)
    assert refused.value.code == "counted-from-records"


def test_loading_the_plan_hands_its_follow_up_over(plan: Plan, gunma: Organisation) -> None:
    setting = FollowUpSetting.objects.get(organisation=gunma)
    assert (setting.programme_key, setting.edition) == (plan.programme.key, 1)
    rules = rules_of(gunma)
    assert [(one.key, one.visits_per_year) for one in rules.rhythms.all] == [
        ("quarterly", 4),
        ("monthly", 12),
        ("twice-a-year", 2),
    ]
    assert (rules.drift.late_days, rules.margin_reading) == (30, "points")
