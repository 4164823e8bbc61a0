"""Moving what hangs on one business to another, and writing down how to move it back."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from django.core import serializers
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, models, transaction

from banso.core.models import Kept
from banso.core.refusals import RuleViolation
from banso.registry.models import Business
from banso.registry.queries.hanging import Key, keys_to, keys_to_business


@dataclass(slots=True)
class Ledger:
    """What a merge changed and put by, in its order. Undone backwards."""

    moved: list[list[object]] = field(default_factory=list)
    put_by: list[dict[str, object]] = field(default_factory=list)

    def change(self, row: models.Model, **values: object) -> None:
        """Change fields of a row and save it, noting what they were and became."""
        names = [name for name in values if getattr(row, name) != values[name]]
        if not names:
            return
        before = {name: stored(row, name) for name in names}
        for name in names:
            setattr(row, name, values[name])
        save_moved(row)
        for name in names:
            entry = [row._meta.label_lower, row.pk, name, before[name], stored(row, name)]
            self.moved.append(entry)

    def put_away(self, row: models.Model) -> None:
        """Delete a row of which only one can stay, keeping all of it; refused if rows need it."""
        if any(key.model._base_manager.filter(**{key.name: row.pk}).exists()
               for key in keys_to(type(row))):  # fmt: skip
            raise RuleViolation(
                "cannot-be-joined",
                f"「{row._meta.verbose_name}」が両方にあり、それぞれに内容があるため、"
                "自動ではまとめられません。先にどちらか一方を整理してください。",
            )
        self.note(row)
        row.delete()

    def note(self, row: models.Model) -> None:
        """Write down all of a row that is about to go."""
        self.put_by += json.loads(
            json.dumps(serializers.serialize("python", [row]), cls=DjangoJSONEncoder)
        )


def stored(row: models.Model, name: str) -> object:
    """A field's value as it is written down: dates and amounts as text, rows by their keys."""
    return json.loads(json.dumps(getattr(row, name), cls=DjangoJSONEncoder))


def save_moved(row: models.Model) -> None:
    """Save a changed row: with its history, and with a new version where colleagues may edit it."""
    if isinstance(row, Kept):
        row.version += 1
    row.save()


def move_everything(kept: Business, absorbed: Business, ledger: Ledger) -> None:
    """Let everything that hangs on one business hang on the other.

    Where both have what only one of may be（unique）, the kept business's stays and the other's is
    put by.
    """
    for key in keys_to_business():
        for row in key.model._base_manager.filter(**{key.name: absorbed.pk}).order_by("pk"):
            _move(row, key, kept, ledger)


def _move(row: models.Model, key: Key, kept: Business, ledger: Ledger) -> None:
    try:
        with transaction.atomic():
            ledger.change(row, **{key.attname: kept.pk})
    except IntegrityError:
        ledger.put_away(type(row)._base_manager.get(pk=row.pk))
