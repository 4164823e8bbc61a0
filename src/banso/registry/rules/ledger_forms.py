"""Values that differ only in form（表記だけの違い）: what a reader would tidy is no change."""

from __future__ import annotations

from datetime import date

from banso.core.japanese import digits, normalise_input
from banso.registry.rules.ledger_cells import CellReader, OfficeWords, Stored

_NOBODY = OfficeWords(date.max)
_CHOSEN = frozenset({"public_id", "legal_form", "membership", "successor"})
_PHONES = frozenset({"phone", "fax"})


def is_same(key: str, value: Stored, kept: Stored) -> bool:
    """Whether a value says what is kept already: 「９０２２番地」 and 「9022番地」 do.

    Width, spaces at the ends, kana of the readings, hyphens of telephone numbers.
    """
    return value == kept or _form(key, value) == _form(key, kept)


def _form(key: str, value: Stored) -> Stored:
    """The value as it would be read from a cell; a telephone as its digits."""
    if not isinstance(value, str) or not value or key in _CHOSEN:
        return value
    if key in _PHONES:
        return digits(normalise_input(value)) or value
    found = CellReader(_NOBODY).read(key, value).value
    return normalise_input(value) if found is None else found
