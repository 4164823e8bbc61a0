"""Documents（文書）: PDF typeset by Typst, workbooks written by XlsxWriter. Paper looks alike."""

from banso.core.documents.typesetting import typeset
from banso.core.documents.workbooks import Book, Column, new_workbook

__all__ = ["Book", "Column", "new_workbook", "typeset"]
