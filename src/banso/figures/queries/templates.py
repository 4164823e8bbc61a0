"""What the Excel template is filled with: each business's last three periods and a new one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from banso.figures.models import FinancialStatement
from banso.figures.queries.statements import SIDE_BY_SIDE, blank_after, first_three
from banso.registry.models import Business

MOST_BUSINESSES = 50


def template_periods(
    businesses: Sequence[Business],
) -> list[tuple[Business, list[FinancialStatement]]]:
    """Each business with its periods; two queries however many there are.

    Outlines（概要）are left out: they have sums, and the template has lines.
    """
    kept: dict[int, list[FinancialStatement]] = defaultdict(list)
    rows = FinancialStatement.objects.filter(business__in=businesses, is_outline=False)
    for row in rows.realised().order_by("ends_on", "pk"):
        kept[row.business_id].append(row)
    return [(business, _columns(business, kept[business.pk])) for business in businesses]


def _columns(business: Business, kept: list[FinancialStatement]) -> list[FinancialStatement]:
    """The last three periods and the one that comes next; of a new firm, three blank ones."""
    return [*kept[-SIDE_BY_SIDE:], blank_after(business, kept)] if kept else first_three(business)
