"""Periods of accounts（期）: which cannot be, and which come next."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise

from banso.core.era import in_era_day
from banso.core.refusals import RuleViolation
from banso.figures.rules.accounts import Form
from banso.figures.rules.statement import MONTHS_OF_A_YEAR, Statement

MOST_MONTHS = 24
_DAY = timedelta(days=1)
_MARCH, _DECEMBER = 3, 12


def refuse_period(starts_on: date, ends_on: date) -> None:
    """Refuse a period that ends before it starts, or is longer than 24 months."""
    if ends_on <= starts_on:
        words = "期末が期首より前です。期首と期末を確かめてください。"
        raise RuleViolation("ends-before", words, field="ends_on")
    months = Statement(starts_on, ends_on, Form.CORPORATION).months
    if months > MOST_MONTHS:
        words = f"期の長さが{months}か月です（{MOST_MONTHS}か月まで）。"
        words += "年を確かめてください。"
        raise RuleViolation("too-long", words, field="starts_on")


def refuse_kind(ends_on: date, today: date, *, is_closed: bool, is_forecast: bool) -> None:
    """Refuse a period that is closed and a forecast at once, and one closed before it is over."""
    if is_closed and is_forecast:
        words = "予測と確定の両方に印があります。見込みの数字なら、確定の印を外してください。"
        raise RuleViolation("closed-forecast", words, field="is_forecast")
    if is_closed and ends_on > today:
        words = (
            f"期末（{in_era_day(ends_on)}）がまだ来ていないので、確定にはできません。"
            "見込みなら「予測」に印を付け、途中の数字なら確定の印を外してください（締め前の試算）。"
        )
        raise RuleViolation("closed-too-early", words, field="is_closed")


def refuse_overlaps(statements: Iterable[Statement]) -> None:
    """Refuse two periods of one business that share a day; forecasts are left out."""
    happened = [one for one in statements if not one.is_forecast]
    rows = sorted(happened, key=lambda one: (one.ends_on, one.starts_on))
    for one, other in pairwise(rows):
        if other.starts_on <= one.ends_on:
            words = (
                f"{period_in_words(one)}と{period_in_words(other)}が重なっています。"
                "期首と期末を確かめてください。"
            )
            raise RuleViolation("overlapping", words)


def period_in_words(statement: Statement) -> str:
    """「令和7年4月1日〜令和8年3月31日」."""
    return f"{in_era_day(statement.starts_on)}〜{in_era_day(statement.ends_on)}"


def next_period(last_ends_on: date) -> tuple[date, date]:
    """The twelve months after the last period; a last day of a month stays one."""
    starts_on = last_ends_on + _DAY
    return starts_on, _year_after(starts_on)


def period_before(starts_on: date) -> tuple[date, date]:
    """The twelve months before a period that begins on the first of a month."""
    ends_on = starts_on - _DAY
    return starts_on.replace(year=starts_on.year - 1), ends_on


def first_period(today: date, *, is_corporation: bool) -> tuple[date, date]:
    """The year that ended last: to March for a corporation, the calendar year for a person."""
    month = _MARCH if is_corporation else _DECEMBER
    ends_on = _month_end(today.year, month)
    if ends_on >= today:
        ends_on = _month_end(today.year - 1, month)
    return _month_end(ends_on.year - 1, month) + _DAY, ends_on


def _year_after(starts_on: date) -> date:
    years, month = divmod(starts_on.month - 1 + MONTHS_OF_A_YEAR, MONTHS_OF_A_YEAR)
    first = date(starts_on.year + years, month + 1, 1)
    days_in = (_month_end(first.year, first.month) - first).days
    return first + timedelta(days=min(starts_on.day - 1, days_in + 1)) - _DAY


def _month_end(year: int, month: int) -> date:
    years, rest = divmod(month, MONTHS_OF_A_YEAR)
    return date(year + years, rest + 1, 1) - _DAY
