"""Assumptions as a JSON column keeps them, with the edition of their shape."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from banso.diagnosis.rules.cash_flow.loans import Loan
from banso.figures.rules.accounts import Form
from banso.figures.rules.statement import Statement
from banso.plans.rules.numbers.assumptions import (
    Assumptions,
    Equipment,
    FixedCost,
    How,
    Nature,
    PlannedLoan,
    SalesLine,
    Subsidy,
    YearPlan,
)
from banso.plans.rules.numbers.balance import Balance

EDITION = 1
Json = dict[str, Any]


def assumptions_as_json(given: Assumptions) -> Json:
    """What the column keeps; days and decimals as text."""
    return {"edition": EDITION, **_plain(asdict(given))}


def _plain(value: Any) -> Any:  # noqa: ANN401 - any part of the JSON
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def assumptions_from_json(kept: Mapping[str, Any]) -> Assumptions:
    """The assumptions that were kept. Raises ``KeyError`` for a shape of another edition."""
    if kept["edition"] != EDITION:
        raise KeyError(kept["edition"])
    return Assumptions(
        starts_on=date.fromisoformat(kept["starts_on"]),
        years=tuple(_year(one) for one in kept["years"]),
        base=_statement(kept["base"]) if kept["base"] else None,
        opening=Balance(**kept["opening"]) if kept["opening"] else None,
        is_new=kept["is_new"],
        is_proprietor=kept["is_proprietor"],
        own_money=kept["own_money"],
        equipment=tuple(
            Equipment(**{**one, "bought_in": _day(one["bought_in"])}) for one in kept["equipment"]
        ),
        loans=tuple(
            PlannedLoan(one["key"], one["name"], _loan(one["loan"])) for one in kept["loans"]
        ),
        subsidies=tuple(
            Subsidy(**{**one, "received_in": _day(one["received_in"])}) for one in kept["subsidies"]
        ),
        weights=tuple(kept["weights"]),
    )


def _year(kept: Mapping[str, Any]) -> YearPlan:
    lines = (
        SalesLine(**{**one, "how": How(one["how"]), "margin": _number(one["margin"])})
        for one in kept["sales"]
    )
    costs = (FixedCost(**{**one, "nature": Nature(one["nature"])}) for one in kept["costs"])
    told = {
        "sales": tuple(lines),
        "costs": tuple(costs),
        "margin": _number(kept["margin"]),
        "tax_rate": Decimal(kept["tax_rate"]),
        "employees": _number(kept["employees"]),
        "months": tuple(kept["months"]),
    }
    return YearPlan(**{**kept, **told})


def _statement(kept: Mapping[str, Any]) -> Statement:
    told = {
        "starts_on": _day(kept["starts_on"]),
        "ends_on": _day(kept["ends_on"]),
        "form": Form(kept["form"]),
        "employees": _number(kept["employees"]),
    }
    return Statement(**{**kept, **told})


def _loan(kept: Mapping[str, Any]) -> Loan:
    drawn = kept["drawn_on"]
    told = {
        "rate": Decimal(kept["rate"]),
        "first_repayment": _day(kept["first_repayment"]),
        "drawn_on": _day(drawn) if drawn else None,
    }
    return Loan(**{**kept, **told})


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
