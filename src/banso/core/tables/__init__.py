"""Tables people bring: Excel and CSV read into sheets of rows of text, with what was odd in them.

Knows nothing of what a table is about: ledgers, accounts and statistics are read alike.
"""

from banso.core.tables.kinds import LARGEST, FileKind, check_size, kind_of
from banso.core.tables.layout import Table, TableRow, lay_out
from banso.core.tables.reading import read_sheets
from banso.core.tables.sheets import Sheet, SheetFile, SheetRow

__all__ = [
    "LARGEST",
    "FileKind",
    "Sheet",
    "SheetFile",
    "SheetRow",
    "Table",
    "TableRow",
    "check_size",
    "kind_of",
    "lay_out",
    "read_sheets",
]
