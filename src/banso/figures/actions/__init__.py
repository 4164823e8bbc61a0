"""Decisions about accounts and monthly figures; each is one transaction."""

from banso.figures.actions.imports import (
    apply_import,
    bring_accounts,
    discard_import,
    forget_old_imports,
    settle_names,
    settle_period,
)
from banso.figures.actions.monthly import (
    Change,
    IssuedFigureLink,
    MonthlyCell,
    enter_monthly_figures,
    issue_link,
    note_use,
    revoke_link,
)
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
    "Change",
    "Entry",
    "IssuedFigureLink",
    "MonthlyCell",
    "NeedsYes",
    "PeriodRefused",
    "apply_import",
    "bring_accounts",
    "discard_import",
    "enter_monthly_figures",
    "forget_figures",
    "forget_old_imports",
    "issue_link",
    "note_use",
    "restore_statement",
    "revoke_link",
    "save_statements",
    "settle_names",
    "settle_period",
    "withdraw_statement",
]
