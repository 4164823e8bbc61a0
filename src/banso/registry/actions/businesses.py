"""Decisions about businesses; each is one transaction with its own history."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date

from django.db import IntegrityError, transaction

from banso.accounts.history import past_of
from banso.accounts.models import Organisation, Staff
from banso.core import clock
from banso.core.refusals import RuleViolation
from banso.core.search.keeping import rename
from banso.registry.models import (
    AccessGrant,
    Business,
    Closure,
    Consent,
    ConsentScope,
    ContactPerson,
    District,
    Tag,
)
from banso.registry.queries.finding import BUSINESSES, NOTES, names_of


@transaction.atomic
def set_districts(organisation: Organisation, districts: Iterable[tuple[str, str]]) -> None:
    """Give the organisation the districts of its plan: ``(key, name)`` in order.

    Known keys keep the name the office gave them; districts no longer named stay, since
    businesses belong to them.
    """
    for position, (key, name) in enumerate(districts):
        District.objects.update_or_create(
            organisation=organisation,
            key=key,
            defaults={"position": position},
            create_defaults={"position": position, "name": name},
        )


@transaction.atomic
def register_business(
    business: Business, *, tags: Iterable[str] = (), organisation: Organisation
) -> Business:
    """Enter a business in the register（登録）; refuses a number or a form entered meanwhile."""
    business.organisation = organisation
    with _entered_once():
        return _keep(business, tags)


def refuse_erased(business: Business) -> None:
    """Refuse to write about a business whose particulars were erased（消去済み）."""
    if hasattr(business, "erasure"):
        raise RuleViolation("erased", "この事業者の情報は消去済みです。書き足すことはできません。")


@transaction.atomic
def edit_business(business: Business, *, tags: Iterable[str], seen_version: int) -> Business:
    """Save an edited business; refuses with ``EditConflict`` when a colleague saved it first."""
    refuse_erased(business)
    rows = Business.objects.select_for_update().filter(pk=business.pk)
    if rows.get().version != seen_version:
        business.save_edit(seen_version=seen_version)  # raises: the version has moved on
    business.version = seen_version + 1
    with _entered_once():
        return _keep(business, tags)


@contextmanager
def _entered_once() -> Iterator[None]:
    """Refuse in words what the database refuses because a colleague saved it a moment before."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as clash:
        if "public_id" in str(clash):
            raise RuleViolation("sent-twice", "この登録はすでに保存されています。") from clash
        if "member_number" in str(clash):
            raise RuleViolation(
                "member-number-taken",
                "この会員番号の事業者が、すでに登録されています。一覧で確かめてください。",
                field="member_number",
            ) from clash
        if "corporate_number" not in str(clash):
            raise
        raise RuleViolation(
            "number-taken",
            "この法人番号の事業者が、いま登録されました。一覧で確かめてください。",
            field="corporate_number",
        ) from clash


def _keep(business: Business, tags: Iterable[str]) -> Business:
    """Save row and tags with one history entry."""
    business.search_text = business.words_to_find_it_by()
    business.skip_history_when_saving = True
    if business.pk is None:
        business.save()
    business.tags.set(_tags(business.organisation, tags))
    del business.skip_history_when_saving
    business.save()
    _let_search_find(business)
    return business


def _let_search_find(business: Business) -> None:
    """Bring the index of search up to date with the business, and with its name all it has."""
    BUSINESSES.put([business])
    if business.note or business.caution:
        NOTES.put([business])
    else:
        NOTES.drop([business.pk])
    rename(business.pk, names_of(business))


def _tags(organisation: Organisation, names: Iterable[str]) -> list[Tag]:
    tidy = dict.fromkeys(name.strip() for name in names if name.strip())
    return [Tag.objects.get_or_create(organisation=organisation, name=name)[0] for name in tidy]


@transaction.atomic
def close_business(business: Business, *, on: date, reason: str, by: Staff) -> Closure:
    """Record that a business closed（廃業）."""
    if business.is_closed:
        raise RuleViolation("already-closed", "この事業者はすでに廃業として記録されています。")
    if on > clock.today():
        raise RuleViolation("future", "廃業日に未来の日付は入れられません。", field="on")
    return Closure.objects.create(business=business, on=on, reason=reason, confirmed_by=by)


@transaction.atomic
def reopen_business(business: Business) -> None:
    """Take back a closure recorded in error（廃業の取消）."""
    for closure in Closure.objects.filter(business=business):
        closure.delete()


@transaction.atomic
def give_consent(consent: Consent, *, by: Staff) -> Consent:
    """Record a consent with its date and scope（同意）."""
    refuse_erased(consent.business)
    if consent.given_on > clock.today():
        raise RuleViolation("future", "同意日に未来の日付は入れられません。", field="given_on")
    in_force = Consent.objects.filter(
        business=consent.business, scope=consent.scope, withdrawn_on__isnull=True
    )
    if in_force.exists():
        raise RuleViolation(
            "already-given",
            "この範囲の同意はすでに記録されています。取り直したときは、先に前の同意を撤回します。",
            field="scope",
        )
    consent.recorded_by = by
    consent.save()
    return consent


@transaction.atomic
def withdraw_consent(consent: Consent, *, on: date) -> Consent:
    """Record that a consent was withdrawn（同意の撤回）.

    Without consent to hand particulars to experts, those who still see the business see it no more.
    """
    if consent.withdrawn_on:
        raise RuleViolation("already-withdrawn", "この同意はすでに撤回されています。")
    if on > clock.today():
        raise RuleViolation("future", "撤回日に未来の日付は入れられません。", field="on")
    if on < consent.given_on:
        raise RuleViolation("before-given", "撤回日は同意日以後の日付にしてください。", field="on")
    consent.withdrawn_on = on
    consent.save()
    if consent.scope == ConsentScope.EXPERT:
        for grant in AccessGrant.objects.filter(business=consent.business):
            grant.delete()
    return consent


@transaction.atomic
def restore_consent(consent: Consent) -> Consent:
    """Take back a withdrawal recorded in error; refuses where the scope was agreed to anew."""
    anew = Consent.objects.filter(
        business=consent.business, scope=consent.scope, withdrawn_on__isnull=True
    )
    if anew.exclude(pk=consent.pk).exists():
        words = "この範囲の同意は、そのあと取り直されています。撤回はそのままにします。"
        raise RuleViolation("given-anew", words)
    consent.withdrawn_on = None
    consent.save()
    return consent


def grant_access(business: Business, expert: Staff, *, by: Staff) -> AccessGrant:
    """Let an outside expert see one business（閲覧許可）, with no end until a report sets one."""
    grant, _ = AccessGrant.objects.get_or_create(
        business=business,
        staff=expert,
        defaults={"granted_on": clock.today(), "granted_by": by},
    )
    if grant.ends_on is not None:
        grant.ends_on = None
        grant.save()
    return grant


def end_access(business: Business, expert: Staff, *, on: date) -> None:
    """Let a grant run until ``on``, its last day; nothing where there is no grant."""
    for grant in AccessGrant.objects.filter(business=business, staff=expert):
        grant.ends_on = on
        grant.save()


@transaction.atomic
def keep_contact(contact: ContactPerson) -> ContactPerson:
    """Add or change someone to talk to（連絡先）; the same person is not added twice."""
    refuse_erased(contact.business)
    if contact.pk is None:
        same = ContactPerson.objects.filter(
            business=contact.business, name=contact.name, phone=contact.phone, email=contact.email
        ).first()
        if same:
            return same
    contact.save()
    _find_anew(contact.business)
    return contact


@transaction.atomic
def remove_contact(contact: ContactPerson) -> None:
    """Remove someone who is no longer to be talked to; the history stays."""
    business = contact.business
    contact.delete()
    _find_anew(business)


@transaction.atomic
def restore_contact(business: Business, contact_id: int) -> ContactPerson | None:
    """Bring back someone removed in error, as they were; ``None`` for who never was there."""
    known = ContactPerson.objects.filter(business=business, pk=contact_id).first()
    if known:
        return known
    removed = (
        past_of(ContactPerson)
        .filter(business_id=business.pk, id=contact_id, history_type="-")
        .first()
    )
    if removed is None:
        return None
    contact: ContactPerson = removed.instance
    contact.save(force_insert=True)
    _find_anew(business)
    return contact


def _find_anew(business: Business) -> None:
    """Let the business be found by the people it has now; this is no edit of the business."""
    fresh = Business.objects.get(pk=business.pk)
    Business.objects.filter(pk=business.pk).update(search_text=fresh.words_to_find_it_by())
    BUSINESSES.put([fresh])
