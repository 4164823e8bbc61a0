"""The history of a business and of everything that hangs on its card."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from django.db.models import ForeignKey, Model
from django.utils.timezone import localtime

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
from banso.registry.models import Business, Closure, Consent, ContactPerson, Merge
from banso.registry.rules.industries import industry

_PARTS: tuple[type[Model], ...] = (ContactPerson, Consent, Closure)
_MOST = 200


def history_of(business: Business) -> list[Change]:
    """Every change of the card, its contacts, consents and closure, the latest first."""
    merges = list(
        Merge.objects.filter(kept=business).select_related(
            "by__person", "withdrawal__confirmed_by__person"
        )
    )
    gone = [merge.absorbed_id for merge in merges]
    found = [change for part in _PARTS for change in _changes_of(part, business, gone)]
    found += [change for merge in merges for change in _of_merge(merge)]
    found += map(_of_card, changes_of(business, most=_MOST))
    return sorted(found, key=lambda change: change.at, reverse=True)[:_MOST]


def _of_merge(merge: Merge) -> Iterator[Change]:
    """That another entry was merged into this one, and that this was taken back."""
    said = f"「{merge.absorbed_name}」をまとめました"
    yield Change(localtime(merge.at), str(merge.by), said, "", "")
    if hasattr(merge, "withdrawal"):
        undone = merge.withdrawal
        said = f"「{merge.absorbed_name}」のまとめを取り消しました"
        yield Change(localtime(undone.at), str(undone.confirmed_by), said, "", "")


def _changes_of(part: type[Model], business: Business, gone: list[int]) -> list[Change]:
    """Changes of everything of one kind that hangs on the card, removed ones too.

    What came from an entry that was merged has its changes from there as well.
    """
    rows = part.history.filter(business_id__in=[business.pk, *gone])  # type: ignore[attr-defined] # untyped
    entries = list(named(rows)[:_MOST])
    for entry in entries:
        entry.business = business
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
    return _said(name, getattr(business, name))


def spoken(attname: str, before: object, after: object) -> tuple[str, str, str]:
    """A changed field of the card, named by its attribute: its label, and both values in words."""
    field = next(field for field in Business._meta.concrete_fields if field.attname == attname)
    if isinstance(field, ForeignKey):
        rows = field.related_model._base_manager.in_bulk([key for key in (before, after) if key])
        here, there = (str(rows.get(key, "")) for key in (before, after))
        return str(field.verbose_name), here, there
    return str(field.verbose_name), _said(field.name, before), _said(field.name, after)


def _said(name: str, value: object) -> str:
    if value is None or value == "":
        return ""
    field = Business._meta.get_field(name)
    choices = dict(getattr(field, "flatchoices", ()))
    return choices[value] if value in choices else _SAID.get(_label(name), str)(str(value))


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
