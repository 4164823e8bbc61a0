"""Yardsticks: the least the database could be asked for the same answer."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection, transaction

from banso.core.fiscal_year import FiscalYear
from banso.programme.measures import is_recorded
from banso.programme.queries import Plan

# One hand-written statement for each set of topics: the year's 延べ and 実数, grouped.
_COUNTS = """
SELECT CASE {cases} END AS year, COUNT(*), COUNT(DISTINCT r.business_id)
FROM records_supportrecord r
JOIN records_supportrecord_topics t ON t.supportrecord_id = r.id
JOIN records_topic k ON k.id = t.topic_id
LEFT JOIN records_withdrawal w ON w.record_id = r.id
WHERE r.organisation_id = %s AND w.id IS NULL AND k.key = %s AND r.on BETWEEN %s AND %s
GROUP BY 1
"""


def raw_counts(plan: Plan, years: Sequence[FiscalYear]) -> dict[str, list[tuple[object, ...]]]:
    """The same counts as the five-year table's recorded lines, by raw SQL alone."""
    cases = " ".join(
        f"WHEN r.on <= '{year.last_day}' THEN {number}" for number, year in enumerate(years)
    )
    statement = _COUNTS.format(cases=cases).replace("r.on", f"r.{connection.ops.quote_name('on')}")
    topics = {line.options.topics for line in plan.document.indicators if is_recorded(line)}
    found = {}
    with connection.cursor() as cursor:
        for topic, *_ in topics:
            span = [years[0].first_day, years[-1].last_day]
            cursor.execute(statement, [plan.programme.organisation_id, topic, *span])
            found[topic] = cursor.fetchall()
    return found


def prepare_bare_table() -> None:
    """A table of one column in the product's own database, for bare commits."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_row (word TEXT)")


def commit_one_row() -> None:
    """One small row, inserted and committed with the product's own durability."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO bench_row (word) VALUES ('x')")


def raw_businesses(organisation_id: int) -> list[tuple[object, ...]]:
    """The first page of the register and its count, by raw SQL alone."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT COUNT(*) FROM registry_business WHERE organisation_id = %s", [organisation_id]
        )
        cursor.fetchone()
        cursor.execute(
            "SELECT * FROM registry_business WHERE organisation_id = %s"
            " ORDER BY name_kana, name, id LIMIT 50",
            [organisation_id],
        )
        return list(cursor.fetchall())
