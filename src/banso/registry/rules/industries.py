"""Industries（業種）: 日本標準産業分類, the plan's seven buckets, and the law's classes.

The table is ``industries.json``: every 大分類 and 中分類 of the 13th revision. Where the law splits
a 中分類, the 小分類 that differ are its ``exceptions``; a three-digit code is then judged exactly.
"""

import json
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TypedDict

from banso.core.japanese import digits
from banso.core.refusals import RuleViolation

BUCKETS = ("建設業", "製造業", "卸売業", "小売業", "飲食店・宿泊業", "サービス業", "その他")
_GROUP_LENGTH = 2
_LONGEST_CODE = 4


class LegalClass(StrEnum):
    """The class whose thresholds the law applies; eating places（飲食店）are retail."""

    OTHER = "other"
    WHOLESALE = "wholesale"
    RETAIL = "retail"
    SERVICE = "service"
    LODGING = "lodging"
    AMUSEMENT = "amusement"


@dataclass(frozen=True, slots=True)
class IndustryException:
    """A 小分類 that the law puts in another class than the rest of its 中分類."""

    code: str
    name: str
    legal_class: LegalClass


@dataclass(frozen=True, slots=True)
class Industry:
    """One 中分類; ``legal_class`` is ``None`` where no business can be judged (公務, 分類不能)."""

    code: str
    name: str
    division: str
    division_name: str
    bucket: str
    legal_class: LegalClass | None
    exceptions: tuple[IndustryException, ...] = ()

    @property
    def label(self) -> str:
        """For lists to choose from: 「58 飲食料品小売業」."""
        return f"{self.code} {self.name}"

    @property
    def is_eating_place(self) -> bool:
        """Whether this is 飲食店 or 持ち帰り・配達飲食サービス業."""
        return self.legal_class is LegalClass.RETAIL and self.division == "M"


class _Division(TypedDict):
    letter: str
    name: str


class _Exception(TypedDict):
    code: str
    name: str
    legal_class: str


class _OptionalGroup(TypedDict, total=False):
    exceptions: list[_Exception]


class _Group(_OptionalGroup):
    code: str
    name: str
    division: str
    bucket: str
    legal_class: str | None


class _Table(TypedDict):
    revision: str
    legal_class_source: str
    divisions: list[_Division]
    groups: list[_Group]


@cache
def _table() -> _Table:
    text = Path(__file__).with_name("industries.json").read_text(encoding="utf-8")
    table: _Table = json.loads(text)
    return table


@cache
def _by_code() -> dict[str, Industry]:
    return {group["code"]: _read(group) for group in _table()["groups"]}


def _read(group: _Group) -> Industry:
    legal_class = group["legal_class"]
    return Industry(
        code=group["code"],
        name=group["name"],
        division=group["division"],
        division_name=divisions()[group["division"]],
        bucket=group["bucket"],
        legal_class=LegalClass(legal_class) if legal_class else None,
        exceptions=tuple(
            IndustryException(row["code"], row["name"], LegalClass(row["legal_class"]))
            for row in group.get("exceptions", [])
        ),
    )


def revision() -> str:
    """Which revision of 日本標準産業分類 the table holds."""
    return _table()["revision"]


def divisions() -> dict[str, str]:
    """The 大分類, letter to name, A to T."""
    return {row["letter"]: row["name"] for row in _table()["divisions"]}


def industries() -> tuple[Industry, ...]:
    """Every 中分類 in order of code, 01 to 99."""
    return tuple(_by_code().values())


def industry(code: str, *, field: str | None = None) -> Industry:
    """The 中分類 of a code of two to four digits（中・小・細分類）. Refuses unknown codes."""
    found = _by_code().get(_tidy(code)[:_GROUP_LENGTH]) if _is_code(code) else None
    if found is None:
        raise RuleViolation(
            "unknown-industry",
            f"業種コード「{code.strip()}」は日本標準産業分類にありません。"
            "01から99までの中分類から選んでください。",
            field=field,
        )
    return found


def exception_for(code: str) -> IndustryException | None:
    """The exception a code of three or four digits falls under, if any."""
    tidy = _tidy(code)
    return next((row for row in industry(code).exceptions if tidy.startswith(row.code)), None)


def is_group_only(code: str) -> bool:
    """Whether the code says no more than the 中分類."""
    return len(_tidy(code)) == _GROUP_LENGTH


def bucket_of(code: str) -> str:
    """The plan's bucket（業種区分）of a code. Refuses unknown codes."""
    return industry(code).bucket


def _tidy(code: str) -> str:
    return digits(code)


def _is_code(code: str) -> bool:
    tidy = _tidy(code)
    return len(tidy) == len(code.strip()) and _GROUP_LENGTH <= len(tidy) <= _LONGEST_CODE
