"""The register as a ledger again（台帳の書出し）: in the columns an import reads, with 管理番号."""

from __future__ import annotations

from collections.abc import Iterator

from banso.accounts.models import Organisation
from banso.registry.models import BusinessQuerySet
from banso.registry.queries.import_register import ATTRIBUTES, names_of
from banso.registry.rules.columns import exported_columns
from banso.registry.rules.ledger_cells import COUNTED, Stored
from banso.registry.rules.ledger_words import NamesOf, in_words

NUMBERS = frozenset({"capital_yen", *COUNTED})


def exported_rows(
    rows: BusinessQuerySet, organisation: Organisation
) -> Iterator[list[str | int | None]]:
    """One row for each business, in the order of ``exported_columns``; unknown stays empty."""
    names = names_of(organisation)
    keys = [column.key for column in exported_columns()]
    found = rows.values_list(*(ATTRIBUTES.get(key, key) for key in keys))
    for values in found.iterator(chunk_size=2_000):
        yield [_cell(key, value, names) for key, value in zip(keys, values, strict=True)]


def _cell(key: str, value: Stored, names: NamesOf) -> str | int | None:
    if key in NUMBERS and isinstance(value, int):
        return value
    if key == "public_id":
        return str(value)
    return in_words(key, value, names) or None
