"""Suppression（秘匿）of small cells: which groups may be shown beside their total.

A group is hidden where fewer than 3 have the problem or fewer than 3 have it not. Then the hidden
groups are made so many that they cannot be computed from the total: at least two, and together at
least 3 with and 3 without. The smallest groups go first. If no choice will do, the total is hidden
too. A group of which nobody is known is no secret and no cover.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

SMALLEST = 3
_FEWEST_HIDDEN = 2


@dataclass(frozen=True, slots=True)
class Counts:
    """Of how many it is known, and how many of them have the problem."""

    known: int
    having: int

    @property
    def is_small(self) -> bool:
        """Whether either cell, with or without the problem, is under 3."""
        return min(self.having, self.known - self.having) < SMALLEST

    def plus(self, other: Counts) -> Counts:
        """Both together."""
        return Counts(self.known + other.known, self.having + other.having)


NOBODY = Counts(0, 0)


def together(counts: Collection[Counts]) -> Counts:
    """All of them as one."""
    total = NOBODY
    for one in counts:
        total = total.plus(one)
    return total


def hidden_groups(groups: Mapping[str, Counts]) -> frozenset[str] | None:
    """The groups that must not be shown; ``None`` when the total must not be shown either."""
    filled = {name: counts for name, counts in groups.items() if counts.known}
    hidden = {name for name, counts in filled.items() if counts.is_small}
    by_size = sorted(filled.keys() - hidden, key=lambda name: (filled[name].known, name))
    for name in [*by_size, ""]:
        if not hidden or _is_safe([filled[one] for one in hidden]):
            return frozenset(hidden)
        if name:
            hidden.add(name)
    return None


def _is_safe(hidden: Collection[Counts]) -> bool:
    return len(hidden) >= _FEWEST_HIDDEN and not together(hidden).is_small
