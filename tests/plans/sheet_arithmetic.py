"""A small spreadsheet of several sheets: the functions that the plan's workbook uses."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

Value = float | str | None
Reckoned = Callable[["Workbook"], object]
_CELL = r"'([^']+)'!\$([A-Z]+)\$(\d+)"
_WORDS = re.compile(
    rf"{_CELL}:\$([A-Z]+)\$(\d+)|{_CELL}|(\"[^\"]*\")|(<=|>=|[-+*/(),<>=])|(\d+(?:\.\d+)?)|([A-Z]+)"
)


class Workbook:
    """Reckons cells by their formulas; what is in ``typed`` replaces what stood there."""

    def __init__(
        self,
        formulas: Mapping[tuple[str, str], str],
        cells: Mapping[tuple[str, str], Value],
        typed: Mapping[tuple[str, str], Value] | None = None,
    ) -> None:
        self._formulas, self._cells, self._typed = formulas, cells, typed or {}
        self._known: dict[tuple[str, str], object] = {}

    def __getitem__(self, at: tuple[str, str]) -> object:
        if at not in self._known:
            self._known[at] = self._reckon(at)
        return self._known[at]

    def _reckon(self, at: tuple[str, str]) -> object:
        if at in self._typed:
            return self._typed[at]
        return _compiled(self._formulas[at])(self) if at in self._formulas else self._cells.get(at)


@cache
def _compiled(formula: str) -> Reckoned:
    return _Reading(formula).whole()


class _Reading:
    """One formula, read from left to right into something that can be reckoned."""

    def __init__(self, formula: str) -> None:
        self._words = list(_WORDS.finditer(formula))
        assert "".join(word.group() for word in self._words) == formula, formula
        self._at = 0

    def whole(self) -> Reckoned:
        found = self._compared()
        assert self._at == len(self._words)
        return found

    def _is(self, *words: str) -> bool:
        return self._at < len(self._words) and self._words[self._at].group() in words

    def _next(self) -> re.Match[str]:
        self._at += 1
        return self._words[self._at - 1]

    def _compared(self) -> Reckoned:
        left = self._sum()
        if self._is("<=", ">=", "<", ">", "="):
            sign, right = self._next().group(), self._sum()
            return lambda book: _holds(sign, left(book), right(book))
        return left

    def _sum(self) -> Reckoned:
        found = self._product()
        while self._is("+", "-"):
            found = _joined(self._next().group(), found, self._product())
        return found

    def _product(self) -> Reckoned:
        found = self._one()
        while self._is("*", "/"):
            found = _joined(self._next().group(), found, self._one())
        return found

    def _one(self) -> Reckoned:
        word = self._next()
        text, groups = word.group(), word.groups()
        if text == "(":
            inner = self._compared()
            assert self._next().group() == ")"
            return inner
        if text.startswith('"'):
            return lambda _: text.strip('"')
        if groups[3]:
            return lambda book: _cells(book, groups[:5])
        if groups[5]:
            return lambda book: book[groups[5], f"{groups[6]}{groups[7]}"]
        return self._called(text) if text.isalpha() else lambda _: float(text)

    def _called(self, name: str) -> Reckoned:
        assert self._next().group() == "("
        given = [self._compared()]
        while self._next().group() == ",":
            given.append(self._compared())
        if name == "IF":
            test, then, otherwise = given
            return lambda book: then(book) if test(book) else otherwise(book)
        return lambda book: _FUNCTIONS[name](*(one(book) for one in given))


def _joined(sign: str, left: Reckoned, right: Reckoned) -> Reckoned:
    if sign in "+-":
        way = 1 if sign == "+" else -1
        return lambda book: _number(left(book)) + _number(right(book)) * way
    if sign == "*":
        return lambda book: _number(left(book)) * _number(right(book))
    return lambda book: _number(left(book)) / _number(right(book))


def _holds(sign: str, left: object, right: object) -> float:
    one, other = _number(left), _number(right)
    return float(
        {"<=": one <= other, ">=": one >= other, "<": one < other, ">": one > other}.get(
            sign, one == other
        )
    )


def _number(value: object) -> float:
    """A blank cell is 0 in a sum; words are a fault, as they are in Excel."""
    assert not isinstance(value, str), value
    return float(value or 0)


def _cells(book: Workbook, groups: tuple[str, ...]) -> list[object]:
    sheet, first, row, last, same = groups
    assert row == same
    return [book[sheet, f"{_letters(at)}{row}"] for at in range(_at(first), _at(last) + 1)]


def _at(letters: str) -> int:
    found = 0
    for letter in letters:
        found = found * 26 + ord(letter) - 64
    return found


def _letters(at: int) -> str:
    letters = ""
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _flat(values: tuple[object, ...]) -> list[float]:
    """Every number among cells and spans; blanks and words are passed over."""
    found: list[float] = []
    for value in values:
        if isinstance(value, list):
            found += _flat(tuple(value))
        elif isinstance(value, float | int):
            found.append(float(value))
    return found


def _sum_if(where: list[object], wanted: float, added: list[object]) -> float:
    pairs = zip(where, added, strict=True)
    return sum(_number(value) for key, value in pairs if key == wanted)


def _rounded(value: object, places: float) -> float:
    step = Decimal(1).scaleb(-int(places))
    return float(Decimal(repr(_number(value))).quantize(step, ROUND_HALF_UP))


_FUNCTIONS: dict[str, Callable[..., object]] = {
    "SUM": lambda *given: sum(_flat(given)),
    "COUNT": lambda *given: float(len(_flat(given))),
    "MAX": lambda *given: max(_flat(given)),
    "MIN": lambda *given: min(_flat(given)),
    "INT": lambda value: float(math.floor(_number(value))),
    "ROUND": _rounded,
    "ISNUMBER": lambda value: float(isinstance(value, float | int)),
    "SUMIF": _sum_if,
}
