"""``bin/banso staff list|administrator|second-factor-off``: when nobody can open the door."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from banso.accounts.models import Organisation, Staff
from banso.accounts.rescue import forget_second_factor, make_administrator, staff_called
from banso.accounts.rules import Role
from banso.core.refusals import RuleViolation


class Command(BaseCommand):
    """List staff, make one administrator, take a lost second factor off."""

    help = "職員を見る・管理者にする・なくした二段階認証を外す"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """``list``; the other steps take the e-mail address of one person."""
        steps = parser.add_subparsers(dest="step", required=True)
        every = steps.add_parser("list", help="職員の一覧")
        every.add_argument("--organisation", help="商工会の法人番号")
        for name, words in (
            ("administrator", "管理者にする（停止中なら使えるようにする）"),
            ("second-factor-off", "電話も回復コードもなくした人の二段階認証を外す"),
        ):
            step = steps.add_parser(name, help=words)
            step.add_argument("email", help="職員のメールアドレス")
            step.add_argument("--organisation", help="商工会の法人番号")

    def handle(self, *args: Any, **options: Any) -> None:
        """Carry out the step named."""
        organisation = _organisation(options["organisation"])
        if options["step"] == "list":
            self._list(organisation)
            return
        try:
            staff = staff_called(options["email"], organisation)
        except RuleViolation as refusal:
            raise CommandError(refusal.message) from None
        if options["step"] == "administrator":
            make_administrator(staff)
            self.stdout.write(f"{staff.person.name} を {staff.organisation} の管理者にしました。")
        else:
            count = forget_second_factor(staff.person)
            self.stdout.write(
                f"{staff.person.name} の二段階認証を外しました（{count}件）。"
                "パスワードでログインしたら、すぐに登録し直してもらってください。"
            )

    def _list(self, organisation: Organisation | None) -> None:
        rows = Staff.objects.select_related("organisation", "person", "deactivation")
        for row in rows.of(organisation) if organisation else rows:
            parts = [str(row.organisation), Role(row.role).label, row.person.name, row.person.email]
            self.stdout.write("　".join(parts if row.is_active else [*parts, "停止中"]))


def _organisation(number: str | None) -> Organisation | None:
    if not number:
        return None
    found = Organisation.objects.filter(corporate_number=number).first()
    if found is None:
        raise CommandError(f"法人番号 {number} の商工会はありません。")
    return found
