"""By what businesses are found in search（さがす）, and how they are shown there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from banso.accounts.models import Staff
from banso.accounts.rules import Role
from banso.core.era import in_era_day
from banso.core.japanese import digits
from banso.core.search.entries import Entry, Kind
from banso.core.search.sources import Source, Told, renew_all_of
from banso.registry.models import Business, BusinessQuerySet

# Fields whose change changes how a business, or its note, is found.
SOUGHT_BY = frozenset(
    {
        *("name", "name_kana", "owner_name", "owner_kana", "line_of_business", "adviser"),
        *("prefecture", "city", "street", "building", "postcode"),
        *("phone", "fax", "email", "website", "member_number", "corporate_number"),
        *("caution", "note"),
    }
)


def names_of(business: Business) -> tuple[str, str]:
    """What the business is called, as written and as read."""
    return business.name, business.name_kana


def _entry(business: Business) -> Entry:
    return Entry(
        kind=_BUSINESS,
        organisation=business.organisation_id,
        row=business.pk,
        business=business.pk,
        day=None,
        names=names_of(business),
        texts=(*(text for _, text in _texts(business)), *_words_of_merged(business)),
        people=(business.adviser_id,) if business.adviser_id else (),
    )


def _words_of_merged(business: Business) -> Iterator[str]:
    """By what the entries merged into this one were found."""
    for merge in business.merges.all():
        if not hasattr(merge, "withdrawal"):
            yield merge.absorbed_words


def _texts(business: Business) -> Iterator[tuple[str, str]]:
    """What the business is found by besides its name, each under its label."""
    yield "代表者", f"{business.owner_name} {business.owner_kana}".strip()
    yield "所在地", business.address
    yield "事業の内容", business.line_of_business
    yield "電話", _number(business.phone)
    yield "FAX", _number(business.fax)
    yield "会員番号", business.member_number
    yield "法人番号", f"T{business.corporate_number}" if business.corporate_number else ""
    yield "郵便番号", _number(business.postcode)
    yield "メール", business.email
    yield "ウェブサイト", business.website
    for person in business.contact_people.all():
        ways = (person.name, person.position, _number(person.phone), person.email, person.note)
        yield "連絡先", " ".join(filter(None, ways))
    yield "タグ", "、".join(tag.name for tag in business.tags.all())
    standing = (one for one in business.merges.all() if not hasattr(one, "withdrawal"))
    yield "まとめる前の名前", "、".join(merge.absorbed_name for merge in standing)


def _number(written: str) -> str:
    """A telephone number as written, and its digits alone where that is another thing."""
    bare = digits(written)
    return written if bare == written or not bare else f"{written} {bare}"


def _tell(business: Business) -> Told:
    return Told(
        label=_BUSINESS.label,
        title=business.name,
        kana=business.name_kana,
        day=None,
        who=str(business.adviser or ""),
        route="web:business",
        public_id=business.public_id,
        texts=tuple((label, text) for label, text in _texts(business) if text),
        remark=f"廃業 {in_era_day(business.closure.on)}" if business.is_closed else "",
    )


def _for_a_page(rows: BusinessQuerySet) -> BusinessQuerySet:
    shown = rows.select_related("adviser__person", "closure")
    return shown.prefetch_related("contact_people", "tags", "merges__withdrawal")


def _note_entry(business: Business) -> Entry:
    """The note without names, which would find it wherever the business itself is found."""
    return Entry(
        kind=_NOTE,
        organisation=business.organisation_id,
        row=business.pk,
        business=business.pk,
        day=None,
        names=(),
        texts=(business.caution, business.note),
        people=(business.adviser_id,) if business.adviser_id else (),
    )


def _notes_seen_by(staff: Staff) -> BusinessQuerySet:
    """Notes are for the office alone: an outside expert does not meet them."""
    rows = Business.objects.visible_to(staff)
    return rows if staff.role in Role.office() else rows.none()


def _tell_note(business: Business) -> Told:
    texts = (("注意", business.caution), ("備考", business.note))
    return Told(
        label=_NOTE.label,
        title=business.name,
        kana=business.name_kana,
        day=None,
        who=str(business.adviser or ""),
        route="web:business",
        public_id=business.public_id,
        texts=tuple((label, text) for label, text in texts if text),
        remark=f"廃業 {in_era_day(business.closure.on)}" if business.is_closed else "",
    )


def _with_notes() -> BusinessQuerySet:
    return Business.objects.exclude(note="", caution="")


_BUSINESS = Kind("business", "事業者", 1, leads=True)
_NOTE = Kind("business-note", "事業者の備考", 2)
BUSINESSES = Source(
    kind=_BUSINESS,
    every=lambda: Business.objects.prefetch_related("contact_people", "tags", "merges__withdrawal"),
    entry=_entry,
    visible=Business.objects.visible_to,
    page=_for_a_page,
    tell=_tell,
)
NOTES = Source(
    kind=_NOTE,
    every=_with_notes,
    entry=_note_entry,
    visible=_notes_seen_by,
    page=_for_a_page,
    tell=_tell_note,
)


def renew_businesses(businesses: Iterable[int]) -> None:
    """Let these businesses, and whatever belongs to them, be found by what they hold now."""
    keys = list(businesses)
    renew_all_of(keys)
    BUSINESSES.renew(keys)
    NOTES.renew(keys)
