"""Counts from records: 実数 and 延べ by any period, and only the rows that count."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.conftest import staff_of
from tests.programme.cast import a_result
from tests.programme.conftest import CERTIFIED, loaded
from tests.records.cast import a_firm, a_visit

from banso.accounts.models import Organisation, Staff
from banso.accounts.rules import Role
from banso.core.fiscal_year import FiscalYear, Period
from banso.programme.evidence import evidence_of
from banso.programme.measures import Line, tallies
from banso.programme.queries import Plan
from banso.programme.rules.document import MeasureOptions
from banso.programme.rules.tallies import Tally
from banso.records.actions import withdraw_record
from banso.registry.actions import Merging, merge_businesses, register_business, undo_merge
from banso.registry.models import Business, Closure, LegalForm

R8 = FiscalYear(2026)
FOLLOW_UP = ("plan-followup",)


def counted(plan: Plan, key: str, period: Period) -> Tally:
    line = plan.line(key)
    assert line is not None
    return tallies(plan.programme, [line], [period])[key, period]


def both(plan: Plan, period: Period) -> tuple[object, object]:
    """実数 and 延べ of the follow-up in a period."""
    return (
        counted(plan, "followed-up-businesses", period).value,
        counted(plan, "follow-up-visits", period).value,
    )


def line_of(plan: Plan, key: str) -> Line:
    line = plan.line(key)
    assert line is not None
    return line


def test_a_business_counts_once_in_each_period_and_every_record_counts(
    plan: Plan, sakura: Business, sato: Staff
) -> None:
    other = a_firm("みどり青果", sakura)
    for business, day in (
        (sakura, date(2026, 4, 10)),
        (sakura, date(2026, 9, 30)),
        (sakura, date(2026, 10, 1)),
        (other, date(2026, 10, 20)),
    ):
        a_visit(business, sato, day, topics=FOLLOW_UP)
    assert both(plan, R8.first_half) == (1, 2)
    assert both(plan, R8.second_half) == (2, 2)
    assert both(plan, R8.whole) == (2, 4)
    assert [both(plan, month)[1] for month in R8.months[:8]] == [1, 0, 0, 0, 0, 1, 2, 0]


def test_a_business_entered_twice_counts_once_after_its_entries_are_merged(
    plan: Plan, sakura: Business, sato: Staff
) -> None:
    double = a_firm("さくら製麺", sakura)
    for business, day in ((sakura, date(2026, 4, 10)), (double, date(2026, 5, 10))):
        a_visit(business, sato, day, topics=FOLLOW_UP)
    assert both(plan, R8.whole) == (2, 2)
    merge = merge_businesses(Merging(sakura, double, (1, 1)), by=sato)
    assert both(plan, R8.whole) == (1, 2)
    undo_merge(merge, by=sato)
    assert both(plan, R8.whole) == (2, 2)


def test_a_period_that_has_not_begun_is_unknown_and_not_nought(plan: Plan) -> None:
    ahead = counted(plan, "follow-up-visits", R8.months[-1])
    assert (ahead.value, ahead.reason) == (None, "これからの期間です")


def test_both_ways_of_counting_stand_side_by_side(
    plan: Plan, sakura: Business, sato: Staff
) -> None:
    a_visit(sakura, sato, date(2026, 5, 1), topics=FOLLOW_UP)
    a_visit(sakura, sato, date(2026, 6, 1), topics=FOLLOW_UP)
    distinct = counted(plan, "followed-up-businesses", R8.whole)
    every = counted(plan, "follow-up-visits", R8.whole)
    assert (distinct.value, distinct.contacts, distinct.businesses) == (1, 2, 1)
    assert (every.value, every.contacts, every.businesses) == (2, 2, 1)


def test_the_last_of_march_and_the_first_of_april_are_two_years(
    plan: Plan, sakura: Business, sato: Staff
) -> None:
    a_visit(sakura, sato, date(2026, 3, 31), topics=FOLLOW_UP)
    a_visit(sakura, sato, date(2026, 4, 1), topics=FOLLOW_UP)
    assert both(plan, R8.previous.whole) == (1, 1)
    assert both(plan, R8.whole) == (1, 1)


def test_two_topics_of_one_record_count_it_once(plan: Plan, sakura: Business, sato: Staff) -> None:
    a_visit(sakura, sato, topics=("plan-followup", "sns"))
    assert both(plan, R8.whole) == (1, 1)
    assert counted(plan, "sns-businesses", R8.whole).value == 1
    options = MeasureOptions(topics=("plan-followup", "sns"))
    line = line_of(plan, "follow-up-visits")
    wide = replace(line, options=options)
    assert tallies(plan.programme, [wide], [R8.whole])[wide.key, R8.whole].value == 1


def test_only_the_kinds_named_count(plan: Plan, sakura: Business, sato: Staff) -> None:
    a_visit(sakura, sato, topics=FOLLOW_UP, kind="phone")
    a_visit(sakura, sato, topics=FOLLOW_UP, kind="visit")
    assert both(plan, R8.whole) == (1, 1)
    line = replace(line_of(plan, "follow-up-visits"), options=MeasureOptions(topics=FOLLOW_UP))
    assert tallies(plan.programme, [line], [R8.whole])[line.key, R8.whole].value == 2


def test_records_without_the_topic_and_withdrawn_ones_are_left_out(
    plan: Plan, sakura: Business, sato: Staff
) -> None:
    a_visit(sakura, sato, topics=("financing",))
    a_visit(sakura, sato)
    mistaken = a_visit(sakura, sato, topics=FOLLOW_UP)
    assert both(plan, R8.whole) == (1, 1)
    withdraw_record(mistaken, reason="別の事業者でした", by=sato)
    assert both(plan, R8.whole) == (0, 0)


def test_another_offices_records_are_left_out(
    plan: Plan, sakura: Business, sato: Staff, elsewhere: Organisation
) -> None:
    theirs = staff_of(elsewhere, "山田 花", "yamada@example.jp", Role.ADVISER)
    their_plan = loaded(CERTIFIED, elsewhere, theirs)
    firm = register_business(
        Business(name="よその店", legal_form=LegalForm.SOLE_PROPRIETOR), organisation=elsewhere
    )
    a_visit(firm, theirs, topics=FOLLOW_UP)
    assert both(plan, R8.whole) == (0, 0)
    assert both(their_plan, R8.whole) == (1, 1)


def test_results_by_hand_are_summed_or_counted_once_and_unknown_adds_nothing(
    plan: Plan, sakura: Business, sato: Staff
) -> None:
    a_result(plan, "analysis-seminars", "1", sato)
    a_result(plan, "analysis-seminars", "2", sato, on=date(2026, 5, 1))
    a_result(plan, "listed-businesses", "1", sato, business=sakura)
    a_result(plan, "listed-businesses", "1", sato, business=sakura)
    a_result(plan, "listed-businesses", "3", sato)
    a_result(plan, "listed-businesses", None, sato, business=a_firm("みどり青果", sakura))
    assert counted(plan, "analysis-seminars", R8.whole).value == 3
    assert counted(plan, "analysis-seminars", R8.second_half).value == 1
    sales = counted(plan, "listed-businesses", R8.whole)
    assert (sales.value, sales.unknown, sales.rows) == (4, 1, 4)


def test_nothing_entered_is_unknown_and_only_zero_is_zero(plan: Plan, sato: Staff) -> None:
    blank = counted(plan, "analysis-seminars", R8.whole)
    assert (blank.value, blank.reason) == (None, "まだ入力がありません")
    a_result(plan, "analysis-seminars", "0", sato)
    assert counted(plan, "analysis-seminars", R8.whole).value == 0


def test_the_rows_behind_a_number_are_the_rows_it_was_counted_from(
    plan: Plan, sakura: Business, sato: Staff
) -> None:
    other = a_firm("みどり青果", sakura)
    first = a_visit(sakura, sato, date(2026, 5, 1), topics=FOLLOW_UP)
    again = a_visit(sakura, sato, date(2026, 6, 1), topics=FOLLOW_UP)
    third = a_visit(other, sato, date(2026, 6, 2), topics=FOLLOW_UP)
    mistaken = a_visit(other, sato, date(2026, 6, 3), topics=FOLLOW_UP)
    withdraw_record(mistaken, reason="二重でした", by=sato)
    Closure.objects.create(business=other, on=date(2026, 7, 1), confirmed_by=sato)
    found = evidence_of(plan.programme, line_of(plan, "followed-up-businesses"), R8.whole)
    assert {(row.pk, row.nth) for row in found.rows} == {
        (first.pk, 1),
        (again.pk, 2),
        (third.pk, 1),
    }
    assert found.counted == "2者（延べ3件）"
    assert [row.pk for row in found.withdrawn] == [mistaken.pk]
    assert (found.businesses.total, found.businesses.closed) == (2, 1)
    assert found.businesses.size_unknown == 2


def test_the_words_beside_a_number_entered_by_hand_add_up_to_it(
    plan: Plan, sakura: Business, sato: Staff
) -> None:
    a_result(plan, "listed-businesses", "1", sato, business=sakura)
    a_result(plan, "listed-businesses", "1", sato, business=sakura, on=date(2026, 11, 3))
    a_result(plan, "listed-businesses", "3", sato)
    a_result(plan, "listed-businesses", None, sato)
    found = evidence_of(plan.programme, line_of(plan, "listed-businesses"), R8.whole)
    assert found.tally.value == 4
    assert found.counted == (
        "事業者を選んだ入力 1者（同じ事業者の入力がほかに1件）＋選ばない入力 3者＝4者"
        "。ほかに不明1件（数に入れていません）"
    )
