"""Bring an installation up to date: database, static files, and at first the demonstration."""

from __future__ import annotations

from argparse import ArgumentParser

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from banso.accounts.models import Organisation
from banso.core.search.keeping import is_stale
from banso.web.search.sources import build_index


class Command(BaseCommand):
    """Migrate, collect static files, build the demonstration at first, and a missing index."""

    help = "データベースと画面の部品を最新にし、最初の起動なら実演用の商工会を作る"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take ``--empty``."""
        parser.add_argument("--empty", action="store_true", help="実演用の商工会を作らない")

    def handle(self, *, empty: bool, **options: object) -> None:
        """Prepare; running it again changes nothing."""
        self.stdout.write("データベースと画面の部品を準備しています…")
        call_command("migrate", verbosity=0, interactive=False)
        call_command("collectstatic", verbosity=0, interactive=False)
        founded = Organisation.objects.exists()
        if empty:
            self._start_empty(founded=founded)
        elif not founded and not _wants_empty():
            self.stdout.write("実演用の商工会を作っています（1分ほどかかります）…")
            call_command("demo")
        if is_stale():
            build_index()

    def _start_empty(self, *, founded: bool) -> None:
        """Remember the wish, so that the next start does not bring the demonstration after all."""
        if founded:
            self.stdout.write("すでに商工会が登録されているため、--empty は使わずに始めます。")
        else:
            (settings.DATA_DIR / "empty").touch()


def _wants_empty() -> bool:
    return bool((settings.DATA_DIR / "empty").exists())
