"""The corporate number（法人番号）: thirteen digits, the first of which checks the other twelve.

Source: 法人番号の指定等に関する省令 第2条. Explained in docs/rules/corporate-number.md.
"""

import re
import unicodedata

from banso.core.refusals import RuleViolation

LENGTH = 13
_INVOICE_NUMBER = re.compile(rf"[Tt][0-9]{{{LENGTH}}}")
_SEPARATORS = re.compile(r"[\s‐‑‒–—―−ー-]")


def check_digit(twelve: str) -> int:
    """The check digit of twelve digits: 9 − (Σ Pn·Qn mod 9), Qn 1, 2, 1, 2… from the right."""
    total = sum(int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(twelve)))
    return 9 - total % 9


def check_corporate_number(text: str, *, field: str | None = None) -> str:
    """Read a corporate number as thirteen ASCII digits; full width, spaces and hyphens are allowed.

    The T of an invoice number（インボイスの登録番号）before thirteen digits is left out.
    Refuses anything but digits, another length, and a first digit that does not check.
    """
    number = _SEPARATORS.sub("", unicodedata.normalize("NFKC", text))
    number = number[1:] if _INVOICE_NUMBER.fullmatch(number) else number
    if not number.isascii() or not number.isdecimal():
        raise RuleViolation(
            "corporate-number-not-digits", "法人番号は13桁の数字で入力してください。", field=field
        )
    if len(number) != LENGTH:
        raise RuleViolation(
            "corporate-number-length",
            f"法人番号は13桁です（入力は{len(number)}桁）。{_hint(number)}",
            field=field,
        )
    expected = check_digit(number[1:])
    if int(number[0]) != expected:
        raise RuleViolation(
            "corporate-number-check-digit",
            f"法人番号の検査用数字（先頭の1桁）が合いません。先頭が{number[0]}ですが、"
            f"残り12桁から計算すると{expected}になります。どこかの桁の打ち間違いがないか確かめてください。",
            field=field,
        )
    return number


def _hint(number: str) -> str:
    """What a number of another length probably is."""
    if len(number) == LENGTH - 1:
        return "登記簿の会社法人等番号（12桁）ではなく、その先頭に1桁が付いた番号です。"
    return "国税庁の法人番号公表サイトで確かめてください。"
