"""What loading a plan file would come to, before anything is saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from banso.accounts.models import Organisation
from banso.programme.measures import MEASURES
from banso.programme.models import Result
from banso.programme.queries.plans import Plan, plan_of
from banso.programme.rules.comparing import changes_between
from banso.programme.rules.document import ProgrammeDocument
from banso.programme.rules.places import Problem
from banso.programme.rules.reading import read_programme


@dataclass(frozen=True, slots=True)
class Preview:
    """What loading a file would come to: problems, or a document and what it would change.

    ``current`` is the plan in force now, if any; ``changes`` are sentences.
    """

    document: ProgrammeDocument | None
    problems: Sequence[Problem]
    current: Plan | None
    changes: tuple[str, ...]


def preview_of(source: str, *, organisation: Organisation) -> Preview:
    """What loading ``source`` would change; nothing is saved."""
    current = plan_of(organisation)
    document, problems = read_programme(source, known_measures=frozenset(MEASURES))
    if document is not None and (elsewhere := belongs_elsewhere(document, organisation)):
        return Preview(None, [elsewhere], current, ())
    if document is None or current is None:
        return Preview(document, problems, current, ())
    counted = Result.objects.of(current.programme).order_by().values("line")
    results = {row["line"]: row["n"] for row in counted.annotate(n=Count("pk"))}
    changes = changes_between(current.document, document, results=results)
    return Preview(document, (), current, tuple(changes))


def belongs_elsewhere(document: ProgrammeDocument, organisation: Organisation) -> Problem | None:
    """Why a plan is not this organisation's; ``None`` when it may be."""
    theirs, ours = document.organisation.corporate_number, organisation.corporate_number
    if not ours or ours == theirs:
        return None
    message = f"この計画は法人番号 {theirs} の組織のものです（{organisation}は {ours}）。"
    return Problem("organisation.corporate_number", "other-organisation", message)
