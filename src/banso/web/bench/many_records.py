"""Very many support records, quickly: the demonstration's texts, each with words of its own.

Rows and entries of the index come from the same pieces of text: read back and taken apart one by
one, a million would take most of an hour.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import chain, islice
from typing import Any

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
from banso.web.bench.growing import Pattern, records_so_far
from banso.web.search.sources import every_entry

_BATCH = 10_000
_DAYS = 3_650
_SIGNS = "一三四五佐藤高橋井上清水花子太郎健正恵美春夏秋冬東西南北山川田村"


class ManyRecords:
    """Records numbered from 1, spread over ten years, past the actions that keep the index."""

    def __init__(self, organisation: Organisation) -> None:
        self.organisation = organisation
        self.patterns = records_so_far(organisation)
        self.businesses = list(Business.objects.of(organisation))
        people = Staff.objects.of(organisation).supporters()
        self.staff = list(people.values_list("pk", flat=True))
        self.first = self.patterns[-1].record.pk + len(self.patterns)  # beyond every key in use
        self.own = list(every_entry())
        self.written = 0
        self._fields = {field.attname: field for field in SupportRecord._meta.concrete_fields}
        self._columns = [str(field.column) for field in self._fields.values()]
        self._ready: dict[int, dict[str, object]] = {}

    def write(self, count: int) -> None:
        """Write rows until there are ``count`` of them."""
        numbers = iter(range(self.written + 1, count + 1))
        supporters, topics = SupportRecord.supporters.through, SupportRecord.topics.through
        while batch := list(islice(numbers, _BATCH)):
            _insert(SupportRecord, self._columns, map(self._row, batch))
            links = [(self.first + number, self._by(number)) for number in batch]
            _insert(supporters, ["supportrecord_id", "staff_id"], links)
            _insert(topics, ["supportrecord_id", "topic_id"], list(self._about(batch)))
        self.written = count

    def build_index(self) -> IndexBuild:
        """Build the index of everything, these records included."""
        mine = (self._entry(number) for number in range(1, self.written + 1))
        return rebuild(chain(self.own, mine))

    def _pattern(self, number: int) -> Pattern:
        """The record it is like: the next forty are like the same one."""
        return self.patterns[number // 40 % len(self.patterns)]

    def _texts(self, number: int) -> tuple[str, str, str]:
        """What was heard in two pieces, the second nobody else's, and what was advised."""
        old = self._pattern(number).record
        name = "".join(_SIGNS[number // step % len(_SIGNS)] for step in (1, 31, 961, 7))
        return old.heard, f"{name}さん、受付{number}。", old.advice

    def _row(self, number: int) -> list[object]:
        """The row as the database takes it: its pattern's values, and those of its own."""
        key = self.first + number
        *heard, _ = self._texts(number)
        own = {
            "id": key,
            "public_id": uuid.UUID(int=key << 80 | 1, version=4),
            "entry_key": uuid.UUID(int=key << 80 | 2, version=4),
            "business_id": self._business(number).pk,
            "on": _day(number),
            "recorded_by_id": self._by(number),
            "heard": "\n".join(heard),
            "next_contact_on": None,
            "next_contact_reason": "",
        }
        values = dict(self._values(self._pattern(number).record))
        for name, value in own.items():
            values[name] = self._fields[name].get_db_prep_save(value, connection)
        return list(values.values())

    def _values(self, record: SupportRecord) -> dict[str, object]:
        """All columns of a pattern as the database takes them, made ready once."""
        if record.pk not in self._ready:
            self._ready[record.pk] = {
                name: field.get_db_prep_save(getattr(record, name), connection)
                for name, field in self._fields.items()
            }
        return self._ready[record.pk]

    def _entry(self, number: int) -> Entry:
        business = self._business(number)
        return Entry(
            kind=RECORDS.kind,
            organisation=self.organisation.pk,
            row=self.first + number,
            business=business.pk,
            day=_day(number),
            names=names_of(business),
            texts=self._texts(number),
            people=(self._by(number),),
            topics=self._pattern(number).topics,
        )

    def _business(self, number: int) -> Business:
        return self.businesses[number * 7 % len(self.businesses)]

    def _by(self, number: int) -> int:
        return self.staff[number % len(self.staff)]

    def _about(self, numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
        for number in numbers:
            for topic in self._pattern(number).topics:
                yield self.first + number, topic


def _day(number: int) -> date:
    return clock.today() - timedelta(days=number * 11 % _DAYS)


@transaction.atomic
def _insert(
    model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Insert rows as they are, in one prepared statement."""
    names = ", ".join(map(connection.ops.quote_name, columns))
    places = ", ".join(["%s"] * len(columns))
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} ({names}) VALUES ({places})",  # noqa: S608 - our own names
            list(rows),
        )
