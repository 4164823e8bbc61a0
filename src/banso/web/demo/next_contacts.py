"""When each business is to be met next（次回の予定日）: some past, some today, most to come."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from random import Random

from banso.core.workdays import next_working_day, working_days
from banso.web.demo.agenda import FOLLOW_UP, Contact
from banso.web.demo.businesses import Enrolled
from banso.web.demo.luck import chance
from banso.web.demo.particulars import STAR
from banso.web.demo.scale import Span

_TODAY, _OVERDUE = 6, 12
_LONGEST_GAP = 120


def next_days(rng: Random, contacts: list[Contact], span: Span) -> dict[int, date]:
    """Next contact days by the place of the contact in the (ordered) list."""
    by_business: dict[Enrolled, list[int]] = {}
    for place, contact in enumerate(contacts):
        by_business.setdefault(contact.entry, []).append(place)
    found: dict[int, date] = {}
    for places in by_business.values():
        for earlier, later in pairwise(places):
            gap = (contacts[later].on - contacts[earlier].on).days
            if 0 < gap <= _LONGEST_GAP and chance(rng, 60):
                found[earlier] = contacts[later].on
    last = [places[-1] for places in by_business.values()]
    return found | _still_to_come(rng, contacts, sorted(last), span)


def _still_to_come(
    rng: Random, contacts: list[Contact], last: list[int], span: Span
) -> dict[int, date]:
    """Days nobody has met since: overdue, today, or ahead; the star comes today."""
    recent = [
        place for place in last
        if contacts[place].entry.closed_on is None
        and span.until - timedelta(days=90) <= contacts[place].on < span.until
    ]  # fmt: skip
    rng.shuffle(recent)
    recent.sort(key=lambda place: _rank(contacts[place]))
    found: dict[int, date] = {}
    for order, place in enumerate(recent):
        on = contacts[place].on
        gone_by = working_days(on + timedelta(days=4), span.until - timedelta(days=1))
        if order < _TODAY:
            found[place] = span.until
        elif order < _TODAY + _OVERDUE and gone_by:
            found[place] = rng.choice(gone_by)
        elif FOLLOW_UP in contacts[place].topics or chance(rng, 35):
            ahead = span.until + timedelta(days=rng.randint(1, 50))
            found[place] = next_working_day(ahead)
    return found


def _rank(contact: Contact) -> int:
    return int(contact.entry.business.name != STAR)
