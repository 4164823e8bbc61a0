"""What became of a business in a year（成果）: 増加・減少・横ばい・不明 of sales, and the margin.

売上増加: sales up on the year before. 利益率1%以上増加 has two readings: 1 point more（points）or
×1.01（ratio）; which is in force the programme says, and it is printed. Explained with an example
in docs/rules/outcomes.md. Unknown is an answer of its own, never 減少.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from banso.core.era import in_era_month
from banso.figures.rules.statement import Statement

Reading = Literal["points", "ratio"]
READINGS: dict[Reading, str] = {
    "points": "営業利益率が前の期より1ポイント以上増えた",
    "ratio": "営業利益率が前の期の1.01倍以上になった",
}
_POINT, _TIMES = Decimal("0.01"), Decimal("1.01")


class Outcome(StrEnum):
    """The four values that the state's own form asks for."""

    UP = "増加"
    DOWN = "減少"
    LEVEL = "横ばい"
    UNKNOWN = "不明"


@dataclass(frozen=True, slots=True)
class Result:
    """An outcome and the sentence that says of what figures."""

    outcome: Outcome
    words: str


def sales_outcome(before: Statement | None, now: Statement | None, level: Decimal) -> Result:
    """Sales of two periods; a change smaller than ``level``（a part of 1）is 横ばい.

    Periods of other length are compared by their yearly figures.
    """
    reason = _why_not(before, now, "売上高", "sales")
    if reason or before is None or now is None or before.sales is None or now.sales is None:
        return Result(Outcome.UNKNOWN, reason)
    old, new = before.annualised(before.sales), now.annualised(now.sales)
    if old <= 0:
        return Result(Outcome.UNKNOWN, "前の期の売上高が0以下")
    change = (new - old) / old
    told = f"売上高 {old:,.0f}円 → {new:,.0f}円（{_signed(change)}）"
    if change == 0 or abs(change) < level:
        return Result(Outcome.LEVEL, told)
    return Result(Outcome.UP if change > 0 else Outcome.DOWN, told)


def margin_outcome(before: Statement | None, now: Statement | None, reading: Reading) -> Result:
    """Whether 営業利益率 grew by 1% in the reading in force; less than that is 横ばい, or 減少.

    By ``ratio`` a margin that was not above 0 cannot be multiplied: 不明.
    """
    reason = _why_not(before, now, "営業利益", "operating_profit") or _why_not(
        before, now, "売上高", "sales"
    )
    old, new = _margin(before), _margin(now)
    if reason or old is None or new is None:
        return Result(Outcome.UNKNOWN, reason or "売上高が0以下")
    told = f"営業利益率 {_percent(old)} → {_percent(new)}"
    if reading == "ratio":
        if old <= 0:
            return Result(Outcome.UNKNOWN, f"{told}。前の期が0以下で倍率が出せない")
        is_up = new >= old * _TIMES
    else:
        is_up = new - old >= _POINT
    if is_up:
        return Result(Outcome.UP, told)
    return Result(Outcome.DOWN if new < old else Outcome.LEVEL, told)


def _why_not(before: Statement | None, now: Statement | None, ja: str, name: str) -> str:
    if now is None:
        return "この年度の決算がない"
    if before is None:
        return "前の期の決算がない"
    for period in (before, now):
        if period.is_forecast:
            return f"{in_era_month(period.ends_on)}期は見込み"
        if getattr(period, name) is None:
            return f"{in_era_month(period.ends_on)}期の{ja}がわからない"
    if (now.starts_on - before.ends_on).days != 1:
        return "前の期とつながっていない"
    return ""


def _margin(period: Statement | None) -> Decimal | None:
    if period is None or period.operating_profit is None or not period.sales or period.sales < 0:
        return None
    return Decimal(period.operating_profit) / period.sales


def _percent(part: Decimal) -> str:
    number = (part * 100).quantize(Decimal("0.01"))
    return f"{'△' if number < 0 else ''}{abs(number)}%"


def _signed(part: Decimal) -> str:
    number = (part * 100).quantize(Decimal("0.1"))
    return f"{'△' if number < 0 else '＋'}{abs(number)}%"
