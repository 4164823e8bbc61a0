"""Why figures are 算出不可: each reason once, with its years."""

from __future__ import annotations

from decimal import Decimal

from banso.diagnosis.rules.reading import Reading, Unit, unknown
from banso.plans.queries.reasons import Reason, reasons_by_year, reasons_of


def test_a_reason_that_many_rows_share_is_said_once_with_its_years() -> None:
    known, sold = Reading(Decimal(5), Unit.YEN), unknown("「売上」の金額が未入力", Unit.YEN)
    paid = unknown("減価償却費が未入力", Unit.YEN)
    assert reasons_of([(known, sold, sold), (paid, paid, paid), (known, sold, paid)]) == (
        Reason("どの年も", "減価償却費が未入力"),
        Reason("2年目・3年目", "「売上」の金額が未入力"),
    )


def test_nothing_is_said_where_all_is_known() -> None:
    assert reasons_by_year([("",), ("",)]) == ()
    assert reasons_of([]) == ()


def test_a_plan_of_one_year_names_it() -> None:
    assert reasons_by_year([("基準の決算がない",)]) == (Reason("1年目", "基準の決算がない"),)
