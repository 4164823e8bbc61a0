"""Amounts as paper, people and programs write them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from banso.core.refusals import RuleViolation
from banso.figures.rules.cells import MoneyUnit, read_amount, read_employees, shown_amount

THOUSAND = MoneyUnit.THOUSAND_YEN


@pytest.mark.parametrize(
    ("text", "unit", "yen"),
    [
        ("", MoneyUnit.YEN, None),
        ("　", MoneyUnit.YEN, None),
        ("0", MoneyUnit.YEN, 0),
        ("１２，３４５", MoneyUnit.YEN, 12_345),
        ("¥1,234", MoneyUnit.YEN, 1_234),
        ("￥1,234", MoneyUnit.YEN, 1_234),
        ("\\1,234", MoneyUnit.YEN, 1_234),
        ("△1,234", MoneyUnit.YEN, -1_234),
        ("▲1,234", MoneyUnit.YEN, -1_234),
        ("(1,234)", MoneyUnit.YEN, -1_234),
        ("（1,234）", MoneyUnit.YEN, -1_234),
        ("-1234", MoneyUnit.YEN, -1_234),
        ("－1234", MoneyUnit.YEN, -1_234),
        ("1,234.00", MoneyUnit.YEN, 1_234),
        ("1,234", THOUSAND, 1_234_000),
        ("12.345", THOUSAND, 12_345),
        ("5千円", MoneyUnit.YEN, 5_000),
        ("5,000円", THOUSAND, 5_000),
        ("999999999999999", MoneyUnit.YEN, 999_999_999_999_999),
    ],
)
def test_an_amount_is_read(text: str, unit: MoneyUnit, yen: int | None) -> None:
    assert read_amount(text, unit) == yen


@pytest.mark.parametrize(
    ("text", "unit", "code"),
    [
        ("約100", MoneyUnit.YEN, "unreadable-amount"),
        ("1,23", MoneyUnit.YEN, "unreadable-amount"),
        ("-△1", MoneyUnit.YEN, "unreadable-amount"),
        ("(1", MoneyUnit.YEN, "unreadable-amount"),
        ("1e5", MoneyUnit.YEN, "unreadable-amount"),
        ("12.5", MoneyUnit.YEN, "fraction-of-yen"),
        ("1.2345", THOUSAND, "fraction-of-yen"),
        ("9" * 16, MoneyUnit.YEN, "amount-too-large"),
        ("9" * 13, THOUSAND, "amount-too-large"),
        ("1" * 100, MoneyUnit.YEN, "amount-too-large"),
    ],
)
def test_what_is_no_amount_is_refused(text: str, unit: MoneyUnit, code: str) -> None:
    with pytest.raises(RuleViolation) as refusal:
        read_amount(text, unit)
    assert refusal.value.code == code


@pytest.mark.parametrize("yen", [None, 0, 7, -7, 12_345, -1_234_000, 120, 999_999_999_999_999])
@pytest.mark.parametrize("unit", list(MoneyUnit))
def test_what_is_shown_is_read_as_the_same_amount(yen: int | None, unit: MoneyUnit) -> None:
    assert read_amount(shown_amount(yen, unit), unit) == yen


def test_people_are_counted_to_one_place() -> None:
    assert [read_employees(text) for text in ("", "5", "３.５人", "12名")] == [
        None,
        Decimal(5),
        Decimal("3.5"),
        Decimal(12),
    ]
    with pytest.raises(RuleViolation):
        read_employees("数人")
