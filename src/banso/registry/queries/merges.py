"""Merges as people read them（まとめの記録）: what was made one, what moved, what stayed behind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.apps import apps

from banso.registry.models import Business, Merge
from banso.registry.queries.hanging import Hanging
from banso.registry.queries.history import spoken

_BUSINESS = Business._meta.label_lower


@dataclass(frozen=True, slots=True)
class CardChange:
    """A field of the card before and after the merge, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Told:
    """One merge: what moved, what was put by, how the card changed."""

    merge: Merge
    moved: tuple[Hanging, ...]
    put_by: tuple[Hanging, ...]
    changes: tuple[CardChange, ...]


def merges_of(business: Business) -> tuple[Merge, ...]:
    """The standing merges into the business, the latest first."""
    rows = Merge.objects.filter(kept=business).standing().select_related("by__person", "kept")
    return tuple(rows.defer("moved", "put_by"))


def told(merge: Merge) -> Told:
    """A merge in words."""
    keys = {(entry[0], entry[1]) for entry in merge.moved if entry[0] != _BUSINESS}
    card = [entry for entry in merge.moved if entry[0] == _BUSINESS]
    rows = [row["model"] for row in merge.put_by if row["model"] != _BUSINESS]
    return Told(
        merge,
        _counted(label for label, _ in keys),
        _counted(rows),
        tuple(CardChange(*spoken(name, before, after)) for _, _, name, before, after in card),
    )


def _counted(labels: Iterable[str]) -> tuple[Hanging, ...]:
    """Rows by kind; rows that only tie two others together go by what they tie."""
    kinds = Counter(_kind(label) for label in labels)
    return tuple(Hanging(kind, count) for kind, count in kinds.most_common())


def _kind(label: str) -> str:
    model = apps.get_model(label)
    if not model._meta.auto_created:
        return str(model._meta.verbose_name)
    keys = [field for field in model._meta.fields if field.is_relation]
    return str(
        next(f.related_model._meta.verbose_name for f in keys if f.related_model != Business)
    )
