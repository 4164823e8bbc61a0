"""Who can still open the doors of each organisation."""

from __future__ import annotations

from collections.abc import Iterator

from allauth.mfa.models import Authenticator

from banso.accounts.models import Organisation, Staff
from banso.accounts.rules import Role
from banso.web.doctor.findings import Finding, bad, remark


def administrators() -> Iterator[Finding]:
    """Whether each organisation has an administrator, and a second factor for each of them."""
    for organisation in Organisation.objects.filter(is_demonstration=False):
        rows = Staff.objects.of(organisation).active().filter(role=Role.ADMINISTRATOR)
        every = list(rows.select_related("person"))
        if not every:
            yield bad(
                f"{organisation}に、利用できる管理者がいません。",
                "bin/banso staff administrator メールアドレス で、1人を管理者にしてください。",
            )
        guarded = set(
            Authenticator.objects.filter(user__in=[one.person_id for one in every]).values_list(
                "user_id", flat=True
            )
        )
        for one in every:
            if one.person_id not in guarded:
                yield remark(
                    f"管理者 {one.person.name} に二段階認証がありません（{organisation}）。",
                    "「自分の設定」で、認証アプリかパスキーを登録してもらってください。",
                )
