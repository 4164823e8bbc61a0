"""Which version of a plan is printed: one that was kept, or the plan as it is written now."""

from __future__ import annotations

from dataclasses import dataclass

from banso.plans.documents.around import DRAFT, Making
from banso.plans.models import PlanVersion
from banso.plans.queries.sheet import PlanSheet
from banso.plans.rules.content import EDITION


@dataclass(frozen=True, slots=True)
class Choice:
    """One version to print: its key in the address, and what it is in words."""

    key: str
    words: str


def choices_of(sheet: PlanSheet) -> tuple[Choice, ...]:
    """What is written now where it is no version yet, then the versions, the newest first."""
    kept = [_choice(sheet, one) for one in readable(sheet)]
    if kept and not sheet.changes:
        return tuple(kept)
    return (Choice(DRAFT, Making.of(sheet, None).edition_words), *kept)


def _choice(sheet: PlanSheet, version: PlanVersion) -> Choice:
    return Choice(str(version.number), Making.of(sheet, version).edition_words)


def readable(sheet: PlanSheet) -> list[PlanVersion]:
    """The versions that can be read; an erased one has nothing left to print."""
    return [one for one in sheet.versions if one.snapshot.get("edition") == EDITION]


def chosen(sheet: PlanSheet, key: str) -> Making | None:
    """The paper asked for: by default the version in force; ``None`` where there is no such."""
    kept = {str(one.number): one for one in readable(sheet)}
    if key == DRAFT or (not key and not kept):
        return Making.of(sheet, None)
    version = kept.get(key or max(kept, key=int))
    return None if version is None else Making.of(sheet, version)
