"""Amounts as people and files write them, in the unit of the paper（円・千円・万円）."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from enum import StrEnum

from banso.core.money import LARGEST
from banso.core.refusals import RuleViolation

LONGEST = 40  # characters of one cell
_HYPHENS = re.compile(r"[‐‑‒–—―−ー]")
_AMOUNT = re.compile(
    r"(?P<open>\()?(?P<sign>[△▲-])?[¥\\]?(?P<late>[△▲-])?"
    r"(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<part>\d+))?(?P<unit>万円|千円|円)?(?P<close>\))?"
)
_COUNT = re.compile(r"(?P<number>\d{1,5}(?:\.\d)?)(?:人|名)?")
_DIGITS = re.compile(r"\d")
_MOST_DIGITS = 15


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

    Reads １２，３４５ ¥1,234 △1,234 ▲1,234 (1,234) -1,234, 1,200万円, and 12.345 where the unit is
    千円.
    Refuses words, misplaced commas, fractions of a yen, two signs, and 1,000兆円 or more.
    """
    tidy = _HYPHENS.sub("-", "".join(unicodedata.normalize("NFKC", text).split()))
    if not tidy:
        return None
    if len(_DIGITS.findall(tidy)) > _MOST_DIGITS:
        raise _too_large()
    found = _AMOUNT.fullmatch(tidy)
    if found is None or not _is_balanced(found):
        raise RuleViolation("unreadable-amount", _unreadable(text))
    of_one = {"万円": 10_000, "千円": 1_000, "円": 1, None: unit.yen}[found["unit"]]
    exact = Decimal(f"{found['whole'].replace(',', '')}.{found['part'] or 0}") * of_one
    if exact != int(exact):
        raise RuleViolation("fraction-of-yen", _fraction(text, of_one))
    if exact >= LARGEST:
        raise _too_large()
    return -int(exact) if found["open"] or found["sign"] or found["late"] else int(exact)


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


def _is_balanced(found: re.Match[str]) -> bool:
    signs = sum(bool(found[name]) for name in ("open", "sign", "late"))
    return bool(found["open"]) == bool(found["close"]) and signs <= 1


def _too_large() -> RuleViolation:
    words = "金額が大きすぎます（15桁まで）。桁と単位（円・千円）を確かめてください。"
    return RuleViolation("amount-too-large", words)


def _unreadable(text: str) -> str:
    return f"「{_short(text)}」は金額として読めません。12,345 や △1,234 のように入力してください。"


def _fraction(text: str, of_one: int) -> str:
    places = len(str(of_one)) - 1
    advice = (
        f"小数は{places}桁まで（1円単位）にしてください" if places else "整数で入力してください"
    )
    return f"「{_short(text)}」には1円より細かい端数があります。{advice}。"


def _short(text: str) -> str:
    tidy = " ".join(text.split())
    return tidy if len(tidy) <= LONGEST else f"{tidy[:LONGEST]}…"
