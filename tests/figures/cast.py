"""How the tests of this room keep figures: short words for common periods."""

from __future__ import annotations

from datetime import date

from banso.figures.actions import Entry, save_statements
from banso.figures.models import FinancialStatement
from banso.figures.rules.accounts import Form
from banso.registry.models import Business

# さくら製麺の1期。貸借が合い、おかしなところがない。
YEAR = {
    "sales": 48_000_000,
    "opening_inventory": 1_200_000,
    "purchases": 19_500_000,
    "closing_inventory": 1_500_000,
    "officers_pay": 6_000_000,
    "wages": 9_000_000,
    "depreciation": 1_100_000,
    "other_selling_and_admin": 10_700_000,
    "interest_paid": 320_000,
    "deposits": 6_000_000,
    "accounts_receivable": 3_000_000,
    "inventories": 1_500_000,
    "machinery": 8_000_000,
    "accounts_payable": 2_500_000,
    "long_term_loans": 10_000_000,
    "capital": 3_000_000,
    "retained_earnings": 3_000_000,
}


def a_period(
    business: Business, ends: int, amounts: dict[str, int] | None = None, **facts: object
) -> FinancialStatement:
    """A year to the end of March, not saved yet; the opening inventory follows the year before."""
    told = {"form": Form.CORPORATION.value, "employees": 6, **facts}
    return FinancialStatement(
        business=business,
        **{"starts_on": date(ends - 1, 4, 1), "ends_on": date(ends, 3, 31), **told},
        amounts=YEAR if amounts is None else amounts,
    )


def a_kept_period(
    business: Business, ends: int, amounts: dict[str, int] | None = None, **facts: object
) -> FinancialStatement:
    """A year that was entered before."""
    return save_statements(business, [Entry(a_period(business, ends, amounts, **facts))])[0]


def typed(key: str, **cells: object) -> dict[str, str]:
    """What a browser sends for one column; its period is the year to March 2026."""
    facts = {
        "starts_on": "令和7年4月1日",
        "ends_on": "令和8年3月31日",
        "form": Form.CORPORATION.value,
        "typed_in": "yen",
        "is_closed": "on",
        "employees": "",
        "note": "",
    }
    told = {f"{key}-{name}": str(text) for name, text in {**facts, **cells}.items()}
    return {"column": key, **{name: text for name, text in told.items() if text != "None"}}
