"""All businesses of an office compared with one another（見比べ）."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from banso.accounts.models import Organisation
from banso.registry.models import Business
from banso.registry.rules.likeness import Entered, Traits, blocking_keys, likeness, traits_of

MOST_BEHIND_ONE_KEY = 1_000
_COMPARED = (
    *("name", "name_kana", "corporate_number", "phone", "fax", "postcode"),
    *("prefecture", "city", "street", "building", "owner_name", "owner_kana"),
)


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """Two suspected businesses by their keys, the lower first, and the points of their likeness."""

    points: int
    one: int
    other: int


@dataclass(frozen=True, slots=True)
class Compared:
    """What comparing found, the strongest suspicion first.

    ``left_out`` counts the keys（a telephone number, say）that over 1,000 businesses have: those
    are not compared by it.
    """

    found: tuple[Found, ...]
    businesses: int
    left_out: int


def entered_of(business: Business) -> Entered:
    """What is compared of a business."""
    return _entered({name: getattr(business, name) for name in _COMPARED})


def compare_all(organisation: Organisation) -> Compared:
    """Find every two businesses of the organisation that may be one.

    Reads each business once and compares only those that have a key in common. Pairs told apart
    are among them.
    """
    rows = Business.objects.of(organisation).order_by().values("pk", *_COMPARED)
    traits = {row["pk"]: traits_of(_entered(row)) for row in rows}
    groups: dict[str, list[int]] = defaultdict(list)
    for business, each in traits.items():
        for key in blocking_keys(each):
            groups[key].append(business)
    small = [group for group in groups.values() if len(group) <= MOST_BEHIND_ONE_KEY]
    found = sorted(_suspected(small, traits), key=lambda pair: (-pair.points, pair.one, pair.other))
    return Compared(tuple(found), len(traits), len(groups) - len(small))


def _suspected(groups: Iterable[list[int]], traits: Mapping[int, Traits]) -> Iterator[Found]:
    seen: set[tuple[int, int]] = set()
    for group in groups:
        for pair in combinations(sorted(group), 2):
            if pair in seen:
                continue
            seen.add(pair)
            found = likeness(traits[pair[0]], traits[pair[1]])
            if found.is_suspected:
                yield Found(found.points, *pair)


def _entered(row: Mapping[str, str]) -> Entered:
    address = "{prefecture}{city}{street} {building}".format_map(row)
    return Entered(
        row["name"],
        row["name_kana"],
        row["corporate_number"],
        (row["phone"], row["fax"]),
        row["postcode"],
        address,
        row["owner_name"],
        row["owner_kana"],
    )
