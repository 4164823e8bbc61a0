import pytest
from hypothesis import given
from hypothesis import strategies as st

from banso.core.refusals import RuleViolation
from banso.registry.rules.phone import Phone, parse_phone


@pytest.mark.parametrize(
    "text",
    [
        *(
            "027-373-0237",
            "0273730237",
            "０２７（３７３）０２３７",
            "027 373 0237",
            "(027)373-0237",
        ),
        *(
            "027ー373ー0237",
            "027.373.0237",
            "+81 27-373-0237",
            "+81 (0)27 373 0237",
            "+81273730237",
        ),
        *("027-373-0237 内線12", "027-373-0237（内線 12）"),
    ],
)
def test_one_number_is_read_in_every_form(text: str) -> None:
    assert parse_phone(text) == Phone("0273730237", "027-373-0237", text)


@pytest.mark.parametrize(
    ("text", "readable"),
    [
        *(("09012345678", "090-1234-5678"), ("050 1234 5678", "050-1234-5678")),
        *(("0312345678", "03-1234-5678"), ("0120123456", "0120-123-456")),
        *(("0274221234", "0274-22-1234"), ("0800-123-4567", "0800-123-4567")),
        *(("0570064000", "0570-064-000"), ("0957-22-1234", "0957-22-1234")),
        ("0957221234", "0957221234"),
    ],
)
def test_a_number_is_hyphenated_where_its_grouping_is_known(text: str, readable: str) -> None:
    assert parse_phone(text).readable == readable


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("373-0237", "市外局番から、027-373-0237 のように入力してください。"),
        ("なし", "電話番号は数字とハイフンで、027-373-0237 のように入力してください。"),
        ("", "電話番号は数字とハイフンで、027-373-0237 のように入力してください。"),
        (
            "+1 212 555 1234",
            "電話番号は数字とハイフンで、027-373-0237 のように入力してください。",
        ),
        (
            "027-373-023",
            (
                "電話番号の桁数か番号が正しくありません（入力は9桁）。"
                "固定電話は10桁、携帯電話は11桁です。"
            ),
        ),
        (
            "0000000000",
            (
                "電話番号の桁数か番号が正しくありません（入力は10桁）。"
                "固定電話は10桁、携帯電話は11桁です。"
            ),
        ),
        (
            "090-123-4567",
            (
                "電話番号の桁数か番号が正しくありません（入力は10桁）。"
                "固定電話は10桁、携帯電話は11桁です。"
            ),
        ),
    ],
)
def test_nonsense_is_refused(text: str, message: str) -> None:
    with pytest.raises(RuleViolation) as refusal:
        parse_phone(text, field="phone")
    assert (refusal.value.message, refusal.value.field) == (message, "phone")


@given(st.from_regex(r"0[1-9][1-9][0-9]{7}|0[5-9]0[0-9]{8}", fullmatch=True))
def test_the_readable_form_reads_back_to_the_same_digits(number: str) -> None:
    phone = parse_phone(number)
    assert phone.digits == number
    assert parse_phone(phone.readable).digits == number
