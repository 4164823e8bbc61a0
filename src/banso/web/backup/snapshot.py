"""A still picture of the database while people go on working in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

SNAPSHOT = "snapshot"


@contextmanager
def still(source: BaseDatabaseWrapper | None = None) -> Iterator[str]:
    """Give the alias of a connection that sees the database as it is now, and writes nothing.

    Nobody waits for it: SQLite's log lets others write on, PostgreSQL keeps the older rows.
    """
    apart = (source or connections["default"]).copy(alias=SNAPSHOT)
    options = apart.settings_dict["OPTIONS"]
    options.pop("pool", None)
    if apart.vendor == "sqlite":
        options["transaction_mode"] = "DEFERRED"
    connections[SNAPSHOT] = apart
    try:
        with transaction.atomic(using=SNAPSHOT):
            if apart.vendor == "postgresql":
                with apart.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield SNAPSHOT
    finally:
        apart.close()
        del connections[SNAPSHOT]
