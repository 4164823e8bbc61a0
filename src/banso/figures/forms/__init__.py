"""Forms of the room."""

from banso.figures.forms.entry import Cell, Column, EntrySheet
from banso.figures.forms.period import PeriodForm

__all__ = ["Cell", "Column", "EntrySheet", "PeriodForm"]
