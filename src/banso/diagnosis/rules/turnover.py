"""How far the businesses of two years are the same ones（対象の入れ替わり）.

Two tables may be subtracted: where one or two businesses joined or left, the difference tells of
them alone. Explained in docs/rules/regional-shares.md.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from banso.diagnosis.rules.suppression import SMALLEST


@dataclass(frozen=True, slots=True)
class Turnover:
    """How many businesses of a year are new beside the year before, gone since, and in both."""

    joined: int
    left: int
    stayed: int

    @property
    def is_too_small(self) -> bool:
        """Whether so few joined or left that a subtraction would tell of them（3者未満）."""
        return self.stayed > 0 and any(0 < count < SMALLEST for count in (self.joined, self.left))


def turnover(before: Collection[int], now: Collection[int]) -> Turnover:
    """What became of the businesses of the year before, by their keys."""
    earlier, present = {*before}, {*now}
    return Turnover(
        joined=len(present - earlier), left=len(earlier - present), stayed=len(present & earlier)
    )
