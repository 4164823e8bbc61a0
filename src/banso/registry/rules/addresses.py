"""Addresses（住所）taken apart: prefecture, city, street, building."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache

from banso.core.refusals import RuleViolation
from banso.registry.rules.postcodes import look_up

_PREFECTURE = re.compile(
    "北海道|東京都|(?:京都|大阪)府|(?:青森|岩手|宮城|秋田|山形|福島|茨城|栃木|群馬|埼玉|千葉|神奈川|新潟"
    "|富山|石川|福井|山梨|長野|岐阜|静岡|愛知|三重|滋賀|兵庫|奈良|和歌山|鳥取|島根|岡山|広島|山口|徳島"
    "|香川|愛媛|高知|福岡|佐賀|長崎|熊本|大分|宮崎|鹿児島|沖縄)県"
)
# Cities whose own name holds 市・町・村・郡, so that the first such sign does not end it.
_AWKWARD = (
    "四日市市|市川市|市原市|野々市市|廿日市市|町田市|大町市|十日町市|村上市|村山市|東村山市"
    "|武蔵村山市|羽村市|田村市|大村市|郡山市|大和郡山市|郡上市|蒲郡市|小郡市|余市郡余市町|高市郡[^市区町村]+?[町村]"
)
_WARDED = (
    "札幌|仙台|さいたま|千葉|横浜|川崎|相模原|新潟|静岡|浜松|名古屋|京都|大阪|堺|神戸|岡山|広島"
    "|北九州|福岡|熊本"
)
_CITY = re.compile(
    rf"(?:{_AWKWARD}|(?:{_WARDED})市[^\d\s]{{1,5}}?区|[^\d\s市]{{1,6}}?郡[^\d\s]{{1,6}}?[町村]"
    r"|[^\d\s]{1,7}?市)"
)
_CITY_AFTER_PREFECTURE = re.compile(rf"{_CITY.pattern}|[^\d\s]{{1,7}}?[区町村]")
_BUILDING = re.compile(
    r"(?P<street>.*?\d[\d\-‐－ー番地号丁目のノ]*)(?:[ \u3000\n]+)(?P<building>\D.*)"
)
_SPACES = re.compile(r"[\s\u3000]+")


@dataclass(frozen=True, slots=True)
class SplitAddress:
    """An address in its parts; what is not known is empty."""

    prefecture: str = ""
    city: str = ""
    street: str = ""
    building: str = ""


def split_address(text: str, *, postcode: str = "") -> SplitAddress:
    """Take an address apart: 「群馬県高崎市金古町1234 ABCビル2F」.

    A missing prefecture or city is looked up by the postcode; without one it stays empty rather
    than guessed. 町 and 村 end a city only after a prefecture or a 郡: otherwise they may be a
    quarter of the city（金古町）.
    """
    rest = text.strip()
    prefecture = _PREFECTURE.match(rest)
    rest = rest[prefecture.end() :].lstrip() if prefecture else rest
    city = (_CITY_AFTER_PREFECTURE if prefecture else _CITY).match(rest)
    rest = rest[city.end() :].lstrip() if city else rest
    found = SplitAddress(prefecture[0] if prefecture else "", city[0] if city else "")
    found = found if found.prefecture else _filled(found, rest, postcode)
    building = _BUILDING.fullmatch(rest)
    if building is None:
        return replace(found, street=_SPACES.sub(" ", rest))
    return replace(
        found,
        street=_SPACES.sub(" ", building["street"]),
        building=_SPACES.sub(" ", building["building"]),
    )


def _filled(found: SplitAddress, rest: str, postcode: str) -> SplitAddress:
    """Prefecture and city from the postcode, if it stands for one city that does not disagree."""
    cities = _cities(postcode) if postcode else ()
    if len(cities) != 1:
        return found
    prefecture, city = cities[0]
    if found.city and found.city != city:
        return found
    is_said = unicodedata.normalize("NFKC", rest).startswith(city)
    return found if is_said else SplitAddress(prefecture, city)


@lru_cache(maxsize=4096)
def _cities(postcode: str) -> tuple[tuple[str, str], ...]:
    try:
        places = look_up(postcode)
    except RuleViolation:
        return ()
    return tuple(dict.fromkeys((place.prefecture, place.city) for place in places))
