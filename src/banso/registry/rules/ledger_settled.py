"""What a ledger comes to with the decisions on its doubles（判断を加えた取込の見立て）.

The preview counts and shows exactly this, and exactly this is written when somebody agrees.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from banso.registry.rules.corporate_file import CLOSED_ON
from banso.registry.rules.ledger_cells import Stored
from banso.registry.rules.ledger_forms import differing
from banso.registry.rules.ledger_plan import Outcome, Planned
from banso.registry.rules.ledger_rows import Values

SAME, SEPARATE = "same", "separate"
_CAN_DO = {Outcome.CREATED, Outcome.CHANGED, Outcome.SUSPECTED}
Moved = tuple[str, Stored, Stored]  # field, before and after


class Fate(StrEnum):
    """What becomes of a row in the end（行のゆくえ）.

    ``JOINED`` completes a business that an earlier row enters or changes; ``OPEN`` waits to be
    decided about, and stays out as long as it does.
    """

    CREATED = "created"
    CHANGED = "changed"
    JOINED = "joined"
    CLOSED = "closed"
    UNCHANGED = "unchanged"
    LEFT_OUT = "left-out"
    OPEN = "open"

    @property
    def stays_out(self) -> bool:
        """Whether nothing of the row is taken."""
        return self in {Fate.LEFT_OUT, Fate.OPEN}


@dataclass(slots=True)
class Edit:
    """What several rows together would change of one business, and the version they saw."""

    version: int
    name: str
    values: Values = field(default_factory=dict)


@dataclass(slots=True)
class Settled:
    """What the rows come to; ``moved`` is what each changes of what was before it in the file.

    ``problem`` tells why it cannot be carried out as decided.
    """

    created: dict[int, Values] = field(default_factory=dict)
    edits: dict[int, Edit] = field(default_factory=dict)
    closures: dict[int, date] = field(default_factory=dict)
    fates: dict[int, Fate] = field(default_factory=dict)
    moved: dict[int, tuple[Moved, ...]] = field(default_factory=dict)
    problem: str = ""
    targets: dict[int, int] = field(default_factory=dict)
    suspected: dict[int, Planned] = field(default_factory=dict)

    @property
    def left_out(self) -> int:
        """How many suspected rows stay out."""
        return sum(fate.stays_out for fate in self.fates.values())


def settle(rows: Iterable[Planned], decisions: Mapping[int, str]) -> Settled:
    """What rows come to in the order of the file, each seeing what those before it did."""
    settled = Settled()
    for row in rows:
        if row.outcome not in _CAN_DO:
            continue
        decision = decisions.get(row.number, "")
        settled.fates[row.number] = _fate(settled, row, decision)
        if row.outcome is Outcome.SUSPECTED:
            settled.suspected[row.number] = row
    return settled


def _fate(settled: Settled, row: Planned, decision: str) -> Fate:
    if row.outcome is Outcome.CREATED:
        return _enter(settled, row)
    values, base = _compared(settled, row)
    values = differing(values, base)
    settled.moved[row.number] = tuple((key, base.get(key), new) for key, new in values.items())
    if decision == SEPARATE and row.may_be_new:
        return _enter(settled, row)
    if row.outcome is Outcome.CHANGED or decision == SAME:
        return _join(settled, row, values)
    return Fate.LEFT_OUT if decision else Fate.OPEN


def _enter(settled: Settled, row: Planned) -> Fate:
    settled.created[row.number] = {"legal_form": "sole-proprietor", **row.values}
    return Fate.CREATED


def _target(settled: Settled, row: Planned) -> int | None:
    """The business of the register that the row goes to, by itself or behind an earlier row."""
    return row.target or settled.targets.get(row.twin or 0)


def _compared(settled: Settled, row: Planned) -> tuple[Values, Values]:
    """What the row says as the same business, and what that business holds by then."""
    values = dict(row.values)
    if row.target:
        values = {key: row.values[key] for key, _, _ in row.changes}
    else:
        values.pop("name", None)  # the earlier row's name stays
    target = _target(settled, row)
    if target:
        edit = settled.edits.get(target)
        return values, {**row.kept, **(edit.values if edit else {})}
    if row.twin in settled.created:
        return values, settled.created[row.twin]
    earlier = settled.suspected.get(row.twin or 0)
    return values, {**row.kept, **(earlier.values if earlier else {})}


def _join(settled: Settled, row: Planned, values: Values) -> Fate:
    """Add the row to its business; left out when the earlier row it goes with is."""
    target = _target(settled, row)
    if target:
        settled.targets[row.number] = target
        return _edit(settled, target, row, values)
    if row.twin in settled.created:
        settled.created[row.twin] |= values
        return Fate.JOINED
    return Fate.LEFT_OUT


def _edit(settled: Settled, target: int, row: Planned, values: Values) -> Fate:
    edit = settled.edits.setdefault(target, Edit(row.version, row.target_name))
    was_changed = bool(edit.values)
    closed_on = values.pop(CLOSED_ON, None)
    if closed_on:
        settled.closures[target] = date.fromisoformat(str(closed_on))
    number = values.get("corporate_number")
    if number and edit.values.get("corporate_number", number) != number:
        settled.problem = (
            f"「{edit.name}」に2つの法人番号を入れようとしています。"
            f"{row.number}行目の判断を「取り込まない」にしてください。"
        )
    edit.values |= values
    if was_changed:
        return Fate.JOINED
    if values:
        return Fate.CHANGED
    return Fate.CLOSED if closed_on else Fate.UNCHANGED
