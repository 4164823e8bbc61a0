"""The sheets of the workbook: where every row stands, and how a cell is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from banso.core.documents.workbooks import plain

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

ASSUMED, YEARS, MONTHS = "前提", "年", "月"
FIRST = 2  # the column of the first year or month; A holds the label, B what it is or the start
UNKNOWN = "算出不可"
_NUMBERS: Mapping[str, str] = {
    "amount": "#,##0;△#,##0",
    "percent": '0.0#"%";△0.0#"%"',
    "number": "#,##0.0#;△#,##0.0#",
    "rate": "0.0%;△0.0%",
}
_A4, _A3 = 9, 8
Value = float | str | None


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the key by which formulas find it, its label, what it is in, how it is written."""

    key: str
    label: str
    unit: str = ""
    look: str = "amount"


@dataclass(frozen=True, slots=True)
class Group:
    """A row that names those below it."""

    label: str


def column(at: int) -> str:
    """The letters of a column, the first 0."""
    letters = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@dataclass
class Sheet:
    """A sheet whose rows are placed before anything is written, so that formulas find them."""

    name: str
    top: int
    lines: Sequence[Row | Group]

    @cached_property
    def rows(self) -> Mapping[str, int]:
        """The row of each key, the first row 0."""
        placed = enumerate(self.lines, start=self.top)
        return {line.key: at for at, line in placed if isinstance(line, Row)}

    @property
    def bottom(self) -> int:
        """The first row below everything."""
        return self.top + len(self.lines)

    def at(self, key: str, place: int) -> str:
        """The cell of a row in a year or month, the first 0; −1 is the start."""
        return f"'{self.name}'!${column(FIRST + place)}${self.rows[key] + 1}"

    def span(self, key: str, first: int, last: int) -> str:
        """The cells of a row from a year or month to another."""
        row = self.rows[key] + 1
        begins, ends = column(FIRST + first), column(FIRST + last)
        return f"'{self.name}'!${begins}${row}:${ends}${row}"


@dataclass
class Book:
    """The workbook being written, with its formats."""

    book: Workbook
    _formats: dict[tuple[str, bool], Format] = field(default_factory=dict)

    @cached_property
    def head(self) -> Format:
        """The look of headings."""
        return self.book.add_format(
            {"bold": True, "bg_color": "#F2F4F7", "top": 1, "bottom": 1, "text_wrap": True}
        )

    @cached_property
    def text(self) -> Format:
        """The look of labels."""
        return self.book.add_format({"text_wrap": True, "bottom": 4})

    @cached_property
    def group(self) -> Format:
        """The look of rows that name a group."""
        return self.book.add_format({"bold": True, "bg_color": "#E6F1FA", "font_color": "#00428C"})

    @cached_property
    def title(self) -> Format:
        """The look of the title."""
        return self.book.add_format({"bold": True, "font_size": 14})

    def number(self, look: str, *, is_input: bool = False) -> Format:
        """The look of numbers; inputs are coloured and not locked."""
        key = (look, is_input)
        if key not in self._formats:
            told = {"num_format": _NUMBERS[look], "bottom": 4, "align": "right"}
            coloured = {"bg_color": "#FFF2CC", "locked": False} if is_input else {}
            self._formats[key] = self.book.add_format({**told, **coloured})
        return self._formats[key]


@dataclass
class Writing:
    """One sheet being written."""

    book: Book
    sheet: Sheet
    paper: Worksheet

    def begin(self, lines: Sequence[str], heads: Sequence[str], *, width: float) -> None:
        """Title and context, the head row, and the labels of all rows."""
        self.paper.write_string(0, 0, lines[0], self.book.title)
        for at, line in enumerate(lines[1:], start=1):
            self.paper.write_string(at, 0, line)
        self.paper.set_column(0, 0, 34)
        self.paper.set_column(1, 1, 18)
        self.paper.set_column(FIRST, FIRST + len(heads) - 3, width)
        for at, head in enumerate(heads):
            self.paper.write_string(self.sheet.top - 1, at, head, self.book.head)
        for at, row in enumerate(self.sheet.lines, start=self.sheet.top):
            if isinstance(row, Group):
                for place in range(len(heads)):
                    self.paper.write_blank(at, place, None, self.book.group)
                self.paper.write_string(at, 0, row.label, self.book.group)
            else:
                self.paper.write_string(at, 0, row.label, self.book.text)
                self.paper.write_string(at, 1, row.unit, self.book.text)
        self.paper.freeze_panes(self.sheet.top, 1)

    def _look(self, key: str) -> str:
        row = self.sheet.lines[self.sheet.rows[key] - self.sheet.top]
        return row.look if isinstance(row, Row) else "amount"

    def given(self, key: str, place: int, value: Decimal | int | None, look_as: str = "") -> None:
        """An input that may be changed; blank where nothing is known."""
        look = self.book.number(look_as or self._look(key), is_input=True)
        row = self.sheet.rows[key]
        if value is None:
            self.paper.write_blank(row, FIRST + place, None, look)
        else:
            self.paper.write_number(row, FIRST + place, float(value), look)

    def words(self, key: str, place: int, words: str) -> None:
        """Words in place of a number, such as 「—」."""
        look = self.book.number(self._look(key))
        self.paper.write_string(self.sheet.rows[key], FIRST + place, words, look)

    def fixed(self, key: str, place: int, value: float) -> None:
        """A number that is not to be changed."""
        look = self.book.number(self._look(key))
        self.paper.write_number(self.sheet.rows[key], FIRST + place, value, look)

    def formula(self, key: str, place: int, formula: str, value: Value) -> None:
        """A formula and the product's own value beside it; 算出不可 where there is none."""
        look = self.book.number(self._look(key))
        kept = UNKNOWN if value is None else value
        self.paper.write_formula(self.sheet.rows[key], FIRST + place, f"={formula}", look, kept)

    def finish(
        self, organisation: str, title: str, *, wide: int = 0, portrait: bool = False
    ) -> None:
        """Protect what is not to be changed, and set the paper; ``wide`` A3 pages side by side."""
        paper = self.paper
        paper.protect("", {"format_columns": True, "format_rows": True})
        if not portrait:
            paper.set_landscape()
        paper.set_paper(_A3 if wide else _A4)
        paper.fit_to_pages(wide or 1, 1 if wide or portrait else 0)
        paper.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.7)
        paper.set_header(f"&L{plain(organisation)}&R{plain(title)}")
        paper.set_footer("&R&P / &Nページ")
