"""Rows of the room: statements of accounts, names of accounts, imports, monthly figures."""

from banso.figures.models.imports import (
    AccountName,
    StatementImport,
    StatementImportQuerySet,
)
from banso.figures.models.monthly import (
    Evidence,
    FigureLink,
    FigureLinkQuerySet,
    FigureLinkRevocation,
    MonthlyFigure,
    MonthlyFigureQuerySet,
)
from banso.figures.models.statements import (
    FinancialStatement,
    FinancialStatementQuerySet,
    Unit,
)

__all__ = [
    "AccountName",
    "Evidence",
    "FigureLink",
    "FigureLinkQuerySet",
    "FigureLinkRevocation",
    "FinancialStatement",
    "FinancialStatementQuerySet",
    "MonthlyFigure",
    "MonthlyFigureQuerySet",
    "StatementImport",
    "StatementImportQuerySet",
    "Unit",
]
