"""How a measure stands on a day, its bar on a chart, and whence its money comes."""

from __future__ import annotations

from datetime import date

import pytest

from banso.plans.rules.measures import Bar, Dates, Money, bar_of, funding_of, standing_on

JUNE, SEPTEMBER = date(2026, 6, 10), date(2026, 9, 30)
OPEN = Dates(JUNE, SEPTEMBER)


@pytest.mark.parametrize(
    ("dates", "day", "words"),
    [
        (OPEN, date(2026, 6, 9), "これから"),
        (OPEN, JUNE, "進行中"),
        (OPEN, SEPTEMBER, "進行中"),
        (OPEN, date(2026, 10, 1), "遅れ1日"),
        (OPEN, date(2026, 10, 12), "遅れ12日"),
        (Dates(JUNE, SEPTEMBER, done_on=date(2026, 10, 12)), date(2026, 10, 12), "完了"),
        (Dates(JUNE, SEPTEMBER, done_on=date(2026, 10, 12)), date(2026, 10, 11), "遅れ11日"),
        (Dates(JUNE, SEPTEMBER, dropped_on=JUNE), date(2026, 12, 1), "取りやめ"),
        (Dates(), JUNE, "進行中"),
        (Dates(ends_on=SEPTEMBER), JUNE, "進行中"),
        (Dates(starts_on=SEPTEMBER), JUNE, "これから"),
    ],
)
def test_a_measure_stands_by_its_days_and_by_what_happened(
    dates: Dates, day: date, words: str
) -> None:
    assert standing_on(dates, day).words == words


@pytest.mark.parametrize(
    ("dates", "bar"),
    [
        (OPEN, Bar(2, 4)),
        (Dates(ends_on=SEPTEMBER), Bar(5, 1)),
        (Dates(date(2026, 1, 1), SEPTEMBER), Bar(0, 6, from_before=True)),
        (Dates(SEPTEMBER, date(2027, 5, 1)), Bar(5, 7, goes_on=True)),
        (Dates(date(2027, 4, 1), date(2027, 5, 1)), None),
        (Dates(date(2026, 1, 1), date(2026, 3, 31)), None),
        (Dates(), None),
    ],
)
def test_a_bar_spans_its_months_and_says_when_it_reaches_beyond(
    dates: Dates, bar: Bar | None
) -> None:
    assert bar_of(dates, date(2026, 4, 1), 12) == bar


def test_money_is_summed_and_what_lacks_is_said() -> None:
    machine = Money(3_000_000, own=500_000, loan=1_500_000, subsidy=500_000)
    assert (machine.funded, machine.is_funding_known) == (2_500_000, True)
    assert not Money(1).is_funding_known
    whole = funding_of([machine, Money(None), Money(100_000, other=100_000)])
    assert (whole.cost, whole.funded, whole.gap) == (3_100_000, 2_600_000, 500_000)
    assert whole.words == (
        "費用3,100,000円に対して調達が500,000円足りません。費用の書かれていない施策が1件あります。"
    )
    assert funding_of([Money(5, own=6)]).words == "費用5円に対して調達が1円多いです。"
    assert funding_of([]).words == "費用0円と調達が合っています。"
