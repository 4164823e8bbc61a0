"""The plan in force, read; and what its lines mean."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from banso.accounts.models import Organisation
from banso.core import clock
from banso.core.fiscal_year import FiscalYear
from banso.programme.measures import MEASURES, Line
from banso.programme.models import AgreedDefinition, Programme, ProgrammeEdition
from banso.programme.rules.document import ProgrammeDocument
from banso.programme.rules.reading import read_programme


@dataclass(frozen=True, slots=True)
class Plan:
    """A programme together with its edition in force, read."""

    programme: Programme
    edition: ProgrammeEdition
    document: ProgrammeDocument

    def line(self, key: str) -> Line | None:
        """The indicator or goal with this key."""
        return self.document.indicator(key) or next(
            (goal for goal in self.document.goals if goal.key == key), None
        )

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every indicator, then every goal."""
        return (*self.document.indicators, *self.document.goals)


def plan_of(organisation: Organisation, *, on: date | None = None) -> Plan | None:
    """The plan in force on a day (today); before or after its period, the latest loaded one."""
    year = FiscalYear.of(on or clock.today())
    rows = Programme.objects.of(organisation)
    programme = rows.in_force(year).first() or rows.first()
    return plan_from(programme) if programme else None


def plan_from(programme: Programme) -> Plan | None:
    """A programme with its edition in force; ``None`` before any file was loaded."""
    edition = programme.editions.defer("source").select_related("loaded_by__person").first()
    if edition is None:
        return None
    return Plan(programme, edition, _document(edition.pk, edition.digest))


def line_of(programme: Programme, key: str) -> Line | None:
    """The line of the edition in force with this key."""
    plan = plan_from(programme)
    return plan.line(key) if plan else None


@lru_cache(maxsize=8)
def _document(edition_id: int, digest: str) -> ProgrammeDocument:
    """The document of an edition, which never changes; reading the file takes some 40 ms."""
    edition = ProgrammeEdition.objects.get(pk=edition_id, digest=digest)
    document, problems = read_programme(edition.source, known_measures=frozenset(MEASURES))
    if document is None:
        message = f"the stored edition can no longer be read: {problems[0]}"
        raise ValueError(message)
    return document


def definition_in_force(line: Line, agreed: AgreedDefinition | None) -> str:
    """What the office agreed, else what the file defines; empty when nobody wrote anything."""
    if agreed is not None:
        return agreed.text
    return line.definition.sentence if line.definition else ""


def agreed_definitions(programme: Programme) -> dict[str, AgreedDefinition]:
    """The latest agreed definition of each line that has one."""
    rows = programme.agreed_definitions.select_related("agreed_by__person")
    return {row.line: row for row in rows.order_by("agreed_on", "pk")}
