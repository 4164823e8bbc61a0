"""The history of a row as a person reads it: who, when, what it was and what it became."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from django.db import models
from django.utils import timezone
from simple_history.models import HistoricalRecords

from banso.accounts.models import Person
from banso.core.era import in_era

_UNSPOKEN = frozenset({"id", "public_id", "version", "entry_key", "organisation", "search_text"})


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field before and after, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of a row's history: when, who, whether 登録・変更・削除, and the fields."""

    at: datetime
    who: str
    what: str
    subject: str
    fields: tuple[FieldChange, ...]


@contextmanager
def acting(person: Person | None) -> Iterator[None]:
    """Sign the history of everything saved inside with ``person``, outside a web request."""
    HistoricalRecords.context.request = SimpleNamespace(user=person)
    try:
        yield
    finally:
        del HistoricalRecords.context.request


def changes_of(row: models.Model, *, most: int = 50) -> list[Change]:
    """The row's history, latest first; entries in which nothing readable changed are left out."""
    entries = list(row.history.select_related("history_user")[: most + 1])  # type: ignore[attr-defined]
    older = [*entries[1:], None]
    pairs = list(zip(entries, older, strict=True))[:most]
    found = (_change(row, entry, before) for entry, before in pairs)
    return [change for change in found if change.fields or change.what != "変更"]


def _change(row: models.Model, entry: Any, before: Any) -> Change:
    return Change(
        at=timezone.localtime(entry.history_date),
        who=str(entry.history_user) if entry.history_user else "システム",
        what={"+": "登録", "~": "変更", "-": "削除"}[entry.history_type],
        subject=str(row._meta.verbose_name),
        fields=tuple(_fields(row, entry, before)) if entry.history_type != "-" else (),
    )


def _fields(row: models.Model, entry: Any, before: Any) -> Iterator[FieldChange]:
    """Fields that differ between two historical entries (all filled ones, for the first)."""
    for field in (*row._meta.fields, *row._meta.many_to_many):
        if field.name in _UNSPOKEN or not hasattr(entry, field.attname):
            continue
        was, became = (_words(field, item) for item in (before, entry))
        if was != became:
            yield FieldChange(str(field.verbose_name), was, became)


def _words(field: models.Field[Any, Any], entry: Any) -> str:
    """The value a historical entry had in a field, as words."""
    if entry is None:
        return ""
    if field.many_to_many:
        rows = getattr(entry, field.name).all()
        return "、".join(sorted(str(getattr(row, field.m2m_reverse_field_name())) for row in rows))  # type: ignore[attr-defined]
    value = getattr(entry, field.name if field.is_relation else field.attname)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return _plain(value)


def _plain(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "はい" if value else "いいえ"
    if isinstance(value, datetime):
        return f"{in_era(timezone.localtime(value).date())} {timezone.localtime(value):%H:%M}"
    if isinstance(value, date):
        return in_era(value)
    return f"{value:,}" if isinstance(value, Decimal) else str(value)
