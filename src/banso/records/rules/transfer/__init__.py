"""Carrying records over（転記）: the template, a record in its order, the file of a period."""

from banso.records.rules.transfer.columns import (
    BREAKS,
    DAY_FORMATS,
    FIXED,
    INITIAL_NAME,
    SOURCES,
    Column,
    initial_columns,
    read_columns,
    write_columns,
)
from banso.records.rules.transfer.files import ENCODINGS, File, Unwritable, as_file
from banso.records.rules.transfer.writing import Cell, RecordFacts, codes_missing, write_row

__all__ = [
    "BREAKS",
    "DAY_FORMATS",
    "ENCODINGS",
    "FIXED",
    "INITIAL_NAME",
    "SOURCES",
    "Cell",
    "Column",
    "File",
    "RecordFacts",
    "Unwritable",
    "as_file",
    "codes_missing",
    "initial_columns",
    "read_columns",
    "write_columns",
    "write_row",
]
