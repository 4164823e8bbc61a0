"""Decisions about organisations and staff; each is one transaction with its own history."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import transaction

from banso.accounts.models import Deactivation, Invitation, Organisation, Person, Staff
from banso.accounts.rules import Role
from banso.core import clock
from banso.core.refusals import RuleViolation

LINK_DAYS = 7


@dataclass(frozen=True, slots=True)
class IssuedLink:
    """An invitation and its token, which is shown once and kept nowhere."""

    invitation: Invitation
    token: str


@transaction.atomic
def found_organisation(organisation: Organisation, *, email: str, name: str, password: str) -> Staff:
    """Register an organisation together with its first administrator."""
    _check_password(password, Person(email=email, name=name))
    organisation.full_clean()
    organisation.save()
    person = Person.objects.filter(email__iexact=email).first()
    person = person or Person.objects.create_user(email, name, password)
    return Staff.objects.create(
        organisation=organisation, person=person, role=Role.ADMINISTRATOR
    )


@transaction.atomic
def invite(*, email: str, name: str, role: Role, by: Staff) -> IssuedLink:
    """Invite someone to become staff（招待）. The link is good for seven days, once."""
    taken = Staff.objects.of(by.organisation).active().filter(person__email__iexact=email)
    if taken.exists():
        raise RuleViolation(
            "already-staff", "このメールアドレスの人はすでに職員として登録されています。", field="email"
        )
    return _issue(Invitation(email=email.lower(), name=name, role=role), by=by)


@transaction.atomic
def offer_new_password(staff: Staff, *, by: Staff) -> IssuedLink:
    """Issue a link by which a colleague sets a forgotten password anew."""
    if not staff.is_active:
        raise RuleViolation("deactivated", "利用を停止した職員のパスワードは再設定できません。")
    person = staff.person
    return _issue(
        Invitation(email=person.email, name=person.name, role=staff.role, resets=staff), by=by
    )


def _issue(invitation: Invitation, *, by: Staff) -> IssuedLink:
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
    invitation.accepted_at = clock.now()
    invitation.save()
    return invitation.resets or _become_staff(person, invitation)


def _refuse_link() -> Invitation:
    raise RuleViolation(
        "link-spent", "この招待は期限が切れたか、すでに使われています。管理者に再発行を頼んでください。"
    )


def _require_own_password(person: Person, password: str) -> None:
    """Someone who already signs in elsewhere proves it; an invitation never resets a password."""
    if not person.check_password(password):
        raise RuleViolation(
            "wrong-password",
            "このメールアドレスはすでに登録されています。いまお使いのパスワードを入力してください。",
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
    person.save()


def _check_password(password: str, person: Person) -> None:
    try:
        validate_password(password, person)
    except ValidationError as refused:
        raise RuleViolation("weak-password", " ".join(refused.messages), field="password") from None


@transaction.atomic
def deactivate(staff: Staff, *, on: date, reason: str, by: Staff) -> Deactivation:
    """Close the doors to someone who left（利用停止）; everything they wrote stays."""
    if staff == by:
        raise RuleViolation("own-account", "自分自身の利用は停止できません。ほかの管理者に頼んでください。")
    if not staff.is_active:
        raise RuleViolation("already-deactivated", "この職員の利用はすでに停止されています。")
    if _is_last_administrator(staff):
        raise RuleViolation("last-administrator", "管理者がいなくなるため停止できません。")
    return Deactivation.objects.create(staff=staff, on=on, reason=reason, confirmed_by=by)


@transaction.atomic
def reactivate(staff: Staff) -> Staff:
    """Open the doors again to someone whose use was stopped."""
    for deactivation in Deactivation.objects.filter(staff=staff):
        deactivation.delete()
    return staff


@transaction.atomic
def change_role(staff: Staff, role: Role, *, by: Staff) -> Staff:
    """Give someone another role（役割の変更）."""
    if staff == by and role != Role.ADMINISTRATOR and _is_last_administrator(staff):
        raise RuleViolation("last-administrator", "管理者がいなくなるため変更できません。", field="role")
    staff.role = role
    staff.save()
    return staff


def _is_last_administrator(staff: Staff) -> bool:
    every = Staff.objects.of(staff.organisation).active().filter(role=Role.ADMINISTRATOR)
    return set(every.values_list("pk", flat=True)) == {staff.pk}


def clear_ended_sessions() -> int:
    """Delete sessions whose term has ended; returns how many."""
    return Session.objects.filter(expire_date__lt=clock.now()).delete()[0]
