"""Monthly figures（月次数値）as a grid: items down, months across."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from banso.core import clock
from banso.figures.models import FigureLink, MonthlyFigure
from banso.figures.rules.monthly import Answer, MonthlyItem, monthly_items
from banso.registry.models import Business


@dataclass(frozen=True, slots=True)
class GridCell:
    """One item in one month; ``by_owner`` says that the owner sent it in."""

    month: date
    item: MonthlyItem
    text: str
    evidence: str = ""
    by_owner: bool = False

    @property
    def name(self) -> str:
        """The name of its field."""
        return f"{self.month:%Y-%m}-{self.item.key}"


Grid = list[tuple[MonthlyItem, list[GridCell]]]


def grid_of(business: Business, months: Sequence[date], *, owner: bool = False) -> Grid:
    """Every item with its months, in one query; ``owner`` leaves what the owner isn't asked."""
    rows = MonthlyFigure.objects.of_business(business).during(months[0], months[-1])
    kept = {(row.month, row.item): row for row in rows}
    items = [item for item in monthly_items().values() if item.owner or not owner]
    return [
        (item, [_cell(month, item, kept.get((month, item.key))) for month in months])
        for item in items
    ]


def _cell(month: date, item: MonthlyItem, row: MonthlyFigure | None) -> GridCell:
    if row is None:
        return GridCell(month, item, "")
    return GridCell(
        month,
        item,
        Answer(row.value, row.is_unknown).text,
        evidence=row.get_evidence_display(),
        by_owner=row.link_id is not None,
    )


def link_by_hash(token_hash: str) -> FigureLink | None:
    """The link that is in force under that hash."""
    rows = FigureLink.objects.in_force(clock.today()).filter(token_hash=token_hash)
    return rows.select_related("business__organisation").first()


def open_link_of(business: Business) -> FigureLink | None:
    """The link by which the owner sends figures in now."""
    rows = FigureLink.objects.in_force(clock.today()).filter(business=business)
    return rows.select_related("made_by__person").first()
