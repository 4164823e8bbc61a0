"""さくら製麺 over three years, and any accounts at all."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from banso.accounts.models import Staff
from banso.diagnosis.actions import keep_entry, open_diagnosis
from banso.diagnosis.models import Diagnosis, SheetEntry
from banso.diagnosis.rules.swot import swot_cells
from banso.figures.models import FinancialStatement
from banso.figures.rules.accounts import PARTS, STATED_RESULTS, Form, accounts
from banso.figures.rules.statement import Statement
from banso.registry.models import Business

ROOT = Path(__file__).parents[2]

# 合同会社さくら製麺のつもりの3期。円。
FIRST = {
    "sales": 50_000_000,
    "opening_inventory": 1_000_000,
    "purchases": 18_700_000,
    "closing_inventory": 1_200_000,
    "officers_pay": 6_000_000,
    "wages": 9_000_000,
    "utilities": 3_000_000,
    "rent": 2_400_000,
    "depreciation": 1_200_000,
    "other_selling_and_admin": 6_500_000,
    "interest_paid": 280_000,
    "income_taxes": 900_000,
    "cash_on_hand": 300_000,
    "deposits": 7_700_000,
    "accounts_receivable": 2_800_000,
    "inventories": 1_200_000,
    "machinery": 9_000_000,
    "accounts_payable": 2_400_000,
    "short_term_loans": 1_000_000,
    "long_term_loans": 10_000_000,
    "capital": 3_000_000,
    "retained_earnings": 4_600_000,
}
SECOND = FIRST | {
    "sales": 49_000_000,
    "opening_inventory": 1_200_000,
    "purchases": 19_300_000,
    "closing_inventory": 1_400_000,
    "income_taxes": 400_000,
    "deposits": 6_700_000,
    "accounts_receivable": 2_900_000,
    "inventories": 1_400_000,
    "machinery": 8_500_000,
    "long_term_loans": 9_500_000,
    "retained_earnings": 3_900_000,
}
THIRD = SECOND | {
    "sales": 48_000_000,
    "opening_inventory": 1_400_000,
    "purchases": 20_400_000,
    "closing_inventory": 1_800_000,
    "wages": 9_600_000,
    "income_taxes": 70_000,
    "deposits": 4_700_000,
    "accounts_receivable": 3_200_000,
    "inventories": 1_800_000,
    "machinery": 8_000_000,
    "accounts_payable": 2_600_000,
    "short_term_loans": 3_000_000,
    "long_term_loans": 7_500_000,
    "retained_earnings": 1_900_000,
}


def statement(
    amounts: Mapping[str, int],
    ends_on: date = date(2026, 3, 31),
    months: int = 12,
    **other: object,
) -> Statement:
    """A corporation's period of so many whole months that ends on a last day of a month."""
    year = {"employees": Decimal(6), "form": Form.CORPORATION} | other
    return Statement(starts_on=_start(ends_on, months), ends_on=ends_on, amounts=amounts, **year)


def _start(ends_on: date, months: int) -> date:
    after = ends_on + timedelta(days=1)
    number = after.year * 12 + after.month - 1 - months
    return date(number // 12, number % 12 + 1, 1)


def sakura() -> list[Statement]:
    """The three years of さくら製麺."""
    years = {2024: FIRST, 2025: SECOND, 2026: THIRD}
    return [statement(amounts, date(year, 3, 31)) for year, amounts in years.items()]


def worked(name: str) -> dict[str, Any]:
    """A worked example with its source, from ``vectors.toml``."""
    vectors = tomllib.loads(Path(__file__).with_name("vectors.toml").read_text("utf-8"))
    found: dict[str, Any] = vectors[name]
    return found


def example_rows(page: str, heading: str = "計算例") -> list[list[str]]:
    """The rows of the first table under a heading of a page in docs/rules."""
    text = (ROOT / "docs" / "rules" / page).read_text("utf-8")
    section = text.split(f"## {heading}\n")[1].split("\n## ")[0]
    rows = [line.strip("|").split("|") for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row] for row in rows[2:]]


yen = st.integers(-(10**12), 10**12) | st.sampled_from([0, 1, -1, 10**18])
names = st.sampled_from([*accounts(), *PARTS, *STATED_RESULTS])


@st.composite
def any_statement(draw: st.DrawFn) -> Statement:
    """Any accounts: any lines, any sums, any length, closed or not."""
    starts_on = draw(st.dates(date(1990, 1, 1), date(2060, 12, 31)))
    return Statement(
        starts_on=starts_on,
        ends_on=starts_on + timedelta(days=draw(st.integers(0, 600))),
        form=draw(st.sampled_from(Form)),
        amounts=draw(st.dictionaries(names, yen, max_size=25)),
        employees=draw(st.none() | st.integers(0, 300).map(Decimal)),
        is_outline=draw(st.booleans()),
        is_forecast=draw(st.booleans()),
        is_closed=draw(st.booleans()),
    )


@st.composite
def joined_statements(draw: st.DrawFn) -> list[Statement]:
    """Up to four periods of any accounts, most of them joined to the one before."""
    ones = draw(st.lists(any_statement(), max_size=4))
    day = date(2020, 4, 1)
    made = []
    for one in ones:
        last = day + timedelta(days=draw(st.sampled_from([364, 365, 180, 29, 0])))
        made.append(
            Statement(
                day, last, one.form, one.amounts, one.employees, one.is_outline, one.is_forecast
            )
        )
        day = last + timedelta(days=draw(st.sampled_from([1, 1, 1, 40])))
    return made


def an_analysis(business: Business, by: Staff) -> Diagnosis:
    """An analysis just begun, over さくら製麺's three periods."""
    for one in sakura():
        FinancialStatement.objects.create(
            business=business,
            starts_on=one.starts_on,
            ends_on=one.ends_on,
            form=one.form.value,
            amounts=dict(one.amounts),
            employees=one.employees,
        )
    return open_diagnosis(business, by=by)


def said_everything(diagnosis: Diagnosis, by: Staff, only: str = "SWOT") -> list[SheetEntry]:
    """One thing said in a cell of each field of SWOT, in the owner's words."""
    first = {cell.quarter.value: cell.place for cell in reversed(swot_cells())}
    return [
        keep_entry(
            SheetEntry(diagnosis=diagnosis, sheet="swot", cell=first[field], text=f"{field}の話"),
            by=by,
        )
        for field in only
    ]
