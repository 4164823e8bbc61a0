"""When nobody in the office can open the door, whoever keeps the machine can."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command

from banso.accounts.actions import deactivate
from banso.accounts.models import Organisation, Staff
from banso.accounts.rules import Role
from banso.core import clock


def said(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    call_command("staff", *words)
    return capsys.readouterr().out


def test_someone_whose_use_was_stopped_becomes_administrator_again(
    sato: Staff, suzuki: Staff, capsys: pytest.CaptureFixture[str]
) -> None:
    deactivate(sato, on=clock.today(), reason="退職", by=suzuki)
    assert said(capsys, "administrator", "SATO@example.jp") == (
        "佐藤 さくら を 高崎市群馬商工会 の管理者にしました。\n"
    )
    fresh = Staff.objects.get(pk=sato.pk)
    assert (fresh.role, fresh.is_active, fresh.version) == (Role.ADMINISTRATOR, True, 2)
    assert [row.role for row in fresh.history.order_by("pk")] == ["adviser", "administrator"]


def test_a_lost_second_factor_is_taken_off_and_the_password_stays(
    sato: Staff, suzuki: Staff, capsys: pytest.CaptureFixture[str]
) -> None:
    for staff, kind in ((sato, "totp"), (sato, "recovery_codes"), (suzuki, "totp")):
        Authenticator.objects.create(user=staff.person, type=kind, data={})
    assert "佐藤 さくら の二段階認証を外しました（2件）" in said(
        capsys, "second-factor-off", "sato@example.jp"
    )
    assert [row.user_id for row in Authenticator.objects.all()] == [suzuki.person_id]
    sato.person.refresh_from_db()
    assert sato.person.check_password("banso-no-shiken-2026")


def test_someone_of_two_organisations_is_named_with_one(
    sato: Staff, elsewhere: Organisation, capsys: pytest.CaptureFixture[str]
) -> None:
    elsewhere.corporate_number = "1010001034730"
    elsewhere.save()
    Staff.objects.create(organisation=elsewhere, person=sato.person, role=Role.ADVISER)
    with pytest.raises(CommandError, match="複数の商工会の職員です"):
        call_command("staff", "administrator", "sato@example.jp")
    answer = said(capsys, "administrator", "sato@example.jp", "--organisation", "1010001034730")
    assert answer == "佐藤 さくら を 山の向こう商工会 の管理者にしました。\n"
    assert Staff.objects.get(pk=sato.pk).role == Role.ADVISER


def test_the_list_says_who_is_stopped(
    sato: Staff, suzuki: Staff, capsys: pytest.CaptureFixture[str]
) -> None:
    deactivate(sato, on=clock.today(), reason="", by=suzuki)
    assert said(capsys, "list").splitlines() == [
        "高崎市群馬商工会　経営指導員　佐藤 さくら　sato@example.jp　停止中",
        "高崎市群馬商工会　管理者　鈴木 一郎　suzuki@example.jp",
    ]


@pytest.mark.django_db
def test_an_unknown_address_or_number_is_refused() -> None:
    with pytest.raises(CommandError, match=r"who@example\.jp の職員はいません"):
        call_command("staff", "administrator", "who@example.jp")
    with pytest.raises(CommandError, match="法人番号 123 の商工会はありません"):
        call_command("staff", "list", "--organisation", "123")
