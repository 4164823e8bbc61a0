"""Journals that accounting software writes out（仕訳帳）, summed into a period's accounts."""

from banso.figures.rules.journals.reading import (
    Journal,
    JournalLine,
    Product,
    read_journal,
)
from banso.figures.rules.journals.summing import (
    Totals,
    draft_of,
    totals_from,
    totals_of,
)

__all__ = [
    "Journal",
    "JournalLine",
    "Product",
    "Totals",
    "draft_of",
    "read_journal",
    "totals_from",
    "totals_of",
]
