"""How long something must be kept（保存期間）: the examples of docs/rules/retention.md."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from banso.core.refusals import RuleViolation
from banso.registry.rules import retention
from banso.registry.rules.retention import RetentionRule, read_retention

STANDARD = Path(retention.__file__).with_name("retention.toml").read_text(encoding="utf-8")
VOUCHERS, PROVISION, CLOSED = read_retention(STANDARD)
ONE = """
[[rule]]
key = "x"
title = "帳簿"
years = 5
counted_from = "day"
rows = "closure"
source = "規程"
verified = true
advice = "印刷する"
"""


@pytest.mark.parametrize(
    ("rule", "day", "until"),
    [
        (VOUCHERS, date(2026, 5, 20), date(2032, 3, 31)),
        (VOUCHERS, date(2027, 3, 31), date(2032, 3, 31)),
        (VOUCHERS, date(2027, 4, 1), date(2033, 3, 31)),
        (PROVISION, date(2026, 11, 20), date(2029, 11, 20)),
        (PROVISION, date(2028, 2, 29), date(2031, 2, 28)),
        (CLOSED, date(2020, 5, 1), date(2026, 3, 31)),
    ],
)
def test_it_is_kept_until_the_years_have_passed(
    rule: RetentionRule, day: date, until: date
) -> None:
    assert rule.kept_until(day) == until


def test_what_nobody_has_read_in_the_source_is_marked_unverified() -> None:
    assert [rule.verified for rule in (VOUCHERS, PROVISION, CLOSED)] == [False, False, False]
    assert all(rule.source and rule.advice for rule in (VOUCHERS, PROVISION, CLOSED))


def test_the_offices_own_file_is_read_alike() -> None:
    assert read_retention(ONE) == (
        RetentionRule("x", "帳簿", 5, "day", "closure", "規程", verified=True, advice="印刷する"),
    )
    assert read_retention("") == ()


@pytest.mark.parametrize(
    "broken",
    [
        "rule =",
        ONE.replace("years = 5", ""),
        ONE.replace("years = 5", 'years = "五"'),
        ONE.replace("years = 5", "years = -1"),
        ONE.replace('"day"', '"いつか"'),
        ONE.replace('"closure"', '"everything"'),
        ONE.replace("verified = true", "verified = 1"),
        ONE + 'further = "?"',
        ONE + ONE,
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(broken: str) -> None:
    with pytest.raises(RuleViolation, match=r"保存期間の文書（retention\.toml）を読めません。"):
        read_retention(broken)
