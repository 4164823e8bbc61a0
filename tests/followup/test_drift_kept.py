"""Drift is kept from the day it is first seen, and answered with a third party."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from decimal import Decimal

import pytest
from tests.conftest import TODAY
from tests.figures.cast import a_kept_period
from tests.followup.kept_cast import (
    WRITTEN,
    a_drift,
    a_kept_kpi,
    a_kept_measure,
    a_review,
    a_visit_by_sheet,
    an_adopted_plan,
    sold,
)

from banso.accounts.models import Staff
from banso.core import clock
from banso.core.refusals import RuleViolation
from banso.followup.actions import (
    notice_drifts,
    put_back_review,
    review_drift,
    revise_after_review,
    withdraw_review,
)
from banso.followup.actions.drift import judge_drift
from banso.followup.models import DriftCase, GateReview
from banso.followup.queries import progress_of
from banso.followup.rules.answers import Answers
from banso.plans.actions import finish_measure, keep_section
from banso.plans.models import BusinessPlan
from banso.records.actions import withdraw_record
from banso.registry.models import Business

NOVEMBER = date(2026, 11, 5)


@pytest.fixture
def plan(sakura: Business, sato: Staff) -> BusinessPlan:
    return an_adopted_plan(sakura, sato)


def refusal(code: str, field: str | None = None) -> object:
    """What a refusal must be."""
    return pytest.raises(RuleViolation, check=lambda said: (said.code, said.field) == (code, field))


def lasting(plan: BusinessPlan) -> list[tuple[str, str, date, bool]]:
    rows = DriftCase.objects.lasting().filter(plan=plan)
    return [(row.kind, row.words, row.opened_on, row.is_open) for row in rows]


def test_a_measure_that_is_late_is_kept_once_and_gone_when_it_is_done(
    plan: BusinessPlan, sato: Staff
) -> None:
    measure = a_kept_measure(plan, "ちらしを配る", date(2026, 10, 1))
    notice_drifts(plan, on=NOVEMBER)
    notice_drifts(plan, on=TODAY)
    words = "「ちらしを配る」が50日遅れている（期限 令和8年10月1日）"
    assert lasting(plan) == [("measure-late", words, NOVEMBER, True)]
    finish_measure(measure, on=TODAY, by=sato)
    notice_drifts(plan, on=TODAY)
    assert lasting(plan) == []
    case = DriftCase.objects.get()
    assert (case.gone_on, case.is_open) == (TODAY, False)


def test_a_drift_that_was_reviewed_is_not_opened_anew_while_it_lasts(
    plan: BusinessPlan, sato: Staff
) -> None:
    a_kept_measure(plan, "ちらしを配る", date(2026, 9, 1))
    notice_drifts(plan, on=NOVEMBER)
    review = review_drift(a_review(plan, NOVEMBER), by=sato)
    notice_drifts(plan, on=TODAY)
    assert [is_open for _, _, _, is_open in lasting(plan)] == [False]
    assert DriftCase.objects.get().review == review


def test_sales_below_the_plan_two_months_running_are_a_drift(sakura: Business, sato: Staff) -> None:
    with clock.fixed(date(2026, 4, 1)):
        a_kept_period(sakura, 2026)  # 48,000千円 a year: 4,000千円 a month
    plan = an_adopted_plan(sakura, sato)
    for month, thousand in ((8, 3_560), (9, 3_280)):
        sold(sakura, sato, date(2026, month, 1), thousand * 1_000)
    progress = notice_drifts(plan, on=TODAY)
    assert [(one.month.month, one.planned, one.sold) for one in progress.months[-3:]] == [
        (8, 4_000_000, 3_560_000),
        (9, 4_000_000, 3_280_000),
        (10, 4_000_000, None),
    ], "October has not come in yet"
    assert lasting(plan) == [
        ("sales-below", "売上が計画の90%未満（8月 89%、9月 82%）", TODAY, True)
    ]
    sold(sakura, sato, date(2026, 10, 1), None)
    notice_drifts(plan, on=TODAY)
    assert len(lasting(plan)) == 1, "a month nobody knows ends no drift"
    with clock.fixed(date(2026, 12, 4)):
        sold(sakura, sato, date(2026, 11, 1), 4_100_000)
        told = notice_drifts(plan, on=date(2026, 12, 4))
    assert told.drifts.untold == ("令和8年10月の売上がわからない",)
    assert len(lasting(plan)) == 1


def test_a_kpi_missed_on_two_visits_is_a_drift_and_a_withdrawn_visit_does_not_count(
    plan: BusinessPlan, sato: Staff
) -> None:
    kpi = str(a_kept_kpi(plan).public_id)
    for month, number in ((8, 1000), (9, 1200), (10, 1100), (11, 1150)):
        told = Answers(kpis={kpi: Decimal(number)})
        closing = a_visit_by_sheet(plan, sato, date(2026, month, 5), answers=told)
    line = progress_of(plan, day=TODAY).kpis[0]
    assert [(one.value, one.expected) for one in line.readings] == [
        (1000, 1126),
        (1200, 1157),
        (1100, 1187),
        (1150, 1218),
    ]
    assert lasting(plan) == [
        ("kpi-missed", "「客数」が2回続けて目標に届かない", date(2026, 11, 5), True)
    ]
    withdraw_record(closing.record, reason="日が違う", by=sato)
    notice_drifts(plan, on=TODAY)
    assert lasting(plan) == []


def test_a_review_says_everything_or_is_refused(plan: BusinessPlan, sato: Staff) -> None:
    a_drift(plan, date(2026, 10, 1))
    for key in WRITTEN:
        with refusal("lacking", key):
            review_drift(a_review(plan, TODAY, **{key: "特になし"}), by=sato)
    with refusal("too-long", "proposal"):
        review_drift(a_review(plan, TODAY, proposal="あ" * 2001), by=sato)
    with refusal("future", "on"):
        review_drift(a_review(plan, TODAY + timedelta(days=1)), by=sato)
    with refusal("no-drift"):
        review_drift(a_review(plan, date(2026, 9, 30)), by=sato)
    added = {"proposal": "平日の施策を足す"}
    review = review_drift(a_review(plan, TODAY, **added), by=sato)
    assert review_drift(a_review(plan, TODAY, **added), by=sato) == review, "sent twice it is one"
    assert (review.written_by, GateReview.history.count()) == (sato, 1)
    with refusal("no-drift"):
        review_drift(a_review(plan, date(2026, 11, 19), view="ほかの見方をすると"), by=sato)


def test_the_revision_that_came_of_a_review_is_linked_to_it(
    plan: BusinessPlan, sato: Staff
) -> None:
    a_drift(plan, date(2026, 10, 1))
    review = review_drift(a_review(plan, TODAY), by=sato)
    keep_section(plan, "goals", "平日の昼に30人")
    revision = revise_after_review(review, on=TODAY, reason="見直し", by=sato)
    assert GateReview.objects.get().revision == revision
    with refusal("revised"):
        revise_after_review(review, on=TODAY, reason="もう一度", by=sato)
    with refusal("revised"):
        withdraw_review(review, by=sato)


def test_of_one_talk_two_people_may_write_if_they_write_different_things(
    plan: BusinessPlan, sato: Staff, suzuki: Staff
) -> None:
    case = a_drift(plan, date(2026, 10, 1))
    key = uuid.uuid4()
    first = review_drift(a_review(plan, TODAY, entry_key=key), by=sato)
    assert review_drift(a_review(plan, TODAY, view="送り直し", entry_key=key), by=sato) == first
    assert review_drift(a_review(plan, TODAY, entry_key=uuid.uuid4()), by=suzuki) == first
    second = review_drift(a_review(plan, TODAY, view="値段にも手を付ける"), by=suzuki)
    assert list(GateReview.objects.order_by("pk")) == [first, second]
    case.refresh_from_db()
    assert case.review == first
    withdraw_review(first, by=sato)
    case.refresh_from_db()
    assert case.review == second, "the other one of that day answers the drift"
    with refusal("withdrawn"):
        keep_section(plan, "goals", "平日の昼に30人")
        revise_after_review(GateReview.objects.get(pk=first.pk), on=TODAY, reason="直す", by=sato)


def test_a_review_written_by_mistake_is_taken_back_and_put_back(
    plan: BusinessPlan, sato: Staff
) -> None:
    late = a_drift(plan, date(2026, 10, 1))
    judge_drift(plan, on=date(2026, 10, 2))
    judged = DriftCase.objects.get(kind="judged")
    review = review_drift(a_review(plan, TODAY), by=sato)
    assert list(DriftCase.objects.open()) == []
    withdraw_review(review, by=sato)
    withdraw_review(review, by=sato)
    assert list(DriftCase.objects.open()) == [late, judged]
    assert list(GateReview.objects.standing()) == []
    put_back_review(review, by=sato)
    put_back_review(review, by=sato)
    judged.refresh_from_db()
    assert (judged.review, judged.gone_on) == (review, TODAY)
    assert list(GateReview.objects.standing()) == [review]
    judge_drift(plan, on=TODAY)
    withdraw_review(review, by=sato)
    judged.refresh_from_db()
    assert judged.gone_on == TODAY, "the same was judged again since"
