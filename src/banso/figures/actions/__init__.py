"""Decisions about accounts and monthly figures; each is one transaction."""

from banso.figures.actions.statements import (
    Entry,
    NeedsYes,
    PeriodRefused,
    forget_figures,
    restore_statement,
    save_statements,
    withdraw_statement,
)

__all__ = [
    "Entry",
    "NeedsYes",
    "PeriodRefused",
    "forget_figures",
    "restore_statement",
    "save_statements",
    "withdraw_statement",
]
