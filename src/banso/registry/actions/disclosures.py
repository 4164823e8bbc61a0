"""Handing something out about a business（提供）: never without a consent or another ground."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from banso.accounts.models import Staff
from banso.core import clock
from banso.core.era import in_era_day
from banso.core.refusals import RuleViolation
from banso.registry.actions.businesses import give_consent, refuse_erased
from banso.registry.models import (
    Consent,
    Disclosure,
    DisclosureGround,
    RecipientKind,
)
from banso.registry.queries.disclosures import consent_for

NO_CONSENT = (
    "「{scope}」への提供の同意が、{on}の時点で記録されていません。"
    "同意を取って記録するか、同意によらない根拠を選んでください。"
)


@dataclass(frozen=True, slots=True)
class Basis:
    """What a person names as leave to hand something out where no consent is in force.

    With the ground 「本人の同意」 the consent is recorded at the same time: by whom, on what day.
    """

    ground: str = ""
    reason: str = ""
    consent_by: str = ""
    consent_on: date | None = None


@transaction.atomic
def disclose(disclosure: Disclosure, *, basis: Basis | None = None, by: Staff) -> Disclosure:
    """Record that something is handed out（提供）, under the consent in force or another ground.

    A consent in force on the day is always what it is done under. Refuses at ``ground`` where
    there is neither consent nor ground, at ``ground_reason`` a ground without its reason, and a
    day in the future.
    """
    basis = basis or Basis()
    if disclosure.on > clock.today():
        raise RuleViolation("future", "提供日に未来の日付は入れられません。", field="on")
    refuse_erased(disclosure.business)
    disclosure.organisation = disclosure.business.organisation
    disclosure.disclosed_by = by
    disclosure.recorded_at = clock.now()
    disclosure.consent = _consent(disclosure, basis, by=by)
    if disclosure.consent is not None:
        disclosure.ground, disclosure.ground_reason = DisclosureGround.CONSENT, ""
    else:
        disclosure.ground, disclosure.ground_reason = _ground(disclosure, basis)
    disclosure.save()
    return disclosure


def _consent(disclosure: Disclosure, basis: Basis, *, by: Staff) -> Consent | None:
    """The consent it is done under: the one in force, or one recorded now; none to the owner."""
    if disclosure.recipient_kind == RecipientKind.OWNER:
        return None
    scope = disclosure.recipient_kind
    found = consent_for(disclosure.business, scope, disclosure.on)
    if found is not None or basis.ground != DisclosureGround.CONSENT:
        return found
    if not basis.consent_by:
        raise RuleViolation("no-giver", "同意した人を入力してください。", field="consent_by")
    given_on = basis.consent_on or disclosure.on
    if given_on > disclosure.on:
        words = f"同意日は、提供日（{in_era_day(disclosure.on)}）までの日付にしてください。"
        raise RuleViolation("after-disclosure", words, field="consent_on")
    given = Consent(
        business=disclosure.business, scope=scope, given_on=given_on, given_by=basis.consent_by
    )
    return give_consent(given, by=by)


def _ground(disclosure: Disclosure, basis: Basis) -> tuple[str, str]:
    """The ground without consent, with its reason; refuses where either is missing."""
    ground = basis.ground
    if disclosure.recipient_kind == RecipientKind.OWNER:
        ground = DisclosureGround.OWNER_REQUEST
    if ground not in DisclosureGround.values:
        scope = disclosure.get_recipient_kind_display()
        words = NO_CONSENT.format(scope=scope, on=in_era_day(disclosure.on))
        raise RuleViolation("no-consent", words, field="ground")
    if not basis.reason:
        words = (
            "同意によらないときは、根拠の説明（何という法令か、どんな緊急か、だれの依頼か）を"
            "入力してください。"
        )
        raise RuleViolation("no-reason", words, field="ground_reason")
    return ground, basis.reason
