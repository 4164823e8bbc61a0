"""A reading（値）: a number with its unit, or 算出不可 with the reason in words.

Unknown is never 0, and odd figures are never an error: whatever cannot be computed says why.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import Enum

# Yen amounts are below 10**15; 100 digits keep any quotient of them, and what is far larger.
_CONTEXT = Context(prec=100, rounding=ROUND_HALF_UP)


PEOPLE = "従業員数"  # the one figure that is not money


class Unit(Enum):
    """How a value is written: the factor it is shown with, its places and the word behind it."""

    RATE = ("rate", 100, 1, "%")  # held as 0.123, shown as 12.3%
    YEN = ("yen", 1, 0, "円")
    YEN_EACH = ("yen-each", 1, 0, "円／人")
    TIMES = ("times", 1, 2, "回")
    MULTIPLE = ("multiple", 1, 1, "倍")
    DAYS = ("days", 1, 1, "日")
    MONTHS = ("months", 1, 1, "か月")
    YEARS = ("years", 1, 1, "年")
    PIECES = ("pieces", 1, 0, "個")
    PEOPLE = ("people", 1, 1, "人")
    POINTS = ("points", 1, 0, "点")

    def __init__(self, code: str, factor: int, places: int, word: str) -> None:
        self.code = code
        self.factor = factor
        self.places = places
        self.word = word

    def write(self, value: Decimal) -> str:
        """The value for people, half away from zero: 「12.3%」「△1,234円」."""
        number = rounded(value * self.factor, self.places)
        sign = "△" if number < 0 else ""
        return f"{sign}{abs(number):,.{self.places}f}{self.word}"

    def shown(self, value: Decimal) -> Decimal:
        """The value as precisely as it is written: 0.1234 as 0.123 where 12.3% is written."""
        return rounded(value * self.factor, self.places) / self.factor

    def write_change(self, change: Decimal) -> str:
        """The size of a difference without its sign; of rates in ポイント."""
        written = self.write(abs(change))
        return f"{written[:-1]}ポイント" if self is Unit.RATE else written

    @classmethod
    def of(cls, code: str) -> Unit:
        """The unit by its code. Raises ``ValueError`` for an unknown one."""
        found = next((unit for unit in cls if unit.code == code), None)
        if found is None:
            raise ValueError(code)
        return found


@dataclass(frozen=True, slots=True)
class Reading:
    """A value in its unit（rates as parts of 1）, or ``None`` with the reason it cannot be told.

    ``notes`` qualify a value（年換算、締めていない期）; ``made_of`` are the figures it was made of,
    each with its Japanese name, so that every number opens.
    """

    value: Decimal | None
    unit: Unit
    reason: str = ""
    notes: tuple[str, ...] = ()
    made_of: tuple[tuple[str, Decimal], ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether there is a value at all."""
        return self.value is not None

    @property
    def shown(self) -> Decimal:
        """The value as precisely as it is written, so that sentences add up; 0 when unknown."""
        return Decimal(0) if self.value is None else self.unit.shown(self.value)

    @property
    def made_words(self) -> str:
        """What it was made of: 「営業利益 1,200円、売上高 42,700円」; nothing if unknown."""
        return "、".join(
            f"{ja} {(Unit.PEOPLE if ja == PEOPLE else Unit.YEN).write(amount)}"
            for ja, amount in self.made_of
        )

    @property
    def words(self) -> str:
        """For people: 「12.3%」, or 「算出不可（売上高が0）」."""
        return f"算出不可（{self.reason}）" if self.value is None else self.unit.write(self.value)


def unknown(reason: str, unit: Unit, *notes: str) -> Reading:
    """算出不可, with its reason in Japanese."""
    return Reading(None, unit, reason, notes)


def rounded(value: Decimal, places: int) -> Decimal:
    """``value`` to so many places, half away from zero; numbers of any size."""
    if value.adjusted() > _CONTEXT.prec - places - 2:
        return value  # too large to have places
    number = value.quantize(Decimal(1).scaleb(-places), context=_CONTEXT)
    return number or abs(number)  # never −0
