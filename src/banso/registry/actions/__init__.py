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
from banso.registry.actions.charge import put_in_charge
from banso.registry.actions.disclosures import Basis, disclose
from banso.registry.actions.erasures import ask_erasure, drop_erasure

__all__ = [
    "Basis",
    "ask_erasure",
    "close_business",
    "disclose",
    "drop_erasure",
    "edit_business",
    "end_access",
    "give_consent",
    "grant_access",
    "keep_contact",
    "put_in_charge",
    "refuse_erased",
    "register_business",
    "remove_contact",
    "reopen_business",
    "restore_consent",
    "restore_contact",
    "set_districts",
    "withdraw_consent",
]
