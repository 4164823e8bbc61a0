"""Many rows written in a blink（一括の書き込み）.

Everything that takes time is done before the transaction: values become what the database takes,
and only finished statements run while others wait for the write lock.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection, models

_BATCH = 2_000
_TAKEN_AS_IT_IS = (models.CharField, models.TextField, models.IntegerField, models.ForeignKey)
Row = tuple[Any, ...]
AfterBatch = Callable[[int], None]


class BulkInsert:
    """Rows of one model, made ready to be inserted."""

    def __init__(self, model: type[models.Model], rows: Sequence[models.Model]) -> None:
        self._model = model
        self._fields = [one for one in model._meta.concrete_fields if not one.primary_key]
        prepare = Preparation(self._fields)
        self._rows = [prepare.row(row) for row in rows]

    def __len__(self) -> int:
        return len(self._rows)

    def write(self, ids: Sequence[int], after: AfterBatch) -> None:
        """Insert under the ids; call inside a transaction."""
        names = [_key_of(self._model), *self._fields]
        rows = [(number, *row) for number, row in zip(ids, self._rows, strict=True)]
        _run(_insert(self._model, names), rows, after)


class Preparation:
    """Turns rows into what the database takes; text, whole numbers and keys as they are."""

    def __init__(self, fields: Sequence[models.Field[Any, Any]]) -> None:
        self._steps = [
            (one.attname, None if isinstance(one, _TAKEN_AS_IT_IS) else one.get_db_prep_save)
            for one in fields
        ]

    def row(self, source: object) -> Row:
        """The values of one row, in the order of the fields."""
        values = [(getattr(source, name), prepare) for name, prepare in self._steps]
        return tuple(
            [prepare(value, connection) if prepare else value for value, prepare in values]
        )


_SELDOM = (100_000, 50, 1_000)


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Look for cyclic garbage seldom meanwhile（一括の作業のあいだ）.

    Where tens of thousands of rows are made and stay, the collector walks over all of them again
    and again and finds little: a third of the time. What is young is still looked at, so that
    memory does not grow with what was thrown away.
    """
    usual = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def count_rows() -> None:
    """Let the database count its rows（統計）: until then it plans for empty tables."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def insert_rows(
    model: type[models.Model],
    fields: Sequence[models.Field[Any, Any]],
    rows: Sequence[Row],
    after: AfterBatch,
) -> None:
    """Insert prepared rows; call inside a transaction."""
    _run(_insert(model, fields), rows, after)


def update_rows(
    model: type[models.Model],
    fields: Sequence[models.Field[Any, Any]],
    rows: Sequence[Row],
    after: AfterBatch,
) -> None:
    """Update prepared rows, each ending with its primary key; call inside a transaction."""
    quote = connection.ops.quote_name
    settings = ", ".join(f"{quote(str(one.column))} = %s" for one in fields)
    where = f"{quote(str(_key_of(model).column))} = %s"
    _run(f"UPDATE {quote(model._meta.db_table)} SET {settings} WHERE {where}", rows, after)  # noqa: S608


def next_ids(model: type[models.Model], count: int) -> list[int]:
    """Primary keys nobody else gets; call inside a transaction that may write."""
    if not count:
        return []
    table, column = model._meta.db_table, _key_of(model).column
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                [connection.ops.quote_name(table), column, count],
            )
            return [number for (number,) in cursor.fetchall()]
        # Under SQLite's write lock the sequence is ours; inserting by these keys moves it on.
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = cursor.fetchone()
    first = (last[0] if last else 0) + 1
    return list(range(first, first + count))


def _key_of(model: type[models.Model]) -> models.Field[Any, Any]:
    """The model's primary key, which every model of ours has."""
    return model._meta.get_field(model._meta.pk.name)  # type: ignore[return-value]


def _insert(model: type[models.Model], fields: Sequence[models.Field[Any, Any]]) -> str:
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(one.column)) for one in fields)
    marks = ", ".join(["%s"] * len(fields))
    return f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({marks})"  # noqa: S608


def _run(statement: str, rows: Sequence[Row], after: AfterBatch) -> None:
    """Run the statement for each row, telling after every batch how many are done."""
    with connection.cursor() as cursor:
        for start in range(0, len(rows), _BATCH):
            batch = rows[start : start + _BATCH]
            cursor.executemany(statement, batch)
            after(start + len(batch))
