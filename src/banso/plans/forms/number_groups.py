"""The groups that the assumptions are folded into, and which of them a mistake opens."""

from __future__ import annotations

from banso.plans.forms.numbers import NumbersForm

_LINES = {"s": "sales", "c": "costs", "e": "equipment", "l": "loans", "g": "subsidies"}
_GROUPS = {
    "sales": ("sales",),
    "margin": ("margin", "labour_in_cost"),
    "costs": ("costs", "depreciation", "depreciation_in_cost"),
    "days": ("collection_days", "stock_days", "payment_days"),
    "others": (
        "others", "employees", "tax_rate", "tax_minimum", "drawings", "other_income",
        "other_expenses", "is_proprietor",
    ),
    "equipment": ("equipment",),
    "loans": ("loans",),
    "subsidies": ("subsidies",),
    "months": ("months", "weights", "month", "weight"),
    "opening": ("opening", "own_money", "is_new"),
}  # fmt: skip
_OF = {name: group for group, names in _GROUPS.items() for name in names}


def group_of(name: str) -> str:
    """The group of a field, or of the part that a refusal names; empty for the whole."""
    head = name.partition("-")[0]
    return _OF.get(head) or _LINES.get(head.rstrip("0123456789"), "")


def refused_group(form: NumbersForm) -> str:
    """The group that was refused as a whole; empty when none was."""
    return group_of(form.refused_at)


def open_groups(form: NumbersForm, *, is_kept: bool) -> set[str]:
    """The groups that stand open: with a mistake, and the sales of a plan that only begins."""
    refused = {group_of(name) for name in form.errors} | {refused_group(form)}
    return refused - {""} | (set() if is_kept else {"sales"})
