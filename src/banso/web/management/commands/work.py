"""The task worker: one for each installation."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from banso.web.tasks import book_housekeeping, book_morning, reap_abandoned_tasks

_LOOK_EVERY_SECONDS = 2


class Command(BaseCommand):
    """Put back what an earlier worker left, then run tasks as they come."""

    help = "待っている仕事を実行する（1つのデータフォルダーに1つだけ）"
    requires_system_checks = ()

    def handle(self, **options: object) -> None:
        """Run until told to stop."""
        with only_worker(settings.DATA_DIR):
            reap_abandoned_tasks()
            book_housekeeping()
            book_morning()
            call_command(
                "db_worker",
                queue_name="*",
                interval=_LOOK_EVERY_SECONDS,
                startup_delay=False,
                verbosity=0,
            )


@contextmanager
def only_worker(data_dir: Path) -> Iterator[None]:
    """Hold the worker's place; it is free again however the process ends."""
    with (data_dir / "worker.lock").open("w") as place:
        try:
            fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CommandError(
                "このデータフォルダーでは、すでに別の伴走が動いています。先のものを終えてください。"
            ) from None
        yield
