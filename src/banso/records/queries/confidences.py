"""Who may open a confidential record（内密）, and who has looked into it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from banso.accounts.models import Staff
from banso.accounts.rules import may
from banso.core import clock
from banso.records.models import Look, LookQuerySet, SupportRecord
from banso.registry.models import Business

MOST_ON_THE_PAGE = 20


@dataclass(frozen=True, slots=True)
class LookChoice:
    """Which looks are asked for, both days included; what is left empty does not narrow."""

    first: date | None = None
    last: date | None = None
    business: Business | None = None
    staff: Staff | None = None


def circle_of(record: SupportRecord) -> list[str]:
    """Who may open the record besides the leads, by name: the recorder first, each once."""
    people = [record.recorded_by, *record.supporters.all()]
    if record.business.adviser is not None:
        people.append(record.business.adviser)
    people += record.confidence.readers.select_related("person")
    return list(dict.fromkeys(person.person.name for person in people))


def sees_looks(staff: Staff, record: SupportRecord) -> bool:
    """Whether ``staff`` is told who has looked into the record: its recorder and the leads."""
    return record.recorded_by_id == staff.pk or may(staff.role, "read-confidences")


def looks_at(record: SupportRecord) -> list[Look]:
    """The latest looks into the record; none for a record that nobody confided."""
    rows = Look.objects.filter(record=record).select_related("staff__person")
    return list(rows[:MOST_ON_THE_PAGE])


def looks_for(staff: Staff, choice: LookChoice) -> LookQuerySet:
    """The looks asked for in the asker's organisation, the latest first."""
    rows = Look.objects.visible_to(staff)
    if choice.first:
        rows = rows.filter(at__gte=datetime.combine(choice.first, time.min, clock.TOKYO))
    if choice.last:
        rows = rows.filter(at__lte=datetime.combine(choice.last, time.max, clock.TOKYO))
    if choice.business:
        rows = rows.filter(record__business=choice.business)
    if choice.staff:
        rows = rows.filter(staff=choice.staff)
    return rows.select_related("staff__person", "record__business")
