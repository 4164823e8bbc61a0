"""Signing in: passwords counted, second factors asked for, sessions that end, text that waits."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from http import HTTPStatus

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from axes.models import AccessAttempt, AccessLog
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.conftest import TODAY, signed_in

from banso.accounts import actions
from banso.accounts.models import Person, Staff
from banso.core import clock

LOGIN = "/account/login/"
PASSWORD = "banso-no-shiken-2026"
SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def forget_attempts() -> None:
    """Second-factor attempts are counted in the cache."""
    cache.clear()


def real_now() -> datetime:
    """The moment by which sessions and the lock count: the real one."""
    return datetime.fromtimestamp(time.time(), tz=clock.TOKYO)


def sign_in(browser: Client, email: str, password: str = PASSWORD) -> HTTPStatus:
    """Type address and password on the sign-in page; the status of the answer."""
    return HTTPStatus(browser.post(LOGIN, {"login": email, "password": password}).status_code)


def code_now(secret: str = SECRET) -> str:
    """The six digits an authenticator app shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def test_address_and_password_open_the_door_and_a_wrong_one_does_not(sato: Staff) -> None:
    browser = Client()
    assert sign_in(browser, "sato@example.jp", "chigau-aikotoba") == HTTPStatus.OK
    assert browser.get("/office/own/").status_code == 302
    assert sign_in(browser, "SATO@example.jp") == HTTPStatus.FOUND
    assert browser.get("/office/own/").status_code == 200


def test_five_wrong_passwords_lock_the_address_and_the_page_says_until_when(sato: Staff) -> None:
    browser = Client()
    answers = [sign_in(browser, "sato@example.jp", "chigau") for _ in range(5)]
    assert answers == [HTTPStatus.OK] * 4 + [HTTPStatus.TOO_MANY_REQUESTS]
    right = browser.post(LOGIN, {"login": "sato@example.jp", "password": PASSWORD})
    page = right.content.decode()
    assert right.status_code == 429
    assert "しばらくログインできません" in page
    assert "15分間止めています" in page
    until = timezone.localtime(AccessAttempt.objects.get().attempt_time) + timedelta(minutes=15)
    assert f"<strong>{until:%H:%M}</strong> を過ぎたら" in page


def test_a_try_while_locked_does_not_lengthen_the_lock_and_it_ends_by_itself(sato: Staff) -> None:
    browser = Client()
    for _ in range(5):
        sign_in(browser, "sato@example.jp", "chigau")
    before = AccessAttempt.objects.get()
    sign_in(browser, "sato@example.jp", "chigau")
    assert AccessAttempt.objects.get().attempt_time == before.attempt_time
    AccessAttempt.objects.update(attempt_time=real_now() - timedelta(minutes=16))
    assert sign_in(browser, "sato@example.jp") == HTTPStatus.FOUND


def test_one_persons_slips_do_not_lock_out_a_colleague_on_the_same_network(
    sato: Staff, suzuki: Staff
) -> None:
    for _ in range(5):
        sign_in(Client(), "sato@example.jp", "chigau")
    assert sign_in(Client(), "suzuki@example.jp") == HTTPStatus.FOUND


def test_no_password_is_kept_of_a_failed_attempt(sato: Staff) -> None:
    sign_in(Client(), "sato@example.jp", "himitsu-no-kotoba")
    attempt = AccessAttempt.objects.get()
    assert "himitsu" not in attempt.post_data + attempt.get_data


def test_someone_deactivated_is_turned_away_at_the_door(sato: Staff, suzuki: Staff) -> None:
    actions.deactivate(sato, on=TODAY, reason="退職", by=suzuki)
    browser = Client()
    answer = browser.post(LOGIN, {"login": "sato@example.jp", "password": PASSWORD}, follow=True)
    assert answer.redirect_chain == [("/account/inactive/", 302)]
    assert "sessionid" not in browser.cookies or browser.get("/office/own/").status_code == 302
    assert Person.objects.get(pk=sato.person_id).is_active  # may serve elsewhere another day


def test_a_second_factor_is_asked_for_and_six_digits_open_the_door_once(sato: Staff) -> None:
    TOTP.activate(sato.person, SECRET)
    browser = Client()
    answer = browser.post(LOGIN, {"login": "sato@example.jp", "password": PASSWORD})
    assert answer.url == reverse("mfa_authenticate")
    assert browser.get("/office/own/").status_code == 302
    wrong = browser.post(answer.url, {"code": "000000"})
    assert wrong.status_code == 200
    code = code_now()
    assert browser.post(answer.url, {"code": code}).status_code == 302
    assert browser.get("/office/own/").status_code == 200
    second = Client()
    sign_in(second, "sato@example.jp")
    assert second.post(answer.url, {"code": code}).status_code == 200  # a code is good once
    assert second.get("/office/own/").status_code == 302


def test_guessing_the_six_digits_is_stopped(sato: Staff) -> None:
    TOTP.activate(sato.person, SECRET)
    browser = Client()
    sign_in(browser, "sato@example.jp")
    for _ in range(6):
        browser.post(reverse("mfa_authenticate"), {"code": "000000"})
    answer = browser.post(reverse("mfa_authenticate"), {"code": code_now()})
    assert answer.status_code != 302
    assert browser.get("/office/own/").status_code == 302


def test_a_recovery_code_opens_the_door_once(sato: Staff) -> None:
    TOTP.activate(sato.person, SECRET)
    code = RecoveryCodes.activate(sato.person).get_unused_codes()[0]
    for expected in (200, 302):
        browser = Client()
        sign_in(browser, "sato@example.jp")
        browser.post(reverse("mfa_authenticate"), {"code": code})
        assert browser.get("/office/own/").status_code == expected


def test_an_authenticator_app_is_set_up_from_ones_own_page(sato: Staff) -> None:
    browser = Client()
    sign_in(browser, "sato@example.jp")
    assert reverse("mfa_index") in browser.get("/office/own/").content.decode()
    asked = browser.get(reverse("mfa_activate_totp"))
    if asked.status_code == 302:
        browser.post(asked.url, {"password": PASSWORD})
        asked = browser.get(reverse("mfa_activate_totp"))
    secret = browser.session["mfa.totp.secret"]
    assert secret in asked.content.decode()
    browser.post(reverse("mfa_activate_totp"), {"code": code_now(secret)})
    kinds = set(Authenticator.objects.values_list("type", flat=True))
    assert kinds == {Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES}
    assert "二段階認証がまだです" not in browser.get("/office/own/").content.decode()


def test_accepting_an_invitation_does_not_slip_past_the_second_factor(
    tanaka: Staff, suzuki: Staff
) -> None:
    TOTP.activate(tanaka.person, SECRET)
    link = actions.invite(email="tanaka@example.jp", name="田中 実", role=tanaka.role, by=suzuki)
    browser = Client()
    answer = browser.post(f"/office/join/{link.token}/", {"password": PASSWORD})
    assert answer.url == reverse("mfa_authenticate")
    assert browser.get("/office/own/").status_code == 302


def test_a_password_is_changed_by_typing_the_old_one(sato: Staff) -> None:
    browser = Client()
    sign_in(browser, "sato@example.jp")
    typed = {"oldpassword": PASSWORD, "password1": "atarashii-kagi-77"}
    answer = browser.post(
        reverse("account_change_password"), {**typed, "password2": "atarashii-kagi-77"}
    )
    assert answer.url == "/office/own/"
    assert browser.get("/office/own/").status_code == 200
    assert sign_in(Client(), "sato@example.jp", "atarashii-kagi-77") == HTTPStatus.FOUND


def test_confirming_ones_password_before_a_grave_change_works(sato: Staff) -> None:
    browser = Client()
    sign_in(browser, "sato@example.jp")
    address = reverse("account_reauthenticate")
    assert browser.post(address, {"password": "chigau-aikotoba"}).status_code == 200
    assert browser.post(address, {"password": PASSWORD}).status_code == 302


def test_a_used_session_is_renewed_every_ten_minutes_and_ends_with_the_browser(
    sato: Staff,
) -> None:
    browser = Client()
    sign_in(browser, "sato@example.jp")
    browser.get("/office/own/")
    cookie = browser.cookies["sessionid"]
    assert cookie["max-age"] == ""  # a session cookie: gone when the browser closes
    session = browser.session
    assert 60 * 60 * 8 < session.get_expiry_age() <= 60 * 60 * 9
    long_ago = real_now() + timedelta(minutes=5)
    Session.objects.update(expire_date=long_ago)
    browser.get("/office/own/")
    assert Session.objects.get().expire_date == long_ago  # renewed less than ten minutes ago
    session["renewed_at"] -= 60 * 11
    session.save()
    Session.objects.update(expire_date=long_ago)
    browser.get("/office/own/")
    assert Session.objects.get().expire_date > long_ago + timedelta(hours=8)


def test_an_idle_session_has_ended_and_its_row_can_be_cleared(sato: Staff) -> None:
    browser = signed_in(sato)
    Session.objects.update(expire_date=real_now() - timedelta(seconds=1))
    with clock.fixed(TODAY):
        assert browser.get("/office/own/").status_code == 302
        actions.clear_ended_sessions()
    assert not Session.objects.filter(expire_date__lt=real_now()).exists()


def test_the_log_of_sign_ins_is_forgotten_after_four_hundred_days(sato: Staff) -> None:
    for days in (399, 401):
        sign_in(Client(), "sato@example.jp")
        latest = AccessLog.objects.latest("id")
        AccessLog.objects.filter(pk=latest.pk).update(
            attempt_time=real_now() - timedelta(days=days)
        )
    actions.forget_old_sign_ins()
    kept = AccessLog.objects.get()
    assert (real_now() - kept.attempt_time).days == 399
