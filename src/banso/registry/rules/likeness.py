"""Whether two entries are one business（同じ事業者か）: points for and against, and why.

Explained with worked examples in docs/rules/likeness.md. One rule for the queue of suspected
duplicates, the warning on the card, and files being read in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from banso.registry.rules.traits import LOCAL_PHONE, Entered, Traits, traits_of
from banso.registry.rules.weighing import WEIGHED

__all__ = ["Entered", "Likeness", "Sameness", "Traits", "blocking_keys", "likeness", "traits_of"]

SAME_FROM = 80
LIKELY_FROM = 45


class Sameness(StrEnum):
    """What the points come to（判定）."""

    SAME = "same"
    LIKELY = "likely"
    DIFFERENT = "different"

    @property
    def label(self) -> str:
        """同じ, 疑い or 別."""
        return {"same": "同じ", "likely": "疑い", "different": "別"}[self.value]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two businesses compare: the points, and what speaks for and against in sentences."""

    points: int
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]
    is_settled: bool = False

    @property
    def sameness(self) -> Sameness:
        """What the points come to; different corporate numbers settle it against any points."""
        if self.is_settled or self.points < LIKELY_FROM:
            return Sameness.DIFFERENT
        return Sameness.SAME if self.points >= SAME_FROM else Sameness.LIKELY

    @property
    def is_suspected(self) -> bool:
        """Whether a person should look at the two: 同じ or 疑い."""
        return self.sameness != Sameness.DIFFERENT


def likeness(one: Traits, other: Traits) -> Likeness:
    """Compare two businesses; the order of the two does not matter."""
    if one.number and other.number and one.number != other.number:
        return Likeness(0, (), ("法人番号が違う",), is_settled=True)
    signs = [sign for weigh in WEIGHED for sign in weigh(one, other)]
    return Likeness(
        points=sum(sign.points for sign in signs),
        speaks_for=tuple(sign.says for sign in signs if sign.points > 0),
        speaks_against=tuple(sign.says for sign in signs if sign.points < 0),
    )


def blocking_keys(traits: Traits) -> frozenset[str]:
    """Keys of which two suspected businesses have at least one in common.

    So candidates are found by looking up keys instead of comparing everything with everything.
    """
    name, site = traits.name, traits.site
    keys = {
        f"name:{''.join(sorted(name.key))}",
        *(f"phone:{phone[-LOCAL_PHONE:]}" for phone in traits.phones),
        *(f"{kind}:{value}" for kind, value in _exact_keys(traits) if value),
    }
    return frozenset(keys if name.key or site.lot else keys - {"name:"})


def _exact_keys(traits: Traits) -> Iterator[tuple[str, str]]:
    yield "number", traits.number
    yield "member", traits.member_number
    yield "read", traits.name.reading
    yield "lot", traits.site.lot
    yield "name", "".join(sorted(traits.owner))  # a business may be entered by its owner's name
    yield "owner", traits.owner_reading
