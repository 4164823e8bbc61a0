"""Very many support records, quickly: the demonstration's texts, each with words of its own."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import islice

from django.db import connection, models, transaction

from banso.accounts.models import Organisation, Staff
from banso.core import clock
from banso.records.models import SupportRecord
from banso.registry.models import Business
from banso.web.bench.growing import Pattern, records_so_far

_BATCH = 10_000
_DAYS = 3_650
_SIGNS = "一三四五佐藤高橋井上清水花子太郎健正恵美春夏秋冬東西南北山川田村"


def write_records(organisation: Organisation, count: int) -> None:
    """Write ``count`` more records over ten years, past the actions and past the index."""
    patterns = records_so_far(organisation)
    firms = list(Business.objects.of(organisation).values_list("pk", flat=True))
    staff = list(Staff.objects.of(organisation).supporters().values_list("pk", flat=True))
    last = SupportRecord.objects.order_by("pk").values_list("pk", flat=True).last() or 0
    numbers = iter(range(1, count + 1))
    while batch := list(islice(numbers, _BATCH)):
        rows = [_record(patterns, firms, staff, number, last) for number in batch]
        _insert(SupportRecord, rows)
        _insert(SupportRecord.supporters.through, [_with(staff, row) for row in rows])
        _insert(SupportRecord.topics.through, list(_about(patterns, rows, last)))


def _record(
    patterns: list[Pattern], firms: list[int], staff: list[int], number: int, last: int
) -> SupportRecord:
    """A pattern again, on another day, of another firm, with a number and a name."""
    old, other = patterns[number % len(patterns)].record, patterns[number % 997].record
    name = "".join(_SIGNS[number // step % len(_SIGNS)] for step in (1, 31, 961, 7))
    return SupportRecord(
        pk=last + number,
        public_id=uuid.UUID(int=(last + number) << 8 | 1, version=4),
        entry_key=uuid.UUID(int=(last + number) << 8 | 2, version=4),
        organisation_id=old.organisation_id,
        business_id=firms[number * 7 % len(firms)],
        on=clock.today() - timedelta(days=number * 11 % _DAYS),
        kind=old.kind,
        minutes=old.minutes,
        recorded_by_id=staff[number % len(staff)],
        recorded_at=old.recorded_at,
        heard=f"{old.heard}{other.heard}{name}さん、受付{number}。",
        advice=old.advice,
    )


def _with(staff: list[int], record: SupportRecord) -> models.Model:
    through = SupportRecord.supporters.through
    return through(supportrecord_id=record.pk, staff_id=record.recorded_by_id)


def _about(patterns: list[Pattern], rows: list[SupportRecord], last: int) -> Iterator[models.Model]:
    through = SupportRecord.topics.through
    for row in rows:
        for topic in patterns[(row.pk - last) % len(patterns)].topics:
            yield through(supportrecord_id=row.pk, topic_id=topic)


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
