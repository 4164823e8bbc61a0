"""Figures stay with their month when the first day of a plan moves（plan-numbers.md）."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from tests.plans.cast import a_plan
from tests.plans.test_numbers_page import text_of

from banso.accounts.models import Staff
from banso.plans.actions import PlanFacts, keep_numbers, keep_plan_facts
from banso.plans.models import BusinessPlan
from banso.plans.queries import numbers_of
from banso.plans.queries.numbers import assumptions_of
from banso.plans.rules.numbers.assumptions import Assumptions
from banso.plans.rules.numbers.fitting import blank_assumptions, fitted, moved_words
from banso.registry.models import Business

SEPTEMBER, OCTOBER = date(2026, 9, 1), date(2026, 10, 1)
FROM_SEPTEMBER = (8, 7, 7, 12, 8, 7, 7, 8, 7, 7, 9, 9)
FROM_OCTOBER = (7, 7, 12, 8, 7, 7, 8, 7, 7, 9, 9, 8)
TYPED = tuple(1_000_000 * one for one in FROM_SEPTEMBER)
SAID = (
    "計画の初めの月が、令和8年9月から令和8年10月に変わりました。"
    "年の売上と費用は、1年目・2年目の順のままです。"
    "月の割合は月に付いて動きます（10月の分は10月のまま）。"
)
TYPED_SAID = "1年目の月別の売上も同じで、9月の額は年の終わりに移ります。"


@pytest.fixture
def given() -> Assumptions:
    """Three years from September with a peak in December, the first year typed by month."""
    blank = blank_assumptions(SEPTEMBER, 3)
    (line,) = blank.years[0].sales
    sold = replace(blank.years[0], sales=(replace(line, amount=sum(TYPED)),))
    years = (replace(sold, months=TYPED), sold, sold)
    return replace(blank, years=years, weights=FROM_SEPTEMBER)


def of_december(given: Assumptions) -> tuple[int, int]:
    """The share of December and what was typed for the first one."""
    at = [month.month for month in given.months_of(0)].index(12)
    return given.weights[at], given.years[0].months[at]


def test_the_peak_of_december_stays_in_december_and_the_year_adds_up(given: Assumptions) -> None:
    moved = fitted(given, OCTOBER, 3)
    assert moved.weights == FROM_OCTOBER
    assert moved.years[0].months == (*TYPED[1:], TYPED[0])
    assert moved.years[0].month_gap == 0
    assert moved.years[1].months == ()
    assert of_december(moved) == of_december(given) == (12, 12_000_000)


@pytest.mark.parametrize("first", [OCTOBER, date(2026, 8, 1), date(2027, 9, 1), date(2025, 4, 1)])
def test_moving_the_day_back_loses_nothing(given: Assumptions, first: date) -> None:
    assert fitted(fitted(given, first, 3), SEPTEMBER, 3) == given


def test_what_moved_is_said(given: Assumptions) -> None:
    assert moved_words(given, SEPTEMBER) == ""
    assert moved_words(given, OCTOBER) == SAID + TYPED_SAID
    assert moved_words(given, date(2026, 7, 1)).endswith("7月・8月の額は年の初めに移ります。")
    untyped = replace(given, years=(given.years[1],) * 3)
    assert moved_words(untyped, OCTOBER) == SAID
    assert moved_words(given, date(2027, 9, 1)) == (
        "計画の初めの月が、令和8年9月から令和9年9月に変わりました。"
        "年の売上と費用は、1年目・2年目の順のままです。"
    )


def test_the_pages_say_what_moved_until_the_figures_are_saved(
    sakura: Business, sato: Staff, as_sato: Client, given: Assumptions
) -> None:
    plan = a_plan(sakura, sato, PlanFacts("management", "生めん", SEPTEMBER))
    plan = keep_numbers(plan, given, seen_version=plan.version)
    numbers = reverse("plans:numbers", args=[plan.public_id])
    assert "計画の初めの月が" not in text_of(as_sato.get(numbers))
    typed = {"kind": "management", "title": "生めん", "starts_on": "R8.10.1", "years": "3"}
    page = reverse("plans:facts", args=[plan.public_id])
    said = as_sato.post(page, {**typed, "seen_version": plan.version}, follow=True)
    assert SAID + TYPED_SAID + "「数値計画」を開いて、確かめて保存してください。" in text_of(said)
    shown = text_of(as_sato.get(numbers))
    assert SAID + TYPED_SAID in shown
    assert "保存するまで、書類の数値計画は前の期間のままです。" in shown

    moved = BusinessPlan.objects.get(pk=plan.pk)
    kept = keep_numbers(moved, assumptions_of(moved), seen_version=moved.version)
    assert "計画の初めの月が" not in text_of(as_sato.get(numbers))
    back = keep_plan_facts(
        kept, PlanFacts("management", "生めん", SEPTEMBER), seen_version=kept.version
    )
    assert numbers_of(back) != given
    assert assumptions_of(back) == given
