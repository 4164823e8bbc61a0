"""The preview of an import on disk（取込の確認）: one line of JSON for each row, found by place.

Not in the database: fifty thousand rows that nobody agreed to have no place there.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, BinaryIO

from banso.registry.rules.ledger_plan import Outcome, Planned

_ROWS, _INDEX, _LAYOUT = "rows.jsonl", "index.json", "layout.json"
REMARKED = "remarked"
ENTANGLED = "entangled"
_FIELDS = tuple(one.name for one in fields(Planned))


@dataclass(frozen=True, slots=True)
class Layout:
    """How the file was read: its sheets, headings, samples, and what was odd.

    ``columns`` are the meanings the preview was made with, by place; ``missing`` the headings that
    were there the last time; ``is_recalled`` whether the meanings came from then.
    """

    sheets: tuple[str, ...] = ()
    sheet: str = ""
    headings: tuple[str, ...] = ()
    samples: tuple[tuple[str, ...], ...] = ()
    remarks: tuple[str, ...] = ()
    columns: dict[int, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    is_recalled: bool = False
    rows: int = 0


def write_layout(folder: Path, layout: Layout) -> None:
    """Keep how the file was read."""
    _whole(folder / _LAYOUT, json.dumps(asdict(layout), ensure_ascii=False).encode())


def read_layout(folder: Path) -> Layout | None:
    """How the file was read; nothing before it was, or after it was cleared away."""
    try:
        kept = json.loads((folder / _LAYOUT).read_bytes())
    except (FileNotFoundError, ValueError):
        return None
    columns = {int(at): key for at, key in kept.pop("columns").items()}
    lists: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in kept.items()
    }
    lists["samples"] = tuple(map(tuple, kept["samples"]))
    return Layout(**lists, columns=columns)


class PreviewWriter:
    """Writes the rows one by one; ``finish`` makes them the preview in one step."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._places: dict[str, list[int]] = {outcome.value: [] for outcome in Outcome}
        self._places[REMARKED] = []
        self._suspected: set[int] = set()
        self._row_places: dict[int, int] = {}
        self._changes_of: dict[int, int] = {}
        self._doubted: set[int] = set()
        self._at = 0
        self._file: BinaryIO = (folder / f"{_ROWS}.new").open("wb")

    def add(self, planned: Planned) -> None:
        """Write one row under its outcome; clean rows need no copy of their cells."""
        is_returned = planned.outcome in {Outcome.REFUSED, Outcome.SUSPECTED} or planned.remarks
        row = {name: getattr(planned, name) for name in _FIELDS}
        row["cells"] = planned.cells if is_returned else ()
        line = json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
        self._places[planned.outcome.value].append(self._at)
        if planned.remarks:
            self._places[REMARKED].append(self._at)
        self._note_entangled(planned)
        self._file.write(line)
        self._at += len(line)

    def _note_entangled(self, planned: Planned) -> None:
        """Rows that decisions reach: those suspected, and those that go to the same business."""
        self._row_places[planned.number] = self._at
        if planned.outcome is Outcome.CHANGED and planned.target:
            self._changes_of[planned.target] = self._at
        if planned.outcome is Outcome.SUSPECTED:
            self._suspected.add(self._at)
            self._suspected |= {self._row_places[planned.twin]} if planned.twin else set()
            self._doubted |= {planned.target} if planned.target else set()

    def _entangled(self) -> list[int]:
        others = {self._changes_of[pk] for pk in self._doubted if pk in self._changes_of}
        return sorted(self._suspected | others)

    def finish(self) -> dict[str, int]:
        """Put the preview in place; how many rows of each outcome it has."""
        self._file.close()
        (self._folder / f"{_ROWS}.new").replace(self._folder / _ROWS)
        index = {**self._places, ENTANGLED: self._entangled()}
        _whole(self._folder / _INDEX, json.dumps(index).encode())
        return {outcome: len(places) for outcome, places in self._places.items()}

    def give_up(self) -> None:
        """Leave nothing of a preview that was not finished."""
        self._file.close()
        (self._folder / f"{_ROWS}.new").unlink(missing_ok=True)


class PreviewFile:
    """Reads a finished preview; only the rows asked for are taken from disk."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._places: Mapping[str, Sequence[int]] = json.loads((folder / _INDEX).read_bytes())

    def places(self, outcome: str = "") -> list[int]:
        """Where the rows of an outcome begin, in the order of the file.

        All without one: first those that do something or stay out, then the unchanged ones.
        """
        if outcome == ENTANGLED and ENTANGLED not in self._places:
            return self.places()  # a preview made before this was noted
        if outcome:
            return list(self._places.get(outcome, ()))
        last = Outcome.UNCHANGED.value
        first = (self._places[one.value] for one in Outcome if one.value != last)
        return [*sorted(at for places in first for at in places), *self._places[last]]

    def rows(self, places: Sequence[int]) -> Iterator[Planned]:
        """The rows that begin at the places."""
        with (self._folder / _ROWS).open("rb") as file:
            for at in places:
                file.seek(at)
                yield _planned(json.loads(file.readline()))


def has_preview(folder: Path) -> bool:
    """Whether a finished preview lies in the folder."""
    return (folder / _INDEX).exists() and (folder / _ROWS).exists()


def _planned(row: dict[str, Any]) -> Planned:
    row["outcome"] = Outcome(row["outcome"])
    row["changes"] = [tuple(change) for change in row["changes"]]
    row["cells"] = tuple(row["cells"])
    return Planned(**row)


def _whole(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    new = path.with_name(f"{path.name}.new")
    new.write_bytes(content)
    new.replace(path)
