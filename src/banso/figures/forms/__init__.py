"""Forms of the room."""

from banso.figures.forms.entry import Cell, Column, EntrySheet, columns_in
from banso.figures.forms.imports import AccountsFileForm, JournalForm
from banso.figures.forms.monthly import MonthlyForm, OwnerForm, marks_of_cells
from banso.figures.forms.period import PeriodForm

__all__ = [
    "AccountsFileForm",
    "Cell",
    "Column",
    "EntrySheet",
    "JournalForm",
    "MonthlyForm",
    "OwnerForm",
    "PeriodForm",
    "columns_in",
    "marks_of_cells",
]
