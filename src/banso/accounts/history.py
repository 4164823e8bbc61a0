"""The history of a row as a person reads it: who, when, what it was and what it became."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any, Protocol, cast

from django.db import models
from django.db.models import QuerySet
from django.utils import timezone
from simple_history.models import HistoricalRecords
from simple_history.utils import get_history_model_for_model

from banso.accounts.models import Person
from banso.core.era import in_era, in_era_day

UNSPOKEN = frozenset(
    {"id", "public_id", "version", "entry_key", "organisation", "search_text", "key", "position"}
)
_WRITTEN_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_KINDS = {"+": "登録", "~": "変更", "-": "削除"}
Choices = dict[tuple[int, str], str]


class Entry(Protocol):
    """A historical row, as simple-history makes one for each model with a history."""

    pk: int
    history_date: datetime
    history_type: str
    history_change_reason: str | None
    history_user: Person | None
    instance_type: type[models.Model]
    tracked_fields: Sequence[models.Field[Any, Any]]


class Veiled(Protocol):
    """A kind of row of which some may be told in confidence（内密）.

    What was told is read on the row's own page only, where each look is logged: lists of changes
    ask here first, and show nothing of the entries named.
    """

    @classmethod
    def withheld(cls, entries: Iterable[Any]) -> set[int]:
        """Those of the entries, by their key, whose fields no list may show."""


class Itemised(Protocol):
    """A kind of row that keeps many small things in one field（決算の金額）.

    Lists of changes then show each thing that changed, under its own name.
    """

    @classmethod
    def itemised(cls, name: str, stored: object) -> dict[str, str] | None:
        """The field's things in words, by their names; ``None`` for a field that is one thing."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field before and after, in words."""

    label: str
    before: str
    after: str

    @property
    def field(self) -> str:
        """The label, under the name that ``core/_history.html`` reads."""
        return self.label


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of a row's history: when, who, whether 登録・変更・削除, and the fields.

    ``subject`` is the kind of row（支援記録）, ``row`` names the row itself.
    """

    at: datetime
    who: str
    what: str
    subject: str
    row: str
    fields: tuple[FieldChange, ...] = field(default=())

    @property
    def when(self) -> str:
        """The moment in words: 「令和8年11月20日（金） 14:05」."""
        return f"{in_era(self.at.date())} {self.at:%H:%M}"

    @property
    def changes(self) -> tuple[FieldChange, ...]:
        """The fields, under the name that ``core/_history.html`` reads."""
        return self.fields


@contextmanager
def acting(person: Person | None) -> Iterator[None]:
    """Sign the history of everything saved inside with ``person``."""
    context = HistoricalRecords.context
    before = getattr(context, "request", None)
    context.request = SimpleNamespace(user=person)
    try:
        yield
    finally:
        if before is None:
            del context.request
        else:
            context.request = before


def past_of(model: type[models.Model]) -> models.QuerySet[Any]:
    """Every entry of the history of a kind of row, whatever row it is of."""
    historical: type[models.Model] = get_history_model_for_model(model)
    return historical._default_manager.all()


def changes_of(row: models.Model, *, most: int = 50) -> list[Change]:
    """The row's history, latest first; entries in which nothing readable changed are left out.

    Latest means written last, whatever the clock said. The number of queries doesn't depend on
    the number of entries.
    """
    rows = row.history.order_by("-history_id")  # type: ignore[attr-defined]
    entries = list(named(rows)[: most + 1])
    choices = chosen_in(entries)
    older = [*entries[1:], None][: len(entries)]
    pairs = list(zip(entries, older, strict=True))[:most]
    found = (described(entry, before, choices) for entry, before in pairs)
    return [change for change in found if change.fields or change.what != "変更"]


def named(entries: QuerySet[Any]) -> QuerySet[Any]:
    """Load with the entries the rows whose names they show."""
    tracked = {item.name for item in entries.model.tracked_fields}
    paths = [
        path
        for path in _name_paths(entries.model.instance_type)
        if path.split("__", maxsplit=1)[0] in tracked
    ]
    return entries.select_related("history_user", *paths)


def _name_paths(model: type[models.Model]) -> Iterator[str]:
    """Foreign keys whose rows are named on the page, and those such a name is made of."""
    for key in _foreign_keys(model):
        yield key.name
        yield from (f"{key.name}__{inner.name}" for inner in _foreign_keys(key.related_model))


def _foreign_keys(model: type[models.Model]) -> list[models.ForeignKey[Any, Any]]:
    keys = [item for item in model._meta.fields if isinstance(item, models.ForeignKey)]
    return [key for key in keys if key.name not in UNSPOKEN]


def withheld_in(entries: Sequence[Entry]) -> set[int]:
    """The entries, by their key, of rows told in confidence; none for other kinds of row."""
    model = entries[0].instance_type if entries else None
    return cast("type[Veiled]", model).withheld(entries) if hasattr(model, "withheld") else set()


def veiled(change: Change) -> Change:
    """The change without what it says: when, who, and that something confidential changed."""
    return replace(change, row="内密", fields=())


def chosen_in(entries: Sequence[Entry]) -> Choices:
    """What the entries' many-to-many fields held, in words, by entry and field."""
    found: Choices = {}
    for item in _listed_fields(entries[0]) if entries else ():
        far = item.m2m_reverse_field_name()
        through = getattr(type(entries[0]), item.name).model
        paths = [f"{far}__{key.name}" for key in _foreign_keys(item.related_model)]
        rows = through.objects.filter(history_id__in=[entry.pk for entry in entries])
        names: dict[int, list[str]] = {}
        for row in rows.select_related(far, *paths):
            names.setdefault(row.history_id, []).append(str(getattr(row, far)))
        found |= {(pk, item.name): "、".join(sorted(words)) for pk, words in names.items()}
    return found


def _listed_fields(entry: Entry) -> list[models.ManyToManyField[Any, Any]]:
    """The many-to-many fields that the entry's kind of row keeps a history of."""
    every = entry.instance_type._meta.many_to_many
    return [item for item in every if hasattr(type(entry), item.name)]


def described(entry: Entry, before: Entry | None, choices: Choices) -> Change:
    """A historical entry in words, against the entry before it."""
    model = entry.instance_type
    is_first = before is None and entry.history_type == "~"  # registered in several steps
    return Change(
        at=timezone.localtime(entry.history_date),
        who=str(entry.history_user) if entry.history_user else "システム",
        what=_kind(entry, is_first=is_first),
        subject=str(model._meta.verbose_name),
        row=_WRITTEN_DAY.sub(_era_of, model.__str__(cast("models.Model", entry))),
        fields=tuple(_fields(entry, before, choices)) if entry.history_type != "-" else (),
    )


def _kind(entry: Entry, *, is_first: bool) -> str:
    """登録・変更・削除, with the reason of what was not typed: 変更（台帳の取込…）."""
    kind = _KINDS["+" if is_first else entry.history_type]
    return f"{kind}（{entry.history_change_reason}）" if entry.history_change_reason else kind


def _era_of(written: re.Match[str]) -> str:
    return in_era_day(date.fromisoformat(written[0]))


def _fields(entry: Entry, before: Entry | None, choices: Choices) -> Iterator[FieldChange]:
    """Fields that differ between two historical entries (all filled ones, for the first)."""
    for item in entry.tracked_fields:
        things = _things(item, before, entry)
        if things is not None:
            yield from things
            continue
        was, became = (_words(item, side) for side in (before, entry))
        if was != became:
            yield FieldChange(str(item.verbose_name), was, became)
    for listed in _listed_fields(entry):
        was = choices.get((before.pk, listed.name), "") if before else ""
        became = choices.get((entry.pk, listed.name), "")
        if was != became:
            yield FieldChange(str(listed.verbose_name), was, became)


def _things(
    item: models.Field[Any, Any], before: Entry | None, entry: Entry
) -> list[FieldChange] | None:
    """What changed within a field that holds many things; ``None`` for any other field."""
    model = cast("type[Itemised]", entry.instance_type)
    if not hasattr(model, "itemised"):
        return None
    became = model.itemised(item.name, getattr(entry, item.attname))
    if became is None:
        return None
    was = model.itemised(item.name, getattr(before, item.attname) if before else {}) or {}
    changed = (name for name in {**was, **became} if was.get(name) != became.get(name))
    return [FieldChange(name, was.get(name, ""), became.get(name, "")) for name in changed]


def _words(item: models.Field[Any, Any], entry: Entry | None) -> str:
    """The value a historical entry had in a field, as words."""
    if entry is None or item.name in UNSPOKEN:
        return ""
    stored = getattr(entry, item.attname)
    if item.is_relation and stored is not None:
        return str(getattr(entry, item.name) or "（今はない記録）")
    if item.choices:
        return str(dict(item.flatchoices).get(stored, stored))
    return _plain(stored)


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
