"""Text typed when the session had ended waits for its writer, and for nobody else."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse
from tests.conftest import staff_of

from banso.accounts.models import Invitation, Organisation, Staff
from banso.accounts.rules import Role

LOGIN = "/account/login/"
PASSWORD = "banso-no-shiken-2026"
INVITE = "/office/staff/invite/"


def typed_by(writer: Staff) -> dict[str, str]:
    """A form filled in by the writer, as the page would send it."""
    return {
        "typed_by": str(writer.person_id),
        "email": "mori@example.jp",
        "name": "森 緑",
        "role": "expert",
    }


def sign_in(browser: Client, email: str, address: str) -> str:
    """Sign in on the page the browser was sent to; the page one lands on."""
    answer = browser.post(address, {"login": email, "password": PASSWORD})
    assert answer.status_code == 302
    return str(answer.url)


def test_what_was_typed_is_back_on_the_page_after_signing_in(suzuki: Staff) -> None:
    browser = Client()
    sent_away = browser.post(INVITE, typed_by(suzuki))
    assert sent_away.url == f"{LOGIN}?next=%2Foffice%2Fstaff%2Finvite%2F"
    landed = sign_in(browser, "suzuki@example.jp", sent_away.url)
    page = browser.get(landed).content.decode()
    assert "ログインし直す前に入力していた内容を戻しました。まだ保存していません。" in page
    assert 'value="mori@example.jp"' in page
    assert 'value="森 緑"' in page
    assert '<option value="expert" selected>' in page
    assert not Invitation.objects.exists()
    again = browser.get(landed).content.decode()
    assert "mori@example.jp" not in again


def test_somebody_else_signing_in_on_the_same_machine_gets_nothing(
    suzuki: Staff, gunma: Organisation
) -> None:
    kato = staff_of(gunma, "加藤 茂", "kato@example.jp", Role.SECRETARY_GENERAL)
    browser = Client()
    sent_away = browser.post(INVITE, typed_by(suzuki))
    landed = sign_in(browser, kato.person.email, sent_away.url)
    assert "mori@example.jp" not in browser.get(landed).content.decode()


def test_a_button_that_only_posts_leads_back_to_the_page_it_stood_on(
    suzuki: Staff, sato: Staff
) -> None:
    stood_on = reverse("accounts:role", args=[sato.public_id])
    sent_away = Client().post(
        reverse("accounts:new-password", args=[sato.public_id]),
        headers={"Referer": f"http://testserver{stood_on}"},
    )
    assert sent_away.url == f"{LOGIN}?next={stood_on.replace('/', '%2F')}"


def test_another_sites_address_is_never_returned_to(suzuki: Staff) -> None:
    sent_away = Client().post(INVITE, headers={"Referer": "https://evil.example/office/"})
    assert sent_away.url == f"{LOGIN}?next=%2Foffice%2Fstaff%2Finvite%2F"


def test_passwords_are_never_kept(suzuki: Staff) -> None:
    browser = Client()
    browser.post("/office/own/", {**typed_by(suzuki), "password": "himitsu", "again": "himitsu"})
    assert "himitsu" not in str(browser.session["kept_input"])


def test_a_form_that_names_no_writer_is_not_kept(suzuki: Staff) -> None:
    browser = Client()
    browser.post(INVITE, {"email": "mori@example.jp"})
    assert "kept_input" not in browser.session


def test_a_fragment_asked_for_by_htmx_leaves_the_page_and_its_text_alone(suzuki: Staff) -> None:
    browser = Client()
    answer = browser.post(
        INVITE,
        typed_by(suzuki),
        headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/records/new/?a=1"},
    )
    assert answer.url == f"{LOGIN}?next=%2Frecords%2Fnew%2F%3Fa%3D1"
    assert "HX-Redirect" not in answer.headers
    assert "kept_input" not in browser.session
