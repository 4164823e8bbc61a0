"""How recorded facts become the number in a cell（実績の読み方）; unknown is not zero."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Self

from banso.programme.rules.document import Counting

TENTH = Decimal("0.1")
NOT_ENTERED = "まだ入力がありません"
ONLY_UNKNOWN = "入力はすべて「不明」です"
AHEAD = "これからの期間です"


@dataclass(frozen=True, slots=True)
class Entry:
    """One hand-entered result: day, business (id or none), number, or text; neither is 不明."""

    on: date
    business: int | None
    value: Decimal | None
    text: str = ""

    @property
    def is_unknown(self) -> bool:
        """Whether it says only that the result is not known."""
        return self.value is None and not self.text


@dataclass(frozen=True, slots=True)
class Tally:
    """What a cell shows: the value, 延べ and 実数 beside it, how many are 不明, or why no value.

    ``value`` is in the line's own unit (a rate in percent); ``rows`` is how many rows opening the
    number will show. ``unnamed`` is the part of a 実数 that was entered without naming businesses;
    ``days`` on how many days results were entered by hand (``None``: counted from records).
    """

    value: int | Decimal | str | None
    rows: int
    contacts: int | None = None
    businesses: int | None = None
    unknown: int = 0
    reason: str = ""
    unnamed: int | Decimal = 0
    days: int | None = None

    @classmethod
    def ahead(cls) -> Self:
        """Of a period that has not begun: nothing can be known of it yet."""
        return cls(None, 0, reason=AHEAD)

    @classmethod
    def counted(cls, contacts: int, businesses: int, *, distinct: bool) -> Self:
        """From support records: both ways of counting, of which the line asks for one."""
        value = businesses if distinct else contacts
        return cls(value, contacts, contacts, businesses)

    @property
    def shown(self) -> str:
        """The value as people read it; 「−」 when there is none."""
        if self.value is None:
            return "−"
        if isinstance(self.value, Decimal):
            return f"{self.value.quantize(TENTH, ROUND_HALF_UP):,}"
        return self.value if isinstance(self.value, str) else f"{self.value:,}"

    @property
    def number(self) -> int | Decimal | None:
        """The value where it is a number."""
        return None if isinstance(self.value, str) else self.value


def tally_of_entries(entries: Sequence[Entry], counting: Counting) -> Tally:
    """Read hand-entered results as their line counts them.

    延べ: the sum. 実数: each business once, plus the numbers entered without a business. 率: the
    mean of each business's latest known rate. 文言: the latest words. Unknown entries are counted
    apart and add nothing. ``entries`` come in the order of their days; the page
    ``docs/rules/counting.md`` has the examples.
    """
    known = [entry for entry in entries if not entry.is_unknown]
    unknown = len(entries) - len(known)
    if not entries:
        return Tally(None, 0, reason=NOT_ENTERED)
    if not known:
        return Tally(None, len(entries), unknown=unknown, reason=ONLY_UNKNOWN)
    return Tally(
        _value(known, counting),
        len(entries),
        businesses=_businesses(known) if counting == "延べ" else None,
        unknown=unknown,
        unnamed=_unnamed(known) if counting == "実数" else 0,
        days=len({entry.on for entry in known}),
    )


def _businesses(known: Sequence[Entry]) -> int | None:
    """How many businesses the entries name whose value counts; ``None`` when they name none."""
    named = [entry for entry in known if entry.business is not None]
    return len({entry.business for entry in named if entry.value}) if named else None


def _unnamed(known: Sequence[Entry]) -> int | Decimal:
    return _whole(entry.value for entry in known if entry.business is None and entry.value)


def _value(known: Sequence[Entry], counting: Counting) -> int | Decimal | str | None:
    if counting == "文言":
        return next((entry.text for entry in reversed(known) if entry.text), None)
    numbers = [(entry.business, entry.value) for entry in known if entry.value is not None]
    if not numbers:
        return None
    if counting == "率":
        latest = dict(numbers)
        return sum(latest.values(), Decimal()) / len(latest)
    if counting == "延べ":
        return _whole(value for _, value in numbers)
    distinct = {business for business, value in numbers if business is not None and value > 0}
    return len(distinct) + _unnamed(known)


def _whole(values: Iterable[Decimal]) -> int | Decimal:
    total = sum(values, Decimal())
    return int(total) if total == total.to_integral_value() else total
