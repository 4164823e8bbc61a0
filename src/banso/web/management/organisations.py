"""Which organisation a command is about: the one named, or the only one there is."""

from __future__ import annotations

from argparse import ArgumentParser

from django.core.management.base import CommandError

from banso.accounts.models import Organisation


def add_organisation(parser: ArgumentParser) -> None:
    """Take ``--organisation``."""
    parser.add_argument("--organisation", help="商工会の法人番号（複数の商工会があるとき）")


def organisation_named(number: str | None) -> Organisation:
    """The organisation of that corporate number, or the only one. Refuses when neither is there."""
    rows = Organisation.objects.all()
    found = list(rows.filter(corporate_number=number) if number else rows[:2])
    if len(found) == 1:
        return found[0]
    known = "、".join(f"{each.name} {each.corporate_number}" for each in rows)
    raise CommandError(
        "どの商工会か決まりません。"
        f"--organisation に法人番号を付けてください（登録：{known or 'なし'}）。"
    )
