"""What a rhythm decided by hand would do to the visits of a year（頻度を変えたら）.

Explained with an example in docs/rules/rhythm.md.
"""

from __future__ import annotations

from datetime import date, timedelta

from banso.followup.rules.next_visit import Standing, visits_until
from banso.followup.rules.rhythm import Decision


def visits_by_hand(
    decided: Decision, afterwards: Decision, standing: Standing, last: date, today: date
) -> tuple[date, ...]:
    """The days of every visit up to ``last``, if each is made on its day.

    By ``decided``（by hand）up to its last day, and by ``afterwards`` from the day after.
    """
    until = decided.by_hand.until if decided.by_hand else last
    first = visits_until(decided, standing, min(until, last), today)
    if until >= last:
        return first
    now = standing.visited(first[-1]) if first else standing
    return (*first, *visits_until(afterwards, now, last, max(today, until + timedelta(days=1))))
