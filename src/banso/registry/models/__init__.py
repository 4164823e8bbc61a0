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
    Erasure,
    ErasureRequest,
    ErasureRequestQuerySet,
    ErasureWithdrawal,
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
from banso.registry.models.merges import (
    Merge,
    MergeQuerySet,
    MergeWithdrawal,
)
from banso.registry.models.pairs import (
    Comparison,
    Distinction,
    Suspicion,
    as_seen,
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
    "Comparison",
    "Consent",
    "ConsentScope",
    "ContactPerson",
    "Disclosure",
    "DisclosureGround",
    "DisclosureKind",
    "DisclosureQuerySet",
    "Distinction",
    "District",
    "Erasure",
    "ErasureRequest",
    "ErasureRequestQuerySet",
    "ErasureWithdrawal",
    "ImportApplication",
    "ImportDecision",
    "ImportKind",
    "ImportPreview",
    "LedgerImport",
    "LedgerLayout",
    "LegalForm",
    "MembershipStatus",
    "Merge",
    "MergeQuerySet",
    "MergeWithdrawal",
    "RecipientKind",
    "RowDecision",
    "SuccessorStatus",
    "Suspicion",
    "Tag",
    "as_seen",
]
