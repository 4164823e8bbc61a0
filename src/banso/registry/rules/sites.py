"""Where a business stands, read from an address in any form people write it（番地の書き方）.

For comparing only: 「高崎市棟高町1丁目2番地3号」 and 「大字棟高一丁目二番３」 are one site.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from banso.core.japanese import fold

_DIGITS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_NUMERAL = "〇一二三四五六七八九十百千"
# Kanji numerals count as figures only before what a figure stands before: 三ツ寺町 stays a town.
_KANJI_FIGURE = re.compile(
    rf"[{_NUMERAL}]+(?=\s*(?:丁目|番地|番(?!町)|号|[-のノ之]\s*[\d{_NUMERAL}]|[\d]|$))"
)
_HYPHENS = re.compile(r"[‐‑‒–—―−－ー─━ｰ~〜～]")
_POSTCODE = re.compile(r"^\s*〒?\s*\d{3}-?\d{4}(?=\D)|〒\s*\d{3}-?\d{4}")
_PREFECTURE = re.compile(r"^(?:北海道|東京都|京都府|大阪府|..県|...県)")
_HAMLET = re.compile(r"(?<=\S)\s*(?<!文)(?:小字|字).*$")  # 小字 is left out as often as written
_BETWEEN = re.compile(r"(?<=\d)\s*(?:丁目|番地|番|号|-|の|ノ|之|、|,|\s)+\s*(?=\d)")
_NUMBERS = re.compile(r"\d+(?:-\d+)*")
_AFTER_NUMBERS = re.compile(r"^\s*(?:丁目|番地|番|号地|号(?!室|棟|館|店)|地内|地先|\s)*")
_AREAS = re.compile(r"(?<=[市郡区町村])")
_CITY = re.compile(".+?市")
_AS_SAID = str.maketrans("ッャュョヵガカ", "ツヤユヨケケケ")  # 三ッ寺, 稲荷が丘
_SMALLEST_LOT = 30  # 丁目 never come near it; a 番地 alone is seldom below


@dataclass(frozen=True, slots=True)
class Site:
    """A place in comparable parts: the city, the town, the house numbers, the building.

    ``town`` is the last of the area's names（棟高）without 町 or 村, which people leave out; empty
    where only a city is known.
    """

    city: str = ""
    town: str = ""
    numbers: tuple[int, ...] = ()
    building: str = ""

    @property
    def lot(self) -> str:
        """What two writings of one site have in common, for finding them; nothing if too little."""
        if not self.town or not self.numbers:
            return ""
        is_lot = self.numbers[0] >= _SMALLEST_LOT
        return f"{self.town}{self.numbers[: 1 if is_lot else 2]}"


@lru_cache(maxsize=4096)
def read_site(address: str) -> Site:
    """Read an address; parts that are not there stay empty, nothing is refused."""
    text = _POSTCODE.sub("", _HYPHENS.sub("-", unicodedata.normalize("NFKC", address)))
    text = _KANJI_FIGURE.sub(lambda figure: str(_number(figure[0])), text.replace("\n", " "))
    text = _BETWEEN.sub("-", _PREFECTURE.sub("", text.strip()))
    found = _NUMBERS.search(text)
    written = text[: found.start()] if found else text
    numbers = tuple(int(part) for part in found[0].split("-")) if found else ()
    rest = _AFTER_NUMBERS.sub("", text[found.end() :]) if found else ""
    area = fold(_HAMLET.sub("", written.replace("大字", ""))).rstrip("ー").translate(_AS_SAID)
    city = _CITY.match(area)
    return Site(city[0] if city else "", _town(area), numbers, fold(rest))


def _town(area: str) -> str:
    """「高崎市棟高町」 and 「群馬郡群馬町棟高」 are both of 棟高."""
    parts = [part for part in _AREAS.split(area) if part]
    last = parts[-1] if parts else ""
    if last.endswith(("市", "郡", "区")):
        return ""
    if last in {"町", "村"} and len(parts) > 1:
        last = parts[-2] + last
    return last[:-1] if len(last) > 1 and last[-1] in "町村" else last


def _number(figure: str) -> int:
    """「二十三」 and 「二三」 are both 23."""
    if not any(sign in _PLACES for sign in figure):
        return int("".join(str(_DIGITS[sign]) for sign in figure))
    total, held = 0, 0
    for sign in figure:
        if sign in _PLACES:
            total, held = total + (held or 1) * _PLACES[sign], 0
        else:
            held = _DIGITS[sign]
    return total + held


def is_within(shorter: tuple[int, ...], longer: tuple[int, ...]) -> bool:
    """Whether the longer house number only adds to the shorter: 1-2 and 1-2-3."""
    return len(shorter) < len(longer) and longer[: len(shorter)] == shorter
