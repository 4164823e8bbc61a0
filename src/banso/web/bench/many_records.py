"""Very many support records, quickly: the demonstration's texts, each with words of its own.

Rows and entries of the index come from the same pieces of text: read back and taken apart one by
one, a million would take most of an hour.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import chain, islice

from django.db import connection, models, transaction

from banso.accounts.models import Organisation, Staff
from banso.core import clock
from banso.core.search.entries import Entry
from banso.core.search.keeping import rebuild
from banso.core.search.models import IndexBuild
from banso.records.models import SupportRecord
from banso.records.queries.finding import RECORDS
from banso.registry.models import Business
from banso.registry.queries.finding import names_of
from banso.web.bench.growing import records_so_far
from banso.web.search.sources import every_entry

_BATCH = 10_000
_DAYS = 3_650
_SIGNS = "一三四五佐藤高橋井上清水花子太郎健正恵美春夏秋冬東西南北山川田村"


class ManyRecords:
    """Records numbered from 1, spread over ten years, past the actions that keep the index."""

    def __init__(self, organisation: Organisation) -> None:
        self.organisation = organisation
        self.patterns = records_so_far(organisation)
        self.firms = list(Business.objects.of(organisation))
        people = Staff.objects.of(organisation).supporters()
        self.staff = list(people.values_list("pk", flat=True))
        self.first = self.patterns[-1].record.pk + len(self.patterns)  # beyond every key in use
        self.own = list(every_entry())
        self.written = 0

    def write(self, count: int) -> None:
        """Write rows until there are ``count`` of them."""
        numbers = iter(range(self.written + 1, count + 1))
        while batch := list(islice(numbers, _BATCH)):
            _insert(SupportRecord, [self._row(number) for number in batch])
            _insert(SupportRecord.supporters.through, [self._supporter(one) for one in batch])
            _insert(SupportRecord.topics.through, list(self._about(batch)))
        self.written = count

    def build_index(self) -> IndexBuild:
        """Build the index of everything, these records included."""
        mine = (self._entry(number) for number in range(1, self.written + 1))
        return rebuild(chain(self.own, mine))

    def _texts(self, number: int) -> tuple[str, str, str]:
        """What was heard in two pieces, the second nobody else's, and what was advised."""
        old = self.patterns[number % len(self.patterns)].record
        name = "".join(_SIGNS[number // step % len(_SIGNS)] for step in (1, 31, 961, 7))
        return old.heard, f"{name}さん、受付{number}。", old.advice

    def _row(self, number: int) -> SupportRecord:
        old = self.patterns[number % len(self.patterns)].record
        key = self.first + number
        *heard, advice = self._texts(number)
        return SupportRecord(
            pk=key,
            public_id=uuid.UUID(int=key << 80 | 1, version=4),
            entry_key=uuid.UUID(int=key << 80 | 2, version=4),
            organisation_id=self.organisation.pk,
            business_id=self._firm(number).pk,
            on=_day(number),
            kind=old.kind,
            minutes=old.minutes,
            recorded_by_id=self._by(number),
            recorded_at=old.recorded_at,
            heard="\n".join(heard),
            advice=advice,
        )

    def _entry(self, number: int) -> Entry:
        firm = self._firm(number)
        return Entry(
            kind=RECORDS.kind,
            organisation=self.organisation.pk,
            row=self.first + number,
            business=firm.pk,
            day=_day(number),
            names=names_of(firm),
            texts=self._texts(number),
            people=(self._by(number),),
            topics=self.patterns[number % len(self.patterns)].topics,
        )

    def _firm(self, number: int) -> Business:
        return self.firms[number * 7 % len(self.firms)]

    def _by(self, number: int) -> int:
        return self.staff[number % len(self.staff)]

    def _supporter(self, number: int) -> models.Model:
        through = SupportRecord.supporters.through
        return through(supportrecord_id=self.first + number, staff_id=self._by(number))

    def _about(self, numbers: Sequence[int]) -> Iterator[models.Model]:
        through = SupportRecord.topics.through
        for number in numbers:
            for topic in self.patterns[number % len(self.patterns)].topics:
                yield through(supportrecord_id=self.first + number, topic_id=topic)


def _day(number: int) -> date:
    return clock.today() - timedelta(days=number * 11 % _DAYS)


@transaction.atomic
def _insert(model: type[models.Model], rows: Sequence[models.Model]) -> None:
    """Insert rows as they are, in one prepared statement."""
    fields = [field for field in model._meta.concrete_fields if rows[0].pk or not field.primary_key]
    names = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {model._meta.db_table} ({names}) VALUES ({places})"  # noqa: S608 - our own names
    values = [
        [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
        for row in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(statement, values)
