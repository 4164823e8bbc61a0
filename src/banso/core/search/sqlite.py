"""The words of the index in SQLite: FTS5, which lists rows by place, newest first, as asked.

The table keeps no text of its own（contentless）: a row's words are taken out by saying them again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.db import connection

from banso.core.search.entries import HIGHEST, Asked, Hit
from banso.core.search.models import IndexEntry
from banso.core.search.words import mark_token, word_tokens

_AT_ONCE = 500


def add(entries: Sequence[IndexEntry], words: Sequence[Sequence[str]]) -> None:
    """Keep the entries and their words, the lowest place first.

    FTS5 gathers words in memory only while places rise; each one that falls back is written out
    by itself, ten times as slow.
    """
    IndexEntry.objects.bulk_create(entries, batch_size=_AT_ONCE)
    rows = sorted((entry.place, " ".join(own)) for entry, own in zip(entries, words, strict=True))
    with connection.cursor() as cursor:
        cursor.executemany("INSERT INTO core_indexwords (rowid, words) VALUES (%s, %s)", rows)


def remove(entries: Sequence[IndexEntry], words: Sequence[Sequence[str]]) -> None:
    """Take the entries out; ``words`` must be those they were added with."""
    rows = [(entry.place, " ".join(own)) for entry, own in zip(entries, words, strict=True)]
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO core_indexwords (core_indexwords, rowid, words) VALUES ('delete', %s, %s)",
            rows,
        )
    IndexEntry.objects.filter(place__in=[entry.place for entry in entries]).delete()


def clear() -> None:
    """Empty the index. A trigger empties the words with the last of the entries."""
    IndexEntry.objects.all().delete()


def settle() -> None:
    """Merge what many additions have left in pieces."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO core_indexwords (core_indexwords) VALUES ('optimize')")


def some(question: Asked, *, limit: int) -> list[Hit]:
    """Up to ``limit`` hits; here they come newest first anyway."""
    return newest(question, limit=limit)


def newest(question: Asked, *, limit: int, before: int = HIGHEST) -> list[Hit]:
    """Up to ``limit`` hits below the place ``before``, newest first."""
    low, high = question.places
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT entry.place, entry.kind, entry.row FROM ("
            "SELECT rowid FROM core_indexwords WHERE core_indexwords MATCH %s"
            " AND rowid BETWEEN %s AND %s ORDER BY rowid DESC LIMIT %s) AS found"
            " JOIN core_indexentry AS entry ON entry.place = found.rowid"
            " ORDER BY entry.place DESC",
            [" AND ".join(_terms(question)), low, min(high, before - 1), limit],
        )
        return [Hit(*row) for row in cursor.fetchall()]


def _terms(question: Asked) -> Iterator[str]:
    """Each word as a phrase of its pairs, each group of marks as alternatives."""
    office = question.organisation
    for word in question.words:
        tokens = word_tokens(office, word, in_name=question.in_name)
        yield f'"{" ".join(tokens)}"'
    for group in question.any_of:
        marks = (mark_token(office, mark) for mark in group)
        yield f"({' OR '.join(marks)})"
