"""``bin/banso restore FILE``: bring a backup back into an installation that holds nothing yet."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from banso.core.refusals import RuleViolation
from banso.web.backup.restoring import restore_backup
from banso.web.management.commands.work import only_worker


class Command(BaseCommand):
    """Restore a backup and compare every row."""

    help = "控えを、まだ何も入っていないデータフォルダーに戻す"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the archive."""
        parser.add_argument("file", type=Path, help="控えのファイル（banso-….zip）")

    def handle(self, *, file: Path, **options: object) -> None:
        """Restore it and say what came back."""
        try:
            with only_worker(settings.DATA_DIR):
                restored = restore_backup(file)
        except RuleViolation as refusal:
            raise CommandError(refusal.message) from None
        if restored.differing:
            names = "、".join(restored.differing)
            raise CommandError(f"戻しましたが、控えと違う表があります：{names}")
        contents = restored.contents
        self.stdout.write(
            f"控え（{contents.made_at}）を戻しました。"
            f"{len(contents.tables)}表 {contents.rows:,}行を控えと1行ずつ比べ、すべて同じでした。"
            f"ファイルは{len(contents.files):,}個です。"
        )
