"""Reads of the room: a business's periods side by side, and what the カルテ shows of them."""

from banso.figures.queries.statements import (
    KeyFigures,
    PeriodsPage,
    Shown,
    key_figures,
    periods_of,
    shown_for_entry,
)

__all__ = [
    "KeyFigures",
    "PeriodsPage",
    "Shown",
    "key_figures",
    "periods_of",
    "shown_for_entry",
]
