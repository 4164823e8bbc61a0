"""The small language of the conditions in ``findings.toml``, and how one is judged.

    current_ratio < 100% and current_ratio.movement = "悪化"
    debt_repayment_years > 10 or (loans > 0 and cash_earnings <= 0)

A name is a figure, a ratio or an answer; ``.previous`` and ``.before_previous`` ask for earlier
periods, ``.change`` for the difference to the period before, ``.movement`` for 改善・悪化・横ばい.
Compared with ``< <= > >= = !=`` to a number（``100%``, ``10``）, a word in quotes, or another name;
joined with ``and``, ``or``, ``not`` and brackets. Nothing else can be said, and nothing is run.

A condition holds, does not hold, or cannot be told: unknown figures never make it hold.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

Value = Decimal | str
COMPARED: Mapping[str, Callable[[Value, Value], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "!=": operator.ne,
}
_THAN = {"<": "未満", "<=": "以下", ">": "超", ">=": "以上", "=": "", "!=": "ではない"}
NOW, PREVIOUS, BEFORE_PREVIOUS = "", "previous", "before_previous"
CHANGE, MOVEMENT = "change", "movement"
MOMENTS = (NOW, PREVIOUS, BEFORE_PREVIOUS, CHANGE, MOVEMENT)


@dataclass(frozen=True, slots=True)
class Fact:
    """What is known under a name: a number or a word for people too, or why it is unknown."""

    ja: str
    period: str
    value: Value | None
    words: str
    reason: str = ""
    unit: str = ""  # the word behind a number it is held against: %, ポイント, 年, 円

    @property
    def label(self) -> str:
        """「流動比率（令和8年3月期）」."""
        return f"{self.ja}（{self.period}）" if self.period else self.ja


class Facts(Protocol):
    """Whatever can be asked for a fact."""

    def fact(self, name: str, moment: str) -> Fact:
        """The fact under a name, now or at another moment."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One comparison that holds: the fact, in words what it was held against, and how far off.

    ``deviation`` is |value − limit| ÷ (|value| + |limit|), 0 to 1; 0 for words.
    """

    fact: Fact
    against: str
    deviation: Decimal

    @property
    def words(self) -> str:
        """「流動比率（令和8年3月期）95.0%：100%未満」."""
        return f"{self.fact.label}{self.fact.words}{self.against}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether a condition holds（``None``: untold）, with its evidence and what it lacks."""

    holds: bool | None
    evidence: tuple[Evidence, ...] = ()
    lacking: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a condition, at a moment."""

    name: str
    moment: str

    def fact(self, facts: Facts) -> Fact:
        """What stands under the name."""
        return facts.fact(self.name, self.moment)


@dataclass(frozen=True, slots=True)
class Literal:
    """A number or a word in a condition; ``words`` is how people write it, without its unit."""

    value: Value
    words: str
    is_percent: bool = False

    def fact(self, _facts: Facts) -> Fact:
        """Itself."""
        return Fact("", "", self.value, self.words)


@dataclass(frozen=True, slots=True)
class Claim:
    """``left`` held against ``right``."""

    left: Named
    sign: str
    right: Named | Literal

    def judge(self, facts: Facts) -> Outcome:
        """Unknown on either side cannot be told."""
        left, right = self.left.fact(facts), self.right.fact(facts)
        lacking = tuple(fact for fact in (left, right) if fact.value is None)
        if left.value is None or right.value is None:
            return Outcome(None, (), lacking)
        if not COMPARED[self.sign](left.value, right.value):
            return Outcome(False)  # noqa: FBT003 - the answer itself
        return Outcome(True, (self._evidence(left, right),))  # noqa: FBT003

    def _evidence(self, left: Fact, right: Fact) -> Evidence:
        unit = left.unit if isinstance(self.right, Literal) else ""
        limit = f"：{right.label}{right.words}{unit}{_THAN[self.sign]}"
        says_itself = isinstance(left.value, str) or not _THAN[self.sign]
        return Evidence(left, "" if says_itself else limit, _deviation(left.value, right.value))

    def named(self) -> Iterator[Named]:
        """Every name asked for."""
        yield from (side for side in (self.left, self.right) if isinstance(side, Named))

    def claims(self) -> Iterator[Claim]:
        """Itself."""
        yield self


@dataclass(frozen=True, slots=True)
class Joined:
    """Several conditions: all of them（and）, or any（or）."""

    parts: tuple[Condition, ...]
    is_any: bool

    def judge(self, facts: Facts) -> Outcome:
        """One that decides decides; else one that cannot be told leaves it untold."""
        outcomes = [part.judge(facts) for part in self.parts]
        told = [outcome.holds for outcome in outcomes]
        decided = self.is_any in told
        if not decided and None in told:
            return Outcome(None, (), tuple(one for each in outcomes for one in each.lacking))
        holds = self.is_any if decided else not self.is_any
        evidence = tuple(one for each in outcomes if each.holds for one in each.evidence)
        return Outcome(holds, evidence if holds else ())

    def claims(self) -> Iterator[Claim]:
        """Those of every part."""
        for part in self.parts:
            yield from part.claims()


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite of a condition."""

    part: Condition

    def judge(self, facts: Facts) -> Outcome:
        """What cannot be told stays untold."""
        outcome = self.part.judge(facts)
        return Outcome(None if outcome.holds is None else not outcome.holds, (), outcome.lacking)

    def claims(self) -> Iterator[Claim]:
        """Those of the part."""
        yield from self.part.claims()


Condition = Claim | Joined | Not


def percent(text: str) -> Literal:
    """「100%」 as a part of 1."""
    bare = text.removesuffix("%")
    return Literal(Decimal(bare.replace("_", "")) / 100, bare.replace("-", "△"), is_percent=True)


def number(text: str) -> Literal:
    """「10」 or 「-0.5」; underscores may part the thousands."""
    return Literal(Decimal(text.replace("_", "")), text.replace("_", ",").replace("-", "△"))


def _deviation(left: Value | None, right: Value | None) -> Decimal:
    if not isinstance(left, Decimal) or not isinstance(right, Decimal):
        return Decimal(0)
    size = abs(left) + abs(right)
    return abs(left - right) / size if size else Decimal(0)
