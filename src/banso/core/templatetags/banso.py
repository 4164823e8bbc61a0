"""How days, money and numbers are written on a page. Built into every template: no ``load``."""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from django import template
from django.utils.timezone import localtime

from banso.core import money
from banso.core.era import in_era, in_era_day, in_era_month, in_era_short

register = template.Library()
UNKNOWN = "—"


def _day(moment: date | datetime) -> date:
    """The day in Japan; an aware moment is first brought to local time."""
    if isinstance(moment, datetime):
        return (localtime(moment) if moment.tzinfo else moment).date()
    return moment


@register.filter
def era(moment: date | datetime | None) -> str:
    """A day for people: 「令和8年11月20日（金）」; nothing for no day."""
    return in_era(_day(moment)) if moment else ""


@register.filter
def era_day(moment: date | datetime | None) -> str:
    """A day without its weekday: 「令和8年11月20日」."""
    return in_era_day(_day(moment)) if moment else ""


@register.filter
def era_short(moment: date | datetime | None) -> str:
    """A day for narrow columns: 「R8.11.20」."""
    return in_era_short(_day(moment)) if moment else ""


@register.filter
def era_month(moment: date | datetime | None) -> str:
    """A month: 「令和8年11月」."""
    return in_era_month(_day(moment)) if moment else ""


@register.filter
def era_moment(moment: datetime | None) -> str:
    """A moment to the minute: 「令和8年11月20日 14:05」."""
    if not moment:
        return ""
    local = localtime(moment) if moment.tzinfo else moment
    return f"{in_era_day(local.date())} {local:%H:%M}"


@register.filter
def yen(amount: int | None) -> str:
    """Whole yen with the unit; a dash for unknown."""
    return UNKNOWN if amount is None else money.yen(amount)


@register.filter
def thousand_yen(amount: int | None) -> str:
    """Whole yen written in 千円; a dash for unknown."""
    return UNKNOWN if amount is None else money.thousand_yen(amount)


@register.filter
def comma(number: Decimal | int | None) -> str:
    """A number with separators; a dash for unknown, which is not zero."""
    return UNKNOWN if number is None or number == "" else f"{number:,}"


@register.filter
def triangle(amount: int | None) -> str:
    """An amount in a table that says its unit, a loss as 「△1,234」; a dash for unknown."""
    return UNKNOWN if amount is None else money.with_triangle(amount)


@register.filter
def plain_number(number: Decimal | None, unit: str = "") -> str:
    """A number without idle zeros and its unit（3.5人、4人）; a dash for unknown."""
    return UNKNOWN if number is None else f"{number.normalize():f}{unit}"


@register.filter
def decimal_percent(ratio: Decimal | None, digits: int = 1) -> str:
    """A ratio as a percentage（0.8 → 80.0%）, rounded half up; a dash for unknown."""
    if ratio is None:
        return UNKNOWN
    step = Decimal(1).scaleb(-digits)
    return f"{(Decimal(ratio) * 100).quantize(step, rounding=ROUND_HALF_UP):,}%"
