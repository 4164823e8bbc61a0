"""What a file holds once it has been read: sheets, rows, cells of text."""

from __future__ import annotations

from dataclasses import dataclass, field

Span = tuple[int, int, int, int]  # first row, first column, last row, last column; from 0


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row: its number as Excel shows it, its cells as text, and whether Excel hides it.

    ``errors`` are the columns where Excel shows an error（#DIV/0! …）; their cells are empty text.
    """

    number: int
    cells: tuple[str, ...]
    is_hidden: bool = False
    errors: frozenset[int] = frozenset()

    @property
    def is_blank(self) -> bool:
        """Whether no cell holds anything."""
        return not any(self.cells)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; ``rows`` leave out the blank ones, ``merged`` are the cells joined in it."""

    name: str
    rows: tuple[SheetRow, ...]
    is_hidden: bool = False
    merged: tuple[Span, ...] = ()

    @property
    def width(self) -> int:
        """How many columns the widest row has."""
        return max((len(row.cells) for row in self.rows), default=0)


@dataclass(frozen=True, slots=True)
class SheetFile:
    """A file that was read: its kind, its sheets, and remarks in words for the reader."""

    kind: str
    sheets: tuple[Sheet, ...]
    remarks: tuple[str, ...] = field(default=())

    def sheet(self, name: str) -> Sheet:
        """The sheet of that name, else the first one that is not hidden and holds anything."""
        filled = [sheet for sheet in self.sheets if sheet.rows]
        named = [sheet for sheet in filled if sheet.name == name]
        shown = [sheet for sheet in filled if not sheet.is_hidden]
        return next(iter((*named, *shown, *filled, *self.sheets)))
