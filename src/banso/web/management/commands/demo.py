"""Build the demonstration office（実演用の商工会）."""

from __future__ import annotations

import os
import secrets
from argparse import ArgumentParser
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from banso.core import clock
from banso.core.era import in_era, parse_date
from banso.core.refusals import RuleViolation
from banso.web.demo.build import Built, Order, build_demonstration

PLAN = "takasaki-gunma.json"
PASSWORD_FILE = "demo-password.txt"  # noqa: S105 - a file's name
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS, _GROUP_LENGTH = 4, 5


class Command(BaseCommand):
    """Build the demonstration office, print how to sign in, and keep the password for the owner."""

    requires_system_checks = ()
    help = "実演用の商工会（架空の事業者と記録）を作る"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the seed, the last day, and whether to rebuild."""
        parser.add_argument(
            "--seed", type=int, default=7, help="乱数の種。同じ種なら同じ内容になる"
        )
        parser.add_argument("--until", default="", help="実演の日付（例 2026-11-20）。既定は今日")
        parser.add_argument("--again", action="store_true", help="実演用の商工会を作り直す")

    def handle(self, *, seed: int, until: str, again: bool, **options: object) -> None:
        """Build, or say in a sentence why not."""
        password = new_password()
        try:
            day = parse_date(until) if until else clock.today()
            order = Order(day, settings.PROGRAMMES_DIR / PLAN, seed=seed, again=again)
            with transaction.atomic():
                built = build_demonstration(order, password=password)
                kept_in = keep_password(settings.DATA_DIR / PASSWORD_FILE, password)
        except RuleViolation as refusal:
            raise CommandError(refusal.message) from refusal
        self.stdout.write(_in_words(built, day, password, kept_in))


def new_password() -> str:
    """A password nobody can guess, in letters that nobody mistakes."""
    groups = (
        "".join(secrets.choice(_LETTERS) for _ in range(_GROUP_LENGTH)) for _ in range(_GROUPS)
    )
    return "-".join(groups)


def keep_password(path: Path, password: str) -> Path:
    """Write the password where only the owner of the installation can read it."""
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(f"{password}\n")
    return path


def _in_words(built: Built, day: date, password: str, kept_in: Path) -> str:
    lines = [
        f"{built.organisation.name} を作りました（{in_era(day)}まで）。",
        f"事業者 {built.businesses:,}件、支援記録 {built.records:,}件、約束 {built.promises:,}件、",
        f"専門家派遣 {built.dispatches}件、手入力の実績 {built.results}件",
        "",
        "ログインに使うメールアドレス（パスワードはどれも同じです）",
        *(f"  {mailbox}　{role}　{name}" for role, name, mailbox in built.mailboxes),
        "",
        f"パスワード: {password}",
        f"（{kept_in} に、持ち主だけが読める形で保管しました）",
    ]
    if day != clock.today():
        lines.append(
            f"画面の日付を合わせるには BANSO_TODAY={day.isoformat()} を付けて始めてください。"
        )
    return "\n".join(lines)
