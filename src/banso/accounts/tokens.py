"""Decisions about keys for programs（APIトークン）, and whom a key stands for."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from banso.accounts.actions import hash_token
from banso.accounts.models import ApiToken, GivenAnswer, Staff, TokenRevocation
from banso.accounts.rules import SCOPES, may
from banso.core import clock
from banso.core.refusals import RuleViolation

LONGEST_DAYS = 366
ANSWERS_KEPT = timedelta(days=2)
_PREFIX = "banso_"


@dataclass(frozen=True, slots=True)
class IssuedToken:
    """A token and its key, which is shown once and kept nowhere."""

    token: ApiToken
    key: str


@transaction.atomic
def issue_token(
    *, name: str, staff: Staff, scopes: Sequence[str], ends_on: date, by: Staff
) -> IssuedToken:
    """Issue a key（発行） by which a program acts for ``staff`` until ``ends_on``, at most a year.

    Refuses a colleague who is gone, no scope, a scope beyond the colleague's role, a day passed.
    """
    if staff.organisation_id != by.organisation_id or not staff.is_active:
        raise RuleViolation("not-active", "利用できる職員を選んでください。", field="staff")
    if not scopes:
        raise RuleViolation("no-scope", "できることを1つ以上選んでください。", field="scopes")
    beyond = [SCOPES[key].label for key in scopes if not may(staff.role, SCOPES[key].permission)]
    if beyond:
        words = f"{staff.person.name}さんの役割では「{'」「'.join(beyond)}」はできません。"
        raise RuleViolation("beyond-role", words, field="scopes")
    _check_end(ends_on)
    key = _PREFIX + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        organisation=by.organisation,
        staff=staff,
        name=name,
        scopes=sorted(scopes),
        ends_on=ends_on,
        token_hash=hash_token(key),
        issued_by=by,
        issued_at=clock.now(),
    )
    return IssuedToken(token, key)


def _check_end(ends_on: date) -> None:
    today = clock.today()
    if ends_on < today:
        raise RuleViolation("past", "今日以後の日付にしてください。", field="ends_on")
    if ends_on > today + timedelta(days=LONGEST_DAYS):
        raise RuleViolation("too-long", "使える期間は1年までです。", field="ends_on")


@transaction.atomic
def revoke_token(token: ApiToken, *, by: Staff) -> TokenRevocation:
    """Let a key open nothing any more（失効）, from now on."""
    revocation, _ = TokenRevocation.objects.get_or_create(
        token=token, defaults={"at": clock.now(), "confirmed_by": by}
    )
    return revocation


def token_of(key: str) -> ApiToken | None:
    """The token in force that the key belongs to; the day of its use is noted once a day."""
    today = clock.today()
    rows = ApiToken.objects.in_force(today).select_related("staff__organisation", "staff__person")
    token = rows.filter(token_hash=hash_token(key)).first()
    if token is not None and token.last_used_on != today:
        ApiToken.objects.filter(pk=token.pk).update(last_used_on=today)
    return token


def forget_old_answers() -> None:
    """Delete the answers kept for calls sent twice, after two days."""
    GivenAnswer.objects.filter(given_at__lt=clock.now() - ANSWERS_KEPT).delete()
