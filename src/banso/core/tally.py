"""A number that can show its rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Self


@dataclass(frozen=True, slots=True)
class Tally:
    """A counted value and the ids of the records behind it.

    ``value`` is ``None`` when it cannot be known, and ``reason`` then says why in Japanese:
    unknown is not zero. ``unknown`` counts the records whose answer was 不明; they are in neither
    the value nor the evidence.
    """

    value: int | Decimal | None
    evidence: tuple[int, ...]
    unknown: int = 0
    reason: str = ""

    @classmethod
    def of(cls, ids: Iterable[int], *, unknown: int = 0) -> Self:
        """Count records: one for each id given."""
        evidence = tuple(ids)
        return cls(len(evidence), evidence, unknown)

    @classmethod
    def unavailable(cls, reason: str) -> Self:
        """A value that cannot be known, with the reason."""
        return cls(None, (), reason=reason)

    @property
    def is_known(self) -> bool:
        """Whether there is a value at all."""
        return self.value is not None
