"""How far a day is from today, in words."""

from __future__ import annotations

from datetime import date

from banso.core import clock


def distance(noun: str, day: date) -> str:
    """「期日まであと3日です。」, 「期日は今日です。」, 「期日を2日過ぎています。」."""
    days = (day - clock.today()).days
    if days < 0:
        return f"{noun}を{-days}日過ぎています。"
    return f"{noun}は今日です。" if days == 0 else f"{noun}まであと{days}日です。"


def days_late(day: date | None) -> int:
    """How many days ago the day was; 0 while there is time, and for no day."""
    return max(0, (clock.today() - day).days) if day else 0
