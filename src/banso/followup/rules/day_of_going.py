"""What is said of the day one means to go（行く日）: it is kept all the same.

Explained with an example in docs/rules/rhythm.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from banso.core.era import in_era_short
from banso.core.workdays import why_closed
from banso.followup.rules.next_visit import months_after

FAR_MONTHS = 6  # after the due day: twice the usual stretch, so rather a slip than a plan


def remarks_on(day: date, due: date | None, today: date) -> tuple[str, ...]:
    """What an adviser may have overlooked: a day off, one after ``due``, one far after it.

    A visit that is late already goes after its due day anyway: only a far one is said.
    """
    return tuple(_remarks(day, due, today))


def _remarks(day: date, due: date | None, today: date) -> Iterator[str]:
    closed = why_closed(day)
    if closed:
        yield f"{day.month}月{day.day}日は{closed}です。"
    if due is None:
        return
    days = f"行く日（{in_era_short(day)}）は、期日（{in_era_short(due)}）"
    if day > months_after(due, FAR_MONTHS):
        yield f"{days}から{FAR_MONTHS}か月より後です。"
    elif day > due >= today:
        yield f"{days}より後です。"
