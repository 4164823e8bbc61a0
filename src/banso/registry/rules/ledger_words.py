"""Values of a ledger in the words of the page and of the export（台帳の欄の書き方）."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from banso.core.era import in_era_year
from banso.core.money import yen
from banso.core.refusals import RuleViolation
from banso.registry.rules.industries import industry
from banso.registry.rules.ledger_cells import COUNTED, Stored

_LEGAL_FORMS = {"corporation": "法人", "sole-proprietor": "個人"}


@dataclass(frozen=True, slots=True)
class NamesOf:
    """The words behind stored values: districts and advisers by key, choices by value."""

    districts: Mapping[int, str] = field(default_factory=dict)
    advisers: Mapping[int, str] = field(default_factory=dict)
    choices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def in_words(key: str, value: Stored, names: NamesOf) -> str:
    """A stored value as people read it; nothing for what is not known."""
    if value is None or value == "":
        return ""
    if key in {"district", "adviser"}:
        known = names.districts if key == "district" else names.advisers
        return known.get(int(value), "")
    if key in names.choices:
        return names.choices[key].get(str(value), str(value))
    if key in COUNTED:
        return f"{value}人"
    say = _SAID.get(key)
    return say(value) if say else str(value)


def _industry(code: Stored) -> str:
    try:
        return industry(str(code)).label
    except RuleViolation:
        return str(code)


_SAID: dict[str, Callable[[Stored], str]] = {
    "industry_code": _industry,
    "founded_year": lambda year: in_era_year(int(year or 0)),
    "owner_birth_year": lambda year: in_era_year(int(year or 0)),
    "capital_yen": lambda amount: yen(int(amount or 0)),
    "legal_form": lambda form: _LEGAL_FORMS.get(str(form), str(form)),
}
