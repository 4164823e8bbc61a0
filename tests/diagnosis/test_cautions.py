"""What must be known before the figures are read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.diagnosis.cast import THIRD, sakura, statement

from banso.diagnosis.rules.cautions import (
    CHANGED,
    NO_COST,
    OWNERS_PAY,
    cautions_of,
    insolvency_of,
)
from banso.diagnosis.rules.terms import terms_of
from banso.figures.rules.accounts import Form


def test_sound_accounts_of_a_corporation_need_no_caution() -> None:
    terms = terms_of(sakura())
    assert (cautions_of(terms), insolvency_of(terms)) == ((), "")
    assert (cautions_of(()), insolvency_of(())) == ((), "")


def test_a_proprietors_profit_holds_the_owners_pay() -> None:
    terms = terms_of([statement(THIRD, form=Form.PROPRIETOR)])
    assert OWNERS_PAY in cautions_of(terms)


def test_sales_without_a_cost_of_sales_are_pointed_at() -> None:
    bare = {"sales": 10_000_000, "rent": 1_000_000}
    terms = terms_of([statement(bare, date(2025, 3, 31)), statement(THIRD)])
    assert cautions_of(terms) == (f"令和7年3月期：{NO_COST}",)


def test_negative_equity_is_said_with_its_amount() -> None:
    deep = statement(THIRD | {"retained_earnings": -4_240_000})
    assert insolvency_of(terms_of([deep])) == "債務超過（純資産 △1,240千円、令和8年3月期）"
    assert insolvency_of(terms_of([statement(THIRD | {"retained_earnings": -3_000_000})])) == ""
    assert insolvency_of(terms_of([statement({"sales": 1})])) == "", "not known is not negative"


def test_accounts_mended_after_the_finish_are_pointed_at() -> None:
    then = sakura()
    now = [*then[::-1]]
    assert cautions_of(terms_of(then), now) == ()
    now[0] = replace(now[0], amounts={**now[0].amounts, "rent": 1})
    assert cautions_of(terms_of(then), now) == (CHANGED,)
    assert cautions_of(terms_of(then), now[1:]) == (CHANGED,)
