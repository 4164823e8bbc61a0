"""A preview with the decisions on it（判断を加えた取込の確認）: what each row comes to, counted.

Only rows that a decision reaches are read; the others are what they were planned to be.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from banso.registry.models import ImportPreview, LedgerImport
from banso.registry.rules.ledger_plan import Outcome
from banso.registry.rules.ledger_settled import Fate, Settled, settle
from banso.registry.rules.preview_file import ENTANGLED, PreviewFile

_LISTED = {
    Outcome.CREATED.value: Fate.CREATED,
    Outcome.CHANGED.value: Fate.CHANGED,
    Outcome.UNCHANGED.value: Fate.UNCHANGED,
}


@dataclass(frozen=True)
class SettledPreview:
    """What a preview comes to: every count of the page, of the button and of the result."""

    counts: ImportPreview
    file: PreviewFile
    settled: Settled
    decisions: dict[int, str]
    fates: dict[int, Fate]  # of the rows that a decision reaches, by their place in the file

    @cached_property
    def _by_fate(self) -> Counter[Fate]:
        return Counter(self.fates.values())

    def places(self, outcome: str = "") -> list[int]:
        """Where the rows begin that come to the outcome; suspected ones stay to be looked at."""
        found = self.file.places(outcome)
        fate = _LISTED.get(outcome)
        if fate is None:
            return found
        plain = [at for at in found if at not in self.fates]
        return sorted([*plain, *(at for at, one in self.fates.items() if one is fate)])

    @cached_property
    def created(self) -> int:
        """How many businesses would be entered."""
        return len(self.places(Outcome.CREATED.value))

    @cached_property
    def changed(self) -> int:
        """How many businesses of the register would be changed."""
        return len(self.places(Outcome.CHANGED.value))

    @property
    def closed(self) -> int:
        """How many businesses would be recorded as closed."""
        return len(self.settled.closures)

    @cached_property
    def unchanged(self) -> int:
        """How many rows say nothing new, those judged to be the same with them."""
        return len(self.places(Outcome.UNCHANGED.value))

    @property
    def joined(self) -> int:
        """How many rows complete a business of an earlier row."""
        return self._by_fate[Fate.JOINED]

    @property
    def left_out(self) -> int:
        """How many suspected rows stay out as it was decided."""
        return self._by_fate[Fate.LEFT_OUT]

    @property
    def undecided(self) -> int:
        """How many suspected rows nobody has decided about yet."""
        return self._by_fate[Fate.OPEN]

    @property
    def decided(self) -> int:
        """How many suspected rows were decided about."""
        return self.counts.suspected - self.undecided

    @property
    def writes(self) -> int:
        """How many businesses would be written."""
        return self.created + self.changed + self._by_fate[Fate.CLOSED]

    @property
    def stays_out(self) -> int:
        """How many rows would be given back."""
        return self.counts.refused + self.left_out + self.undecided

    @property
    def changes_nothing(self) -> bool:
        """Whether the file says nothing that the register does not say already."""
        return self.writes == 0 and self.undecided == 0 and self.counts.refused == 0


def settled_preview(ledger_import: LedgerImport, counts: ImportPreview) -> SettledPreview:
    """The preview with what was decided so far."""
    file = PreviewFile(ledger_import.folder)
    decisions = dict(ledger_import.decisions.values_list("row_number", "decision"))
    places = file.places(ENTANGLED)
    rows = list(file.rows(places))
    settled = settle(rows, decisions)
    fates = {
        at: settled.fates[row.number]
        for at, row in zip(places, rows, strict=True)
        if row.number in settled.fates
    }
    return SettledPreview(counts, file, settled, decisions, fates)


def stays_out(ledger_import: LedgerImport) -> set[int]:
    """The numbers of suspected rows of which nothing is taken."""
    file = PreviewFile(ledger_import.folder)
    decisions = dict(ledger_import.decisions.values_list("row_number", "decision"))
    fates = settle(file.rows(file.places(ENTANGLED)), decisions).fates
    return {number for number, fate in fates.items() if fate.stays_out}
