"""One row of a preview as the page shows it（取込の確認の行）, and what can be decided about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from banso.registry.models import RowDecision
from banso.registry.queries.import_settled import SettledPreview
from banso.registry.rules.columns import labels
from banso.registry.rules.ledger_forms import NUMBER_LABELS
from banso.registry.rules.ledger_plan import Outcome, Planned
from banso.registry.rules.ledger_settled import Fate, Moved
from banso.registry.rules.ledger_words import NamesOf, in_words

_CLOSED = {"closed_on": "廃業"}
_FATES = {
    Fate.CREATED: "登録",
    Fate.CHANGED: "変更",
    Fate.JOINED: "前の行に合わせる",
    Fate.CLOSED: "廃業",
    Fate.UNCHANGED: "変わらない",
    Fate.LEFT_OUT: "取り込まない",
    Fate.OPEN: "重複の疑い",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be decided about a suspected row."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One row as the page shows it; ``fate`` is what it comes to with what was decided.

    ``changes`` are label, before, after, and whether a number becomes another one.
    """

    number: int
    name: str
    outcome: str
    fate: str
    fate_label: str
    target_id: str
    target_name: str
    changes: tuple[tuple[str, str, str, bool], ...]
    reasons: tuple[str, ...]
    remarks: tuple[str, ...]
    choices: tuple[Choice, ...]


def preview_row(row: Planned, comes_to: SettledPreview, names: NamesOf) -> PreviewRow:
    """The row with what it comes to by what was decided."""
    decision = comes_to.decisions.get(row.number, "")
    fate = comes_to.settled.fates.get(row.number)
    return PreviewRow(
        number=row.number,
        name=row.name or row.target_name,
        outcome=row.outcome.value,
        fate=fate.value if fate else row.outcome.value,
        fate_label=_FATES[fate] if fate else row.outcome.label,
        target_id=row.target_id,
        target_name=row.target_name,
        changes=tuple(_changes(row, comes_to.settled.moved.get(row.number), names)),
        reasons=(*row.reasons, *_left_with(row, fate, decision)),
        remarks=tuple(row.remarks),
        choices=tuple(
            Choice(value, label, decision == value) for value, label in decisions_for(row).items()
        ),
    )


def _left_with(row: Planned, fate: Fate | None, decision: str) -> Iterator[str]:
    """Why a row that was judged to be the same stays out all the same."""
    if fate is Fate.LEFT_OUT and decision == RowDecision.SAME:
        yield f"{row.twin}行目を取り込まないので、この行も取り込みません。"


def _changes(
    row: Planned, moved: tuple[Moved, ...] | None, names: NamesOf
) -> Iterator[tuple[str, str, str, bool]]:
    """What the row changes: as planned, or where decisions reach it, of what was before it."""
    planned = {key: (before, after) for key, before, after in row.changes}
    words = {**labels(), **_CLOSED}
    if moved is None:
        moved = tuple((key, row.kept.get(key), row.values.get(key)) for key in planned)
    for key, old, new in moved:
        before, after = in_words(key, old, names), in_words(key, new, names)
        if key in planned and old == row.kept.get(key):
            before, after = planned[key]
        yield words.get(key, key), before, after, key in NUMBER_LABELS and bool(old)


def decisions_for(row: Planned) -> dict[str, str]:
    """What may be decided about a row; nothing unless it is suspected."""
    if row.outcome is not Outcome.SUSPECTED:
        return {}
    offered = {
        RowDecision.SAME: row.target is not None or row.twin is not None,
        RowDecision.SEPARATE: row.may_be_new,
        RowDecision.LEFT_OUT: True,
    }
    return {choice.value: str(choice.label) for choice, is_open in offered.items() if is_open}
