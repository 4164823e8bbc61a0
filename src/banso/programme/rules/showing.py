"""Giving a plan out（出力）as plain values for JSON: what other programs read."""

from collections.abc import Mapping
from decimal import Decimal

from banso.core.fiscal_year import FiscalYear
from banso.programme.rules.document import (
    BudgetLine,
    GoalLine,
    IndicatorLine,
    ProgrammeDocument,
    Target,
)

Shown = int | float | str | None


def as_json(document: ProgrammeDocument) -> dict[str, object]:
    """The plan in brief. Amounts are thousand yen（千円）; 「-」 is ``null``, never 0."""
    return {
        "organisation": document.organisation.name,
        "corporate_number": document.organisation.corporate_number,
        "period": {
            "from": document.period.first_day.isoformat(),
            "to": document.period.last_day.isoformat(),
        },
        "indicators": [_indicator(line) for line in document.indicators],
        "goals": [_goal(document, goal) for goal in document.goals],
        "budget": [_budget(line) for line in document.budget.lines],
    }


def _indicator(line: IndicatorLine) -> dict[str, object]:
    return {
        "id": line.key,
        "section": line.section,
        "name": line.printed_name,
        "unit": line.unit,
        "kind": line.kind,
        "counting": line.counting,
        "baseline": _plain(line.baseline.known),
        "targets": _by_year(line.targets),
        "definition": line.definition.sentence if line.definition else None,
        "measure": line.measure,
    }


def _goal(document: ProgrammeDocument, goal: GoalLine) -> dict[str, object]:
    pillar = document.pillar(goal.pillar)
    return {
        "pillar": pillar.name if pillar else goal.pillar,
        "kind": goal.kind,
        "name": goal.name,
        "unit": goal.unit,
        "target": _plain(goal.target),
    }


def _budget(line: BudgetLine) -> dict[str, object]:
    return {"line": line.line, "section": line.section, "amounts": _by_year(line.amounts)}


def _by_year(values: Mapping[FiscalYear, Target]) -> dict[str, Shown]:
    return {year.key: _plain(values[year]) for year in sorted(values)}


def _plain(value: Target | None) -> Shown:
    return float(value) if isinstance(value, Decimal) else value
