"""What is checked while a card is being typed: its number, its postcode, its likes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import Q

from banso.accounts.models import Organisation
from banso.core.japanese import company_key, fold
from banso.core.refusals import RuleViolation
from banso.registry.models import Business
from banso.registry.queries.comparing import entered_of
from banso.registry.rules.corporate_number import check_corporate_number
from banso.registry.rules.likeness import Traits, likeness, traits_of
from banso.registry.rules.postcodes import Place, look_up

_MOST_COMPARED = 200


@dataclass(frozen=True, slots=True)
class NumberCheck:
    """Whether a corporate number can be entered, in words, and who has it already."""

    message: str
    is_good: bool
    taken_by: Business | None = None


@dataclass(frozen=True, slots=True)
class Address:
    """An address while it is typed; ``filled`` is the town that a postcode put there."""

    prefecture: str = ""
    city: str = ""
    street: str = ""
    filled: str = ""
    said: str = ""
    problem: str = ""
    places: tuple[Place, ...] = ()


def check_number(
    organisation: Organisation, typed: str, *, entry_id: UUID | None = None
) -> NumberCheck | None:
    """Check a corporate number as it is typed; ``None`` when nothing was typed."""
    if not typed.strip():
        return None
    try:
        number = check_corporate_number(typed)
    except RuleViolation as refusal:
        return NumberCheck(refusal.message, is_good=False)
    same = Business.objects.of(organisation).filter(corporate_number=number)
    taken_by = same.exclude(public_id=entry_id).first() if entry_id else same.first()
    if taken_by:
        return NumberCheck("この法人番号はすでに登録されています。", False, taken_by)  # noqa: FBT003
    return NumberCheck("検査用数字が合っています。", is_good=True)


def fill_address(postcode: str, typed: Address, *, choice: int = 0) -> Address:
    """The address of a postcode; a street that a person typed is kept.

    Where a postcode stands for several places, ``choice`` picks one and all are offered.
    """
    if not postcode.strip():
        return typed
    try:
        places = look_up(postcode)
    except RuleViolation as refusal:
        return replace(typed, problem=refusal.message)
    if not places:
        return replace(
            typed,
            problem="この郵便番号は見つかりません。番号を確かめるか、住所を直接入力してください。",
        )
    place = places[choice if 0 <= choice < len(places) else 0]
    is_own = bool(typed.street) and typed.street != typed.filled
    kept = "町名・番地は、入力済みのものを残しました。" if is_own else ""
    return Address(
        prefecture=place.prefecture,
        city=place.city,
        street=typed.street if is_own else place.town,
        filled="" if is_own else place.town,
        said=f"{place.address}が入りました。{kept}",
        places=places if len(places) > 1 else (),
    )


def similar_to(business: Business, organisation: Organisation) -> tuple[Business, ...]:
    """Businesses already entered that may be this one, the likest first.

    By the same rule as the queue of suspected duplicates（docs/rules/likeness.md）.
    """
    mine = traits_of(entered_of(business))
    rows = Business.objects.of(organisation).filter(_may_be(business, mine))
    rows = rows.exclude(public_id=business.public_id).select_related("closure", "adviser__person")
    alike = [(likeness(mine, traits_of(entered_of(row))), row) for row in rows[:_MOST_COMPARED]]
    suspected = [(found, row) for found, row in alike if found.is_suspected]
    return tuple(row for _, row in sorted(suspected, key=lambda pair: -pair[0].points))


def _may_be(business: Business, mine: Traits) -> Q:
    """What to fetch for comparing: rows with a name, a reading, a number or a site in common."""
    words = [company_key(business.name), fold(business.name_kana), mine.owner, *mine.phones]
    likes = Q(corporate_number=mine.number) if mine.number else Q(pk=None)
    for word in filter(None, words):
        likes |= Q(search_text__contains=word)
    if mine.site.lot:
        town, number = mine.site.town, str(mine.site.numbers[0])
        likes |= Q(search_text__contains=town) & Q(search_text__contains=number)
    return likes
