"""The staff page: who works here, since when, and what a manager can change."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.conftest import TODAY, signed_in, staff_of

from banso.accounts import actions
from banso.accounts.models import Deactivation, Invitation, Organisation, Staff
from banso.accounts.queries import staff_lines
from banso.accounts.rules import Role
from banso.core import clock
from banso.core.models import EditConflict
from banso.core.refusals import RuleViolation

STAFF = "/office/staff/"


def test_everyone_sees_who_works_here_and_only_a_manager_sees_buttons(
    as_sato: Client, as_suzuki: Client, sato: Staff, suzuki: Staff, tanaka: Staff
) -> None:
    invite = reverse("accounts:invite")
    for browser, sees_buttons in ((as_sato, False), (as_suzuki, True)):
        page = browser.get(STAFF).content.decode()
        assert "佐藤 さくら" in page
        assert "経営指導員" in page
        assert "鈴木 一郎" in page
        assert "田中 実" not in page
        assert (invite in page) is sees_buttons
        assert (reverse("accounts:role", args=[sato.public_id]) in page) is sees_buttons


def test_a_line_says_since_when_and_until_when(sato: Staff, suzuki: Staff) -> None:
    actions.deactivate(sato, on=date(2026, 10, 31), reason="退職", by=suzuki)
    first, second = staff_lines(suzuki)
    assert (first.staff, first.stopped, first.is_asker) == (suzuki, None, True)
    assert (second.staff, second.role) == (sato, "経営指導員")
    assert second.stopped is not None
    assert (second.stopped.on, second.stopped.reason) == (date(2026, 10, 31), "退職")
    assert second.since is not None
    assert second.since.date() == TODAY
    assert not second.has_second_factor


def test_the_list_asks_as_much_for_one_colleague_as_for_thirty(
    gunma: Organisation, as_suzuki: Client
) -> None:
    as_suzuki.get(STAFF)
    with CaptureQueriesContext(
        connection,
    ) as few:
        as_suzuki.get(STAFF)
    for number in range(30):
        colleague = staff_of(gunma, f"職員{number}", f"s{number}@example.jp", Role.ADVISER)
        actions.invite(email=f"n{number}@example.jp", name="新人", role=Role.ADVISER, by=colleague)
    with CaptureQueriesContext(connection) as many:
        as_suzuki.get(STAFF)
    assert len(many) == len(few)


def test_deactivating_keeps_the_row_and_the_history_and_reactivating_opens_again(
    as_suzuki: Client, sato: Staff
) -> None:
    stop = reverse("accounts:deactivate", args=[sato.public_id])
    assert as_suzuki.get(stop).status_code == 200
    answer = as_suzuki.post(stop, {"on": "令和8年11月20日", "reason": "異動"}, follow=True)
    assert "佐藤 さくらさんの利用を停止しました。" in answer.content.decode()
    kept = Deactivation.objects.get()
    assert (kept.staff, kept.on, kept.reason) == (sato, TODAY, "異動")
    resume = reverse("accounts:reactivate", args=[sato.public_id])
    as_suzuki.post(resume)
    assert Staff.objects.active().filter(pk=sato.pk).exists()
    kinds = Deactivation.history.values_list("history_type", flat=True)
    assert list(kinds) == ["-", "+"]


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"on": "令和8年2月30日", "reason": "異動"}, "2月"),
        ({"on": "令和9年1月1日", "reason": "異動"}, "停止日は今日までの日付にしてください。"),
        ({"on": "令和8年11月1日", "reason": ""}, "入力してください。"),
        ({"on": "令和8年11月1日", "reason": "い" * 201}, "200"),
    ],
)
def test_a_bad_day_or_reason_is_refused_at_its_field_and_kept_on_the_page(
    as_suzuki: Client, sato: Staff, typed: dict[str, str], message: str
) -> None:
    answer = as_suzuki.post(reverse("accounts:deactivate", args=[sato.public_id]), typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert message in page
    assert typed["on"] in page
    assert not Deactivation.objects.exists()


def test_nobody_stops_themselves_or_the_last_administrator(
    gunma: Organisation, suzuki: Staff
) -> None:
    kato = staff_of(gunma, "加藤 茂", "kato@example.jp", Role.SECRETARY_GENERAL)
    with pytest.raises(RuleViolation) as own:
        actions.deactivate(suzuki, on=TODAY, reason="試し", by=suzuki)
    with pytest.raises(RuleViolation) as last:
        actions.deactivate(suzuki, on=TODAY, reason="試し", by=kato)
    with pytest.raises(RuleViolation) as demoted:
        actions.change_role(suzuki, Role.ADVISER, by=kato, seen_version=suzuki.version)
    assert [refusal.value.code for refusal in (own, last, demoted)] == [
        "own-account",
        "last-administrator",
        "last-administrator",
    ]


def test_a_role_is_changed_on_the_colleagues_page_and_shown_in_its_history(
    as_suzuki: Client, sato: Staff
) -> None:
    address = reverse("accounts:role", args=[sato.public_id])
    answer = as_suzuki.post(address, {"role": "statutory-adviser", "seen_version": sato.version})
    assert answer.status_code == 302
    sato.refresh_from_db()
    assert sato.role == Role.STATUTORY_ADVISER
    page = as_suzuki.get(address).content.decode()
    assert "<del>経営指導員</del>" in page
    assert "<ins>法定経営指導員</ins>" in page


def test_a_role_changed_meanwhile_is_not_overwritten_unseen(
    as_suzuki: Client, sato: Staff, suzuki: Staff
) -> None:
    seen = sato.version
    actions.change_role(sato, Role.SUPPORT_STAFF, by=suzuki, seen_version=seen)
    with pytest.raises(EditConflict):
        actions.change_role(sato, Role.EXPERT, by=suzuki, seen_version=seen)
    address = reverse("accounts:role", args=[sato.public_id])
    answer = as_suzuki.post(address, {"role": "expert", "seen_version": seen})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "ほかの職員がこの内容を変更しました" in page
    assert "いまの役割：経営支援員" in page
    assert '<option value="expert" selected>' in page
    assert f'name="seen_version" value="{seen + 1}"' in page


@pytest.mark.parametrize("name", ["role", "deactivate", "reactivate", "new-password"])
def test_another_offices_colleague_is_not_found(as_tanaka: Client, sato: Staff, name: str) -> None:
    address = reverse(f"accounts:{name}", args=[sato.public_id])
    assert as_tanaka.post(address).status_code == 404


def test_a_deactivated_persons_open_session_stops_at_once(
    as_sato: Client, sato: Staff, suzuki: Staff
) -> None:
    assert as_sato.get(STAFF).status_code == 200
    actions.deactivate(sato, on=TODAY, reason="退職", by=suzuki)
    answer = as_sato.get(STAFF)
    assert answer.status_code == 403
    assert "利用が停止されています" in answer.content.decode()
    assert as_sato.get(STAFF).status_code == 302  # the session has ended


def test_open_invitations_are_listed_and_can_be_revoked(
    as_suzuki: Client, as_tanaka: Client, suzuki: Staff
) -> None:
    link = actions.invite(email="mori@example.jp", name="森 緑", role=Role.EXPERT, by=suzuki)
    address = reverse("accounts:revoke", args=[link.invitation.public_id])
    assert "森 緑" in as_suzuki.get(STAFF).content.decode()
    assert as_tanaka.post(address).status_code == 404
    answer = as_suzuki.post(address, follow=True)
    assert "森 緑さんへのリンクを取り消しました。" in answer.content.decode()
    assert not Invitation.objects.exists()
    assert as_suzuki.get(f"/office/join/{link.token}/").status_code == 410


def test_an_invitation_past_its_term_is_no_longer_listed(as_suzuki: Client, suzuki: Staff) -> None:
    long_ago = datetime(2026, 11, 20, 12, tzinfo=clock.TOKYO) - timedelta(days=8)
    with clock.fixed(long_ago):
        actions.invite(email="mori@example.jp", name="森 緑", role=Role.EXPERT, by=suzuki)
    assert "森 緑" not in as_suzuki.get(STAFF).content.decode()


def test_someone_in_two_offices_sees_only_the_chosen_ones_rows(
    sato: Staff, elsewhere: Organisation, tanaka: Staff
) -> None:
    there = Staff.objects.create(
        organisation=elsewhere, person=sato.person, role=Role.ADMINISTRATOR
    )
    browser = signed_in(sato)
    page = browser.get(STAFF).content.decode()
    assert "高崎市群馬商工会" in page
    assert "田中 実" not in page
    switch = reverse("accounts:switch")
    browser.post(switch, {"organisation": elsewhere.public_id})
    page = browser.get(STAFF).content.decode()
    assert "田中 実" in page
    assert reverse("accounts:role", args=[there.public_id]) in page
    assert reverse("accounts:role", args=[sato.public_id]) not in page
    assert browser.get(reverse("accounts:role", args=[sato.public_id])).status_code == 404


@pytest.mark.parametrize("typed", ["", "x", "00000000-0000-4000-8000-000000000000"])
def test_switching_to_an_office_one_does_not_serve_is_not_found(
    as_sato: Client, elsewhere: Organisation, typed: str
) -> None:
    switch = reverse("accounts:switch")
    assert as_sato.post(switch, {"organisation": typed}).status_code == 404
    assert as_sato.post(switch, {"organisation": elsewhere.public_id}).status_code == 404


def test_ones_own_page_shows_and_keeps_the_name(as_sato: Client, sato: Staff) -> None:
    page = as_sato.get("/office/own/").content.decode()
    assert "二段階認証がまだです" in page
    assert "9時間使わないとログアウトします" in page
    assert as_sato.post("/office/own/", {"name": "佐藤　桜"}).status_code == 302
    sato.person.refresh_from_db()
    assert sato.person.name == "佐藤 桜"
    refused = as_sato.post("/office/own/", {"name": ""})
    assert refused.status_code == 422
