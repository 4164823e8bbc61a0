"""From JSON to frozen values（型の確認）: the dataclasses say what a file may hold.

A field without a default must be there; a key that no field has is refused; every problem is noted
with its place and tally goes on, so that a person sees all of them at once.
"""

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from functools import cache, lru_cache
from types import UnionType
from typing import Literal, Union, cast, get_args, get_origin, get_type_hints

from banso.core.fiscal_year import FiscalYear
from banso.core.refusals import RuleViolation
from banso.programme.rules.places import Place, Problem

LARGEST = 10**15
MOST_DECIMALS = 6
TYPE_NAMES = {
    str: "文字列",
    int: "整数",
    Decimal: "数値",
    bool: "true か false",
    date: "日付（例：2026-04-01）",
    FiscalYear: "年度（例：R8）",
}


class Unreadable(Exception):
    """A value could not be made; why is among the problems."""


class ShapeReader:
    """Makes values of a wanted type out of JSON, noting every problem it meets."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def note(self, place: Place, code: str, message: str) -> None:
        """Keep a problem and go on."""
        self.problems.append(Problem(place.text, code, message))

    def refuse(self, place: Place, code: str, message: str) -> Unreadable:
        """Keep a problem that leaves no value."""
        self.note(place, code, message)
        return Unreadable()

    def value(self, kind: object, raw: object, place: Place) -> object:
        """The value of one place, of the wanted kind."""
        origin = get_origin(kind)
        if isinstance(kind, type) and is_dataclass(kind) and kind is not FiscalYear:
            return self._object(kind, raw, place)
        if origin in {Union, UnionType}:
            return self._one_of_kinds(get_args(kind), raw, place)
        if origin is Literal:
            return self._choice(get_args(kind), raw, place)
        if origin is tuple:
            return self._list(get_args(kind)[0], raw, place)
        if origin is Mapping:
            return self._by_year(get_args(kind)[1], raw, place)
        return self._plain(cast("type", kind), raw, place)

    def _object(self, kind: type, raw: object, place: Place) -> object:
        if not isinstance(raw, dict):
            raise self._wrong_type("項目の集まり（{ }）", raw, place)
        wanted, kinds = _fields_of(kind)
        self._note_unknown_keys(raw, tuple(wanted), place)
        made: dict[str, object] = {}
        failed = False
        for key, one in wanted.items():
            if key in raw:
                try:
                    made[one.name] = self.value(kinds[one.name], raw[key], place.key(key))
                except Unreadable:
                    failed = True
            elif one.default is MISSING and one.default_factory is MISSING:
                self.note(
                    place.key(key), "missing-key", f"「{key}」がありません。書き加えてください。"
                )
                failed = True
        if failed:
            raise Unreadable
        return kind(**made)

    def _note_unknown_keys(
        self, raw: Mapping[str, object], known: tuple[str, ...], at: Place
    ) -> None:
        for key in raw:
            if key not in known:
                near = get_close_matches(key, known, n=1)
                hint = f"「{near[0]}」の書き間違いではありませんか。" if near else ""
                listed = "、".join(known)
                advice = hint or f"使えるのは次のとおりです：{listed}。"
                self.note(at.key(key), "unknown-key", f"「{key}」という項目はありません。{advice}")

    def _list(self, kind: object, raw: object, place: Place) -> tuple[object, ...]:
        if not isinstance(raw, list):
            raise self._wrong_type("一覧（[ ]）", raw, place)
        made: list[object] = []
        for index, entry in enumerate(raw):
            try:
                made.append(self.value(kind, entry, place.item(index, entry)))
            except Unreadable:
                continue
        if len(made) < len(raw):
            raise Unreadable
        return tuple(made)

    def _by_year(self, kind: object, raw: object, place: Place) -> dict[FiscalYear, object]:
        if not isinstance(raw, dict):
            raise self._wrong_type("年度ごとの値（{ }）", raw, place)
        made: dict[FiscalYear, object] = {}
        for key, entry in raw.items():
            try:
                year = self._year(key, place.key(key))
                made[year] = self.value(kind, entry, place.key(key))
            except Unreadable:
                continue
        if len(made) < len(raw):
            raise Unreadable
        return made

    def _one_of_kinds(self, kinds: tuple[object, ...], raw: object, place: Place) -> object:
        if raw is None and type(None) in kinds:
            return None
        inner = tuple(kind for kind in kinds if kind is not type(None))
        if len(inner) == 1:
            return self.value(inner[0], raw, place)
        for kind in inner:
            if isinstance(kind, type) and _is_plain(kind, raw):
                return self._plain(kind, raw, place)
        names = "か".join(_name_of(kind) for kind in inner if kind is not int)
        raise self._wrong_type(names, raw, place)

    def _choice(self, choices: tuple[object, ...], raw: object, place: Place) -> object:
        if raw not in choices or isinstance(raw, bool):
            listed = "、".join(str(choice) for choice in choices)
            message = f"{_shown(raw)}は使えません。使えるのは次のとおりです：{listed}。"
            raise self.refuse(place, "unknown-choice", message)
        return raw

    def _plain(self, kind: type, raw: object, place: Place) -> object:
        if not _is_plain(kind, raw):
            raise self._wrong_type(_name_of(kind), raw, place)
        if isinstance(raw, str):
            return self._text(kind, raw, place)
        if isinstance(raw, int | Decimal) and not is_bearable(raw):
            raise self.refuse(place, "not-bearable", "数値のけたが多すぎます。確かめてください。")
        return Decimal(raw) if kind is Decimal and isinstance(raw, int) else raw

    def _text(self, kind: type, raw: str, place: Place) -> object:
        if not is_whole_text(raw):
            raise self.refuse(place, "broken-text", "文字として読めない部分があります。")
        if kind is date:
            return self._date(raw, place)
        return self._year(raw, place) if kind is FiscalYear else raw

    def _date(self, raw: str, place: Place) -> date:
        try:
            return date.fromisoformat(raw)
        except ValueError:
            message = f"「{raw}」は暦にない日付です。2026-04-01 の形で書いてください。"
            raise self.refuse(place, "not-a-date", message) from None

    def _year(self, raw: str, place: Place) -> FiscalYear:
        year = _year_of(raw)
        if year is None:
            message = f"「{raw}」は年度として読めません。令和8年度なら R8 と書いてください。"
            raise self.refuse(place, "not-a-year", message)
        return year

    def _wrong_type(self, wanted: str, raw: object, place: Place) -> Unreadable:
        message = f"{wanted}で書いてください（いまは{_shown(raw)}です）。"
        return self.refuse(place, "wrong-type", message)


@lru_cache(maxsize=64)
def _year_of(key: str) -> FiscalYear | None:
    """The fiscal year of a key in its short form（R8）; other ways to write it are not keys."""
    try:
        year = FiscalYear.from_key(key)
    except RuleViolation:
        return None
    return year if year.key == key else None


def is_whole_text(text: str) -> bool:
    """Whether a text can be written out again: JSON lets half a character through."""
    return not any("\ud800" <= letter <= "\udfff" for letter in text)


def is_bearable(number: int | Decimal) -> bool:
    """Whether a number is under a quadrillion and has at most six decimals."""
    if not -LARGEST < number < LARGEST:
        return False
    exponent = Decimal(number).as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -MOST_DECIMALS


@cache
def _fields_of(kind: type) -> tuple[dict[str, Field[object]], dict[str, object]]:
    """A dataclass's fields by their key in JSON, and the wanted kind of each by its name."""
    return {_json_key(one): one for one in fields(kind)}, get_type_hints(kind)


def _json_key(one: Field[object]) -> str:
    return str(one.metadata.get("key", one.name))


def _is_plain(kind: type, raw: object) -> bool:
    if kind is bool or isinstance(raw, bool):
        return kind is bool and isinstance(raw, bool)
    if kind is Decimal:
        return isinstance(raw, int | Decimal)
    return isinstance(raw, str if kind in {date, FiscalYear} else kind)


def _name_of(kind: object) -> str:
    return TYPE_NAMES.get(cast("type", kind), "項目の集まり（{ }）")


def _shown(raw: object) -> str:
    match raw:
        case None:
            return "null"
        case bool():
            return str(raw).lower()
        case dict():
            return "項目の集まり"
        case list():
            return "一覧"
        case str():
            return f"文字列「{raw[:40]}」"
        case _:
            return f"数値 {raw}"
