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
from banso.registry.actions.duplicates import compare_businesses, suspect_again, tell_apart
from banso.registry.actions.merging import Merging, merge_businesses
from banso.registry.actions.unmerging import undo_merge

__all__ = [
    "Merging",
    "close_business",
    "compare_businesses",
    "edit_business",
    "end_access",
    "give_consent",
    "grant_access",
    "keep_contact",
    "merge_businesses",
    "put_in_charge",
    "register_business",
    "remove_contact",
    "reopen_business",
    "set_districts",
    "suspect_again",
    "tell_apart",
    "undo_merge",
    "withdraw_consent",
]
