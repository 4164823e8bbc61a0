"""The columns of a ledger（台帳の列）: what an office heads them with, and what is in them.

The words are in ``columns.toml``. A guess is only a proposal: a person sees it beside samples of
the values and may change any of it.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from banso.core.japanese import digits, fold, is_kana
from banso.core.refusals import RuleViolation
from banso.registry.rules.corporate_number import check_corporate_number
from banso.registry.rules.phone import parse_phone
from banso.registry.rules.postcodes import normalise_postcode

Columns = dict[int, str]
_BRACKETS = re.compile(r"[(（［\[【〔].*?[)）］\]】〕]")
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_ADDRESS = re.compile(r"(?:.{2,3}[都道府県])?.{1,8}?[市区町村郡].*\d")
_PERSON = re.compile(r"[\u4e00-\u9fff々]{1,4}[ \u3000][\u3041-\u30ff\u4e00-\u9fff々]{1,4}")
_UNITS = (("千円", 1_000), ("万円", 10_000), ("百万円", 1_000_000))
_OWN_KANA = "name_kana"


@dataclass(frozen=True, slots=True)
class LedgerColumn:
    """One meaning a column may have: its field, our word for it, the words that head it."""

    key: str
    label: str
    words: tuple[str, ...]
    looks: str = ""
    export: bool = True


@cache
def ledger_columns() -> tuple[LedgerColumn, ...]:
    """Every meaning, in the order of the export."""
    return tuple(
        LedgerColumn(**{**row, "words": tuple(row["words"])}) for row in _table()["column"]
    )


@cache
def answers(key: str) -> dict[str, str]:
    """The values of a column with only a few answers, by each folded word that means them."""
    words: dict[str, list[str]] = _table()["words"][key]
    return {_folded(word): value for value, some in words.items() for word in some}


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("columns.toml").read_text(encoding="utf-8"))


def exported_columns() -> tuple[LedgerColumn, ...]:
    """The columns that are written to an export."""
    return tuple(column for column in ledger_columns() if column.export)


@cache
def labels() -> dict[str, str]:
    """Our word for each field."""
    return {column.key: column.label for column in ledger_columns()}


@cache
def _by_word() -> dict[str, str]:
    """Which field each heading means, headings folded."""
    return {
        _folded(word): column.key
        for column in reversed(ledger_columns())
        for word in (*column.words, column.label)
    }


def _folded(heading: str) -> str:
    return fold(heading) or "".join(heading.split())


def meaning_of(heading: str) -> str:
    """The field a heading means; nothing when no word fits.

    As it stands, then without what is in brackets, then each word of a heading of two rows.
    """
    known = _by_word()
    parts = heading.split()
    tried = (
        heading,
        _BRACKETS.sub("", heading),
        "".join(parts),
        *(_BRACKETS.sub("", part) for part in reversed(parts)),
    )
    return next((known[word] for word in map(_folded, tried) if word in known), "")


def is_heading(text: str) -> bool:
    """Whether the text heads a column of a ledger."""
    return bool(text) and len(text) <= 40 and bool(meaning_of(text))  # noqa: PLR2004 - no prose


def unit_of(heading: str) -> int:
    """How many yen an amount of the column is: 「資本金（千円）」 gives 1,000; without a unit 1."""
    tidy = unicodedata.normalize("NFKC", heading)
    found = [times for word, times in _UNITS if word in tidy]
    return max(found, default=1)


def guess_columns(headings: Sequence[str], samples: Sequence[Sequence[str]]) -> Columns:
    """Guess each column's meaning from its heading, then, where it says nothing, from its values.

    No meaning is given twice. A bare フリガナ beside the owner's name is the owner's.
    """
    found: Columns = {}
    for at, heading in enumerate(headings):
        meant = meaning_of(heading) if heading else ""
        if meant == _OWN_KANA and found.get(at - 1) == "owner_name":
            meant = "owner_kana"
        if meant and meant not in found.values():
            found[at] = meant
    for at, values in enumerate(samples):
        is_open = at not in found and not (at < len(headings) and headings[at])
        meant = _by_values(values, found.values()) if is_open else ""
        if meant:
            found[at] = meant
    return dict(sorted(_named(found, headings).items()))


def _named(found: Columns, headings: Sequence[str]) -> Columns:
    """Where no column is the name but one is headed 氏名, that is the name of the business."""
    if "name" in found.values():
        return found
    for at, key in found.items():
        if key == "owner_name" and fold(headings[at]) == fold("氏名"):
            return {**found, at: "name"}
    return found


def _by_values(values: Sequence[str], taken: Iterable[str]) -> str:
    """The meaning that at least four in five of the values look like."""
    filled = [value for value in values if value]
    if not filled:
        return ""
    for key, looks in _LOOKS:
        if key not in taken and sum(map(looks, filled)) * 5 >= len(filled) * 4:
            return key
    return ""


def _reads(read: Callable[[str], object]) -> Callable[[str], bool]:
    def can_be_read(text: str) -> bool:
        try:
            read(text)
        except RuleViolation:
            return False
        return True

    return can_be_read


def _is_trade_name(text: str) -> bool:
    return any(
        word in fold(text) for word in ("株式会社", "有限会社", "合同会社", "商店", "製作所")
    )


_is_postcode = _reads(normalise_postcode)
_is_phone = _reads(parse_phone)
_is_corporate_number = _reads(check_corporate_number)
_LOOKS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("public_id", lambda text: _UUID.fullmatch(text.lower()) is not None),
    ("corporate_number", lambda text: len(digits(text)) == 13 and _is_corporate_number(text)),  # noqa: PLR2004
    ("postcode", _is_postcode),
    ("phone", _is_phone),
    ("fax", _is_phone),
    ("email", lambda text: re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", text) is not None),
    ("website", lambda text: text.lower().startswith(("http://", "https://", "www."))),
    ("name_kana", is_kana),
    ("address", lambda text: _ADDRESS.match(unicodedata.normalize("NFKC", text)) is not None),
    ("owner_name", lambda text: _PERSON.fullmatch(text) is not None),
    ("name", _is_trade_name),
)


def headings_key(headings: Sequence[str]) -> str:
    """What a set of headings is remembered by: its different headings, folded and in order."""
    return "|".join(sorted({_folded(heading) for heading in headings if heading}))


@dataclass(frozen=True, slots=True)
class Recalled:
    """What a remembered ledger says of a new one: meanings, and headings that are missing now."""

    columns: Columns
    missing: tuple[str, ...]


def recall(headings: Sequence[str], remembered: Mapping[str, str]) -> Recalled:
    """Give the columns the meanings their headings had the last time; say which are missing.

    ``remembered`` maps headings to fields; an empty field means that the column was not used.
    """
    places = {heading: at for at, heading in reversed(list(enumerate(headings))) if heading}
    columns = {
        places[heading]: key for heading, key in remembered.items() if key and heading in places
    }
    missing = tuple(heading for heading, key in remembered.items() if key and heading not in places)
    return Recalled(dict(sorted(columns.items())), missing)
