"""What was promised in the records（約束）, kept, open, overdue or without a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from random import Random

from banso.core.workdays import next_working_day, working_days
from banso.records.models import Fulfilment, Promise, SupportRecord
from banso.web.demo.agenda import Contact
from banso.web.demo.days import written_at
from banso.web.demo.keeping import Signed, new_id
from banso.web.demo.luck import chance
from banso.web.demo.particulars import STAR
from banso.web.demo.scale import Span
from banso.web.demo.stories import promises

_LONG_AGO = 120
_RECENTLY = 40


@dataclass(frozen=True, slots=True)
class Promised:
    """A promise and, if it was kept, its fulfilment."""

    promise: Signed[Promise]
    fulfilment: Signed[Fulfilment] | None


def promises_of(rng: Random, contact: Contact, record: SupportRecord, span: Span) -> list[Promised]:
    """The promises a record left: none in most, one or two in some."""
    is_star = contact.entry.business.name == STAR
    if not is_star and not chance(rng, 36):
        return []
    count = 2 if is_star or chance(rng, 25) else 1
    return [
        _promised(rng, contact, _promise(rng, contact, record, is_ours=is_ours, what=what), span)
        for is_ours, what in promises(rng, contact.topics[0], count)
    ]


def _promise(
    rng: Random, contact: Contact, record: SupportRecord, *, is_ours: bool, what: str
) -> Promise:
    due = next_working_day(contact.on + timedelta(days=rng.randint(5, 35)))
    return Promise(
        public_id=new_id(rng),
        record=record,
        side=Promise.Side.OURS if is_ours else Promise.Side.THEIRS,
        what=what,
        due_on=due if chance(rng, 86) else None,
        keeper=contact.by if is_ours else None,
    )


def _promised(rng: Random, contact: Contact, row: Promise, span: Span) -> Promised:
    made = Signed(row, contact.by.person, row.record.recorded_at)
    return Promised(made, _fulfilment(rng, contact, row, span))


def _fulfilment(
    rng: Random, contact: Contact, promise: Promise, span: Span
) -> Signed[Fulfilment] | None:
    """The fact that it was kept, unless it is still open or was let slip."""
    days = working_days(contact.on + timedelta(days=1), span.until)
    if not days or not (
        contact.entry.closed_on or chance(rng, _percent_kept(promise, contact, span))
    ):
        return None
    last = (promise.due_on or contact.on + timedelta(days=30)) + timedelta(days=6)
    day = rng.choice([day for day in days if day <= last] or days[:1])
    row = Fulfilment(promise=promise, on=day, confirmed_by=contact.by)
    return Signed(row, contact.by.person, written_at(day, rng, span.until))


def _percent_kept(promise: Promise, contact: Contact, span: Span) -> int:
    """How often a promise of this age has been kept by now."""
    age = (span.until - contact.on).days
    if age > _LONG_AGO:
        return 99
    if promise.due_on is None:
        return 70 if age > _RECENTLY else 30
    return 91 if promise.due_on < span.until else 22
