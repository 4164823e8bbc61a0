"""Priority fields（重点分野）of a year: what the shares propose, and what the office chose.

Proposed first: problems of many businesses that are getting more. The order and its limits are
ours; docs/rules/regional-shares.md says why, with an example.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from banso.core.refusals import RuleViolation
from banso.diagnosis.rules.reading import Unit
from banso.diagnosis.rules.regional import PROBLEMS, GroupLine, YearOnYear

MOST = 5
LONGEST_REASON = 200
HIGH = Decimal("0.3")  # of the businesses of which it is known
_MARKS = ("高く、増えている", "高い", "増えている", "ほか", "出せない")


@dataclass(frozen=True, slots=True)
class Spread:
    """One problem over all businesses of a year: how many have it, and how that moved."""

    problem: str
    total: GroupLine
    move: YearOnYear

    @property
    def ja(self) -> str:
        """Its name."""
        return PROBLEMS[self.problem].ja

    @property
    def is_high(self) -> bool:
        """Whether three in ten or more have it."""
        return self.move.now.is_known and self.move.now.shown >= HIGH

    @property
    def is_rising(self) -> bool:
        """Whether more have it than the year before, as the shares are written."""
        return self.move.change is not None and self.move.now.shown > self.move.before.shown

    @property
    def mark(self) -> str:
        """「高く、増えている」「高い」「増えている」「ほか」, or 「出せない」."""
        if not self.move.now.is_known:
            return _MARKS[-1]
        return _MARKS[2 * (not self.is_high) + (not self.is_rising)]

    @property
    def because(self) -> str:
        """「分かっている14者のうち6者（42.9%）で、前の年より12.9ポイント増えています。」."""
        if not self.is_rising:
            return self.because_now
        rise = Unit.RATE.write_change(self.move.now.shown - self.move.before.shown)
        return f"{self.because_now.removesuffix('です。')}で、前の年より{rise}増えています。"

    @property
    def because_now(self) -> str:
        """The same without the year before; empty where the share cannot be shown."""
        total, now = self.total, self.move.now
        if not now.is_known:
            return ""
        return f"分かっている{total.known}者のうち{total.having}者（{now.words}）です。"


def proposed(spreads: Iterable[Spread]) -> tuple[Spread, ...]:
    """High and rising first, then high, then rising, then the rest; each by how many have it.

    The same number: the higher share first. Suppressed and unknown shares come last.
    """
    return tuple(
        sorted(
            spreads,
            key=lambda one: (
                _MARKS.index(one.mark),
                -(one.total.having or 0),
                -one.move.now.shown,
            ),
        )
    )


@dataclass(frozen=True, slots=True)
class PriorityField:
    """One field chosen for a year: a problem of the table, and why, in a sentence."""

    problem: str
    reason: str

    @property
    def ja(self) -> str:
        """Its name; the key itself where the table no longer has it."""
        return PROBLEMS[self.problem].ja if self.problem in PROBLEMS else self.problem


def refuse_fields(fields: Sequence[PriorityField]) -> None:
    """Refuse what no choice can be. ``field`` names the place: ``reason_2``."""
    if not fields:
        raise RuleViolation("none", "重点分野を1つ以上選んでください。", field="problem_1")
    if len(fields) > MOST:
        raise RuleViolation("too-many", f"重点分野は{MOST}つまでにしてください。")
    seen: set[str] = set()
    for place, one in enumerate(fields, start=1):
        if one.problem not in PROBLEMS:
            raise RuleViolation(
                "unknown", "表にある課題から選んでください。", field=f"problem_{place}"
            )
        if one.problem in seen:
            words = f"「{one.ja}」が2つあります。1つにしてください。"
            raise RuleViolation("twice", words, field=f"problem_{place}")
        seen.add(one.problem)
        _refuse_reason(one.reason, f"reason_{place}")


def _refuse_reason(reason: str, place: str) -> None:
    if not reason.strip():
        raise RuleViolation("no-reason", "選んだ理由を1文で書いてください。", field=place)
    if len(reason) > LONGEST_REASON:
        words = f"理由は{LONGEST_REASON}字までにしてください（いま{len(reason):,}字）。"
        raise RuleViolation("too-long", words, field=place)
