"""What is known of a business when its rhythm is decided, each fact with the words it is told in.

An unknown fact meets no condition; what could not be judged is said beside the decision.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from banso.core.refusals import RuleViolation

FACTS: Mapping[str, str] = {
    "net_assets": "純資産（円）",
    "loss_years": "経常赤字が続く期の数",
    "cash_months": "手元流動性（か月）",
    "months_since_adoption": "策定からの月数",
    "sheets_on_course": "続けて順調だったチェックシートの数",
    "open_drifts": "計画とのズレの数",
}


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: its value, and how it is told: 「純資産 △1,240千円（令和7年12月期）」."""

    value: Decimal
    words: str


@dataclass(frozen=True, slots=True)
class Circumstances:
    """The facts of one business by their keys; ``because`` says of a missing one why."""

    facts: Mapping[str, Fact] = field(default_factory=dict)
    because: Mapping[str, str] = field(default_factory=dict)

    def why_unknown(self, key: str) -> str:
        """「純資産がわからない（決算がない）」."""
        name = FACTS[key].partition("（")[0]
        reason = self.because.get(key, "")
        return f"{name}がわからない{f'（{reason}）' if reason else ''}"


@dataclass(frozen=True, slots=True)
class Condition:
    """A fact below a number, or at least it; exactly one of the two is given."""

    fact: str
    below: Decimal | None = None
    at_least: Decimal | None = None

    def __post_init__(self) -> None:
        """Refuse a condition that nobody could read."""
        if self.fact not in FACTS:
            message = f"「{self.fact}」という事実はありません。"
            raise RuleViolation("unknown-fact", message, field="fact")
        if (self.below is None) == (self.at_least is None):
            message = "below か at_least の、どちらか1つを書いてください。"
            raise RuleViolation("no-bound", message, field=self.fact)

    def holds(self, around: Circumstances) -> bool | None:
        """Whether it is so; ``None`` when the fact is not known."""
        fact = around.facts.get(self.fact)
        if fact is None:
            return None
        if self.below is not None:
            return fact.value < self.below
        return self.at_least is not None and fact.value >= self.at_least

    @property
    def words(self) -> str:
        """「純資産（円）が0未満」."""
        name = FACTS[self.fact]
        if self.below is not None:
            return f"{name}が{self.below}未満"
        return f"{name}が{self.at_least}以上"
