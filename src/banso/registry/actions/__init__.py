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
from banso.registry.actions.duplicates import (
    compare_businesses,
    suspect_again,
    tell_apart,
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
from banso.registry.actions.merging import (
    Merging,
    merge_businesses,
)
from banso.registry.actions.unmerging import (
    undo_merge,
)

__all__ = [
    "Basis",
    "Merging",
    "ask_erasure",
    "close_business",
    "compare_businesses",
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
    "merge_businesses",
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
    "suspect_again",
    "tell_apart",
    "undo_merge",
    "withdraw_consent",
]
