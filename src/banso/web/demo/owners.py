"""Owners, head-counts and capital of the made-up businesses."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from banso.registry.models import LegalForm, SuccessorStatus
from banso.registry.rules.size import small_limit
from banso.web.demo.luck import chance, pick

_DECADES = {30: 5, 40: 14, 50: 22, 60: 29, 70: 24, 80: 6}
_ELDERLY = 60
_SUCCESSORS_OF_ELDERLY = {
    SuccessorStatus.UNKNOWN: 35,
    SuccessorStatus.AGREED: 18,
    SuccessorStatus.NOT_AGREED: 14,
    SuccessorStatus.NONE: 22,
    SuccessorStatus.CLOSING: 8,
    SuccessorStatus.NOT_NEEDED: 3,
}
_SUCCESSORS_OF_YOUNG = {
    SuccessorStatus.NOT_NEEDED: 42,
    SuccessorStatus.UNKNOWN: 52,
    SuccessorStatus.AGREED: 6,
}
_CORPORATE_PERCENT = {
    "小売業": 30,
    "サービス業": 26,
    "建設業": 45,
    "飲食店・宿泊業": 14,
    "製造業": 60,
    "卸売業": 78,
    "その他": 54,
}
_WIDE_LIMIT = 20
_MAN = 10_000
_FEW = 2


@dataclass(frozen=True, slots=True)
class People:
    """A head-count whose 常時使用する従業員 is small in law, not small, or unknown."""

    officers: int
    family_workers: int
    full_time: int | None
    part_time: int
    on_leave: int
    day_labourers: int


def birth_year(rng: Random, year: int) -> int:
    """The year an owner was born; more than half are past sixty."""
    decade = pick(rng, _DECADES)
    return year - decade - rng.randint(0, 9)


def successor_status(rng: Random, age: int) -> SuccessorStatus:
    """How the next generation stands, for an owner of that age."""
    usual = _SUCCESSORS_OF_ELDERLY if age >= _ELDERLY else _SUCCESSORS_OF_YOUNG
    return pick(rng, usual)


def legal_form(rng: Random, bucket: str, small: bool | None) -> LegalForm:  # noqa: FBT001 - a fact
    """Corporation or sole proprietor; those not small are nearly all incorporated."""
    percent = 93 if small is False else _CORPORATE_PERCENT[bucket]
    is_corporation = chance(rng, percent)
    return LegalForm.CORPORATION if is_corporation else LegalForm.SOLE_PROPRIETOR


def people(rng: Random, code: str, form: LegalForm, small: bool | None) -> People:  # noqa: FBT001
    """A head-count that the law judges as wanted; ``None`` leaves the full-timers unknown."""
    limit = small_limit(code) or 0  # every trade of ours has a class in law
    if small is False:
        regular = limit + 1 + min(int(rng.expovariate(1 / (limit * 1.2))), limit * 9)
    else:
        regular = min(int(rng.expovariate(1 / (1 + limit * 0.28))), limit)
    is_corporation = form == LegalForm.CORPORATION
    family = 0 if is_corporation else min(regular, rng.choice((0, 1, 1, 2)))
    on_leave = int(regular > family + _FEW and chance(rng, 4))
    rest = regular - family - on_leave
    part_time = rng.randint(0, rest)
    return People(
        officers=rng.choice((1, 1, 2, 2, 3, 4)) if is_corporation else 1,
        family_workers=family,
        full_time=None if small is None else rest - part_time,
        part_time=part_time,
        on_leave=on_leave,
        day_labourers=rng.choice((0, 0, 0, 0, 2)) if limit == _WIDE_LIMIT else 0,
    )


def capital(rng: Random, form: LegalForm, small: bool | None) -> int | None:  # noqa: FBT001
    """Capital in yen; none for sole proprietors, and unknown for some."""
    if form != LegalForm.CORPORATION or chance(rng, 5):
        return None
    if small is False:
        return rng.choice((1000, 1000, 2000, 3000, 5000, 8000)) * _MAN
    return rng.choice((100, 300, 300, 300, 500, 500, 1000, 1000)) * _MAN
