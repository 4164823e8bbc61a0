"""Formulas of the template's sums（小計・差額）, as the terms of the page say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from banso.figures.rules.accounts import accounts, in_part
from banso.figures.rules.sheet import Row

_TERM = re.compile(r"([+-])(\w+)(!?)")
_Part = tuple[str, str]  # the sign, the expression


@dataclass(frozen=True, slots=True)
class Sums:
    """The rows of one sheet by code, each with the number of its line in Excel."""

    lines: Mapping[str, int]
    terms: Mapping[str, str]

    @classmethod
    def of(cls, rows: Sequence[tuple[Row, int]]) -> Sums:
        """The sums of these rows; a row's number counts from 0."""
        return cls(
            {row.code: number + 1 for row, number in rows if row.is_line},
            {row.code: row.terms for row, _ in rows if row.terms},
        )

    def formula(self, row: Row, column: str) -> str:
        """The row's formula; blank as long as nothing is known of what it needs."""
        terms = _TERM.findall(row.terms) or [("+", row.code, "!")]
        needed = [name for _, name, must in terms if must]
        every = [name for _, name, _ in terms]
        blank = (
            "OR(" + ",".join(f"COUNT({self._cells([one], column)})=0" for one in needed) + ")"
            if needed
            else f"COUNT({self._cells(every, column)})=0"
        )
        parts = (part for sign, name, _ in terms for part in self._parts(sign, name, column))
        return f'=IF({blank},"",{"".join(sign + said for sign, said in parts) or 0})'

    def _parts(self, sign: str, name: str, column: str) -> Iterator[_Part]:
        """The signed cells that a name comes down to."""
        if name in self.terms:
            for other, below, _ in _TERM.findall(self.terms[name]):
                yield from self._parts("+" if sign == other else "-", below, column)
        elif name in self.lines:
            cell = f"N({column}{self.lines[name]})"
            yield sign, f"ABS({cell})" if accounts()[name].minus else cell
        else:
            for account in (one for one in in_part(name) if one.code in self.lines):
                taken = "-" if account.minus else "+"
                yield from self._parts("+" if sign == taken else "-", account.code, column)

    def _cells(self, names: Sequence[str], column: str) -> str:
        """The cells that must hold something, for COUNT."""
        cells = [
            found
            for name in names
            for _, said in self._parts("+", name, column)
            for found in re.findall(rf"{column}\d+", said)
        ]
        return ",".join(cells) or '""'
