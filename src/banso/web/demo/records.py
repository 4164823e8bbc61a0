"""Writing the support records down（支援記録）: promises, withdrawals, later corrections."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random

from banso.accounts.models import Staff
from banso.core.workdays import working_days
from banso.records.models import (
    ContactKind,
    Fulfilment,
    Promise,
    SupportRecord,
    Topic,
    Withdrawal,
)
from banso.web.demo import stories
from banso.web.demo.agenda import FOLLOW_UP, Agenda, Contact
from banso.web.demo.days import written_at
from banso.web.demo.keeping import Signed, keep, keep_links, new_id
from banso.web.demo.luck import chance, pick
from banso.web.demo.next_contacts import next_days
from banso.web.demo.people import Office
from banso.web.demo.promises import Promised, promises_of
from banso.web.demo.scale import Span

_MINUTES: Mapping[str, tuple[int | None, ...]] = {
    ContactKind.VISIT: (45, 60, 60, 60, 75, 90, 90, 120, None),
    ContactKind.COUNTER: (20, 30, 30, 45, 60, 60, None),
    ContactKind.PHONE: (5, 10, 10, 15, 20),
    ContactKind.ONLINE: (30, 45, 60),
    ContactKind.MEETING: (120, 120, 150),
    ContactKind.DISPATCH: (90, 120, 120, 180),
}
_REASONS = (
    "同じ内容を二重に入力したため",
    "別の事業者の記録として入力したため",
    "日付を誤って入力したため",
    "下書きのまま保存してしまったため",
)
_WITHDRAWN_IN = 180  # one record in so many was entered in error


@dataclass(slots=True)
class Written:
    """A record to be saved, with all that belongs to it."""

    record: Signed[SupportRecord]
    supporters: Sequence[Staff]
    topics: tuple[str, ...]
    promises: list[Promised] = field(default_factory=list)
    withdrawal: Signed[Withdrawal] | None = None


def write_records(rng: Random, agenda: Agenda, office: Office, span: Span) -> None:
    """Write down every contact of the agenda and save it."""
    planned = next_days(rng, agenda.contacts, span)
    written = [
        _written(rng, contact, planned.get(place), office, span)
        for place, contact in enumerate(agenda.contacts)
    ]
    for contact, entry in list(zip(agenda.contacts, written, strict=True)):
        entry.promises = promises_of(rng, contact, entry.record.row, span)
    written += _errors(rng, agenda, written, span)
    save_written(written, office)


def save_written(written: list[Written], office: Office) -> None:
    """Save records with supporters, topics, promises and withdrawals, each signed."""
    topics = {row.key: row for row in Topic.objects.filter(organisation=office.organisation)}
    history = keep(SupportRecord, [entry.record for entry in written])
    both = list(zip(written, history, strict=True))
    keep_links(
        SupportRecord,
        "supporters",
        [(entry.record.row, entry.supporters, past) for entry, past in both],
    )
    keep_links(
        SupportRecord,
        "topics",
        [(entry.record.row, [topics[key] for key in entry.topics], past) for entry, past in both],
    )
    promised = [each for entry in written for each in entry.promises]
    keep(Promise, [each.promise for each in promised])
    keep(Fulfilment, [each.fulfilment for each in promised if each.fulfilment])
    keep(Withdrawal, [entry.withdrawal for entry in written if entry.withdrawal])


def _written(
    rng: Random, contact: Contact, next_on: date | None, office: Office, span: Span
) -> Written:
    story = stories.tell(rng, contact.entry.trade, contact.topics, contact.on.month)
    noted_on = contact.on
    if chance(rng, 15):
        noted_on = working_days(contact.on, span.until)[:2][-1]
    record = SupportRecord(
        public_id=new_id(rng),
        entry_key=new_id(rng),
        organisation=office.organisation,
        business=contact.entry.business,
        on=contact.on,
        kind=contact.kind,
        minutes=rng.choice(_MINUTES[contact.kind]),
        recorded_by=contact.by,
        attendees=_attendees(rng, contact),
        heard=story.heard,
        advice=story.advice,
        next_contact_on=next_on,
        next_contact_reason=stories.next_reason(rng, contact.topics[0]) if next_on else "",
        recorded_at=written_at(noted_on, rng, span.until),
    )
    return Written(
        _signed(rng, record, contact, span), _supporters(rng, contact, office), contact.topics
    )


def _signed(
    rng: Random, record: SupportRecord, contact: Contact, span: Span
) -> Signed[SupportRecord]:
    """The record as entered; one in twenty was put right some days later."""
    days = working_days(record.recorded_at.date(), span.until)[1:5]
    if not days or not chance(rng, 5):
        return Signed(record, contact.by.person, record.recorded_at)
    record.version = 2
    first_sentence = record.advice.partition("。")[0] + "。"
    is_longer = len(first_sentence) < len(record.advice)
    before: dict[str, object] = {"version": 1}
    before |= {"advice": first_sentence} if is_longer else {"minutes": None}
    changed_at = written_at(rng.choice(days), rng, span.until)
    by = contact.by.person
    return Signed(record, by, record.recorded_at, before, by, changed_at)


def _attendees(rng: Random, contact: Contact) -> str:
    owner = contact.entry.owner
    weights = {
        f"{owner.surname.text}代表": 62,
        f"{owner.surname.text}代表、奥様": 8,
        f"{owner.surname.text}代表、後継者": 7,
        "経理担当者": 6,
        "": 17,
    }
    return pick(rng, weights)


def _supporters(rng: Random, contact: Contact, office: Office) -> list[Staff]:
    """Whoever recorded it, and now and then a colleague; a second view for follow-ups."""
    colleagues = [row for row in (*office.advisers, *office.supporters) if row != contact.by]
    percent = 18 if FOLLOW_UP in contact.topics else 9
    return [contact.by, *([rng.choice(colleagues)] if chance(rng, percent) else [])]


def _errors(rng: Random, agenda: Agenda, written: list[Written], span: Span) -> list[Written]:
    """Records entered twice and withdrawn（取消）with a reason; they count nowhere."""
    count = max(2, len(written) // _WITHDRAWN_IN)
    followed = [place for place, entry in enumerate(written) if FOLLOW_UP in entry.topics]
    places = [rng.choice(followed)] if followed else []
    places += rng.sample(range(len(written)), min(count, len(written)))
    return [_error(rng, agenda.contacts[place], written[place], span) for place in places]


def _error(rng: Random, contact: Contact, original: Written, span: Span) -> Written:
    record = copy.copy(original.record.row)
    record.public_id, record.entry_key, record.version = new_id(rng), new_id(rng), 1
    record.next_contact_on, record.next_contact_reason = None, ""
    by = contact.by
    noticed = rng.choice(working_days(record.recorded_at.date(), span.until)[:4])
    at = max(written_at(noticed, rng, span.until), record.recorded_at)
    withdrawal = Withdrawal(record=record, at=at, reason=rng.choice(_REASONS), confirmed_by=by)
    return Written(
        Signed(record, by.person, record.recorded_at),
        original.supporters,
        original.topics,
        withdrawal=Signed(withdrawal, by.person, at),
    )
