"""Achievement（達成率）: what was done over what was promised; no rate is better than a false one.

The formula and its example stand in ``docs/rules/achievement-rate.md``.
"""

from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from banso.programme.rules.document import Direction, Number, Target
from banso.programme.rules.tallies import Tally

TENTH_OF_A_PERCENT = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Achievement:
    """A rate (1 is 100 %, not rounded), or ``None`` with the reason in Japanese."""

    rate: Decimal | None
    reason: str = ""

    @property
    def percent(self) -> str:
        """For people: 「99.9%」, cut and not rounded, so that 100% means reached; else 「−」."""
        if self.rate is None:
            return "−"
        return f"{(self.rate * 100).quantize(TENTH_OF_A_PERCENT, ROUND_FLOOR):,}%"


def achievement(
    actual: Target | None, target: Target | None, *, better: Direction = "up"
) -> Achievement:
    """``actual ÷ target``, or ``target ÷ actual`` where less is better（減るほど良い）.

    No rate, but a reason, when the target is missing, in words or 0, or the actual is unknown
    or in words; where less is better, also when the actual is not above 0.
    """
    reason = _why_none(actual, target)
    if reason or not (isinstance(actual, Number) and isinstance(target, Number)):
        return Achievement(None, reason)
    if better == "up":
        return Achievement(Decimal(actual) / Decimal(target))
    if actual <= 0:
        return Achievement(None, "実績が0以下なので、割り算ができません")
    return Achievement(Decimal(target) / Decimal(actual))


def achieved_by(tally: Tally, target: Target | None, *, better: Direction = "up") -> Achievement:
    """The achievement of a tally; without a value, the tally's own reason stands."""
    if tally.value is None and tally.reason and isinstance(target, Number):
        return Achievement(None, tally.reason)
    return achievement(tally.value, target, better=better)


def _why_none(actual: Target | None, target: Target | None) -> str:
    if target is None:
        return "この年度の目標がありません"
    if isinstance(target, str):
        return "目標が文言なので、率では表せません"
    if actual is None:
        return "実績が分かりません（不明は0ではありません）"
    if isinstance(actual, str):
        return "実績が文言なので、率では表せません"
    return "目標が0以下なので、割り算ができません" if target <= 0 else ""
