"""What hangs on a business（事業者についているもの）, in this room and in every room above.

Found by walking the relations that lead to :class:`Business`, so that a room built later is
counted and moved without this room knowing of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Count
from simple_history.models import HistoricalChanges

from banso.registry.models import Business, Distinction, Merge, Suspicion

Key = models.ForeignKey[Any, Any]
_ABOUT_PAIRS: tuple[type[models.Model], ...] = (Suspicion, Distinction)


@dataclass(frozen=True, slots=True)
class Hanging:
    """So many rows of one kind: 支援記録 12件."""

    label: str
    count: int


def keys_to(model: type[models.Model]) -> Iterator[Key]:
    """Every foreign key that leads to the model, of the rows of many-to-many relations too.

    Left out: the history of rows, which stays as it was written.
    """
    for relation in model._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ManyToOneRel):
            continue
        if not issubclass(relation.related_model, HistoricalChanges):
            yield relation.field


def keys_to_business() -> Iterator[Key]:
    """Every foreign key by which a row hangs on a business; rows about pairs are no such rows."""
    return (key for key in keys_to(Business) if not issubclass(key.model, _ABOUT_PAIRS))


def hanging_on(businesses: Iterable[int]) -> dict[int, tuple[Hanging, ...]]:
    """What hangs on each business, by its key, the kinds with most rows first.

    Also counted: what several of hang on one such row, as promises do on a record. The number of
    queries depends on the kinds alone.
    """
    wanted = list(businesses)
    found: dict[int, list[Hanging]] = {business: [] for business in wanted}
    for model, path in _counted():
        rows = model._base_manager.filter(**{f"{path}__in": wanted})
        for business, count in rows.values_list(path).annotate(Count("pk")).order_by():
            found[business].append(Hanging(str(model._meta.verbose_name), count))
    return {
        business: tuple(sorted(kinds, key=lambda kind: -kind.count))
        for business, kinds in found.items()
    }


def _counted() -> Iterator[tuple[type[models.Model], str]]:
    """Kinds of rows with the path from such a row to its business."""
    for key in keys_to_business():
        if key.model._meta.auto_created or issubclass(key.model, Merge):
            continue
        yield key.model, key.name
        for inner in keys_to(key.model):
            if not inner.model._meta.auto_created and not inner.unique:
                yield inner.model, f"{inner.name}__{key.name}"
