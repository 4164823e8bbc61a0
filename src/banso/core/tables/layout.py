"""Where in a sheet the table is: titles above, headings of one or two rows, totals below."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from banso.core.tables.sheets import Sheet, SheetRow

IsHeading = Callable[[str], bool]
_LOOKED_AT = 30
_LEAST_KNOWN = 2
_COUNTED = r"[0-9,]+[件社者人名]"
_TOTAL = re.compile(
    rf"(?:(?:総|小|累|総合|合)?計(?:件数|人数)?|総数|件数|以上)[:は]?(?:{_COUNTED})?"
    rf"|全(?:部で)?{_COUNTED}|(?:以下)?余白"
)
_COUNT_ALONE = re.compile(_COUNTED)
_AROUND = "()[]【】《》-―─ー=＝*・。.、…"
_VALUE = re.compile(r"[\d\s,.\-/()+¥〒:年月日]*\d[\d\s,.\-/()+¥〒:年月日]*|[SHRTMshrtm]\d+[./]\d.*")
_FEW = 3


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of the table; ``number`` is the row's place in the file as Excel shows it.

    ``errors`` are the columns where Excel shows an error instead of a value.
    """

    number: int
    cells: tuple[str, ...]
    is_hidden: bool = False
    errors: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Table:
    """A table found in a sheet; without a heading row every heading is blank."""

    headings: tuple[str, ...]
    rows: tuple[TableRow, ...]
    remarks: tuple[str, ...] = field(default=())

    @property
    def has_headings(self) -> bool:
        """Whether a row of headings was found."""
        return any(self.headings)

    def samples(self, column: int, *, most: int = 3) -> tuple[str, ...]:
        """The first different values of a column, for a person to know it by."""
        values = (row.cells[column] for row in self.rows[:500])
        return tuple(dict.fromkeys(value for value in values if value))[:most]


def lay_out(sheet: Sheet, is_heading: IsHeading) -> Table:
    """Find the table; ``is_heading`` knows the words that head its columns.

    One or two heading rows (a group above, merged over its columns, is put before the heading);
    rows above them are titles. Left out: totals and repeated headings. Cells merged downwards
    count for each of their rows. What was left out is said in ``remarks``.
    """
    width = sheet.width
    rows = [_widened(row, width) for row in sheet.rows]
    filled = _filled_down(rows, sheet)
    head = _head_place(filled, is_heading)
    last = head
    headings = ("",) * width
    if head >= 0:
        first, last = _head_span(filled, head, is_heading)
        headings = _joined(filled[first : last + 1], sheet)
    body, left_out = _body(filled[last + 1 :], headings)
    remarks = (*_said_of_head(filled, head, last, first=first if head >= 0 else 0), *left_out)
    return Table(headings, body, (*remarks, *_said_of_hidden(body)))


def _widened(row: SheetRow, width: int) -> SheetRow:
    if len(row.cells) == width:
        return row
    return replace(row, cells=row.cells + ("",) * (width - len(row.cells)))


def _filled_down(rows: list[SheetRow], sheet: Sheet) -> list[SheetRow]:
    """Put the value of a cell merged downwards in each of the rows it spans."""
    tall = [span for span in sheet.merged if span[2] > span[0]]
    if not tall:
        return rows
    place = {row.number: at for at, row in enumerate(rows)}
    cells = {at: list(row.cells) for at, row in enumerate(rows)}
    for top, column, bottom, _ in tall:
        if top + 1 not in place or column >= sheet.width:
            continue
        value = rows[place[top + 1]].cells[column]
        for number in range(top + 2, bottom + 2):
            if number in place:
                cells[place[number]][column] = value
    return [replace(row, cells=tuple(cells[at])) for at, row in enumerate(rows)]


def _head_place(rows: Sequence[SheetRow], is_heading: IsHeading) -> int:
    """The place of the heading row (of two, the lower if it has more); -1 when there is none."""
    known = [
        len({cell for cell in row.cells if cell and is_heading(cell)}) for row in rows[:_LOOKED_AT]
    ]
    best = max(known, default=0)
    if best >= _LEAST_KNOWN or (best == 1 and rows and len(rows[0].cells) == 1):
        return known.index(best)
    return _head_by_look(rows)


def _head_by_look(rows: Sequence[SheetRow]) -> int:
    """A first wide row in which nothing looks like a value, above rows in which something does."""
    for at, row in enumerate(rows[:_LOOKED_AT]):
        filled = [cell for cell in row.cells if cell]
        if len(filled) * 2 <= len(row.cells):
            continue
        below = [cell for other in rows[at + 1 : at + 6] for cell in other.cells if cell]
        has_values = any(map(_looks_like_value, below))
        is_head = len(set(filled)) == len(filled) and not any(map(_looks_like_value, filled))
        return at if is_head and has_values else -1
    return -1


def _looks_like_value(cell: str) -> bool:
    return _VALUE.fullmatch(unicodedata.normalize("NFKC", cell)) is not None


def _head_span(rows: Sequence[SheetRow], head: int, is_heading: IsHeading) -> tuple[int, int]:
    """First and last row of the headings: groups may stand above, parts of groups below."""
    if head + 1 < len(rows) and _is_below(rows[head], rows[head + 1], is_heading):
        return head, head + 1
    if head > 0 and _is_above(rows[head - 1], rows[head]):
        return head - 1, head
    return head, head


def _is_below(row: SheetRow, below: SheetRow, is_heading: IsHeading) -> bool:
    """Whether the row below carries headings too: words only, and some of them known."""
    filled = [cell for cell in below.cells if cell]
    new = [cell for cell in filled if cell not in row.cells]
    is_next = below.number - row.number == 1
    known = [cell for cell in filled if is_heading(cell)]
    return (
        is_next
        and bool(new)
        and len(known) * 2 >= len(filled)
        and not any(map(_looks_like_value, filled))
    )


def _is_above(above: SheetRow, row: SheetRow) -> bool:
    """Whether the row above holds groups: several words, each over filled cells, none a value."""
    words = [cell for cell in above.cells if cell]
    over = all(row.cells[at] for at, cell in enumerate(above.cells) if cell)
    is_next = row.number - above.number == 1
    return is_next and len(words) > 1 and over and not any(map(_looks_like_value, words))


def _joined(rows: Sequence[SheetRow], sheet: Sheet) -> tuple[str, ...]:
    """One heading for each column; a group's word reaches over the columns it is merged over."""
    if len(rows) == 1:
        return tuple(map(_one_line, rows[0].cells))
    groups = _spread(rows[0], rows[1], sheet)
    return tuple(
        " ".join(dict.fromkeys(filter(None, (_one_line(group), _one_line(part)))))
        for group, part in zip(groups, rows[1].cells, strict=True)
    )


def _spread(groups: SheetRow, parts: SheetRow, sheet: Sheet) -> list[str]:
    """The group words over all their columns: those merged, else up to the next group."""
    spans = [span for span in sheet.merged if span[0] == groups.number - 1 and span[3] > span[1]]
    spread = list(groups.cells)
    for _, first, _, last in spans:
        for column in range(first + 1, min(last + 1, len(spread))):
            spread[column] = groups.cells[first]
    if spans:
        return spread
    for column in range(1, len(spread)):
        has_part = parts.cells[column] and parts.cells[column - 1] != groups.cells[column - 1]
        if not spread[column] and has_part:
            spread[column] = spread[column - 1]
    return spread


def _one_line(heading: str) -> str:
    return " ".join(heading.split())


def _body(
    rows: Sequence[SheetRow], headings: tuple[str, ...]
) -> tuple[tuple[TableRow, ...], list[str]]:
    kept: list[TableRow] = []
    totals: list[int] = []
    repeated: list[int] = []
    for row in rows:
        if _is_total(row):
            totals.append(row.number)
        elif any(headings) and tuple(map(_one_line, row.cells)) == headings:
            repeated.append(row.number)
        else:
            kept.append(TableRow(row.number, row.cells, row.is_hidden, row.errors))
    return tuple(kept), list(_said_of_left_out(totals, repeated))


def _is_total(row: SheetRow) -> bool:
    """Whether the row sums others up（合計、小計、8件）or closes the list（以上、以下余白）.

    A count without a word for the sum（8件）is one only where nothing else stands in the row.
    """
    filled = [_squeezed(cell) for cell in row.cells if cell]
    if not filled or (len(filled) * 2 > len(row.cells) and len(row.cells) > _FEW):
        return False
    is_count = len(filled) == 1 and _COUNT_ALONE.fullmatch(filled[0])
    return bool(is_count or _TOTAL.fullmatch(filled[0]))


def _squeezed(cell: str) -> str:
    return "".join(unicodedata.normalize("NFKC", cell).split()).strip(_AROUND)


def _said_of_head(rows: Sequence[SheetRow], head: int, last: int, *, first: int) -> Iterator[str]:
    if head < 0:
        yield "見出しの行がないものとして読みました。列の意味は、中身から推し量りました。"
        return
    if first > 0:
        yield f"{rows[first].number}行目より上は、表題として読みとばしました。"
    if last > first:
        yield f"見出しは{rows[first].number}行目と{rows[last].number}行目の2行として読みました。"


def _said_of_left_out(totals: list[int], repeated: list[int]) -> Iterator[str]:
    for numbers, name in ((totals, "合計など"), (repeated, "くり返しの見出し")):
        if numbers:
            yield f"{name}の行を除きました（{_places(numbers)}）。"


def _said_of_hidden(rows: Sequence[TableRow]) -> Iterator[str]:
    hidden = [row.number for row in rows if row.is_hidden]
    if hidden:
        yield f"Excel で隠れている行も読みました（{_places(hidden)}）。"


def _places(numbers: list[int]) -> str:
    named = "、".join(f"{number}" for number in numbers[:_FEW])
    return f"{named}行目" + (f"ほか、あわせて{len(numbers)}行" if len(numbers) > _FEW else "")
