import pytest
from hypothesis import given
from hypothesis import strategies as st

from banso.core.money import parse_yen, read_yen, thousand_yen, with_triangle, yen
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
        *(
            ("705万", 7_050_000),
            ("７０５万円", 7_050_000),
            ("80万5千", 805_000),
            ("1.2億", 120_000_000),
        ),
        *(("7,050千円", 7_050_000), ("5千万円", 50_000_000), ("3百万円", 3_000_000)),
        *(("1億2,000万", 120_000_000), ("△1億2千万5千円", -120_005_000), ("2千5百万", 25_000_000)),
        ("5千3億", 500_300_000_000),
        *(("80万5,000", 805_000), ("80万5円", 800_005), ("1.5万", 15_000), ("(12万)", -120_000)),
    ],
)
def test_an_amount_is_read_however_ledgers_write_it(text: str, amount: int) -> None:
    assert parse_yen(text) == amount


@pytest.mark.parametrize(
    "text",
    [
        *("", "円", "1,23", "12,34,567", "(5", "5)", "△(5)", "△-5", "=1+1", "五円", "1e3"),
        *("80万5", "80万50000", "1.5万3千", "万", "5円千", "3万2億", "5万円3千", "約705万"),
    ],
)
def test_what_is_no_whole_amount_is_refused(text: str) -> None:
    with pytest.raises(RuleViolation) as refusal:
        parse_yen(text, field="sales")
    assert (refusal.value.field, refusal.value.message) == (
        "sales",
        (
            f"「{text}」は金額として読めません。"
            "12,345 や △1,234、705万円、1.2億円のように入力してください。"
        ),
    )


def test_an_amount_beyond_reason_is_refused() -> None:
    with pytest.raises(RuleViolation) as refusal:
        parse_yen("1,000,000,000,000,000")
    assert refusal.value.message == (
        "金額が大きすぎます（15桁まで）。桁と単位（円・千円・万円）を確かめてください。"
    )


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("1.5", "整数で入力してください"),
        ("1.23456万", "小数は4桁まで（1円単位）にしてください"),
        ("1.123456789億", "小数は8桁まで（1円単位）にしてください"),
    ],
)
def test_less_than_a_yen_is_refused(text: str, advice: str) -> None:
    with pytest.raises(RuleViolation) as refusal:
        parse_yen(text)
    assert refusal.value.message == f"「{text}」には1円より細かい端数があります。{advice}。"


def test_a_number_without_a_unit_is_in_the_unit_of_the_paper() -> None:
    assert [read_yen(text, of_one=1_000) for text in ("1,200", "1.5", "80万5千", "5円", "")] == [
        *(1_200_000, 1_500, 805_000, 5, None)
    ]


@given(st.integers(-(10**15) + 1, 10**15 - 1))
def test_what_is_written_reads_back(amount: int) -> None:
    assert parse_yen(yen(amount)) == parse_yen(with_triangle(amount)) == amount
