"""Invitations and forgotten passwords: a link shown once, good for seven days, once."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from tests.conftest import TODAY, signed_in

from banso.accounts import actions
from banso.accounts.models import Invitation, Organisation, Person, Staff
from banso.accounts.rules import Role
from banso.core import clock
from banso.core.refusals import RuleViolation

PASSWORD = "mori-no-kumasan-7"
INVITE = "/office/staff/invite/"


def link_on(page: str) -> str:
    """The address shown on the page, without its host."""
    found = re.search(r'value="http://testserver(/office/join/[^"]+)"', page)
    assert found
    return found[1]


def invited(browser: Client, email: str = "mori@example.jp", role: str = "support-staff") -> str:
    """Invite 森 and return the link's path."""
    answer = browser.post(INVITE, {"email": email, "name": "森 緑", "role": role}, follow=True)
    assert answer.status_code == 200
    return link_on(answer.content.decode())


def test_the_link_is_shown_once_and_only_its_hash_is_kept(as_suzuki: Client) -> None:
    asked = {"email": "Mori@Example.jp", "name": "森　緑", "role": "support-staff"}
    answer = as_suzuki.post(INVITE, asked, follow=True)
    page = answer.content.decode()
    link = link_on(page)
    token = link.split("/")[3]
    kept = Invitation.objects.get()
    assert "7日間" in page
    assert "令和8年11月27日" in page
    assert "メールは送っていません" in page
    assert answer["Cache-Control"] == "no-store"
    assert (kept.email, kept.name, kept.role) == ("mori@example.jp", "森 緑", "support-staff")
    assert kept.token_hash == actions.hash_token(token) != token
    assert token not in as_suzuki.get("/office/staff/").content.decode()


def test_reloading_the_page_of_the_link_makes_no_other_link(as_suzuki: Client) -> None:
    link = invited(as_suzuki)
    again = as_suzuki.get("/office/staff/link/").content.decode()
    assert "リンクは表示済みです" in again
    assert link not in again
    assert Invitation.objects.count() == 1
    assert Client().get(link).status_code == 200


def test_an_invited_person_sets_name_and_password_and_is_signed_in(
    as_suzuki: Client, gunma: Organisation
) -> None:
    link = invited(as_suzuki)
    browser = Client()
    page = browser.get(link).content.decode()
    assert "高崎市群馬商工会の職員として登録する" in page
    assert "経営支援員" in page
    typed = {"name": "森 みどり", "password": PASSWORD, "again": PASSWORD}
    answer = browser.post(link, typed, follow=True)
    assert answer.redirect_chain[-1][0] == "/office/own/"
    page = answer.content.decode()
    assert "高崎市群馬商工会の経営支援員として登録しました。" in page
    assert "二段階認証がまだです" in page
    assert reverse("mfa_index") in page
    mori = Staff.objects.get(person__email="mori@example.jp")
    assert (mori.organisation, mori.role, mori.person.name) == (gunma, "support-staff", "森 みどり")
    entry = Staff.history.filter(id=mori.pk).get()
    assert entry.history_user == mori.person


def test_a_used_an_expired_and_a_wrong_link_each_say_so(as_suzuki: Client) -> None:
    link = invited(as_suzuki)
    Client().post(link, {"name": "森 緑", "password": PASSWORD, "again": PASSWORD})
    later = invited(as_suzuki, "hara@example.jp")
    used = Client().get(link)
    wrong = Client().get("/office/join/not-a-real-token/")
    with clock.fixed(TODAY + timedelta(days=8)):
        expired = Client().get(later)
        posted = Client().post(later, {"name": "原", "password": PASSWORD, "again": PASSWORD})
    answers = (used, wrong, expired, posted)
    assert [answer.status_code for answer in answers] == [410, 410, 410, 410]
    assert "令和8年11月20日 12:00に使われました" in used.content.decode()
    assert "リンクが途中で切れているか" in wrong.content.decode()
    assert "期限（令和8年11月27日 12:00）が過ぎました" in expired.content.decode()
    assert not Person.objects.filter(email="hara@example.jp").exists()


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"password": "123", "again": "123"}, "このパスワードは短すぎます"),
        ({"password": "1234567890123", "again": "1234567890123"}, "数字しか使われていません"),
        ({"password": PASSWORD, "again": "chigau"}, "2回のパスワードが違います。"),
        ({"password": PASSWORD, "again": PASSWORD, "name": ""}, "入力してください。"),
        ({"password": PASSWORD, "again": PASSWORD, "name": "緑" * 61}, "60"),
    ],
)
def test_a_poor_password_or_name_is_refused_at_its_field_and_the_link_stays_good(
    as_suzuki: Client, typed: dict[str, str], message: str
) -> None:
    link = invited(as_suzuki)
    answer = Client().post(link, {"name": "森 緑", **typed})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert message in page
    assert f'value="{PASSWORD}"' not in page
    assert Client().get(link).status_code == 200
    assert not Person.objects.filter(email="mori@example.jp").exists()


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"email": "sato@example.jp"}, "すでに職員として登録されています"),
        ({"email": "よくない"}, "有効なメールアドレスを入力してください。"),
        ({"role": "emperor"}, "正しく選択してください。"),
        ({"role": ""}, "選んでください。"),
    ],
)
def test_whom_not_to_invite_is_said_at_the_field(
    as_suzuki: Client, sato: Staff, typed: dict[str, str], message: str
) -> None:
    asked = {"email": "mori@example.jp", "name": "森 緑", "role": "adviser", **typed}
    answer = as_suzuki.post(INVITE, asked)
    assert answer.status_code == 422
    assert message in answer.content.decode()
    assert "森 緑" in answer.content.decode()
    assert not Invitation.objects.exists()


def test_inviting_again_makes_the_earlier_link_useless(as_suzuki: Client) -> None:
    earlier, later = invited(as_suzuki), invited(as_suzuki)
    assert Client().get(earlier).status_code == 410
    assert Client().get(later).status_code == 200


def test_someone_of_another_office_joins_with_their_own_password(
    as_suzuki: Client, tanaka: Staff, gunma: Organisation
) -> None:
    link = invited(as_suzuki, "tanaka@example.jp", "observer")
    browser = Client()
    assert "いまお使いのパスワード" in browser.get(link).content.decode()
    wrong = browser.post(link, {"password": PASSWORD})
    assert wrong.status_code == 422
    assert "パスワードが違います。" in wrong.content.decode()
    browser.post(link, {"password": "banso-no-shiken-2026"})
    served = {row.organisation for row in Staff.objects.filter(person=tanaka.person)}
    assert served == {tanaka.organisation, gunma}
    page = browser.get("/office/own/").content.decode()
    assert "高崎市群馬商工会　閲覧者" in page
    assert "山の向こう商工会に切り替える" in page


def test_an_invitation_is_no_way_to_guess_a_known_persons_password(
    as_suzuki: Client, tanaka: Staff
) -> None:
    link = invited(as_suzuki, "tanaka@example.jp")
    browser = Client()
    for _ in range(5):
        answer = browser.post(link, {"password": "ate-zuppou"})
    assert answer.status_code == 429
    right = browser.post(link, {"password": "banso-no-shiken-2026"})
    assert right.status_code == 429
    assert Staff.objects.filter(person=tanaka.person).count() == 1


def test_a_forgotten_password_is_set_anew_by_link_and_the_old_one_is_useless(
    as_suzuki: Client, as_sato: Client, sato: Staff
) -> None:
    answer = as_suzuki.post(reverse("accounts:new-password", args=[sato.public_id]), follow=True)
    link = link_on(answer.content.decode())
    browser = Client()
    assert "新しいパスワードを決める" in browser.get(link).content.decode()
    answer = browser.post(link, {"password": PASSWORD, "again": PASSWORD}, follow=True)
    assert "新しいパスワードを設定しました。" in answer.content.decode()
    sato.person.refresh_from_db()
    assert sato.person.check_password(PASSWORD)
    assert as_sato.get("/office/own/").status_code == 302  # sessions begun before have ended
    assert browser.get("/office/own/").status_code == 200


def test_no_reset_link_for_someone_stopped_or_serving_elsewhere_without_second_factor(
    as_suzuki: Client, suzuki: Staff, sato: Staff, elsewhere: Organisation, tanaka: Staff
) -> None:
    there = Staff.objects.create(organisation=elsewhere, person=sato.person, role=Role.OBSERVER)
    with pytest.raises(RuleViolation) as serving:
        actions.offer_new_password(there, by=tanaka)
    page = as_suzuki.post(
        reverse("accounts:new-password", args=[sato.public_id]), follow=True
    ).content.decode()
    assert "別の商工会の職員でもあり" in page
    actions.deactivate(sato, on=TODAY, reason="退職", by=suzuki)
    with pytest.raises(RuleViolation) as stopped:
        actions.offer_new_password(Staff.objects.get(pk=sato.pk), by=suzuki)
    assert (serving.value.code, stopped.value.code) == ("serves-elsewhere", "deactivated")


def test_someone_who_left_is_invited_back_with_a_new_role(
    as_suzuki: Client, suzuki: Staff, sato: Staff
) -> None:
    actions.deactivate(sato, on=TODAY, reason="退職", by=suzuki)
    link = invited(as_suzuki, "sato@example.jp", "expert")
    Client().post(link, {"password": "banso-no-shiken-2026"})
    back = Staff.objects.get(pk=sato.pk)
    assert (back.is_active, back.role) == (True, "expert")


def test_opening_a_link_in_a_colleagues_browser_says_who_is_signed_in(
    as_suzuki: Client, suzuki: Staff
) -> None:
    link = invited(as_suzuki)
    assert "いまは鈴木 一郎さんとしてログインしています" in as_suzuki.get(link).content.decode()
    as_suzuki.post(link, {"name": "森 緑", "password": PASSWORD, "again": PASSWORD})
    assert "森 緑" in as_suzuki.get("/office/own/").content.decode()
    assert signed_in(suzuki).get("/office/staff/").status_code == 200
