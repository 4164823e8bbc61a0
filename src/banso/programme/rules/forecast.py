"""The forecast（このままいくと）: where the year ends if the pace so far holds.

The formula and its example stand in ``docs/rules/forecast.md``.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_FLOOR, Decimal

from banso.core.era import in_era_day
from banso.core.fiscal_year import FiscalYear, Period
from banso.programme.rules.document import IndicatorLine, Number
from banso.programme.rules.tallies import Tally

FEWEST_DAYS = 60
RECENT_DAYS = 90
SMALLEST_TARGET = 4
FEWEST_ENTRY_DAYS = 3


@dataclass(frozen=True, slots=True)
class Forecast:
    """The value at the end of the year with its basis, or ``None`` with the reason; in Japanese."""

    value: int | None
    basis: str = ""
    reason: str = ""


def forecast(
    line: IndicatorLine, tally: Tally, year: FiscalYear, today: date, *, earlier: Number = 0
) -> Forecast:
    """Where the year ends, in the line's unit, cut to a whole; today is counted.

    延べ: ``actual ÷ days elapsed × days of the year``. 実数: the actual plus what the last 90 days
    added, carried on over the days that remain; ``earlier`` is the actual 90 days ago (0 before
    the year began), since a business counted once is not counted again.

    No value, but a reason, for rates and words, an unknown actual, targets under 4, results entered
    by hand on fewer than 3 days, years that are over or not begun, and fewer than 60 days.
    """
    reason = _why_not_countable(line, tally, year) or _why_no_pace(year, today)
    if reason or not isinstance(tally.value, Number):
        return Forecast(None, reason=reason)
    pace = _recent if line.counting == "実数" else _steady
    expected, basis = pace(line, tally.value, earlier, year, today)
    return Forecast(int(expected.quantize(Decimal(1), ROUND_FLOOR)), basis=basis)


def earlier_part(year: FiscalYear, today: date) -> Period | None:
    """From the year's first day to 90 days ago; ``None`` when 90 days ago was before the year."""
    then = min(today, year.last_day) - timedelta(days=RECENT_DAYS)
    return Period(year.first_day, then) if then >= year.first_day else None


def days_elapsed(year: FiscalYear, today: date) -> int:
    """Days of the fiscal year gone by, today counted; 0 or less before it begins."""
    return (today - year.first_day).days + 1


def _why_not_countable(line: IndicatorLine, tally: Tally, year: FiscalYear) -> str:
    target = line.target_for(year)
    if line.counting == "率":
        return "率は日数に比例しないので、見込みを出しません"
    if isinstance(target, str) or isinstance(tally.value, str):
        return "文言の目標なので、見込みを出しません"
    if target is None:
        return "この年度の目標がありません"
    if tally.value is None:
        return tally.reason or "実績が分かりません（不明は0ではありません）"
    return _why_too_few(tally, target)


def _why_too_few(tally: Tally, target: Number) -> str:
    """Small targets, and results entered by hand in one go, are no pace."""
    if target < SMALLEST_TARGET:
        return f"目標が{SMALLEST_TARGET}未満で、数が少なすぎるため見込みを出しません"
    if tally.days is not None and tally.days < FEWEST_ENTRY_DAYS:
        return (
            f"入力が{tally.days}日分しかないため見込みを出しません（{FEWEST_ENTRY_DAYS}日分から）"
        )
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


def _steady(
    line: IndicatorLine, actual: Number, earlier: Number, year: FiscalYear, today: date
) -> tuple[Decimal, str]:
    """The whole year at the pace of the year so far."""
    del earlier
    elapsed, whole = days_elapsed(year, today), year.whole.days
    done = f"{in_era_day(today)}までの{elapsed}日で{actual}{line.unit}"
    return Decimal(actual) * whole / elapsed, f"{done}、このペースが{whole}日続くとした値です。"


def _recent(
    line: IndicatorLine, actual: Number, earlier: Number, year: FiscalYear, today: date
) -> tuple[Decimal, str]:
    """The actual so far, growing as it did in the last 90 days."""
    elapsed = days_elapsed(year, today)
    window, left = min(RECENT_DAYS, elapsed), year.whole.days - elapsed
    added = actual - earlier
    basis = (
        f"{in_era_day(today)}までに{actual}{line.unit}。"
        f"直近{window}日に新しく加わった{added}{line.unit}のペースが残り{left}日続くとした値です。"
    )
    return Decimal(actual) + Decimal(added) * left / window, basis
