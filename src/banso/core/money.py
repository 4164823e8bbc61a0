"""Money in whole yen: written for people, read from ledgers and spreadsheets."""

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from banso.core.refusals import RuleViolation

LARGEST = 10**15
# What a refusal tells people they may write.
EXAMPLES = "12,345 や △1,234、705万円、1.2億円のように入力してください。"
_LONGEST = 40  # characters of what was typed, in a refusal
_MOST_DIGITS = 15
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_BELOW = rf"(?:{_NUMBER}千)?(?:{_NUMBER}百)?(?:{_NUMBER})?"
_AMOUNT = re.compile(
    r"(?P<open>\()?(?P<sign>[△▲-])?[¥\\]?(?P<late>[△▲-])?"
    rf"(?P<number>(?:{_BELOW}億)?(?:{_BELOW}万)?{_BELOW})(?P<yen>円)?(?P<close>\))?"
)
_PART = re.compile(rf"(?P<number>{_NUMBER})(?P<small>[千百]?)(?P<large>[億万]?)")
_SMALL = {"千": 1_000, "百": 100, "": 1}
_LARGE = {"億": 100_000_000, "万": 10_000, "": 1}
_CUT_SHORT = re.compile(r"[億万千百]\d{1,2}$")  # 「80万5」: 5円 or 5千?
_DIGITS = re.compile(r"\d")
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
    """Read an amount in whole yen, as ``read_yen`` does; a blank one is refused too."""
    amount = read_yen(text, field=field)
    if amount is None:
        raise _unreadable(text, field)
    return amount


def read_yen(text: str, *, of_one: int = 1, field: str | None = None) -> int | None:
    """Read an amount as people and papers write it, in whole yen; blank is ``None``, not zero.

    12,345 / ¥12,345 / △1,234 / (1,234) / 7,050千円 / 705万 / 80万5千 / 5千万円 / 1.2億, also in
    full width.
    A number without a unit is so many times ``of_one`` yen: 1,000 on a paper in 千円.

    Refuses words, misplaced separators, fractions of a yen, unbalanced brackets, two signs, a unit
    with one or two digits after it（80万5）, and amounts of 1,000兆円 or more.
    """
    tidy = _HYPHENS.sub("-", "".join(unicodedata.normalize("NFKC", text).split()))
    if not tidy:
        return None
    if len(_DIGITS.findall(tidy)) > _MOST_DIGITS:
        raise _too_large(field)
    found = _AMOUNT.fullmatch(tidy)
    parts = _parts(found["number"], 1 if found["yen"] else of_one) if found else []
    if found is None or not parts or not _is_balanced(found) or _CUT_SHORT.search(tidy):
        raise _unreadable(text, field)
    exact = sum((number * unit for number, unit in parts), Decimal(0))
    if exact != int(exact):
        raise _fraction(text, parts[-1][1], field)
    if exact >= LARGEST:
        raise _too_large(field)
    return -int(exact) if found["open"] or found["sign"] or found["late"] else int(exact)


def _parts(number: str, of_one: int) -> list[tuple[Decimal, int]]:
    """「80万5千」 as 80 times 10,000 and 5 times 1,000; empty where the parts do not fit together.

    Every part is smaller than the unit before it, and only the last has a point: 「1.5万3千」 and
    「80万50000」 are slips.
    """
    found = list(_PART.finditer(number))
    if "".join(part[0] for part in found) != number:
        return []
    parts: list[tuple[Decimal, int]] = []
    large = 1
    for part in reversed(found):
        large = _LARGE[part["large"]] if part["large"] else large
        parts.insert(0, (Decimal(part["number"].replace(",", "")), _SMALL[part["small"]] * large))
    if len(parts) == 1 and not (found[0]["small"] or found[0]["large"]):
        return [(parts[0][0], of_one)]
    fits = all(
        whole == int(whole) and rest * below < unit
        for (whole, unit), (rest, below) in pairwise(parts)
    )
    return parts if fits else []


def _is_balanced(found: re.Match[str]) -> bool:
    """Whether brackets come in pairs and the sign was given once."""
    signs = sum(bool(found[name]) for name in ("open", "sign", "late"))
    return bool(found["open"]) == bool(found["close"]) and signs <= 1


def _unreadable(text: str, field: str | None) -> RuleViolation:
    words = f"「{_short(text)}」は金額として読めません。{EXAMPLES}"
    return RuleViolation("unreadable-amount", words, field=field)


def _too_large(field: str | None) -> RuleViolation:
    words = "金額が大きすぎます（15桁まで）。桁と単位（円・千円・万円）を確かめてください。"
    return RuleViolation("amount-too-large", words, field=field)


def _fraction(text: str, of_one: int, field: str | None) -> RuleViolation:
    places = len(str(of_one)) - 1
    advice = (
        f"小数は{places}桁まで（1円単位）にしてください" if places else "整数で入力してください"
    )
    words = f"「{_short(text)}」には1円より細かい端数があります。{advice}。"
    return RuleViolation("fraction-of-yen", words, field=field)


def _short(text: str) -> str:
    tidy = " ".join(text.split())
    return tidy if len(tidy) <= _LONGEST else f"{tidy[:_LONGEST]}…"
