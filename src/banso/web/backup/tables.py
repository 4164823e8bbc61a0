"""The tables a backup holds, and their rows as lines of JSON that lose nothing."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.apps.registry import Apps
from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models import QuerySet

# Core's tables are the index of search, which is built anew from the rows.
_LEFT_OUT = frozenset({"auth", "contenttypes", "core", "sessions", "django_tasks_database"})
_ROWS_AT_ONCE = 1_000
Model = type[models.Model]


def tables_of(apps: Apps) -> list[Model]:
    """Every kept table, by name; with those that join two others."""
    every = apps.get_models(include_auto_created=True)
    kept = (
        model
        for model in every
        if model._meta.managed and not model._meta.proxy and model._meta.app_label not in _LEFT_OUT
    )
    return sorted(kept, key=name_of)


def name_of(model: Model) -> str:
    """A table's name in the archive: 「registry.business」."""
    return model._meta.label_lower


def columns_of(model: Model) -> list[str]:
    """The names of a table's columns, in the order of its rows' values."""
    return [field.attname for field in _fields_of(model)]


def _fields_of(model: Model) -> list[models.Field[Any, Any]]:
    """The columns by name: a migration's picture of a model has them in another order."""
    return sorted(model._meta.concrete_fields, key=lambda field: field.attname)


def lines_of(model: Model, *, using: str = DEFAULT_DB_ALIAS) -> Iterator[bytes]:
    """The table's columns, then each row in the order of its key: one line of JSON each."""
    yield _line(columns_of(model))
    every: QuerySet[models.Model] = QuerySet(model, using=using)
    rows = every.order_by("pk").values_list(*columns_of(model))
    for row in rows.iterator(chunk_size=_ROWS_AT_ONCE):
        yield _line([_written(value) for value in row])


def put_lines(model: Model, lines: Iterable[bytes], *, using: str = DEFAULT_DB_ALIAS) -> int:
    """Put the rows of such lines in the emptied table; returns how many they were.

    Refuses columns that the table doesn't have (``ValueError``).
    """
    every = iter(lines)
    columns = json.loads(next(every))
    if columns != columns_of(model):
        message = f"{name_of(model)}: {columns} instead of {columns_of(model)}"
        raise ValueError(message)
    count = 0
    for rows in _batches(every):
        _insert(model, rows, using=using)
        count += len(rows)
    return count


def _batches(lines: Iterator[bytes]) -> Iterator[list[list[Any]]]:
    batch: list[list[Any]] = []
    for line in lines:
        batch.append(json.loads(line))
        if len(batch) == _ROWS_AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch


def _insert(model: Model, rows: Sequence[Sequence[Any]], *, using: str) -> None:
    """Insert rows as they were: no defaults, no moments of today, keys included."""
    connection = connections[using]
    fields = _fields_of(model)
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    table = quote(model._meta.db_table)
    statement = f"INSERT INTO {table} ({names}) VALUES ({places})"  # noqa: S608 - our own names
    values = [
        [
            field.get_db_prep_save(_read(field, value), connection)
            for field, value in zip(fields, row, strict=True)
        ]
        for row in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(statement, values)


def _line(values: list[Any]) -> bytes:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _written(value: object) -> object:
    """A value as JSON has it; dates, numbers and bytes as text that reads back the same."""
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode("ascii")
    return value


def _read(field: models.Field[Any, Any], value: object) -> object:
    """The value that a column's JSON stands for."""
    if value is None:
        return None
    if isinstance(field, models.ForeignKey):
        return _read(field.target_field, value)
    if isinstance(field, models.BinaryField):
        return base64.b64decode(str(value))
    if isinstance(field, models.DurationField):
        return timedelta(seconds=float(str(value)))
    return field.to_python(value)
