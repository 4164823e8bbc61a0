"""数値計画の表: a workbook that reckons a plan on when its coloured cells are changed.

Three sheets: 前提 (what is assumed), 年 (years) and 月 (months). The formulas are those of
``rules/numbers``, and the values kept beside them the product's own.
"""

from banso.plans.documents.book.writing import figure_book_of

__all__ = ["figure_book_of"]
