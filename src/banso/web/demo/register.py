"""Saving the register: businesses with tags, and all that hangs on them, each signed."""

from __future__ import annotations

from random import Random

from banso.core.workdays import working_days
from banso.registry.models import (
    Business,
    Closure,
    Consent,
    ContactPerson,
    District,
    SuccessorStatus,
    Tag,
)
from banso.web.demo.businesses import Enrolled, enrol
from banso.web.demo.days import written_at
from banso.web.demo.doubles import enter_twice
from banso.web.demo.keeping import Signed, keep, keep_links
from banso.web.demo.luck import chance
from banso.web.demo.particulars import close_some, consents, contact_people, raise_star, tag
from banso.web.demo.people import Office
from banso.web.demo.scale import Scale, Span


def fill_register(rng: Random, office: Office, scale: Scale, span: Span) -> list[Enrolled]:
    """Make and save every business; returns what the records are then written about."""
    districts = {row.key: row for row in District.objects.filter(organisation=office.organisation)}
    entries = enrol(rng, office, districts, scale, span)
    raise_star(entries, office)
    enter_twice(entries)
    closures = close_some(rng, entries, office, span, scale.closures)
    tag(rng, entries)
    _keep_businesses(rng, entries, office, span)
    keep(Closure, closures)
    people = contact_people(rng, entries)
    by_business = {entry.business.pk: entry for entry in entries}
    keep(
        ContactPerson,
        [_registered(rng, row, by_business[row.business_id], office, span) for row in people],
    )
    _find_by_people(entries, {row.business_id for row in people})
    keep(Consent, consents(rng, entries, office, span))
    return entries


def _find_by_people(entries: list[Enrolled], with_people: set[int]) -> None:
    """Let the businesses be found by their contact people too."""
    found = [entry.business for entry in entries if entry.business.pk in with_people]
    for business in found:
        business.search_text = business.words_to_find_it_by()
    Business.objects.bulk_update(found, ["search_text"], batch_size=200)


def _keep_businesses(rng: Random, entries: list[Enrolled], office: Office, span: Span) -> None:
    signed = [_entered(rng, entry, office, span) for entry in entries]
    history = keep(Business, signed)
    words = sorted({word for entry in entries for word in entry.tags})
    tags = {word: Tag(organisation=office.organisation, name=word) for word in words}
    Tag.objects.bulk_create(tags.values())
    keep_links(
        Business,
        "tags",
        [
            (entry.business, [tags[word] for word in entry.tags], past)
            for entry, past in zip(entries, history, strict=True)
        ],
    )


def _entered(rng: Random, entry: Enrolled, office: Office, span: Span) -> Signed[Business]:
    """The business as entered by the support staff; one in eight was found out more of later."""
    business = entry.business
    business.search_text = business.words_to_find_it_by()
    by = rng.choice(office.supporters).person
    at = written_at(entry.registered_on, rng, span.until)
    days = working_days(entry.registered_on, entry.closed_on or span.until)
    if len(days) < 2 or business.successor == SuccessorStatus.UNKNOWN or not chance(rng, 18):  # noqa: PLR2004 - a later day is needed
        return Signed(business, by, at)
    business.version = 2
    before = {"successor": SuccessorStatus.UNKNOWN, "version": 1}
    adviser = business.adviser or office.advisers[0]
    return Signed(
        business, by, at, before, adviser.person, written_at(rng.choice(days[1:]), rng, span.until)
    )


def _registered(
    rng: Random, row: ContactPerson, entry: Enrolled, office: Office, span: Span
) -> Signed[ContactPerson]:
    by = rng.choice(office.supporters).person
    return Signed(row, by, written_at(entry.registered_on, rng, span.until))
