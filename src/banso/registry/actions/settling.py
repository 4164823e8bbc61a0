"""What two entries may not both bring into one: leave to see, consents, contacts, being closed."""

from __future__ import annotations

from django.db.models import Max, QuerySet

from banso.registry.actions.moving import Ledger
from banso.registry.models import (
    AccessGrant,
    Business,
    Closure,
    Consent,
    ConsentScope,
    ContactPerson,
)
from banso.registry.rules.merging import Chosen


def settle(kept: Business, absorbed: Business, ledger: Ledger, *, closure: Chosen) -> None:
    """Settle what would contradict itself on one business, before everything is moved."""
    _settle_closure(kept, absorbed, ledger, closure)
    _settle_grants(kept, absorbed, ledger)
    _settle_contacts(kept, absorbed, ledger)
    for scope in ConsentScope.values:
        _respect_withdrawals(kept, absorbed, scope, ledger)
        _leave_one_consent(kept, absorbed, scope, ledger)


def _settle_closure(kept: Business, absorbed: Business, ledger: Ledger, chosen: Chosen) -> None:
    """Whether it is closed is as with the one chosen; what the other says is put by."""
    loser = kept if chosen is Chosen.ABSORBED else absorbed
    for closure in Closure.objects.filter(business=loser):
        ledger.put_away(closure)


def _settle_grants(kept: Business, absorbed: Business, ledger: Ledger) -> None:
    """An expert who may see both may see the one as long as the longer leave runs."""
    theirs = {grant.staff_id: grant for grant in AccessGrant.objects.filter(business=absorbed)}
    for grant in AccessGrant.objects.filter(business=kept, staff__in=theirs):
        other = theirs[grant.staff_id]
        ends = [day for day in (grant.ends_on, other.ends_on) if day]
        ledger.change(
            grant,
            granted_on=min(grant.granted_on, other.granted_on),
            ends_on=max(ends) if len(ends) == len((grant, other)) else None,
        )
        ledger.put_away(other)


def _settle_contacts(kept: Business, absorbed: Business, ledger: Ledger) -> None:
    """The same person is not listed twice."""
    known = {_who(contact) for contact in ContactPerson.objects.filter(business=kept)}
    for contact in ContactPerson.objects.filter(business=absorbed):
        if _who(contact) in known:
            ledger.put_away(contact)


def _who(contact: ContactPerson) -> tuple[str, ...]:
    return contact.name, contact.position, contact.phone, contact.email, contact.note


def _respect_withdrawals(kept: Business, absorbed: Business, scope: str, ledger: Ledger) -> None:
    """A consent given before the business said no elsewhere is withdrawn with it."""
    for business, elsewhere in ((kept, absorbed), (absorbed, kept)):
        last = Consent.objects.filter(business=elsewhere, scope=scope).aggregate(
            day=Max("withdrawn_on")
        )["day"]
        if last is None:
            continue
        for consent in _in_force(business, scope).filter(given_on__lte=last):
            ledger.change(consent, withdrawn_on=last)


def _leave_one_consent(kept: Business, absorbed: Business, scope: str, ledger: Ledger) -> None:
    """Of two consents in force the one given first stays, so that one withdrawal ends it."""
    ours, theirs = (_in_force(business, scope).first() for business in (kept, absorbed))
    if ours and theirs:
        ledger.put_away(ours if theirs.given_on < ours.given_on else theirs)


def _in_force(business: Business, scope: str) -> QuerySet[Consent]:
    return Consent.objects.filter(business=business, scope=scope, withdrawn_on__isnull=True)
