"""The history of a business and of everything that hangs on its card."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from django.db.models import Model

from banso.accounts.history import (
    Change,
    Entry,
    FieldChange,
    changes_of,
    chosen_in,
    described,
    named,
)
from banso.core.era import in_era_year
from banso.core.money import yen
from banso.core.refusals import RuleViolation
from banso.registry.models import Business, Closure, Consent, ContactPerson
from banso.registry.rules.industries import industry

_PARTS: tuple[type[Model], ...] = (ContactPerson, Consent, Closure)
_MOST = 200


def history_of(business: Business) -> list[Change]:
    """Every change of the card, its contacts, consents and closure, the latest first."""
    found = [change for part in _PARTS for change in _changes_of(part, business)]
    found += map(_of_card, changes_of(business, most=_MOST))
    return sorted(found, key=lambda change: change.at, reverse=True)[:_MOST]


def _changes_of(part: type[Model], business: Business) -> list[Change]:
    """Changes of everything of one kind that hangs on the card, removed ones too."""
    rows = part.history.filter(business_id=business.pk)  # type: ignore[attr-defined] # untyped
    entries = list(named(rows)[:_MOST])
    choices = chosen_in(entries)
    found: list[Change] = []
    before: dict[int, Entry] = {}
    for entry in reversed(entries):
        found.insert(0, _of_part(described(entry, before.get(entry.id), choices)))
        before[entry.id] = entry
    return found


def _of_part(change: Change) -> Change:
    """Say which contact, consent or closure an entry is about; whose they are is known."""
    fields = tuple(field for field in change.fields if field.label != "事業者")
    return replace(change, what=f"{change.subject}の{change.what}：{change.row}", fields=fields)


def _of_card(change: Change) -> Change:
    """Say codes, years and amounts as the card does."""
    return replace(change, fields=tuple(map(_spoken, change.fields)))


def _spoken(field: FieldChange) -> FieldChange:
    say = _SAID.get(field.label)
    if say is None:
        return field
    before, after = (say(value) if value else "" for value in (field.before, field.after))
    return FieldChange(field.label, before, after)


def said(business: Business, name: str) -> str:
    """A field of the card in words, as the history has it; nothing where it is blank."""
    display = getattr(business, f"get_{name}_display", None)
    value = display() if display else getattr(business, name)
    if value is None or value == "":
        return ""
    return _SAID.get(_label(name), str)(str(value))


def _industry(code: str) -> str:
    try:
        return industry(code).label
    except RuleViolation:
        return code


def _label(name: str) -> str:
    return str(getattr(Business._meta.get_field(name), "verbose_name", name))


_SAID: dict[str, Callable[[str], str]] = {
    _label("industry_code"): _industry,
    _label("founded_year"): lambda year: in_era_year(int(year)),
    _label("owner_birth_year"): lambda year: in_era_year(int(year)),
    _label("capital_yen"): lambda amount: yen(int(amount)),
}
