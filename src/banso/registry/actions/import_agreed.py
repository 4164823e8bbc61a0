"""What was agreed to（取込の内容）: the preview and the decisions on it, as one plan of writing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from banso.core.progress import Progress
from banso.core.refusals import RuleViolation
from banso.registry.models import LedgerImport, RowDecision
from banso.registry.rules.corporate_file import CLOSED_ON
from banso.registry.rules.ledger_plan import Outcome, Planned
from banso.registry.rules.ledger_rows import Values
from banso.registry.rules.preview_file import PreviewFile

READING = "書き込む用意をしています"


@dataclass(slots=True)
class Edit:
    """What several rows together would change of one business, and the version they saw."""

    version: int
    name: str
    values: Values = field(default_factory=dict)


@dataclass(slots=True)
class Plan:
    """What a preview and the decisions on it come to."""

    created: dict[int, Values] = field(default_factory=dict)
    edits: dict[int, Edit] = field(default_factory=dict)
    closures: dict[int, date] = field(default_factory=dict)
    left_out: int = 0


def agreed(ledger_import: LedgerImport, progress: Progress) -> Plan:
    """What would be written, from the preview and what was decided about suspected rows."""
    decisions = dict(ledger_import.decisions.values_list("row_number", "decision"))
    file = PreviewFile(ledger_import.folder)
    plan = Plan()
    kinds = (Outcome.CREATED, Outcome.CHANGED, Outcome.SUSPECTED)
    places = sorted(at for kind in kinds for at in file.places(kind.value))
    targets: dict[int, int] = {}
    for row in file.rows(list(progress.through(places, READING))):
        _take(plan, row, decisions.get(row.number, ""), targets)
    return plan


def _take(plan: Plan, row: Planned, decision: str, targets: dict[int, int]) -> None:
    """Add one row to the plan; ``targets`` tells which business each earlier row went to."""
    if row.outcome is Outcome.CREATED or (decision == RowDecision.SEPARATE and row.may_be_new):
        plan.created[row.number] = _new_values(row.values)
    elif row.outcome is Outcome.CHANGED or (decision == RowDecision.SAME and row.target):
        assert row.target is not None  # noqa: S101 - a changed row has its business
        targets[row.number] = row.target
        _edit(plan, row.target, row, {key: row.values[key] for key, _, _ in row.changes})
    elif decision == RowDecision.SAME and row.twin in plan.created:
        plan.created[row.twin] |= _besides_name(row.values)
    elif decision == RowDecision.SAME and row.twin in targets:
        _edit(plan, targets[row.twin], row, _besides_name(row.values))
    else:
        plan.left_out += 1


def _new_values(values: Values) -> Values:
    return {"legal_form": "sole-proprietor", **values}


def _besides_name(values: Values) -> Values:
    """What a second row adds to the first; the first one's name stays."""
    return {key: value for key, value in values.items() if key != "name"}


def _edit(plan: Plan, target: int, row: Planned, values: Values) -> None:
    edit = plan.edits.setdefault(target, Edit(row.version, row.target_name))
    closed_on = values.pop(CLOSED_ON, None)
    if closed_on:
        plan.closures[target] = date.fromisoformat(str(closed_on))
    number = values.get("corporate_number")
    if number and edit.values.get("corporate_number", number) != number:
        raise RuleViolation(
            "two-numbers",
            f"「{edit.name}」に2つの法人番号を入れようとしています。"
            f"{row.number}行目の判断を「取り込まない」にしてください。",
        )
    edit.values |= values
