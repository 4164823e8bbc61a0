"""Where the made-up businesses stand: real towns and postcodes, house numbers that do not exist."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from banso.web.demo.luck import chance, pick

_FULL_WIDTH = str.maketrans("0123456789-", "０１２３４５６７８９－")


@dataclass(frozen=True, slots=True)
class Town:
    """A town（町）of 旧群馬町, its postcode, the plan's district it is put in, and its size."""

    name: str
    postcode: str
    district: str
    weight: int


# The plan names no towns for its two districts; north and south is the demonstration's own choice.
TOWNS = (
    Town("棟高町", "370-3521", "second", 22),
    Town("足門町", "370-3531", "first", 13),
    Town("保渡田町", "370-3533", "first", 8),
    Town("金古町", "370-3511", "first", 20),
    Town("中泉町", "370-3524", "second", 8),
    Town("福島町", "370-3523", "second", 6),
    Town("三ツ寺町", "370-3525", "second", 8),
    Town("井出町", "370-3534", "first", 5),
    Town("菅谷町", "370-3522", "second", 7),
    Town("引間町", "370-3517", "second", 4),
    Town("冷水町", "370-3519", "second", 3),
    Town("東国分町", "370-3514", "second", 4),
    Town("西国分町", "370-3512", "first", 3),
    Town("北原町", "370-3513", "first", 3),
    Town("稲荷台町", "370-3516", "second", 2),
    Town("塚田町", "370-3515", "second", 2),
    Town("後疋間町", "370-3518", "second", 3),
    Town("中里町", "370-3532", "first", 4),
)
_BUILDINGS = ("つむじ風ビル1階", "みなもテナント2号", "第二ひつじ雲ビル", "あおぞら横丁内")


def town(rng: Random) -> Town:
    """A town; larger ones come oftener."""
    return pick(rng, {place: place.weight for place in TOWNS})


def street(rng: Random, place: Town) -> str:
    """A house number from 9000 up, where no town has any; typed as people type them."""
    number = f"{rng.randint(9000, 9899)}"
    lot = rng.randint(1, 19)
    forms = {
        f"{place.name}{number}-{lot}": 45,
        f"{place.name}{number}番地{lot}": 25,
        f"{place.name}{number}": 15,
        f"{place.name}{number}-{lot}".translate(_FULL_WIDTH): 15,
    }
    return pick(rng, forms)


def building(rng: Random) -> str:
    """A building's name, for one in twenty."""
    return rng.choice(_BUILDINGS) if chance(rng, 5) else ""


def phone(rng: Random) -> str:
    """A number no exchange has (027-1…, 090-0…), in one of the forms people type."""
    line = f"{rng.randint(0, 9999):04d}"
    if chance(rng, 12):
        area, exchange = rng.choice(("090", "080", "070")), f"0{rng.randint(100, 999)}"
    else:
        area, exchange = "027", f"1{rng.randint(10, 99)}"
    plain = f"{area}-{exchange}-{line}"
    forms = {
        plain: 55,
        f"{area}({exchange}){line}": 15,
        plain.translate(_FULL_WIDTH): 15,
        f"{area}（{exchange}）{line}".translate(_FULL_WIDTH): 8,
        plain.replace("-", ""): 7,
    }
    return pick(rng, forms)
