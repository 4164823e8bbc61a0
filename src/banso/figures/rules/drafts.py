"""A period read from a file（下書き）, before anybody agreed to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from banso.figures.rules.accounts import Form
from banso.figures.rules.statement import Statement


@dataclass(frozen=True, slots=True)
class Problem:
    """Why something of a file is not taken over: the cell or row, and what to do."""

    place: str
    words: str


@dataclass(frozen=True, slots=True)
class Draft:
    """One period as a file has it; ``business`` is the public id that the file names, or "".

    ``problems`` keep all of the period out; nothing is taken over by half. ``is_income_only`` says
    that nothing was learnt of the balance sheet: what is kept of it stays.
    """

    starts_on: date | None
    ends_on: date | None
    form: Form = Form.CORPORATION
    typed_in: str = "yen"
    amounts: Mapping[str, int] = field(default_factory=dict)
    employees: Decimal | None = None
    is_outline: bool = False
    is_closed: bool = True
    is_income_only: bool = False
    business: str = ""
    business_name: str = ""
    place: str = ""
    problems: tuple[Problem, ...] = ()

    def as_statement(self) -> Statement:
        """The figures to reckon with; only asked of a period whose days could be read."""
        assert self.starts_on is not None and self.ends_on is not None  # noqa: S101, PT018 - said above
        return Statement(
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            form=self.form,
            amounts=dict(self.amounts),
            employees=self.employees,
            is_outline=self.is_outline,
            is_closed=self.is_closed,
        )

    def as_json(self) -> dict[str, Any]:
        """The draft as JSON keeps it."""
        return {
            "starts_on": self.starts_on.isoformat() if self.starts_on else None,
            "ends_on": self.ends_on.isoformat() if self.ends_on else None,
            "form": self.form.value,
            "typed_in": self.typed_in,
            "amounts": dict(self.amounts),
            "employees": None if self.employees is None else str(self.employees),
            "is_outline": self.is_outline,
            "is_closed": self.is_closed,
            "is_income_only": self.is_income_only,
            "business": self.business,
            "business_name": self.business_name,
            "place": self.place,
            "problems": [[one.place, one.words] for one in self.problems],
        }


def draft_from(kept: Mapping[str, Any]) -> Draft:
    """The draft that :meth:`Draft.as_json` kept."""
    starts_on, ends_on = (
        date.fromisoformat(kept[name]) if kept[name] else None for name in ("starts_on", "ends_on")
    )
    people = kept["employees"]
    facts = ("typed_in", "is_outline", "is_closed", "is_income_only")
    names = ("business", "business_name", "place")
    return Draft(
        starts_on,
        ends_on,
        form=Form(kept["form"]),
        amounts=kept["amounts"],
        employees=None if people is None else Decimal(people),
        problems=tuple(Problem(*one) for one in kept["problems"]),
        **{name: kept[name] for name in (*facts, *names)},
    )
