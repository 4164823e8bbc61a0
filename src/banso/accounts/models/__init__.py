"""Rows of accounts: organisations, people, staff, invitations, and keys for programs."""

from banso.accounts.models.people import (
    Deactivation,
    Invitation,
    InvitationQuerySet,
    Organisation,
    OrganisationQuerySet,
    Person,
    PersonManager,
    Staff,
    StaffQuerySet,
)
from banso.accounts.models.tokens import (
    ApiToken,
    ApiTokenQuerySet,
    GivenAnswer,
    TokenRevocation,
)

__all__ = [
    "ApiToken",
    "ApiTokenQuerySet",
    "Deactivation",
    "GivenAnswer",
    "Invitation",
    "InvitationQuerySet",
    "Organisation",
    "OrganisationQuerySet",
    "Person",
    "PersonManager",
    "Staff",
    "StaffQuerySet",
    "TokenRevocation",
]
