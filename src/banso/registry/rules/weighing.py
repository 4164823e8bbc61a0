"""What each particular says for or against two entries being one business, in points.

The points are explained in docs/rules/likeness.md; a change here is a change there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from banso.registry.rules.sites import Site, is_within
from banso.registry.rules.trade_names import added, is_branch, without_owner
from banso.registry.rules.traits import Traits

_TELL_APART = frozenset(
    "一二ニ三四五六七八ハ九十0123456789東西南北上下中内外新旧大小前後左右本分abcd"
)
_LONG_ENOUGH = 5  # in a shorter name one other character makes another name
_LONG = 8
_TWO_SLIPS = 2
_SMALLEST_PART = 2
_SHORTEST_SLIPPED = 3


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that speaks for（points above 0）or against two entries being one business."""

    points: int
    says: str


Weigh = Callable[[Traits, Traits], Iterator[Sign]]


def _numbers(one: Traits, other: Traits) -> Iterator[Sign]:
    if one.number and one.number == other.number:
        yield Sign(200, "法人番号が同じ")
    if one.member_number and other.member_number:
        if one.member_number == other.member_number:
            yield Sign(45, "会員番号が同じ")
        else:
            yield Sign(-5, "会員番号が違う")


def _names(one: Traits, other: Traits) -> Iterator[Sign]:
    first = without_owner(one.name.key, other.owner)
    second = without_owner(other.name.key, one.owner)
    yield _name(one, other, first, second)
    if one.name.branch != other.name.branch:
        yield Sign(-30, "支店・店舗の名が違う")
    if one.name.form and other.name.form and one.name.form != other.name.form:
        yield Sign(-10, f"法人格が違う（{one.name.form}と{other.name.form}）")


def _name(one: Traits, other: Traits, first: str, second: str) -> Sign:
    """The one sign the names give."""
    if first == second:
        alike = "" if one.written == other.written else "法人格や書き方を除いて"
        return Sign(45, f"屋号が{alike}同じ")
    if one.name.reading and one.name.reading == other.name.reading:
        is_read = one.name.reading in {one.name.as_read, other.name.as_read}
        return Sign(40, "屋号の読みが同じ") if is_read else Sign(25, "屋号の読みは同じで、字が違う")
    if (one.owner and second == one.owner) or (other.owner and first == other.owner):
        return Sign(30, "一方は代表者の氏名で登録されている")
    return _near_name(first, second) or _held_name(one, other, first, second)


def _near_name(first: str, second: str) -> Sign | None:
    """One slip of the hand: a character too many, missing, exchanged or changed."""
    from rapidfuzz.distance import OSA

    length = min(len(first), len(second))
    if length == len(first) == len(second) and second in first * 2:
        return Sign(35, "屋号の語の順だけが違う")
    slips = OSA.distance(first, second, score_cutoff=_TWO_SLIPS)
    if slips > _TWO_SLIPS or length < _SHORTEST_SLIPPED or _is_told_apart(first, second):
        return None
    if slips == 1 and (length >= _LONG_ENOUGH or sorted(first) == sorted(second)):
        return Sign(30, "屋号が一字だけ違う（打ち間違いの範囲）")
    if slips == 1:
        return Sign(10, "屋号が一字だけ違う")
    return Sign(20, "屋号が二字だけ違う") if length >= _LONG else None


def _is_told_apart(first: str, second: str) -> bool:
    """Whether the names differ in what tells sisters apart: 第一 and 第二, 東 and 西."""
    if len(first) != len(second):
        return False
    pairs = [(here, there) for here, there in zip(first, second, strict=True) if here != there]
    return any(here in _TELL_APART and there in _TELL_APART for here, there in pairs)


def _held_name(one: Traits, other: Traits, first: str, second: str) -> Sign:
    """A name within the other, a part in common, or two different names."""
    shorter, longer = sorted((first, second), key=len)
    surnames = {one.surname, other.surname} - {"", one.surname if one.owner == other.owner else ""}
    rest = added(longer, shorter)
    if rest is not None and shorter not in surnames:
        if is_branch(rest):
            return Sign(10, "一方は支店・店舗の名が付いている")
        return Sign(25, "一方の屋号が、もう一方に含まれる")
    if _common_part(shorter, longer, surnames):
        return Sign(-15, "屋号は一部だけが同じ")
    if one.owner and one.owner == other.owner and not (one.name.form or other.name.form):
        return Sign(-40, "屋号は違うが、同じ個人の名である")  # one person is one business
    return Sign(-50, "屋号が違う")


def _common_part(shorter: str, longer: str, surnames: set[str]) -> bool:
    """Whether at least half of the shorter name, surnames left aside, stands in the longer one."""
    size = max(_SMALLEST_PART, (len(shorter) + 1) // 2)
    parts = {shorter[start : start + size] for start in range(len(shorter) - size + 1)}
    return any(part in longer and not part.startswith(tuple(surnames)) for part in parts)


def _phones(one: Traits, other: Traits) -> Iterator[Sign]:
    if not one.phones or not other.phones:
        return
    pairs = [(here, there) for here in one.phones for there in other.phones]
    if any(here.endswith(there) or there.endswith(here) for here, there in pairs):
        yield Sign(30, "電話・FAX・携帯のどれかが同じ")
    elif any(_is_one_slip(here, there) for here, there in pairs):
        yield Sign(5, "電話が一字だけ違う")
    else:
        yield Sign(-5, "電話が違う")


def _is_one_slip(here: str, there: str) -> bool:
    from rapidfuzz.distance import OSA

    return OSA.distance(here, there, score_cutoff=1) == 1


def _addresses(one: Traits, other: Traits) -> Iterator[Sign]:
    here, there = one.site, other.site
    if not here.town or not there.town:
        if one.postcode and other.postcode and one.postcode != other.postcode:
            yield Sign(-5, "郵便番号が違う")
    elif not _is_one_town(here, there):
        if one.postcode and one.postcode == other.postcode:
            yield Sign(-10, "郵便番号は同じで、町の名が違う")
        else:
            yield Sign(-25, "住所の町が違う")
    else:
        yield from _lots(here, there)


def _is_one_town(here: Site, there: Site) -> bool:
    is_one_city = not here.city or not there.city or here.city == there.city
    return here.town == there.town and is_one_city


def _lots(here: Site, there: Site) -> Iterator[Sign]:
    """House numbers and buildings of one town."""
    if not here.numbers or not there.numbers:
        yield Sign(8, "住所の町が同じ")
    elif here.numbers == there.numbers:
        is_elsewhere = here.building and there.building and here.building != there.building
        apart = is_elsewhere and not _is_building_within(here.building, there.building)
        yield Sign(10, "番地は同じで、建物・部屋が違う") if apart else Sign(30, "住所が同じ")
    elif here.lot and here.lot == there.lot and _is_either_within(here, there):
        yield Sign(20, "住所が番地の途中まで同じ")
    elif _is_one_slip("-".join(map(str, here.numbers)), "-".join(map(str, there.numbers))):
        yield Sign(-10, "番地が一字だけ違う")
    else:
        yield Sign(-20, "番地が違う")


def _is_either_within(here: Site, there: Site) -> bool:
    return is_within(here.numbers, there.numbers) or is_within(there.numbers, here.numbers)


def _is_building_within(here: str, there: str) -> bool:
    return here in there or there in here


def _owners(one: Traits, other: Traits) -> Iterator[Sign]:
    if not one.owner or not other.owner:
        return
    if one.owner == other.owner:
        yield Sign(30, "代表者が同じ")
    elif one.owner_reading and one.owner_reading == other.owner_reading:
        yield Sign(20, "代表者の読みが同じ（字は違う）")
    elif one.owner.startswith(other.owner) or other.owner.startswith(one.owner):
        yield Sign(5, "代表者の姓が同じ（一方は姓だけ）")
    elif _is_one_family(one, other):
        yield Sign(-10, "代表者の姓は同じで、名が違う")
    else:
        yield Sign(-20, "代表者が違う")


def _is_one_family(one: Traits, other: Traits) -> bool:
    if one.surname and other.surname:
        return one.surname == other.surname
    return any(
        here.surname and there.owner.startswith(here.surname)
        for here, there in ((one, other), (other, one))
    )


WEIGHED: tuple[Weigh, ...] = (_numbers, _names, _phones, _addresses, _owners)
