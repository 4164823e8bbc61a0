"""How far an analysis has come, counted from its rows."""

from __future__ import annotations

from collections.abc import Iterable

from banso.diagnosis.models import Diagnosis, SaidBy
from banso.diagnosis.rules.completing import Standing
from banso.diagnosis.rules.swot import SWOT, swot_cells
from banso.figures.rules.statement import Statement


def standing_of(diagnosis: Diagnosis, statements: Iterable[Statement]) -> Standing:
    """What is there of accounts, conversation and findings. Three queries."""
    quarter_of = {cell.place: cell.quarter.value for cell in swot_cells()}
    entries = list(diagnosis.entries.values_list("sheet", "cell", "said_by"))
    return Standing(
        periods=sum(
            one.sales is not None and one.operating_profit is not None for one in statements
        ),
        quarters=frozenset(
            quarter_of[cell] for sheet, cell, _ in entries if sheet == SWOT and cell in quarter_of
        ),
        owners_words=sum(said_by == SaidBy.OWNER for _, _, said_by in entries),
        accepted=diagnosis.findings.accepted().count(),
        undecided=diagnosis.findings.undecided().count(),
    )
