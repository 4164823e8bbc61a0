"""Rows of the register: businesses, what belongs to them, and leave for experts to see them."""

from banso.registry.models.businesses import (
    Business,
    BusinessQuerySet,
    District,
    LegalForm,
    MembershipStatus,
    SuccessorStatus,
    Tag,
)
from banso.registry.models.disclosures import (
    Disclosure,
    DisclosureGround,
    DisclosureKind,
    DisclosureQuerySet,
    RecipientKind,
)
from banso.registry.models.erasures import (
    Dropping,
    Erasure,
    ErasureRequest,
    ErasureRequestQuerySet,
)
from banso.registry.models.grants import (
    AccessGrant,
    AccessGrantQuerySet,
)
from banso.registry.models.imports import (
    ImportApplication,
    ImportDecision,
    ImportKind,
    ImportPreview,
    LedgerImport,
    LedgerLayout,
    RowDecision,
)
from banso.registry.models.particulars import (
    Closure,
    Consent,
    ConsentScope,
    ContactPerson,
)

__all__ = [
    "AccessGrant",
    "AccessGrantQuerySet",
    "Business",
    "BusinessQuerySet",
    "Closure",
    "Consent",
    "ConsentScope",
    "ContactPerson",
    "Disclosure",
    "DisclosureGround",
    "DisclosureKind",
    "DisclosureQuerySet",
    "District",
    "Dropping",
    "Erasure",
    "ErasureRequest",
    "ErasureRequestQuerySet",
    "ImportApplication",
    "ImportDecision",
    "ImportKind",
    "ImportPreview",
    "LedgerImport",
    "LedgerLayout",
    "LegalForm",
    "MembershipStatus",
    "RecipientKind",
    "RowDecision",
    "SuccessorStatus",
    "Tag",
]
