from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banso.core.refusals import RuleViolation
from banso.registry.rules.owner import Age, age_from_birthday, age_from_year, check_birth_year

TODAY = date(2026, 11, 20)


def test_a_birth_year_alone_gives_the_age_of_this_years_birthday() -> None:
    age = age_from_year(1968, TODAY)
    assert (age, age.label, age.is_exact) == (Age(57, 58), "58歳（今年の誕生日で）", False)


def test_on_the_last_day_of_the_year_everyone_has_had_a_birthday() -> None:
    age = age_from_year(1968, date(2026, 12, 31))
    assert (age, age.label, age.is_exact) == (Age(58, 58), "58歳", True)


@pytest.mark.parametrize(
    ("born", "years"),
    [
        *((date(1968, 11, 20), 58), (date(1968, 11, 21), 57), (date(2026, 11, 20), 0)),
        (date(1968, 2, 29), 58),
    ],
)
def test_a_birthday_gives_the_exact_age(born: date, years: int) -> None:
    age = age_from_birthday(born, TODAY)
    assert (age, age.label) == (Age(years, years), f"{years}歳")


def test_a_year_to_come_is_refused() -> None:
    with pytest.raises(RuleViolation) as refusal:
        check_birth_year(2027, TODAY, field="birth_year")
    assert (refusal.value.message, refusal.value.field) == (
        "生年が先の年（令和9年）になっています。西暦・元号を確かめてください。",
        "birth_year",
    )


def test_an_age_of_two_hundred_is_refused() -> None:
    with pytest.raises(RuleViolation) as refusal:
        check_birth_year(1826, TODAY)
    assert refusal.value.message == (
        "生年が1826年だと200歳になります。西暦・元号を確かめてください。"
    )


def test_the_oldest_age_allowed_is_110() -> None:
    assert check_birth_year(1916, TODAY) == 1916
    with pytest.raises(RuleViolation):
        check_birth_year(1915, TODAY)


def test_a_birthday_to_come_is_refused() -> None:
    with pytest.raises(RuleViolation) as refusal:
        age_from_birthday(date(2026, 11, 21), TODAY)
    assert refusal.value.message == "生年月日が先の日付になっています。"


@given(st.dates(date(1917, 1, 1), TODAY))
def test_the_exact_age_lies_within_the_range_of_the_year(born: date) -> None:
    exact, rough = age_from_birthday(born, TODAY), age_from_year(born.year, TODAY)
    assert rough.youngest <= exact.youngest <= rough.oldest
