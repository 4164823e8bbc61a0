"""A small spreadsheet: the few functions that the break-even sheet uses, reckoned once more."""

from __future__ import annotations

import re
from collections.abc import Mapping

Value = float | str | None
_CELL = re.compile(r"\$?([A-E])\$?(\d+)")
_PLACES = re.compile(
    r"""("[^"]*")|(<=|>=|[-+*/(),:<>])|(\$?[A-E]\$?\d+)|(\d+(?:\.\d+)?)|([A-Z]+)"""
)


class Reckoner:
    """Reckons formulas over cells; what stands in ``typed`` replaces what was there."""

    def __init__(self, formulas: Mapping[str, str], cells: Mapping[str, Value]) -> None:
        self._formulas, self._cells = formulas, cells

    def __getitem__(self, place: str) -> Value:
        if place in self._formulas:
            return _Reading(self._formulas[place], self).whole()
        return self._cells.get(place)


class _Reading:
    """One formula being read from left to right; only the branch taken is reckoned."""

    def __init__(self, formula: str, sheet: Reckoner) -> None:
        found = [match.group() for match in _PLACES.finditer(formula)]
        assert "".join(found) == formula.replace(" ", ""), formula
        self._words, self._at, self._sheet = found, 0, sheet

    def whole(self) -> Value:
        value = self._compared()
        assert self._at == len(self._words)
        return value

    def _next(self) -> str:
        self._at += 1
        return self._words[self._at - 1]

    def _is(self, *words: str) -> bool:
        return self._at < len(self._words) and self._words[self._at] in words

    def _compared(self) -> Value:
        left = self._sum()
        if self._is("<=", ">", "<", ">="):
            sign, right = self._next(), self._sum()
            left, right = float(left or 0), float(right or 0)
            return float({"<=": left <= right, ">": left > right}[sign])
        return left

    def _sum(self) -> Value:
        value = self._product()
        while self._is("+", "-"):
            sign, other = self._next(), self._product()
            value = _number(value) + _number(other) * (1 if sign == "+" else -1)
        return value

    def _product(self) -> Value:
        value = self._one()
        while self._is("*", "/"):
            sign, other = self._next(), self._one()
            value = _number(value) * (_number(other) if sign == "*" else _inverse(other))
        return value

    def _one(self) -> Value:
        word = self._next()
        if word == "(":
            value = self._compared()
            assert self._next() == ")"
            return value
        if word.startswith('"'):
            return word.strip('"')
        if word.isalpha():
            return self._called(word)
        if _CELL.fullmatch(word):
            return self._sheet[word.replace("$", "")]
        return float(word)

    def _called(self, name: str) -> Value:
        assert self._next() == "("
        if name == "SUM":
            return self._added()
        given = self._given()
        if name == "IF":
            test = _part(given[0], self._sheet)
            return _part(given[1] if test else given[2], self._sheet)
        values = [_part(one, self._sheet) for one in given]
        if name == "ISNUMBER":
            return float(isinstance(values[0], float | int))
        if name == "N":
            return values[0] if isinstance(values[0], float | int) else 0.0
        assert name == "MAX", name
        return max(_number(value) for value in values)

    def _added(self) -> float:
        first, _, last, closing = (self._next() for _ in range(4))
        assert closing == ")"
        column, start, end = first[0], int(first[1:]), int(last[1:])
        return sum(_number(self._sheet[f"{column}{row}"] or 0) for row in range(start, end + 1))

    def _given(self) -> list[str]:
        """What stands between the brackets, by its commas, not reckoned yet."""
        parts, depth = [""], 1
        while depth:
            word = self._next()
            depth += {"(": 1, ")": -1}.get(word, 0)
            if depth == 1 and word == ",":
                parts.append("")
            elif depth:
                parts[-1] += word
        return parts


def _part(formula: str, sheet: Reckoner) -> Value:
    return _Reading(formula, sheet).whole()


def _number(value: Value) -> float:
    assert isinstance(value, float | int), value
    return value


def _inverse(value: Value) -> float:
    return 1 / _number(value)
