import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banso.core.refusals import RuleViolation
from banso.registry.rules.corporate_number import check_corporate_number, check_digit

PAGE = Path(__file__).parents[2] / "docs/rules/corporate-number.md"
twelve_digits = st.from_regex(r"[0-9]{12}", fullmatch=True)


def test_the_worked_example_on_the_page_is_what_we_compute() -> None:
    number, twelve = re.findall(r"`(\d{12,13})`", PAGE.read_text(encoding="utf-8"))
    assert (number, str(check_digit(twelve)) + twelve) == ("8070005002894", "8070005002894")
    assert check_corporate_number(number) == number


@pytest.mark.parametrize(
    "text",
    [
        "8070005002894",
        "８０７０００５００２８９４",
        " 8-0700-0500-2894 ",
        "8 0700 0500 2894",
        "8−0700ー05002894",
        "Ｔ8070005002894",
        "t8-0700-0500-2894",
    ],
)
def test_a_number_is_read_in_any_width_with_separators(text: str) -> None:
    assert check_corporate_number(text) == "8070005002894"


@pytest.mark.parametrize(
    ("text", "code", "message"),
    [
        (
            "7070005002894",
            "corporate-number-check-digit",
            (
                "法人番号の検査用数字（先頭の1桁）が合いません。先頭が7ですが、"
                "残り12桁から計算すると8になります。どこかの桁の打ち間違いがないか確かめてください。"
            ),
        ),
        (
            "070005002894",
            "corporate-number-length",
            (
                "法人番号は13桁です（入力は12桁）。"
                "登記簿の会社法人等番号（12桁）ではなく、その先頭に1桁が付いた番号です。"
            ),
        ),
        (
            "80700050028945",
            "corporate-number-length",
            "法人番号は13桁です（入力は14桁）。国税庁の法人番号公表サイトで確かめてください。",
        ),
        (
            "X8070005002894",
            "corporate-number-not-digits",
            "法人番号は13桁の数字で入力してください。",
        ),
        ("", "corporate-number-not-digits", "法人番号は13桁の数字で入力してください。"),
    ],
)
def test_a_number_that_cannot_be_is_refused(text: str, code: str, message: str) -> None:
    with pytest.raises(RuleViolation) as refusal:
        check_corporate_number(text, field="corporate_number")
    assert (refusal.value.code, refusal.value.message, refusal.value.field) == (
        code,
        message,
        "corporate_number",
    )


@given(twelve_digits)
def test_exactly_one_first_digit_checks_and_it_is_never_zero(twelve: str) -> None:
    accepted = [first for first in range(10) if check_digit(twelve) == first]
    assert len(accepted) == 1
    assert accepted[0] in range(1, 10)


@given(twelve_digits, st.integers(0, 11), st.integers(0, 9))
def test_one_mistyped_digit_is_noticed_unless_it_is_nine_for_nought(
    twelve: str, place: int, typed: int
) -> None:
    mistyped = twelve[:place] + str(typed) + twelve[place + 1 :]
    is_noticed = check_digit(mistyped) != check_digit(twelve)
    assert is_noticed == ((int(twelve[place]) - typed) % 9 != 0)
