"""The forecast（このままいくと）: where the year ends if the pace so far holds.

The formula and its example stand in ``docs/rules/forecast.md``.
"""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from banso.core.era import in_era_day
from banso.core.fiscal_year import FiscalYear
from banso.programme.rules.document import IndicatorLine, Number
from banso.programme.rules.reading_results import Reading

FEWEST_DAYS = 60
SMALLEST_TARGET = 4


@dataclass(frozen=True, slots=True)
class Forecast:
    """The value at the end of the year with its basis, or ``None`` with the reason; in Japanese."""

    value: int | None
    basis: str = ""
    reason: str = ""


def forecast(line: IndicatorLine, reading: Reading, year: FiscalYear, today: date) -> Forecast:
    """``actual ÷ days elapsed × days of the year``, today counted, rounded half up to a whole.

    In the line's unit. No value, but a reason, for rates and words, an unknown actual, targets
    under 4, years that are over or not begun, and fewer than 60 days.
    """
    reason = _why_not_countable(line, reading, year) or _why_no_pace(year, today)
    if reason or not isinstance(reading.value, Number):
        return Forecast(None, reason=reason)
    elapsed = days_elapsed(year, today)
    expected = Decimal(reading.value) * year.whole.days / elapsed
    value = int(expected.quantize(Decimal(1), ROUND_HALF_UP))
    return Forecast(value, basis=_basis(line, reading.value, year, today))


def days_elapsed(year: FiscalYear, today: date) -> int:
    """Days of the fiscal year gone by, today counted; 0 or less before it begins."""
    return (today - year.first_day).days + 1


def _why_not_countable(line: IndicatorLine, reading: Reading, year: FiscalYear) -> str:
    target = line.target_for(year)
    if line.counting == "率":
        return "率は日数に比例しないので、見込みを出しません"
    if isinstance(target, str) or isinstance(reading.value, str):
        return "文言の目標なので、見込みを出しません"
    if target is None:
        return "この年度の目標がありません"
    if reading.value is None:
        return reading.reason or "実績が分かりません（不明は0ではありません）"
    if target < SMALLEST_TARGET:
        return f"目標が{SMALLEST_TARGET}未満で、数が少なすぎるため見込みを出しません"
    return ""


def _why_no_pace(year: FiscalYear, today: date) -> str:
    if today < year.first_day:
        return f"{year.label}はまだ始まっていません"
    if today > year.last_day:
        return f"{year.label}は終わっています"
    elapsed = days_elapsed(year, today)
    if elapsed < FEWEST_DAYS:
        return f"年度が始まって{elapsed}日です。{FEWEST_DAYS}日たつまで見込みを出しません"
    return ""


def _basis(line: IndicatorLine, actual: Number, year: FiscalYear, today: date) -> str:
    done = f"{in_era_day(today)}までの{days_elapsed(year, today)}日で{actual}{line.unit}"
    pace = f"{done}、このペースが{year.whole.days}日続くとした値です。"
    if line.counting == "実数":
        return pace + "実数は同じ事業者を2度数えないので、これより少なくなることがあります。"
    return pace
