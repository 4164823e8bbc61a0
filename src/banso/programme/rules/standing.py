"""How a target stands（状況）: one word for the table, the home page and the printed sheet.

The rule and its examples stand in ``docs/rules/standing.md``.
"""

from datetime import date
from decimal import Decimal
from typing import Literal

from banso.core.fiscal_year import FiscalYear
from banso.programme.rules.achievement import achieved_by
from banso.programme.rules.document import IndicatorLine
from banso.programme.rules.forecast import SMALLEST_TARGET, days_elapsed
from banso.programme.rules.tallies import NOT_ENTERED, Tally

Standing = Literal["達成", "順調", "遅れ", "未達", "未入力", "これから", "−"]


def part_gone(year: FiscalYear, today: date) -> Decimal:
    """The part of the fiscal year that has gone by, today counted: 0 before it, 1 after it."""
    gone = min(max(days_elapsed(year, today), 0), year.whole.days)
    return Decimal(gone) / year.whole.days


def standing(line: IndicatorLine, tally: Tally, year: FiscalYear, today: date) -> Standing:
    """How the line stands in the year, in one word; 「−」 when nobody can say.

    Only counts with a target of 4 or more are held against the part of the year gone by; rates
    and small counts are 未達 until they are reached.
    """
    if today < year.first_day:
        return "これから"
    if tally.reason == NOT_ENTERED:
        return "未入力"
    target = line.target_for(year)
    rate = achieved_by(tally, target, better=line.better).rate
    if rate is None or target is None or isinstance(target, str):
        return "−"
    if rate >= 1:
        return "達成"
    if line.counting == "率" or target < SMALLEST_TARGET or today > year.last_day:
        return "未達"
    return "順調" if rate >= part_gone(year, today) else "遅れ"
