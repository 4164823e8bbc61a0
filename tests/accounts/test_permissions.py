"""The one table of who may do what, as a page and as what really happens."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import URLPattern, reverse
from tests.conftest import signed_in, staff_of

from banso.accounts.models import Organisation
from banso.accounts.rules import PERMISSIONS, Role
from banso.accounts.urls import urlpatterns

STRANGERS_ID = "00000000-0000-4000-8000-000000000000"


def pages_of_staff() -> list[tuple[str, str]]:
    """Each page of the room that asks for a permission: its name and the permission."""
    found = []
    for pattern in urlpatterns:
        assert isinstance(pattern, URLPattern)
        access = pattern.callback.access
        if access != "everyone":
            found.append((str(pattern.name), access))
    return found


def address_of(name: str) -> str:
    """The page's address; rows in it belong to nobody."""
    pattern = next(item for item in urlpatterns if item.name == name)
    wanted = pattern.pattern.converters
    return reverse(f"accounts:{name}", kwargs=dict.fromkeys(wanted, STRANGERS_ID))


@pytest.mark.parametrize("role", list(Role))
def test_each_page_opens_to_exactly_the_roles_of_the_table(gunma: Organisation, role: Role) -> None:
    browser = signed_in(staff_of(gunma, "試し", "tameshi@example.jp", role))
    for name, permission in pages_of_staff():
        address = address_of(name)
        answers = {browser.get(address).status_code, browser.post(address).status_code}
        if role in PERMISSIONS[permission].roles:
            assert (name, answers - {200, 302, 404, 405, 422}) == (name, set())
        else:
            assert (name, answers - {405}) == (name, {403})


def test_the_page_shows_the_table_itself(as_sato: Client) -> None:
    page = as_sato.get(reverse("accounts:permissions")).content.decode()
    rows = re.findall(r"<tr>(.*?)</tr>", page, re.DOTALL)[1:]
    assert len(rows) == len(PERMISSIONS)
    for row, permission in zip(rows, PERMISSIONS.values(), strict=True):
        assert permission.label in row
        assert permission.note in row
        spoken = re.findall(r"できる<|できない<", row)
        assert spoken == ["できる<" if role in permission.roles else "できない<" for role in Role]


def test_ones_own_column_is_marked(as_sato: Client) -> None:
    page = as_sato.get(reverse("accounts:permissions")).content.decode()
    own = re.findall(r'<th scope="col" class="own-column" aria-current="true">\s*(\S+)', page)
    assert own == ["経営指導員"]
    assert page.count('<td class="own-column">') == len(PERMISSIONS)


def test_a_stranger_is_asked_to_sign_in_and_comes_back(db: None, gunma: Organisation) -> None:
    for name, _ in pages_of_staff():
        answer = Client().get(address_of(name))
        assert (name, answer.status_code) in {(name, 302), (name, 405)}
        if answer.status_code == 302:
            assert answer.url.startswith("/account/login/?next=%2Foffice%2F")
