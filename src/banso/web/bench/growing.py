"""More of the same: the demonstration office's records and businesses, many times over."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from random import Random

from django.db import transaction

from banso.accounts.models import Organisation
from banso.records.models import SupportRecord
from banso.registry.models import Business

_BATCH = 5_000


@dataclass(frozen=True, slots=True)
class Pattern:
    """One existing record, to be made again on other days for other businesses."""

    record: SupportRecord
    topics: tuple[int, ...]


def records_so_far(organisation: Organisation) -> list[Pattern]:
    """The records that stand, with their topics: what growing copies."""
    rows = SupportRecord.objects.of(organisation).prefetch_related("topics").order_by("pk")
    return [Pattern(row, tuple(topic.pk for topic in row.topics.all())) for row in rows]


def grow_records(patterns: list[Pattern], *, times: int, already: int) -> None:
    """Bring the number of records from ``already`` times the pattern to ``times`` it."""
    rng = Random(already)  # noqa: S311 - a repeatable bench, not a secret
    businesses = list(Business.objects.values_list("pk", flat=True))
    copies = (
        _again(pattern, rng, businesses) for _ in range(times - already) for pattern in patterns
    )
    while batch := list(islice(copies, _BATCH)):
        _keep(batch)


def _again(pattern: Pattern, rng: Random, businesses: list[int]) -> Pattern:
    old = pattern.record
    shift = timedelta(days=rng.randrange(-20, 20))
    record = SupportRecord(
        public_id=uuid.uuid4(),
        entry_key=uuid.uuid4(),
        organisation_id=old.organisation_id,
        business_id=rng.choice(businesses),
        on=old.on + shift,
        kind=old.kind,
        minutes=old.minutes,
        recorded_by_id=old.recorded_by_id,
        recorded_at=old.recorded_at,
        heard=old.heard,
        advice=old.advice,
    )
    return Pattern(record, pattern.topics)


@transaction.atomic
def _keep(batch: list[Pattern]) -> None:
    kept = SupportRecord.objects.bulk_create([each.record for each in batch])
    through = SupportRecord.topics.through
    through.objects.bulk_create(
        through(supportrecord_id=record.pk, topic_id=topic)
        for record, each in zip(kept, batch, strict=True)
        for topic in each.topics
    )


def grow_businesses(organisation: Organisation, *, to: int) -> None:
    """Copy the businesses, each under a name of its own, until there are ``to``."""
    patterns = list(Business.objects.of(organisation).order_by("pk"))
    copies = islice(_businesses(patterns), to - len(patterns))
    while batch := list(islice(copies, _BATCH)):
        Business.objects.bulk_create(batch)


def _businesses(patterns: list[Business]) -> Iterator[Business]:
    number = 0
    while True:
        for pattern in patterns:
            number += 1
            copy = Business.objects.model(**_fields(pattern))
            copy.public_id = uuid.uuid4()
            copy.name = f"{pattern.name}{number}号"
            copy.corporate_number = ""
            copy.search_text = copy.words_to_find_it_by()
            yield copy


def _fields(pattern: Business) -> dict[str, object]:
    return {
        field.attname: getattr(pattern, field.attname)
        for field in Business._meta.concrete_fields
        if not field.primary_key
    }
