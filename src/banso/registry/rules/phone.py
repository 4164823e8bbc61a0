"""Telephone numbers（電話番号）in any form people type."""

import re
import unicodedata
from dataclasses import dataclass

from banso.core.japanese import digits
from banso.core.refusals import RuleViolation

_HYPHENS = re.compile(r"[‐‑‒–—―−ー─]")
_EXTENSION = re.compile(r"(?:内線|ext\.?|#)\s*\d{1,6}\)?$", re.IGNORECASE)
_ABROAD = re.compile(r"^\s*(?:\+|010-?)\s*81[\s-]*(?:\(?0\)?)?")
_ALLOWED = re.compile(r"[\d\s().\-/]+")
_ELEVEN_DIGITS = re.compile(r"0[5-9]0\d{8}|0800\d{7}")
_TEN_DIGITS = re.compile(r"0[1-9]\d{8}")
_GROUPINGS = (
    (re.compile(r"0(?:120|570|990)"), (4, 3, 3)),
    (re.compile(r"0800"), (4, 3, 4)),
    (re.compile(r"0[5-9]0"), (3, 4, 4)),
    (re.compile(r"0[36]"), (2, 4, 4)),
    (re.compile(r"027[046789]"), (4, 2, 4)),
    (re.compile(r"027"), (3, 3, 4)),
)
_GROUPS_TYPED = 3


@dataclass(frozen=True, slots=True)
class Phone:
    """A telephone number: its digits to match by, a form to read, and what was typed."""

    digits: str
    readable: str
    original: str


def parse_phone(text: str, *, field: str | None = None) -> Phone:
    """Read a Japanese telephone number: 027-373-0237, ０２７（３７３）０２３７, +81 27 373 0237.

    An extension（内線）is left out of the digits. Refuses letters, a missing area code, and numbers
    of a length or beginning that Japan does not have.
    """
    tidy = _HYPHENS.sub("-", unicodedata.normalize("NFKC", text)).strip()
    tidy = _ABROAD.sub("0", _EXTENSION.sub("", tidy)).strip(" (-")
    number = digits(tidy)
    if not _ALLOWED.fullmatch(tidy):
        raise _refusal("電話番号は数字とハイフンで、027-373-0237 のように入力してください。", field)
    if not number.startswith("0"):
        raise _refusal("市外局番から、027-373-0237 のように入力してください。", field)
    if not _is_japanese(number):
        raise _refusal(
            f"電話番号の桁数か番号が正しくありません（入力は{len(number)}桁）。"
            "固定電話は10桁、携帯電話は11桁です。",
            field,
        )
    return Phone(number, _readable(tidy, number), text)


def _refusal(message: str, field: str | None) -> RuleViolation:
    return RuleViolation("unreadable-phone", message, field=field)


def _is_japanese(number: str) -> bool:
    if _ELEVEN_DIGITS.fullmatch(number):
        return True
    return bool(_TEN_DIGITS.fullmatch(number)) and not _ELEVEN_DIGITS.match(number + "0")


def _readable(tidy: str, number: str) -> str:
    """Hyphenated by known numbering, else as the groups were typed, else the digits alone."""
    for beginning, lengths in _GROUPINGS:
        if beginning.match(number) and sum(lengths) == len(number):
            first, second, _ = lengths
            return f"{number[:first]}-{number[first : first + second]}-{number[first + second :]}"
    groups = re.findall(r"\d+", tidy)
    return "-".join(groups) if len(groups) == _GROUPS_TYPED else number
