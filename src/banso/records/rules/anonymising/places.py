"""Names of places: what is in the office's own area becomes 市内 or 地区内."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from banso.records.rules.anonymising.parts import Found, Known, Rule, level, narrow

_SHORTEST = 2
_PREFECTURES = (
    "北海道|東京都|大阪府|京都府|(?:青森|岩手|宮城|秋田|山形|福島|茨城|栃木|群馬|埼玉|千葉|神奈川"
    "|新潟|富山|石川|福井|山梨|長野|岐阜|静岡|愛知|三重|滋賀|兵庫|奈良|和歌山|鳥取|島根|岡山|広島"
    "|山口|徳島|香川|愛媛|高知|福岡|佐賀|長崎|熊本|大分|宮崎|鹿児島|沖縄)県"
)
_NUMBER = r"(?:\d+丁目)?(?:\d+(?:番地?(?:の?\d+)?|番)?(?:-\d+)*号?)?"
_BLOCK = re.compile(r"\d+丁目(?:\d+番(?:\d+号)?|\d+(?:-\d+)*)?|\d+番地(?:の?\d+)?")
_OTHER_CITY = re.compile(r"(?:(?![市区郡県町村])[一-龥]){2,3}市(?![場販況民街役電])内?")
_OTHER_TOWN = re.compile(r"(?:(?![市区郡県町村])[一-龥]){1,4}町(?![内村会並民工場長役])")
_NO_PLACE = re.compile(
    r"(?:青空市|初市|朝市|夕市|見本市|直売市|市町|各市|同市|都市|下町|城下町|港町|宿場町|門前町"
    r"|横町|各町|同町|県庁所在市)$"
)
_STATION = re.compile(r"(?!各)[一-龥ァ-ヶー]{1,6}駅")
_ROAD = re.compile(r"(?:国道|県道|市道)\d+号線?|環状\d+号線?")
_FACILITY = re.compile(
    r"[一-龥々ァ-ヶー]{2,10}(?:小学校|中学校|高校|高等学校|大学|保育園|幼稚園|病院|公民館|神社|公園)"
)
_NO_FACILITY = re.compile(r"^(?:地元|近隣|市内|県内|総合|公立|私立|専門|近く|複数|地区内)")


def _of_own_area(text: str, known: Known) -> Iterator[Found]:
    """The office's towns and districts with what stands behind them, then its city."""
    plain = level(text)
    for town in _longest_first(known.towns):
        for match in re.finditer(rf"(?:大字|字)?{re.escape(town)}{_NUMBER}", plain):
            yield Found(*match.span(), "地区内")
    for district in _longest_first(known.districts):
        for match in re.finditer(rf"{re.escape(district)}(?:地区)?内?", plain):
            yield Found(*match.span(), "地区内")
    for city in _longest_first(known.cities):
        yield from _city(plain, city)
    if len(known.building) >= _SHORTEST:
        for match in re.finditer(re.escape(level(known.building)), plain):
            yield Found(*match.span(), "建物")


def _city(text: str, city: str) -> Iterator[Found]:
    """The city in full, its hall, and its bare name: 高崎市内, 高崎市役所, 高崎."""
    kind, stem = city[-1], city[:-1]
    words = f"{kind}内" if kind in "市町村" else "市内"
    for match in re.finditer(rf"{re.escape(city)}(?:内|役所)?", text):
        yield Found(*match.span(), f"{kind}役所" if match[0].endswith("役所") else words)
    if len(stem) >= _SHORTEST:
        for match in re.finditer(rf"{re.escape(stem)}(?!{kind})(?:駅前|駅)?", text):
            yield Found(*match.span(), "最寄り駅" if "駅" in match[0] else words)


def _longest_first(names: Iterable[str]) -> list[str]:
    return sorted({level(name) for name in names if len(name) >= _SHORTEST}, key=len, reverse=True)


_PLACES: tuple[tuple[re.Pattern[str], str, re.Pattern[str] | None], ...] = (
    (re.compile(rf"(?:{_PREFECTURES})内"), "県内", None),
    (re.compile(_PREFECTURES), "ある県", None),
    (_BLOCK, "（番地）", None),
    (_OTHER_CITY, "近隣の市", _NO_PLACE),
    (_OTHER_TOWN, "近隣の町", _NO_PLACE),
    (_STATION, "最寄り駅", re.compile("^最寄駅$")),
    (_ROAD, "幹線道路", None),
    (_FACILITY, "近くの施設", _NO_FACILITY),
)


def _elsewhere(text: str, _: Known) -> Iterator[Found]:
    """Whatever else looks like the name of a place."""
    plain = narrow(text)
    for pattern, words, spared in _PLACES:
        for match in pattern.finditer(plain):
            if spared is None or not spared.search(match[0]):
                yield Found(*match.span(), words)


OWN_AREA = Rule(
    "own-area",
    "地区・町名・番地",
    "市町村は「市内」、地区・町名・番地は「地区内」、建物の名前は「建物」にする。",
    _of_own_area,
    must=True,
)
ELSEWHERE = Rule(
    "elsewhere",
    "そのほかの地名",
    "ほかの県・市・町、駅、道路、学校などの名前は、種類だけにする。",
    _elsewhere,
)
