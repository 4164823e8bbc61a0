"""What a row says other than what is kept（違う値）: fields changed, numbers that differ.

What differs only in form（表記だけの違い）, as the reader itself would tidy it, is the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from banso.core.japanese import digits, normalise_input
from banso.registry.rules.ledger_cells import COUNTED, CellReader, OfficeWords, Stored
from banso.registry.rules.ledger_rows import Values

_NOBODY = OfficeWords(date.max)
_CHOSEN = frozenset({"public_id", "legal_form", "membership", "successor"})
_PHONES = frozenset({"phone", "fax"})
_EMPTY: Mapping[str, Stored] = {"membership": "unknown", "successor": "unknown"}
NUMBER_LABELS = {"corporate_number": "法人番号", "member_number": "会員番号"}
_AS_NUMBER = frozenset(
    {"district", "adviser", "capital_yen", "founded_year", "owner_birth_year", *COUNTED}
)


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


def emptied(key: str) -> Stored:
    """What a field holds when nothing is known."""
    return None if key in _AS_NUMBER else _EMPTY.get(key, "")


def differing(values: Values, before: Values) -> Values:
    """The values that say something other than before; another form of the same is no change."""
    return {
        key: value
        for key, value in values.items()
        if not is_same(key, value, before.get(key, emptied(key)))
    }


def kept_of(values: Values, before: Mapping[str, Stored]) -> Values:
    """What is kept in the fields of the values."""
    return {key: before.get(key, emptied(key)) for key in values}


def number_changes(values: Values, before: Mapping[str, Stored]) -> list[str]:
    """That a number the business has becomes another one, in words."""
    pairs = [(key, before.get(key), values.get(key)) for key in NUMBER_LABELS]
    return [
        f"{NUMBER_LABELS[key]}が違います（「{old}」→「{new}」）。同じ事業者か確かめてください。"
        for key, old, new in pairs
        if old and new and old != new
    ]


def numbers_differ(values: Values, before: Values) -> bool:
    """Whether both have a number and not the same one: then likeness alone is not enough."""
    pairs = [(values.get(key), before.get(key)) for key in NUMBER_LABELS]
    return any(here and there and here != there for here, there in pairs)
