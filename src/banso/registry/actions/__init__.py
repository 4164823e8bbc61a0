"""Decisions about businesses; each is one transaction with its own history."""

from banso.registry.actions.businesses import (
    close_business,
    edit_business,
    end_access,
    give_consent,
    grant_access,
    keep_contact,
    register_business,
    remove_contact,
    reopen_business,
    set_districts,
    withdraw_consent,
)
from banso.registry.actions.charge import put_in_charge
from banso.registry.actions.imports import (
    decide_rows,
    discard_import,
    disk_full,
    forget_old_files,
    forget_preview,
    is_disk_full,
    receive_file,
    settle_columns,
)

__all__ = [
    "close_business",
    "decide_rows",
    "discard_import",
    "disk_full",
    "edit_business",
    "end_access",
    "forget_old_files",
    "forget_preview",
    "give_consent",
    "grant_access",
    "is_disk_full",
    "keep_contact",
    "put_in_charge",
    "receive_file",
    "register_business",
    "remove_contact",
    "reopen_business",
    "set_districts",
    "settle_columns",
    "withdraw_consent",
]
