"""Reads of the room: a business's periods side by side, and what the カルテ shows of them."""

from banso.figures.queries.imports import (
    ImportPage,
    import_page,
)
from banso.figures.queries.statements import (
    KeyFigures,
    PeriodsPage,
    Shown,
    draft_kind,
    key_figures,
    period_sheet,
    periods_of,
    shown_for_entry,
)
from banso.figures.queries.templates import (
    MOST_BUSINESSES,
    template_periods,
)

__all__ = [
    "MOST_BUSINESSES",
    "ImportPage",
    "KeyFigures",
    "PeriodsPage",
    "Shown",
    "draft_kind",
    "import_page",
    "key_figures",
    "period_sheet",
    "periods_of",
    "shown_for_entry",
    "template_periods",
]
