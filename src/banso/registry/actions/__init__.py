"""Decisions about businesses; each is one transaction with its own history."""

from banso.registry.actions.businesses import (
    close_business,
    edit_business,
    end_access,
    give_consent,
    grant_access,
    keep_contact,
    refuse_erased,
    register_business,
    remove_contact,
    reopen_business,
    restore_consent,
    restore_contact,
    set_districts,
    withdraw_consent,
)
from banso.registry.actions.charge import (
    put_in_charge,
)
from banso.registry.actions.disclosures import (
    Basis,
    disclose,
)
from banso.registry.actions.erasures import (
    ask_erasure,
    drop_erasure,
)
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
    "Basis",
    "ask_erasure",
    "close_business",
    "decide_rows",
    "discard_import",
    "disclose",
    "disk_full",
    "drop_erasure",
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
    "refuse_erased",
    "register_business",
    "remove_contact",
    "reopen_business",
    "restore_consent",
    "restore_contact",
    "set_districts",
    "settle_columns",
    "withdraw_consent",
]
