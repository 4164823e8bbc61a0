"""What every kept row has in common: a public id, a version, and one way to save an edit."""

from __future__ import annotations

import uuid
from typing import Self

from django.db import models
from django.db.models import F

from banso.core.refusals import RuleViolation
from banso.core.search.models import IndexBuild, IndexEntry

__all__ = ["EditConflict", "IndexBuild", "IndexEntry", "Kept"]


class EditConflict(RuleViolation):
    """Someone else saved the same row first; nothing of this edit was saved."""

    def __init__(self) -> None:
        super().__init__(
            "edited-meanwhile",
            "入力している間に、ほかの職員がこの内容を変更しました。下で違いを確かめてください。",
        )


class Kept(models.Model):
    """A row that people open, edit and keep: public in URLs, versioned against lost edits."""

    public_id = models.UUIDField("公開ID", default=uuid.uuid4, unique=True, editable=False)
    version = models.PositiveIntegerField("版", default=1, editable=False)

    skip_history_when_saving: bool  # set on a row, it is saved without an entry in its history

    class Meta:
        abstract = True

    def save_edit(self, *, seen_version: int) -> Self:
        """Save this edited row if nobody saved it since ``seen_version``.

        Call inside the action's transaction. Refuses with :class:`EditConflict`.
        """
        rows = type(self)._default_manager.filter(pk=self.pk, version=seen_version)
        if not rows.update(version=F("version") + 1):
            raise EditConflict
        self.version = seen_version + 1
        self.save()
        return self
