import pytest

from banso.core.counts import parse_count
from banso.core.refusals import RuleViolation


@pytest.mark.parametrize(
    ("typed", "number"),
    [("3", 3), ("２人", 2), ("3名", 3), (" 12 社", 12), ("1,200件", 1200), ("0", 0)],
)
def test_a_count_is_read_with_or_without_its_unit(typed: str, number: int) -> None:
    assert parse_count(typed) == number


@pytest.mark.parametrize("typed", ["約3人", "3円", "-1", "2.5", "△1", "人", "1,20", "3人人"])
def test_what_is_no_count_is_refused_in_words(typed: str) -> None:
    with pytest.raises(RuleViolation) as refusal:
        parse_count(typed, field="full_time")
    assert (refusal.value.message, refusal.value.field) == (
        "人数を数字で入力してください（例：3）。",
        "full_time",
    )
