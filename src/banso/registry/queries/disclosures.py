"""What was handed out about businesses（提供の記録）, and which consent is in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q

from banso.accounts.models import Staff
from banso.core import clock
from banso.registry.models import (
    Business,
    Consent,
    ConsentScope,
    Disclosure,
    DisclosureQuerySet,
    RecipientKind,
)


def consent_for(business: Business, scope: str, on: date) -> Consent | None:
    """The business's consent of that scope in force on the day, if any. One query.

    ``scope`` is a value of ``ConsentScope``. A consent withdrawn on a day is not in force on it.
    """
    return Consent.objects.in_force(scope, on).filter(business=business).first()


def publication_withdrawn_on(business: Business) -> date | None:
    """When the consent to publication（事例としての公表）was withdrawn, if none stands today."""
    scope, today = ConsentScope.PUBLICATION, clock.today()
    rows = Consent.objects.filter(business=business, scope=scope)
    if rows.in_force(scope, today).exists():
        return None
    last = rows.filter(withdrawn_on__lte=today).order_by("-withdrawn_on").first()
    return last.withdrawn_on if last else None


def leave_for(business: Business, kind: str) -> dict[str, object]:
    """What ``registry/_basis.html`` shows: to whom, and the consent in force today, if any.

    ``kind`` is a value of ``RecipientKind``, or empty while nobody is chosen.
    """
    needed = kind if kind in ConsentScope.values else ""
    return {
        "recipient": RecipientKind(kind).label if kind in RecipientKind.values else "",
        "to_owner": kind == RecipientKind.OWNER,
        "consent": consent_for(business, needed, clock.today()) if needed else None,
    }


@dataclass(frozen=True, slots=True)
class HandedOut:
    """What was handed out about one business: under each consent, and without one."""

    consents: tuple[Consent, ...]
    without: tuple[Disclosure, ...]
    total: int


def handed_out(business: Business) -> HandedOut:
    """The business's consents, each with its ``disclosures``, and those on another ground."""
    rows = Disclosure.objects.select_related("disclosed_by__person")
    consents = business.consents.select_related("recorded_by__person")
    consents = consents.prefetch_related(Prefetch("disclosures", rows))
    without = rows.filter(business=business, consent__isnull=True)
    found = tuple(consents), tuple(without)
    total = sum(len(consent.disclosures.all()) for consent in found[0]) + len(found[1])
    return HandedOut(*found, total)


@dataclass(frozen=True, slots=True)
class DisclosureChoice:
    """Which disclosures are asked for, both days included; what is empty does not narrow."""

    first: date | None = None
    last: date | None = None
    recipient_kind: str = ""
    ground: str = ""
    by: Staff | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class DisclosureCount:
    """How many were made（件）, about how many businesses（者）, and how many without consent."""

    times: int
    businesses: int
    without_consent: int


def disclosures_for(staff: Staff, choice: DisclosureChoice) -> DisclosureQuerySet:
    """The disclosures asked for in the asker's organisation, the latest first."""
    rows = Disclosure.objects.visible_to(staff)
    if choice.first:
        rows = rows.since(choice.first)
    if choice.last:
        rows = rows.until(choice.last)
    if choice.recipient_kind:
        rows = rows.filter(recipient_kind=choice.recipient_kind)
    if choice.ground:
        rows = rows.filter(ground=choice.ground)
    if choice.by:
        rows = rows.filter(disclosed_by=choice.by)
    for word in choice.words.split():
        told = Q(what__icontains=word) | Q(recipient__icontains=word) | Q(purpose__icontains=word)
        rows = rows.filter(told | Q(business__name__icontains=word))
    return rows.select_related("business", "consent", "disclosed_by__person")


def count_of_disclosures(rows: DisclosureQuerySet) -> DisclosureCount:
    """Count disclosures. One query."""
    counted = rows.order_by().aggregate(
        times=Count("pk"),
        businesses=Count("business", distinct=True),
        without_consent=Count("pk", filter=Q(consent__isnull=True)),
    )
    return DisclosureCount(**counted)
