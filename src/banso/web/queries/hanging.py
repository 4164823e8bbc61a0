"""Everything that hangs on one business, in whatever room: found by following foreign keys.

A room that is built later is found without a line here. Rows that are gone are found too, by what
their history says of them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import models
from simple_history.utils import get_history_model_for_model

from banso.registry.models import Business

Hanging = dict[type[models.Model], set[int]]


def hanging_on(business: Business) -> Hanging:
    """The primary keys, by kind of row, of all that hangs on the business, itself first.

    Down foreign keys of any depth: its records, their promises, what was kept of those. Rows
    deleted since are among them where their kind has a history.
    """
    found: Hanging = {Business: {business.pk}}
    waiting: deque[type[models.Model]] = deque([Business])
    while waiting:
        parent = waiting.popleft()
        for key in _keys_to(parent):
            ids = set(_hanging_by(key, found[parent]))
            known = found.setdefault(key.model, set())
            if not ids <= known:
                known |= ids
                waiting.append(key.model)
    return {model: ids for model, ids in found.items() if ids}


def history_of_kind(model: type[models.Model]) -> type[models.Model] | None:
    """The historical rows of a kind; ``None`` for a kind without history."""
    if not hasattr(model._meta, "simple_history_manager_attribute"):
        return None
    historical: type[models.Model] = get_history_model_for_model(model)
    return historical


def _keys_to(parent: type[models.Model]) -> Iterator[models.ForeignKey[Any, Any]]:
    """The foreign keys of our own kinds of row that point to ``parent``."""
    for relation in parent._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ManyToOneRel):  # one to one is one of these
            continue
        child = relation.related_model
        is_ours = child.__module__.startswith("banso.") and not child._meta.auto_created
        if is_ours and not hasattr(child, "instance_type"):
            yield relation.field


def _hanging_by(key: models.ForeignKey[Any, Any], parents: Iterable[int]) -> Iterator[int]:
    """Rows that point to the parents by this key, those deleted since included."""
    asked = {f"{key.attname}__in": list(parents)}
    yield from key.model._default_manager.filter(**asked).values_list("pk", flat=True)
    historical = history_of_kind(key.model)
    if historical is not None:
        past = historical._default_manager.filter(**asked).order_by()
        yield from past.values_list("id", flat=True).distinct()
