"""Decisions about organisations and staff; each is one transaction with its own history."""

from __future__ import annotations

import hashlib
import secrets
import time
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from allauth.mfa.models import Authenticator
from axes.models import AccessLog
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.backends.db import SessionStore
from django.core.exceptions import ValidationError
from django.db import transaction

from banso.accounts.history import acting
from banso.accounts.models import Deactivation, Invitation, Organisation, Person, Staff
from banso.accounts.rules import Role
from banso.core import clock
from banso.core.refusals import RuleViolation

LINK_DAYS = 7
SIGN_INS_DAYS = 400  # a fiscal year and a month: the log of who signed in when


@dataclass(frozen=True, slots=True)
class IssuedLink:
    """An invitation and its token, which is shown once and kept nowhere."""

    invitation: Invitation
    token: str


@transaction.atomic
def found_organisation(
    organisation: Organisation, *, email: str, name: str, password: str
) -> Staff:
    """Register an organisation together with its first administrator."""
    _check_password(password, Person(email=email, name=name))
    try:
        organisation.full_clean()
    except ValidationError as refused:
        raise RuleViolation("organisation", " ".join(refused.messages)) from None
    organisation.save()
    person = Person.objects.filter(email__iexact=email).first()
    person = person or Person.objects.create_user(email, name, password)
    return Staff.objects.create(organisation=organisation, person=person, role=Role.ADMINISTRATOR)


@transaction.atomic
def invite(*, email: str, name: str, role: Role, by: Staff) -> IssuedLink:
    """Invite someone to become staff（招待）. The link is good for seven days, once.

    An earlier link to the same address stops working. Refuses someone who is active staff.
    """
    taken = Staff.objects.of(by.organisation).active().filter(person__email__iexact=email)
    if taken.exists():
        raise RuleViolation(
            "already-staff",
            "このメールアドレスの人はすでに職員として登録されています。",
            field="email",
        )
    return _issue(Invitation(email=email.lower(), name=name, role=role), by=by)


@transaction.atomic
def offer_new_password(staff: Staff, *, by: Staff) -> IssuedLink:
    """Issue a link by which a colleague sets a forgotten password anew.

    Refused for someone who also serves another organisation and has no second factor: the link
    would open that organisation's doors too.
    """
    if not staff.is_active:
        raise RuleViolation("deactivated", "利用を停止した職員のパスワードは再設定できません。")
    person = staff.person
    elsewhere = Staff.objects.active().filter(person=person).exclude(pk=staff.pk)
    if elsewhere.exists() and not _has_second_factor(person):
        raise RuleViolation(
            "serves-elsewhere",
            "この人は別の商工会の職員でもあり、二段階認証がないため、"
            "ここからは再設定できません。システムを設置した担当者に頼んでください。",
        )
    return _issue(
        Invitation(email=person.email, name=person.name, role=staff.role, resets=staff), by=by
    )


def _has_second_factor(person: Person) -> bool:
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    found: bool = Authenticator.objects.filter(user=person, type__in=kinds).exists()
    return found


def _issue(invitation: Invitation, *, by: Staff) -> IssuedLink:
    """Keep the invitation, in place of earlier open ones to the same address."""
    earlier = Invitation.objects.visible_to(by).open_at(clock.now())
    earlier.filter(email__iexact=invitation.email).delete()
    token = secrets.token_urlsafe(32)
    invitation.organisation = by.organisation
    invitation.invited_by = by
    invitation.token_hash = hash_token(token)
    invitation.expires_at = clock.now() + timedelta(days=LINK_DAYS)
    invitation.save()
    return IssuedLink(invitation, token)


def hash_token(token: str) -> str:
    """What is kept of a link's token."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def revoke_invitation(invitation: Invitation) -> None:
    """Take back an invitation not yet taken up（招待の取消）; its history stays."""
    if invitation.accepted_at is not None:
        raise RuleViolation("already-accepted", "この招待はすでに使われています。")
    invitation.delete()


@transaction.atomic
def accept_invitation(invitation: Invitation, *, name: str, password: str) -> Staff:
    """Take up an invitation: set the password and become (or again be) staff."""
    open_rows = Invitation.objects.select_for_update().open_at(clock.now())
    invitation = open_rows.filter(pk=invitation.pk).first() or _refuse_link()
    person = Person.objects.filter(email__iexact=invitation.email).first()
    if person is not None and not invitation.resets_id:
        _require_own_password(person, password)
    else:
        person = person or Person.objects.create_user(invitation.email, name)
        _set_password(person, password)
    with acting(person):
        invitation.accepted_at = clock.now()
        invitation.save()
        return invitation.resets or _become_staff(person, invitation)


def _refuse_link() -> Invitation:
    raise RuleViolation(
        "link-spent",
        "この招待は期限が切れたか、すでに使われています。管理者に再発行を頼んでください。",
    )


def _require_own_password(person: Person, password: str) -> None:
    """Someone who already signs in elsewhere proves it; an invitation never resets a password."""
    if not person.check_password(password):
        raise wrong_password()


def wrong_password() -> RuleViolation:
    """The refusal of a password that isn't the person's own."""
    return RuleViolation(
        "wrong-password",
        "パスワードが違います。いまお使いのパスワードを入力してください。",
        field="password",
    )


def _become_staff(person: Person, invitation: Invitation) -> Staff:
    staff, _ = Staff.objects.update_or_create(
        organisation=invitation.organisation, person=person, defaults={"role": invitation.role}
    )
    Deactivation.objects.filter(staff=staff).delete()
    return staff


def _set_password(person: Person, password: str) -> None:
    _check_password(password, person)
    person.set_password(password)
    with acting(person):
        person.save()


def _check_password(password: str, person: Person) -> None:
    try:
        validate_password(password, person)
    except ValidationError as refused:
        raise RuleViolation("weak-password", " ".join(refused.messages), field="password") from None


@transaction.atomic
def deactivate(staff: Staff, *, on: date, reason: str, by: Staff) -> Deactivation:
    """Close the doors to someone who left（利用停止）; everything they wrote stays.

    It takes effect at once, so a day still to come is refused.
    """
    staff = _alone_with(staff)
    if staff == by:
        raise RuleViolation(
            "own-account", "自分自身の利用は停止できません。ほかの管理者に頼んでください。"
        )
    if not staff.is_active:
        raise RuleViolation("already-deactivated", "この職員の利用はすでに停止されています。")
    if _is_last_administrator(staff):
        raise RuleViolation("last-administrator", "管理者がいなくなるため停止できません。")
    if on > clock.today():
        raise RuleViolation(
            "future", "停止はすぐに効きます。停止日は今日までの日付にしてください。", field="on"
        )
    return Deactivation.objects.create(staff=staff, on=on, reason=reason, confirmed_by=by)


@transaction.atomic
def reactivate(staff: Staff) -> Staff:
    """Open the doors again to someone whose use was stopped."""
    for deactivation in Deactivation.objects.filter(staff=staff):
        deactivation.delete()
    return staff


@transaction.atomic
def change_role(staff: Staff, role: Role, *, by: Staff, seen_version: int) -> Staff:
    """Give someone another role（役割の変更）; refuses with ``EditConflict`` if changed since."""
    staff = _alone_with(staff)
    if staff.organisation_id != by.organisation_id:
        raise RuleViolation("other-organisation", "ほかの商工会の職員です。")
    if role != Role.ADMINISTRATOR and _is_last_administrator(staff):
        raise RuleViolation(
            "last-administrator", "管理者がいなくなるため変更できません。", field="role"
        )
    staff.role = role
    return staff.save_edit(seen_version=seen_version)


def _alone_with(staff: Staff) -> Staff:
    """The staff row as it stands, while nobody else decides about the organisation's staff."""
    Organisation.objects.select_for_update().get(pk=staff.organisation_id)
    return Staff.objects.get(pk=staff.pk)


def _is_last_administrator(staff: Staff) -> bool:
    every = Staff.objects.of(staff.organisation).active().filter(role=Role.ADMINISTRATOR)
    return set(every.values_list("pk", flat=True)) == {staff.pk}


@transaction.atomic
def rename(person: Person, name: str) -> Person:
    """Write one's own name another way."""
    person.name = name
    person.save()
    return person


def clear_ended_sessions() -> None:
    """Delete sessions whose term has ended, by the real clock as sessions count."""
    SessionStore.clear_expired()


def forget_old_sign_ins() -> None:
    """Delete the log of who signed in when, after 400 days by the real clock as axes counts."""
    oldest = datetime.fromtimestamp(time.time(), tz=clock.TOKYO) - timedelta(days=SIGN_INS_DAYS)
    AccessLog.objects.filter(attempt_time__lt=oldest).delete()
