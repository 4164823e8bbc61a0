"""Amounts as people and files write them, in the unit of the paper（円・千円・万円）."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from enum import StrEnum

from banso.core.money import read_yen
from banso.core.refusals import RuleViolation

LONGEST = 40  # characters of one cell
_COUNT = re.compile(r"(?P<number>\d{1,5}(?:\.\d)?)(?:人|名)?")


class MoneyUnit(StrEnum):
    """What 1 in a cell stands for."""

    YEN = "yen"
    THOUSAND_YEN = "thousand-yen"
    TEN_THOUSAND_YEN = "ten-thousand-yen"

    @property
    def yen(self) -> int:
        """How many yen 1 is."""
        return int(10**self.places)

    @property
    def places(self) -> int:
        """How many places below 1 are whole yen: 3 in 千円, 4 in 万円."""
        return {"yen": 0, "thousand-yen": 3, "ten-thousand-yen": 4}[self.value]


# The units that statements of accounts are written in; 万円 is what owners say, and no paper has.
UNIT_NAMES = {MoneyUnit.YEN: "円", MoneyUnit.THOUSAND_YEN: "千円"}


def read_amount(text: str, unit: MoneyUnit = MoneyUnit.YEN) -> int | None:
    """An amount in whole yen; a blank cell is ``None``, which is not zero.

    Read as ``read_yen`` does: a number without a unit is in the unit of the paper.
    """
    return read_yen(text, of_one=unit.yen)


def read_employees(text: str) -> Decimal | None:
    """How many people work there, to one place（3.5人）; blank is unknown."""
    tidy = "".join(unicodedata.normalize("NFKC", text).split()).replace(",", "")
    if not tidy:
        return None
    found = _COUNT.fullmatch(tidy)
    if found is None:
        words = f"「{_short(text)}」は人数として読めません。5 や 3.5 のように入力してください。"
        raise RuleViolation("unreadable-count", words)
    return Decimal(found["number"])


def shown_amount(amount: int | None, unit: MoneyUnit = MoneyUnit.YEN) -> str:
    """A stored amount as the paper shows it: 「△1,234」; in 千円 with its odd yen: 「12.345」."""
    if amount is None:
        return ""
    whole, rest = divmod(abs(amount), unit.yen)
    part = f".{rest:0{unit.places}}".rstrip("0") if rest else ""
    return f"{'△' if amount < 0 else ''}{whole:,}{part}"


def _short(text: str) -> str:
    tidy = " ".join(text.split())
    return tidy if len(tidy) <= LONGEST else f"{tidy[:LONGEST]}…"
