from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banso.core.fiscal_year import FiscalYear, Period
from banso.core.refusals import RuleViolation

years = st.integers(1868, 2197).map(FiscalYear)


def test_a_fiscal_year_runs_from_april_to_march() -> None:
    year = FiscalYear(2026)
    assert (year.first_day, year.last_day) == (date(2026, 4, 1), date(2027, 3, 31))
    assert year.whole == Period(date(2026, 4, 1), date(2027, 3, 31))
    assert year.first_half == Period(date(2026, 4, 1), date(2026, 9, 30))
    assert year.second_half == Period(date(2026, 10, 1), date(2027, 3, 31))


def test_a_fiscal_year_is_written_in_the_era() -> None:
    year = FiscalYear(2026)
    assert (year.label, year.short_label, year.key, str(year)) == (
        "令和8年度",
        "R8",
        "R8",
        "令和8年度",
    )
    assert year.first_half.label == "令和8年度上期"
    assert year.second_half.label == "令和8年度下期"
    assert year.whole.label == "令和8年度"


def test_the_year_the_era_changed_bears_the_later_name() -> None:
    assert [(FiscalYear(year).key, FiscalYear(year).label) for year in (2018, 2019, 2020)] == [
        ("H30", "平成30年度"),
        ("R1", "令和元年度"),
        ("R2", "令和2年度"),
    ]
    assert [FiscalYear(year).key for year in (1988, 1989)] == ["S63", "H1"]


@pytest.mark.parametrize("key", ["R1", "H31", "令和元年度", "平成31年度", "2019", "Ｒ１", " r1 "])
def test_every_way_to_write_fiscal_2019_is_one_year(key: str) -> None:
    assert FiscalYear.from_key(key) == FiscalYear(2019)


@pytest.mark.parametrize("key", ["", "R0", "X8", "H35", "8", "１８６７"])
def test_a_key_that_names_no_year_is_refused(key: str) -> None:
    with pytest.raises(RuleViolation):
        FiscalYear.from_key(key)


def test_march_belongs_to_the_year_before() -> None:
    assert FiscalYear.of(date(2027, 3, 31)) == FiscalYear(2026)
    assert FiscalYear.of(date(2027, 4, 1)) == FiscalYear(2027)


def test_the_months_begin_in_april() -> None:
    months = FiscalYear(2027).months
    assert [month.label for month in months] == [
        *("4月", "5月", "6月", "7月", "8月", "9月"),
        *("10月", "11月", "12月", "1月", "2月", "3月"),
    ]
    assert (months[0].first, months[-2].last, months[-1].last) == (
        date(2027, 4, 1),
        date(2028, 2, 29),
        date(2028, 3, 31),
    )


def test_the_plan_period_is_five_fiscal_years() -> None:
    years = FiscalYear.between(FiscalYear(2026), FiscalYear(2030))
    assert [year.key for year in years] == ["R8", "R9", "R10", "R11", "R12"]


def test_years_between_in_the_wrong_order_are_refused() -> None:
    with pytest.raises(RuleViolation) as refusal:
        FiscalYear.between(FiscalYear(2027), FiscalYear(2026))
    assert refusal.value.message == (
        "令和8年度は令和9年度より前です。始まりと終わりを確かめてください。"
    )


def test_fiscal_years_are_ordered_and_hashable() -> None:
    assert FiscalYear(2026) < FiscalYear(2027)
    assert {FiscalYear(2026), FiscalYear(2026)} == {FiscalYear(2026)}
    assert (FiscalYear(2026).next, FiscalYear(2026).previous) == (
        FiscalYear(2027),
        FiscalYear(2025),
    )


def test_a_year_no_era_covers_is_refused() -> None:
    with pytest.raises(RuleViolation) as refusal:
        FiscalYear(26)
    assert refusal.value.message == (
        "26年度は扱えません。1868年度から2198年度までで指定してください。"
    )


def test_a_period_includes_both_ends() -> None:
    period = Period(date(2026, 4, 1), date(2026, 4, 30))
    assert (period.contains(date(2026, 4, 1)), period.contains(date(2026, 4, 30))) == (True, True)
    assert (period.contains(date(2026, 3, 31)), period.contains(date(2026, 5, 1))) == (
        False,
        False,
    )
    assert period.days == 30
    assert period.label == str(period) == "令和8年4月1日〜令和8年4月30日"


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(RuleViolation) as refusal:
        Period(date(2026, 4, 2), date(2026, 4, 1))
    assert refusal.value.message == (
        "期間の終わり（令和8年4月1日）が始まり（令和8年4月2日）より前です。"
    )


@given(years)
def test_a_key_leads_back_to_its_year(year: FiscalYear) -> None:
    assert FiscalYear.from_key(year.key) == FiscalYear.from_key(year.label) == year


@given(st.dates(date(1868, 4, 1), date(2198, 12, 31)))
def test_every_day_lies_in_one_half_and_one_month_of_its_year(day: date) -> None:
    year = FiscalYear.of(day)
    assert [half.contains(day) for half in (year.first_half, year.second_half)].count(True) == 1
    assert [month.contains(day) for month in year.months].count(True) == 1


@given(years)
def test_halves_and_months_cover_the_year_without_a_gap(year: FiscalYear) -> None:
    assert year.first_half.days + year.second_half.days == year.whole.days
    assert sum(month.days for month in year.months) == year.whole.days
    for earlier, later in zip(year.months, year.months[1:], strict=False):
        assert earlier.last + timedelta(days=1) == later.first
