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
    restore_consent,
    restore_contact,
    set_districts,
    withdraw_consent,
)
from banso.registry.actions.charge import put_in_charge

__all__ = [
    "close_business",
    "edit_business",
    "end_access",
    "give_consent",
    "grant_access",
    "keep_contact",
    "put_in_charge",
    "register_business",
    "remove_contact",
    "reopen_business",
    "restore_consent",
    "restore_contact",
    "set_districts",
    "withdraw_consent",
]
