"""Who calls the API: a token in force, its scopes, and a call sent twice answered once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import cast

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from ninja import Schema
from ninja.security import HttpBearer

from banso.accounts.access import StaffRequest
from banso.accounts.models import ApiToken, GivenAnswer
from banso.accounts.rules import SCOPES, may
from banso.accounts.tokens import token_of
from banso.core import clock
from banso.core.refusals import RuleViolation

LONGEST_KEY = 100


class ApiRequest(StaffRequest):
    """A call of which we know the token, and by it the staff member."""

    token: ApiToken


class OutOfScopeError(Exception):
    """The token, or its staff member's role, does not reach as far as this call."""

    def __init__(self, scope: str) -> None:
        super().__init__(scope)
        self.label = SCOPES[scope].label


class TokenFor(HttpBearer):
    """``Authorization: Bearer banso_…`` with a token that carries one scope."""

    def __init__(self, scope: str) -> None:
        super().__init__()
        self.scope = SCOPES[scope]

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:
        """Put the token and its staff member on the call, whose history then names the person.

        Refuses a token without the scope, and one whose staff member may not do it any more.
        """
        found = token_of(token)
        if found is None:
            return None
        reaches = self.scope.key in found.scopes and may(found.staff.role, self.scope.permission)
        if not reaches:
            raise OutOfScopeError(self.scope.key)
        call = cast("ApiRequest", request)
        call.token, call.staff, call.user = found, found.staff, found.staff.person
        return found


def answered(shape: Schema | None, *, status: int = 200) -> HttpResponse:
    """An answer of ours; without a shape it has no body."""
    body = "" if shape is None else shape.model_dump_json()
    return HttpResponse(body, status=status, content_type="application/json")


def answered_once(request: ApiRequest, act: Callable[[], HttpResponse]) -> HttpResponse:
    """Carry the call out, or give the earlier answer when its ``Idempotency-Key`` came before.

    A refused call leaves no trace, so the same key may be sent again with it mended. Refuses a key
    that was used for another call.
    """
    key = request.headers.get("Idempotency-Key", "")
    if not key:
        return act()
    digest = _digest(request, key)
    with transaction.atomic():
        kept, is_new = GivenAnswer.objects.get_or_create(
            token=request.token,
            key=key,
            defaults={"request_hash": digest, "status": 0, "body": "", "given_at": clock.now()},
        )
        if not is_new:
            return _again(kept, digest)
        answer = act()
        kept.status, kept.body = answer.status_code, answer.content.decode()
        kept.save()
    return answer


def _digest(request: ApiRequest, key: str) -> str:
    """What tells this call from another; refuses a key that is too long to keep."""
    if len(key) > LONGEST_KEY:
        words = f"Idempotency-Key は{LONGEST_KEY}文字までです。"
        raise RuleViolation("key-too-long", words)
    sent = f"{request.method} {request.get_full_path()}\n".encode() + request.body
    return hashlib.sha256(sent).hexdigest()


def _again(kept: GivenAnswer, digest: str) -> HttpResponse:
    if kept.request_hash != digest:
        raise RuleViolation(
            "key-reused", "この Idempotency-Key は、別の内容の呼び出しですでに使われています。"
        )
    answer = HttpResponse(kept.body, status=kept.status, content_type="application/json")
    answer.headers["Idempotency-Replayed"] = "true"
    return answer
