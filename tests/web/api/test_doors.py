"""Every call of the API asks for a token, goes as far as its scopes, and sees one office only."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import product

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from tests.architecture.world import MARK, World, new_world, office_with_plan
from tests.conftest import staff_of

from banso.accounts.actions import deactivate
from banso.accounts.models import ApiToken, Staff
from banso.accounts.rules import SCOPES, Role
from banso.accounts.tokens import issue_token, revoke_token
from banso.core import clock
from banso.web.api import api

NOWHERE = "00000000-0000-4000-8000-000000000000"


@dataclass(frozen=True, slots=True)
class Call:
    """One operation of the API."""

    method: str
    path: str

    def make(self, key: str | None, ids: dict[str, str], body: object = None) -> HttpResponse:
        path = re.sub(r"\{(\w+)\}", lambda found: ids.get(found[1], NOWHERE), self.path)
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        content = "" if body is None else json.dumps(body)
        return Client(headers=headers).generic(
            self.method, path, content, content_type="application/json"
        )


def calls() -> Iterator[Call]:
    schema = api.get_openapi_schema()
    for path, operations in schema["paths"].items():
        yield from (Call(method.upper(), path) for method in operations)


ALL = sorted(calls(), key=lambda call: (call.path, call.method))
BY_ID = [call for call in ALL if "{" in call.path]
# The least that passes the shapes, so that the id in the address is what is judged.
LEAST = {
    "PATCH": {"version": 1},
    "fulfilment": {},
    "withdrawal": {"reason": "試験"},
}


def least(call: Call) -> object:
    if call.method == "PATCH":
        return LEAST["PATCH"]
    return LEAST[call.path.rsplit("/", 1)[-1]] if call.method == "POST" else None


def key_of(staff: Staff, *scopes: str) -> str:
    chosen = scopes or tuple(SCOPES)
    return issue_token(name="試験", staff=staff, scopes=chosen, ends_on=clock.today(), by=staff).key


@pytest.fixture
def world(db: None) -> World:
    return new_world()


@pytest.fixture
def ids(world: World) -> dict[str, str]:
    return {
        "business_id": str(world.business.public_id),
        "record_id": str(world.record.public_id),
        "promise_id": str(world.promise.public_id),
        "result_id": str(world.result.public_id),
    }


def test_the_walk_knows_every_operation() -> None:
    assert len(ALL) == 17
    assert {name for call in ALL for name in re.findall(r"\{(\w+)\}", call.path)} == {
        "business_id",
        "record_id",
        "promise_id",
        "result_id",
    }


def test_without_a_token_nothing_is_told(ids: dict[str, str]) -> None:
    for call, key in product(ALL, (None, "banso_guessed")):
        answer = call.make(key, ids, least(call) if "{" in call.path else {})
        assert answer.status_code == 401, call
        assert answer.json() == {
            "code": "no-token",
            "message": "APIトークンがないか、期限が切れているか、失効しています。",
            "faults": [],
        }


def test_another_office_finds_nothing_of_ours(ids: dict[str, str]) -> None:
    elsewhere = office_with_plan("山の向こう商工会")
    tanaka = staff_of(elsewhere, "田中 実", "tanaka@example.jp", Role.ADMINISTRATOR)
    key = key_of(tanaka)
    nothing = {"code": "not-found", "message": "見つかりません。", "faults": []}
    for call in BY_ID:
        answer = call.make(key, ids, least(call))
        assert (answer.status_code, answer.json()) == (404, nothing), call


def test_the_lists_of_another_office_show_nothing_of_ours(world: World) -> None:
    world.grow(3)
    elsewhere = office_with_plan("山の向こう商工会")
    tanaka = staff_of(elsewhere, "田中 実", "tanaka@example.jp", Role.ADMINISTRATOR)
    key = key_of(tanaka)
    for call in ALL:
        if call.method == "GET" and "{" not in call.path:
            answer = call.make(key, {})
            assert answer.status_code == 200, call
            assert MARK not in answer.content.decode()


def test_our_own_office_is_let_in(world: World, ids: dict[str, str]) -> None:
    key = key_of(world.manager)
    for call in BY_ID:
        with transaction.atomic():
            answer = call.make(key, ids, least(call))
            transaction.set_rollback(True)  # each call finds the office as it was
        assert answer.status_code == 200, (call, answer.content)


@pytest.mark.parametrize("scope", SCOPES)
def test_a_token_reaches_as_far_as_its_scope(scope: str, world: World, ids: dict[str, str]) -> None:
    key = key_of(world.manager, scope)
    reached = {
        f"{call.method} {call.path.removeprefix('/api/v1/')}"
        for call in ALL
        if call.make(key, ids, least(call) if "{" in call.path else {}).status_code != 403
    }
    assert reached == REACHED[scope]


REACHED = {
    "businesses:read": {"GET businesses", "GET businesses/{business_id}"},
    "businesses:write": {"POST businesses", "PATCH businesses/{business_id}"},
    "records:read": {"GET records", "GET records/{record_id}", "GET promises"},
    "records:write": {
        "POST records",
        "POST records/{record_id}/withdrawal",
        "DELETE records/{record_id}/withdrawal",
        "POST promises/{promise_id}/fulfilment",
        "DELETE promises/{promise_id}/fulfilment",
    },
    "programme:read": {"GET indicators"},
    "results:read": {"GET results"},
    "results:write": {
        "POST results",
        "POST results/{result_id}/withdrawal",
        "DELETE results/{result_id}/withdrawal",
    },
}


def test_a_role_that_lost_a_permission_takes_it_from_its_tokens(world: World) -> None:
    key = key_of(world.colleague, "businesses:read")
    listing = Call("GET", "/api/v1/businesses")
    assert listing.make(key, {}).status_code == 200
    Staff.objects.filter(pk=world.colleague.pk).update(role=Role.OBSERVER)
    answer = listing.make(key, {})
    assert answer.status_code == 403
    assert answer.json()["message"] == "このAPIトークンでは「事業者を読む」ことができません。"


def test_a_token_ends_with_its_day_its_revocation_or_its_person(world: World) -> None:
    listing = Call("GET", "/api/v1/businesses")
    keys = [key_of(world.colleague, "businesses:read") for _ in range(2)]
    assert [listing.make(key, {}).status_code for key in keys] == [200, 200]
    used = ApiToken.objects.filter(staff=world.colleague).values_list("last_used_on", flat=True)
    assert set(used) == {clock.today()}

    revoke_token(ApiToken.objects.filter(staff=world.colleague).latest("pk"), by=world.manager)
    assert [listing.make(key, {}).status_code for key in keys] == [200, 401]
    with clock.fixed(clock.today() + timedelta(days=1)):
        assert listing.make(keys[0], {}).status_code == 401
    deactivate(world.colleague, on=clock.today(), reason="", by=world.manager)
    assert listing.make(keys[0], {}).status_code == 401
