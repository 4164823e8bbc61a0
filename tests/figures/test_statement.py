"""One period's accounts: what is known, what is nothing, and what is unknown."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from banso.figures.rules.accounts import PARTS, Form, accounts, in_part
from banso.figures.rules.statement import Statement

# 合同会社さくら製麺のつもりの1期。千円ではなく円。
FULL = {
    "sales": 48_000_000,
    "opening_inventory": 1_200_000,
    "purchases": 19_500_000,
    "closing_inventory": 1_500_000,
    "officers_pay": 6_000_000,
    "wages": 9_000_000,
    "rent": 2_400_000,
    "depreciation": 1_100_000,
    "other_selling_and_admin": 8_300_000,
    "interest_paid": 320_000,
    "income_taxes": 400_000,
    "cash_on_hand": 400_000,
    "deposits": 5_600_000,
    "accounts_receivable": 3_000_000,
    "inventories": 1_500_000,
    "machinery": 8_000_000,
    "accounts_payable": 2_500_000,
    "short_term_loans": 1_000_000,
    "long_term_loans": 9_000_000,
    "capital": 3_000_000,
    "retained_earnings": 3_000_000,
}


def statement(amounts: dict[str, int], **other: object) -> Statement:
    year = {"starts_on": date(2025, 4, 1), "ends_on": date(2026, 3, 31), "form": Form.CORPORATION}
    return Statement(**{**year, "amounts": amounts, **other})


def figures(one: Statement, *names: str) -> dict[str, object]:
    return {name: getattr(one, name) for name in names}


def test_every_line_goes_into_one_sum_that_has_a_name() -> None:
    assert {account.part for account in accounts().values()} == {*PARTS, "notes"}
    assert len(accounts()) == sum(len(in_part(part)) for part in [*PARTS, "notes"])
    assert set(accounts()) & set(PARTS) == {"sales", "income_taxes"}  # one line and its sum


def test_the_results_follow_from_the_lines() -> None:
    assert figures(
        statement(FULL),
        *("sales", "cost_of_sales", "gross_profit", "selling_and_admin", "operating_profit"),
        *("ordinary_profit", "net_profit", "personnel", "depreciation", "interest"),
    ) == {
        "sales": 48_000_000,
        "cost_of_sales": 19_200_000,
        "gross_profit": 28_800_000,
        "selling_and_admin": 26_800_000,
        "operating_profit": 2_000_000,
        "ordinary_profit": 1_680_000,
        "net_profit": 1_280_000,
        "personnel": 15_000_000,
        "depreciation": 1_100_000,
        "interest": 320_000,
    }


def test_the_balance_follows_from_the_lines() -> None:
    assert figures(
        statement(FULL | {"discounted_notes": 700_000}),
        *("cash", "receivables", "inventories", "payables", "quick_assets", "current_assets"),
        *("fixed_assets", "total_assets", "current_liabilities", "fixed_liabilities"),
        *("liabilities", "loans", "net_assets", "balance_gap"),
    ) == {
        "cash": 6_000_000,
        "receivables": 3_700_000,
        "inventories": 1_500_000,
        "payables": 2_500_000,
        "quick_assets": 9_000_000,
        "current_assets": 10_500_000,
        "fixed_assets": 8_000_000,
        "total_assets": 18_500_000,
        "current_liabilities": 3_500_000,
        "fixed_liabilities": 9_000_000,
        "liabilities": 12_500_000,
        "loans": 10_000_000,
        "net_assets": 6_000_000,
        "balance_gap": 0,
    }


def test_blank_lines_are_nothing_and_blank_sums_unknown() -> None:
    one = statement({"sales": 5_000_000, "wages": 1_000_000, "cash_on_hand": 300_000})
    assert figures(
        one,
        *("cost_of_sales", "gross_profit", "operating_profit", "depreciation", "interest"),
        *("inventories", "total_assets", "payables", "net_assets", "loans", "balance_gap"),
    ) == {
        "cost_of_sales": None,
        "gross_profit": None,
        "operating_profit": 4_000_000,
        "depreciation": 0,
        "interest": 0,
        "inventories": 0,
        "total_assets": 300_000,
        "payables": None,
        "net_assets": None,
        "loans": None,
        "balance_gap": None,
    }


def test_a_paper_without_a_balance_sheet_knows_nothing_of_assets() -> None:
    one = statement({"sales": 5_000_000, "rent": 600_000}, form=Form.PROPRIETOR_SHORT)
    assert one.operating_profit == 4_400_000
    assert (one.has_balance_sheet, one.cash, one.total_assets, one.loans) == (
        False,
        None,
        None,
        None,
    )


def test_what_a_proprietor_takes_out_is_taken_off_the_equity() -> None:
    one = statement(
        {
            "cash_on_hand": 900_000,
            "owners_capital": 1_000_000,
            "owners_contributions": 50_000,
            "owners_income": 2_000_000,
            "owners_drawings": 2_150_000,
        },
        form=Form.PROPRIETOR,
    )
    assert (one.net_assets, one.total_assets, one.balance_gap) == (900_000, 900_000, 0)


def test_an_outline_trusts_its_sums_and_knows_only_the_lines_it_has() -> None:
    one = statement(
        {
            "sales": 30_000_000,
            "operating_profit": 900_000,
            "depreciation": 500_000,
            "cash": 2_000_000,
            "accounts_receivable": 1_000_000,
            "total_assets": 12_000_000,
            "net_assets": -400_000,
            "loans": 9_000_000,
        },
        is_outline=True,
    )
    assert figures(
        one,
        *("operating_profit", "selling_and_admin", "depreciation", "cash", "receivables"),
        *("inventories", "current_assets", "quick_assets", "total_assets", "loans", "net_assets"),
    ) == {
        "operating_profit": 900_000,
        "selling_and_admin": None,
        "depreciation": 500_000,
        "cash": 2_000_000,
        "receivables": 1_000_000,
        "inventories": None,
        "current_assets": None,
        "quick_assets": None,
        "total_assets": 12_000_000,
        "loans": 9_000_000,
        "net_assets": -400_000,
    }


def test_in_an_outline_no_part_passes_for_the_whole() -> None:
    one = statement(
        {"sales": 10, "operating_profit": 5, "short_term_loans": 3, "current_liabilities": 4},
        is_outline=True,
    )
    assert figures(
        one, "operating_profit", "ordinary_profit", "profit_before_tax", "net_profit",
        "loans", "liabilities",
    ) == {
        "operating_profit": 5,
        "ordinary_profit": None,
        "profit_before_tax": None,
        "net_profit": None,
        "loans": None,
        "liabilities": None,
    }  # fmt: skip
    whole = statement(
        {
            "ordinary_profit": 4,
            "extraordinary_income": 0,
            "extraordinary_expenses": 1,
            "income_taxes": 1,
            "current_liabilities": 4,
            "fixed_liabilities": 6,
        },
        is_outline=True,
    )
    assert (whole.profit_before_tax, whole.net_profit, whole.liabilities) == (3, 2, 10)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "months", "year"),
    [
        (date(2025, 4, 1), date(2026, 3, 31), 12, Decimal(600)),
        (date(2025, 9, 1), date(2026, 3, 31), 7, Decimal(7200) / 7),
        (date(2025, 3, 21), date(2026, 3, 20), 12, Decimal(600)),
        (date(2025, 5, 15), date(2026, 3, 31), 11, Decimal(7200) / 11),
        (date(2024, 12, 21), date(2026, 3, 20), 15, Decimal(480)),
    ],
)
def test_a_period_that_is_not_a_year_is_brought_to_one(
    starts_on: date, ends_on: date, months: int, year: Decimal
) -> None:
    one = statement({"sales": 600}, starts_on=starts_on, ends_on=ends_on)
    assert (one.months, one.annualised(600)) == (months, year)
