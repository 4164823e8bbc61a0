"""What a check sheet asks（点検すること）, free of the database, and as its JSON keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class MeasureItem:
    """A measure and how it stands when the sheet is made; days are written out in eras."""

    id: str
    what: str
    ends_on: str
    standing: str


@dataclass(frozen=True, slots=True)
class KpiItem:
    """A KPI with its plan and what was told last, in words with their unit.

    ``last_told`` is that number in figures; nothing where none was told, or it was 不明.
    """

    id: str
    name: str
    unit: str
    expected: str
    last: str
    last_told: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A question of this visit and why it is asked."""

    key: str
    ask: str
    because: str


@dataclass(frozen=True, slots=True)
class PromiseItem:
    """A promise still to be kept; ``side`` is ours or theirs."""

    id: str
    side: str
    what: str
    due_on: str


@dataclass(frozen=True, slots=True)
class SheetItems:
    """All that one visit goes through.

    ``late_figures`` are figures of months before the last visit that came in after it; ``why`` is
    why the visit was due when the sheet was made.
    """

    measures: tuple[MeasureItem, ...] = ()
    kpis: tuple[KpiItem, ...] = ()
    questions: tuple[Question, ...] = ()
    promises: tuple[PromiseItem, ...] = ()
    late_figures: tuple[str, ...] = ()
    why: str = ""

    def as_json(self) -> dict[str, Any]:
        """As the sheet keeps it."""
        return {
            name: list(rows) if isinstance(rows, tuple) else rows
            for name, rows in asdict(self).items()
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> SheetItems:
        """As it was kept; of an erased business nothing is left."""
        return cls(
            tuple(MeasureItem(**row) for row in kept.get("measures", ())),
            tuple(KpiItem(**row) for row in kept.get("kpis", ())),
            tuple(Question(**row) for row in kept.get("questions", ())),
            tuple(PromiseItem(**row) for row in kept.get("promises", ())),
            tuple(kept.get("late_figures", ())),
            kept.get("why", ""),
        )

    def asked(self, key: str) -> str:
        """The words of a question, or of how a measure goes; else the key."""
        asked = {one.key: one.ask for one in self.questions}
        going = {going_key(one.id): f"施策「{one.what}」のようす" for one in self.measures}
        return {**asked, **going}.get(key, key)


def going_key(measure: str) -> str:
    """Under which key it is answered how a measure goes that is not done yet."""
    return f"going-{measure}"
