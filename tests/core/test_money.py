import pytest
from hypothesis import given
from hypothesis import strategies as st

from banso.core.money import parse_yen, thousand_yen, with_triangle, yen
from banso.core.refusals import RuleViolation


def test_money_is_written_with_separators_and_unit() -> None:
    assert [yen(amount) for amount in (1234, 0, -1234)] == ["1,234円", "0円", "△1,234円"]
    assert with_triangle(-1_000_000) == "△1,000,000"


def test_thousands_are_rounded_half_away_from_zero() -> None:
    amounts = (6_200_000, 1_499, 1_500, 499, -1_500, -499)
    assert [thousand_yen(amount) for amount in amounts] == [
        *("6,200千円", "1千円", "2千円", "0千円", "△2千円", "0千円")
    ]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        *(("12,345", 12_345), ("¥12,345", 12_345), ("￥12345", 12_345), ("１２，３４５円", 12_345)),
        *(("\\12,345", 12_345), ("△1,234", -1_234), ("▲1,234", -1_234), ("(1,234)", -1_234)),
        *(("（１，２３４）", -1_234), ("-1234", -1_234), ("−1,234", -1_234), ("¥-1,234", -1_234)),
        *(("6,200千円", 6_200_000), ("30万円", 300_000), (" 0 ", 0), ("000123", 123)),
    ],
)
def test_an_amount_is_read_however_ledgers_write_it(text: str, amount: int) -> None:
    assert parse_yen(text) == amount


@pytest.mark.parametrize(
    "text", ["", "円", "1,23", "12,34,567", "1.5", "(5", "5)", "△(5)", "△-5", "=1+1", "五円", "1e3"]
)
def test_what_is_no_whole_amount_is_refused(text: str) -> None:
    with pytest.raises(RuleViolation) as refusal:
        parse_yen(text, field="sales")
    assert (refusal.value.field, refusal.value.message) == (
        "sales",
        (
            f"「{text}」は金額として読めません。"
            "12,345 や △1,234 のように、円単位の整数で入力してください。"
        ),
    )


def test_an_amount_beyond_reason_is_refused() -> None:
    with pytest.raises(RuleViolation) as refusal:
        parse_yen("1,000,000,000,000,000")
    assert refusal.value.message == ("金額が大きすぎます。円単位で入力しているか確かめてください。")


@given(st.integers(-(10**15) + 1, 10**15 - 1))
def test_what_is_written_reads_back(amount: int) -> None:
    assert parse_yen(yen(amount)) == parse_yen(with_triangle(amount)) == amount
