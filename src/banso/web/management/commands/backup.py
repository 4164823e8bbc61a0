"""``bin/banso backup [FOLDER]``: all rows and files in one archive, while people work."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from banso.core.refusals import RuleViolation
from banso.web.backup.making import make_backup, prune


class Command(BaseCommand):
    """Make a backup, and keep only the newest when asked to."""

    help = "控えを取る（動いたままで構いません）"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the folder, and how many archives to keep in it."""
        parser.add_argument(
            "folder", type=Path, nargs="?", help="置き場所（省くとデータフォルダーの backups）"
        )
        parser.add_argument(
            "--keep", type=int, help="新しいものから何個を残すか（省くとすべて残す）"
        )

    def handle(self, *, folder: Path | None, keep: int | None, **options: object) -> None:
        """Make it and say what it holds."""
        if keep is not None and keep < 1:
            raise CommandError("--keep は1以上にしてください。")
        folder = folder or settings.DATA_DIR / "backups"
        try:
            path, contents = make_backup(folder)
        except RuleViolation as refusal:
            raise CommandError(refusal.message) from None
        except OSError as error:
            message = f"控えを書けませんでした（{error.strerror}：{folder}）。何も残していません。"
            raise CommandError(message) from error
        size = path.stat().st_size / 1_000_000
        self.stdout.write(
            f"控えを取りました：{path}（{size:,.1f}MB、{len(contents.tables)}表 "
            f"{contents.rows:,}行、ファイル{len(contents.files):,}個）"
        )
        for old in prune(folder, keep) if keep else ():
            self.stdout.write(f"古い控えを消しました：{old.name}")
