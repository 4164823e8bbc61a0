"""How far a long piece of work is（進みぐあい）, and whether a person called it off.

Kept in the cache's files, not in the database: on SQLite an open transaction of the work itself
would keep everybody from writing there.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.core.cache import cache
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

T = TypeVar("T")
_KEPT_SECONDS = 24 * 60 * 60
_WRITE_EVERY_SECONDS = 0.4
_LOOK_EVERY_ROWS = 200


class CalledOff(Exception):
    """A person pressed the button that stops the work; nothing of it is kept."""


@dataclass(frozen=True, slots=True)
class Reached:
    """How far the work is: what it is doing, and how much of it is done."""

    doing: str = "順番を待っています"
    done: int = 0
    total: int = 0

    @property
    def percent(self) -> int | None:
        """Whole percent, or nothing while the amount is not known."""
        return self.done * 100 // self.total if self.total else None


class Progress:
    """One piece of work, known by its key; the worker writes, the page reads and calls off."""

    def __init__(self, key: str) -> None:
        self._reached_key = f"progress:{key}"
        self._off_key = f"called-off:{key}"
        self._written = 0.0
        self._doing = Reached()

    @property
    def reached(self) -> Reached:
        """How far the work is; waiting if nothing was written yet."""
        found = cache.get(self._reached_key)
        return found if isinstance(found, Reached) else Reached()

    def begin(self) -> None:
        """Forget what an earlier run left, also that it was called off."""
        cache.delete_many([self._reached_key, self._off_key])

    def call_off(self) -> None:
        """Ask the work to stop at its next look."""
        cache.set(self._off_key, "1", _KEPT_SECONDS)

    def look(self) -> None:
        """Raise :class:`CalledOff` if the work was called off."""
        if cache.get(self._off_key):
            raise CalledOff

    def step(self, doing: str, done: int = 0, total: int = 0) -> None:
        """Write how far the work is, a few times a second at most, and look whether to stop."""
        reached = Reached(doing, done, total)
        is_new = doing != self._doing.doing
        self._doing = reached
        if is_new or time.monotonic() - self._written > _WRITE_EVERY_SECONDS:
            self._written = time.monotonic()
            cache.set(self._reached_key, reached, _KEPT_SECONDS)
            self.look()

    def through(self, rows: Sequence[T], doing: str) -> Iterator[T]:
        """The rows one by one, with progress written as they go by."""
        total = len(rows)
        for at, row in enumerate(rows):
            if at % _LOOK_EVERY_ROWS == 0:
                self.step(doing, at, total)
            yield row


def is_under_way(task_id: str) -> bool:
    """Whether the task waits or runs; one that nobody knows does not."""
    busy = (TaskResultStatus.READY, TaskResultStatus.RUNNING)
    return bool(task_id) and DBTaskResult.objects.filter(pk=task_id, status__in=busy).exists()


def has_failed(task_id: str) -> bool:
    """Whether the task ended with an error that nobody foresaw."""
    failed = DBTaskResult.objects.filter(pk=task_id, status=TaskResultStatus.FAILED)
    return bool(task_id) and failed.exists()
