"""What was agreed to（取込の内容）: the preview and the decisions on it, as one plan of writing."""

from __future__ import annotations

from banso.core.progress import Progress
from banso.core.refusals import RuleViolation
from banso.registry.models import LedgerImport
from banso.registry.rules.ledger_plan import Outcome
from banso.registry.rules.ledger_settled import Settled, settle
from banso.registry.rules.preview_file import PreviewFile

READING = "書き込む用意をしています"


def agreed(ledger_import: LedgerImport, progress: Progress) -> Settled:
    """What would be written, from the preview and what was decided about suspected rows.

    Refuses decisions that cannot be carried out together.
    """
    decisions = dict(ledger_import.decisions.values_list("row_number", "decision"))
    file = PreviewFile(ledger_import.folder)
    kinds = (Outcome.CREATED, Outcome.CHANGED, Outcome.SUSPECTED)
    places = sorted(at for kind in kinds for at in file.places(kind.value))
    settled = settle(file.rows(list(progress.through(places, READING))), decisions)
    if settled.problem:
        raise RuleViolation("two-numbers", settled.problem)
    return settled
