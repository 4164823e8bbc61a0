"""What was said in conversation, as the pages show it: part by part, cell by cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from banso.accounts.history import past_of
from banso.accounts.models import Staff
from banso.core import clock
from banso.diagnosis.models import Diagnosis, SaidBy, SheetEntry
from banso.diagnosis.queries.quoting import Quote, quotes_for
from banso.diagnosis.rules.sheets import sheets
from banso.diagnosis.rules.swot import CROSS, SWOT, Quarter, strategies, swot_cells

# The grid of this sheet is made of steps; of its cells only what stands above the grid is written.
NINETY_DAYS = "ninety-days"
ABOVE_THE_GRID = "aim"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a sheet with what was said in it, the heaviest first."""

    sheet: str
    key: str
    ja: str
    questions: tuple[str, ...]
    hint: str = ""
    entries: tuple[SheetEntry, ...] = ()
    quotes: tuple[Quote, ...] = ()

    @property
    def place(self) -> str:
        """Its name on the page: 「swot_S-products」."""
        return f"{self.sheet}_{self.key}"


@dataclass(frozen=True, slots=True)
class Part:
    """Cells that stand together: a field of SWOT, or a group of a sheet."""

    key: str
    ja: str
    cells: tuple[Cell, ...]

    @property
    def count(self) -> int:
        """How many things were said in it."""
        return sum(len(cell.entries) for cell in self.cells)

    @property
    def blank(self) -> int:
        """How many of its cells nothing was said in."""
        return sum(not cell.entries for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Session:
    """One day on which something was written, by whom, and how much."""

    on: date
    who: str
    count: int


def parts_of(
    diagnosis: Diagnosis, sheet: str, *, quoted_to: Staff | None = None
) -> tuple[Part, ...]:
    """The parts of a sheet with what was said. One query, and one more when records are quoted.

    ``quoted_to`` is whose reading rights decide which past records stand beside the cells.
    A sheet that does not exist has no parts.
    """
    said = _by_cell(diagnosis.entries.in_sheet(sheet).select_related("written_by__person"))
    if sheet == SWOT:
        return _swot(diagnosis, said, quoted_to)
    if sheet == CROSS:
        cells = (Cell(CROSS, one.key, one.ja, (one.ask,)) for one in strategies())
        return tuple(Part(cell.key, cell.ja, (_filled(cell, said),)) for cell in cells)
    if sheet not in sheets():
        return ()
    groups = sheets()[sheet].groups
    if sheet == NINETY_DAYS:
        groups = tuple(group for group in groups if group.key == ABOVE_THE_GRID)
    return tuple(
        Part(
            group.key,
            group.ja,
            tuple(
                Cell(sheet, cell.key, cell.ja, cell.questions, cell.hint, said.get(cell.key, ()))
                for cell in group.cells
            ),
        )
        for group in groups
    )


def cell_of(parts: Iterable[Part], key: str) -> Cell | None:
    """The cell of that name; ``None`` when there is none. No query."""
    cells = (cell for part in parts for cell in part.cells)
    return next((cell for cell in cells if cell.key == key), None)


def sessions_of(parts: Iterable[Part]) -> list[Session]:
    """On which days what stands in the parts was written, the latest first. No query."""
    entries = [entry for part in parts for cell in part.cells for entry in cell.entries]
    days = Counter((_day(entry), entry.written_by.person.name) for entry in entries)
    rows = sorted(days.items(), key=lambda row: row[0], reverse=True)
    return [Session(on, who, count) for (on, who), count in rows]


def owners_words_in(parts: Iterable[Part]) -> int:
    """How many entries are the owner's own words（事業者の言葉）. No query."""
    return sum(
        entry.said_by == SaidBy.OWNER
        for part in parts
        for cell in part.cells
        for entry in cell.entries
    )


def former_entry(staff: Staff, public_id: object) -> SheetEntry | None:
    """An entry that was taken away, as it last was and not yet saved; ``None`` if there is none."""
    seen = Diagnosis.objects.visible_to(staff)
    rows = past_of(SheetEntry)
    gone = rows.filter(public_id=public_id, history_type="-", diagnosis__in=seen)
    last = gone.select_related("diagnosis__business").order_by("-history_id").first()
    if last is None:
        return None
    return SheetEntry(
        diagnosis=last.diagnosis,
        sheet=last.sheet,
        cell=last.cell,
        text=last.text,
        said_by=last.said_by,
        source=last.source,
        weight=last.weight,
    )


def _day(entry: SheetEntry) -> date:
    return entry.written_at.astimezone(clock.TOKYO).date()


def _by_cell(entries: Iterable[SheetEntry]) -> Mapping[str, tuple[SheetEntry, ...]]:
    said: dict[str, tuple[SheetEntry, ...]] = {}
    for entry in entries:
        said[entry.cell] = (*said.get(entry.cell, ()), entry)
    return said


def _filled(cell: Cell, said: Mapping[str, tuple[SheetEntry, ...]]) -> Cell:
    return Cell(cell.sheet, cell.key, cell.ja, cell.questions, cell.hint, said.get(cell.key, ()))


def _swot(
    diagnosis: Diagnosis, said: Mapping[str, tuple[SheetEntry, ...]], staff: Staff | None
) -> tuple[Part, ...]:
    quotes = quotes_for(diagnosis.business, staff) if staff else {}
    return tuple(
        Part(
            quarter.value,
            quarter.ja,
            tuple(
                Cell(
                    SWOT,
                    cell.place,
                    cell.ja,
                    cell.questions,
                    entries=said.get(cell.place, ()),
                    quotes=quotes.get(cell.key, ()),
                )
                for cell in swot_cells()
                if cell.quarter is quarter
            ),
        )
        for quarter in Quarter
    )
