"""Money in whole yen: written for people, read from ledgers and spreadsheets."""

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal

from banso.core.refusals import RuleViolation

LARGEST = 10**15
_AMOUNT = re.compile(
    r"(?P<open>\()?(?P<sign>[△▲-])?[¥\\]?(?P<late_sign>[△▲-])?"
    r"(?P<number>\d{1,3}(?:,\d{3})+|\d+)(?P<unit>千円|万円|円)?(?P<close>\))?"
)
_UNITS = {"千円": 1_000, "万円": 10_000, "円": 1, None: 1}
_HYPHENS = re.compile(r"[‐‑‒–—―−ー]")


def yen(amount: int) -> str:
    """Whole yen with the unit: 「1,234円」, a loss as 「△1,234円」."""
    return f"{with_triangle(amount)}円"


def thousand_yen(amount: int) -> str:
    """Whole yen as 千円, the nearest thousand (half away from zero): 「1,235千円」."""
    thousands = (Decimal(amount) / 1_000).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    return f"{with_triangle(int(thousands))}千円"


def with_triangle(amount: int) -> str:
    """A number with separators, a negative one as accountants write it: 「△1,234」."""
    return f"△{-amount:,}" if amount < 0 else f"{amount:,}"


def parse_yen(text: str, *, field: str | None = None) -> int:
    """Read an amount in whole yen: 12,345 / ¥12,345 / △1,234 / (1,234) / 6,200千円 / full width.

    Refuses misplaced separators, fractions of a yen, unbalanced brackets, two signs, and amounts
    of 1,000兆円 or more.
    """
    tidy = unicodedata.normalize("NFKC", text)
    tidy = _HYPHENS.sub("-", "".join(tidy.split()))
    found = _AMOUNT.fullmatch(tidy)
    if found is None or not _is_balanced(found):
        raise RuleViolation(
            "unreadable-amount",
            f"「{text.strip()}」は金額として読めません。"
            "12,345 や △1,234 のように、円単位の整数で入力してください。",
            field=field,
        )
    amount = int(found["number"].replace(",", "")) * _UNITS[found["unit"]]
    if amount >= LARGEST:
        raise RuleViolation(
            "amount-too-large",
            "金額が大きすぎます。円単位で入力しているか確かめてください。",
            field=field,
        )
    is_negative = found["open"] or found["sign"] or found["late_sign"]
    return -amount if is_negative else amount


def _is_balanced(found: re.Match[str]) -> bool:
    """Whether brackets come in pairs and the sign was given once."""
    signs = sum(bool(found[name]) for name in ("open", "sign", "late_sign"))
    return bool(found["open"]) == bool(found["close"]) and signs <= 1
