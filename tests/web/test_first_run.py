"""The first page of an empty installation: everything at once, or nothing; then never again."""

from __future__ import annotations

import pytest
from django.test import Client

from banso.accounts.models import Organisation, Person, Staff
from banso.programme.models import ProgrammeEdition

START = "/start/"
PASSWORD = "hajimari-no-kagi-8"
ANSWERS = {
    "organisation_name": "高崎市群馬商工会",
    "corporate_number": "8070-0050-02894",
    "name": "鈴木　一郎",
    "email": "Suzuki@example.jp",
    "password": PASSWORD,
    "again": PASSWORD,
    "plan": "takasaki-gunma",
}


@pytest.mark.parametrize("address", ["/", "/office/staff/", "/account/login/", "/nowhere/"])
def test_every_address_of_an_empty_installation_leads_to_the_first_page(
    db: None, address: str
) -> None:
    answer = Client().get(address)
    assert (answer.status_code, answer.url) == (302, START)


def test_one_form_founds_office_administrator_and_plan_and_signs_in(db: None) -> None:
    browser = Client()
    page = browser.get(START).content.decode()
    assert "高崎市群馬商工会 経営発達支援計画（takasaki-gunma.json）" in page
    answer = browser.post(START, ANSWERS, follow=True)
    assert answer.redirect_chain == [("/office/own/", 302)]
    assert "高崎市群馬商工会を始める準備ができました。" in answer.content.decode()
    staff = Staff.objects.get()
    assert staff.organisation.corporate_number == "8070005002894"
    assert (staff.role, staff.person.name) == ("administrator", "鈴木 一郎")
    assert staff.person.email == "suzuki@example.jp"
    edition = ProgrammeEdition.objects.get()
    assert (edition.programme.organisation, edition.loaded_by) == (staff.organisation, staff)
    assert staff.organisation.topics.exists()


def test_the_plan_can_wait(db: None) -> None:
    answer = Client().post(START, {**ANSWERS, "plan": "", "corporate_number": ""})
    assert answer.status_code == 302
    assert Organisation.objects.get().corporate_number == ""
    assert not ProgrammeEdition.objects.exists()


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"organisation_name": ""}, "入力してください。"),
        ({"organisation_name": "商" * 101}, "100"),
        ({"corporate_number": "9070005002894"}, "検査用数字"),
        ({"corporate_number": "807000500289"}, "13桁"),
        ({"name": ""}, "入力してください。"),
        ({"email": "鈴木"}, "有効なメールアドレスを入力してください。"),
        ({"password": "12345678", "again": "12345678"}, "このパスワードは短すぎます"),
        ({"again": "chigau"}, "2回のパスワードが違います。"),
        ({"plan": "../secret-key"}, "正しく選択してください。"),
        ({"corporate_number": "7000012050002"}, "組織のものです"),
    ],
)
def test_bad_input_is_said_at_its_field_and_nothing_is_half_made(
    db: None, typed: dict[str, str], message: str
) -> None:
    answer = Client().post(START, {**ANSWERS, **typed})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert message in page
    assert PASSWORD not in page
    assert not Organisation.objects.exists()
    assert not Person.objects.exists()
    assert not ProgrammeEdition.objects.exists()


def test_once_an_office_exists_the_first_page_is_gone(gunma: Organisation) -> None:
    for answer in (Client().get(START), Client().post(START, ANSWERS)):
        assert answer.status_code == 404
    assert Organisation.objects.count() == 1
    assert Client().get("/office/staff/").url.startswith("/account/login/")
