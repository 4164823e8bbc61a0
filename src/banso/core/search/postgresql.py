"""The words of the index in PostgreSQL: a tsvector under GIN, and the entries in their order.

GIN finds rows by words but knows no order; the entries lie in order but know no words. Rare words
are therefore taken from GIN and sorted, frequent ones met by reading the newest entries: what is
in a third of them need not be asked of GIN at all. What GIN says of pairs is checked on the text
itself: pairs that occur need not adjoin.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from operator import attrgetter

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from banso.core.search.entries import HIGHEST, LEADS, Asked, Hit
from banso.core.search.models import IndexEntry
from banso.core.search.words import mark_token, word_tokens

_READ_ON = 4_000  # newest entries read in search of a frequent word before GIN is asked
_OTHER_WAYS = ("enable_seqscan", "enable_indexscan", "enable_indexonlyscan", "jit")
_COLUMNS = "place, organisation, kind, row, business, names, texts, marks"


def add(entries: Sequence[IndexEntry], words: Sequence[Sequence[str]]) -> None:
    """Keep the entries and their words."""
    rows = [
        [*(getattr(entry, name) for name in _COLUMNS.split(", ")), list(own)]
        for entry, own in zip(entries, words, strict=True)
    ]
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO core_indexentry ({_COLUMNS}, words) VALUES"  # noqa: S608 - our own names
            " (%s, %s, %s, %s, %s, %s, %s, %s, array_to_tsvector(%s::text[]))",
            rows,
        )


def remove(entries: Sequence[IndexEntry], words: Sequence[Sequence[str]]) -> None:
    """Take the entries out; their words go with them."""
    del words
    IndexEntry.objects.filter(place__in=[entry.place for entry in entries]).delete()


def clear() -> None:
    """Empty the index; its words are gathered again at the end, not row by row."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE core_indexentry IN ACCESS EXCLUSIVE MODE")
        cursor.execute("TRUNCATE core_indexentry")
        cursor.execute("DROP INDEX core_indexentry_words")


def settle() -> None:
    """Gather the words of all that came in, and let the planner know of it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE INDEX core_indexentry_words ON core_indexentry USING gin (words)"
            " WITH (fastupdate = off)"
        )
        cursor.execute("ANALYZE core_indexentry")


def some(question: Asked, *, limit: int) -> list[Hit]:
    """Up to ``limit`` hits, in no order."""
    if not question.leads:
        met = _by_reading(question, HIGHEST, limit, most=limit * 3)
        if len(met) >= limit:
            return met
    with _by_words() as cursor:
        return _from_words(cursor, question, HIGHEST, "LIMIT %s", [limit])


def newest(question: Asked, *, limit: int, before: int = HIGHEST) -> list[Hit]:
    """Up to ``limit`` hits below the place ``before``, newest first."""
    found = _by_reading(question, before, limit, most=_READ_ON)
    if len(found) < limit:
        with _by_words() as cursor:
            found = _from_words(cursor, question, before, "", [])
    return sorted(found, key=attrgetter("place"), reverse=True)[:limit]


@contextmanager
def _by_words() -> Iterator[CursorWrapper]:
    """Have GIN used: the planner cannot know how often words occur together, and may read on."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("; ".join(f"SET LOCAL {name} = off" for name in _OTHER_WAYS))
        yield cursor
        cursor.execute("; ".join(f"SET LOCAL {name} TO DEFAULT" for name in _OTHER_WAYS))


def _from_words(
    cursor: CursorWrapper, question: Asked, before: int, ending: str, extra: Sequence[int]
) -> list[Hit]:
    checks, values = _checks(question)
    low, high = question.places
    cursor.execute(
        "SELECT place, kind, row FROM core_indexentry"  # noqa: S608 - only our own conditions
        f" WHERE words @@ %s::tsquery AND place BETWEEN %s AND %s{checks} {ending}",
        [" & ".join(_terms(question)), low, min(high, before - 1), *values, *extra],
    )
    return [Hit(*row) for row in cursor.fetchall()]


def _by_reading(question: Asked, before: int, limit: int, *, most: int) -> list[Hit]:
    """What is met among the ``most`` newest entries, read one after the other."""
    checks, values = _checks(question)
    low, high = question.places
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT place, kind, row FROM ("  # noqa: S608 - only our own conditions
            "SELECT place, kind, row, names, texts, marks FROM core_indexentry"
            " WHERE organisation = %s AND place BETWEEN %s AND %s"
            f" ORDER BY place DESC LIMIT %s) AS latest WHERE true{checks} LIMIT %s",
            [question.organisation, low, min(high, before - 1), most, *values, limit],
        )
        return [Hit(*row) for row in cursor.fetchall()]


def _terms(question: Asked) -> Iterator[str]:
    """Every pair of every word, and of each group of marks one."""
    office = question.organisation
    for word in question.words:
        tokens = word_tokens(office, word, in_name=question.in_name)
        yield from (f"'{token}'" for token in dict.fromkeys(tokens))
    if question.leads:
        yield f"'{mark_token(office, LEADS)}'"
    for group in question.any_of:
        marks = (f"'{mark_token(office, mark)}'" for mark in group)
        yield f"({' | '.join(marks)})"


def _checks(question: Asked) -> tuple[str, list[str]]:
    """The same question put to the text itself."""
    clauses = ""
    values: list[str] = []
    for word in question.words:
        clauses += (
            " AND names LIKE %s" if question.in_name else " AND (names LIKE %s OR texts LIKE %s)"
        )
        values += [f"%{word}%"] * (1 if question.in_name else 2)
    for group in question.any_of:
        clauses += f" AND ({' OR '.join(['marks LIKE %s'] * len(group))})"
        values += [f"% {mark} %" for mark in group]
    return clauses, values
