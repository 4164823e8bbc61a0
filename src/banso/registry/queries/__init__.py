"""Reads of the register, each for one page."""

from banso.registry.queries.checking import (
    Address,
    NumberCheck,
    check_number,
    fill_address,
    similar_to,
)
from banso.registry.queries.choosing import (
    Choice,
    Picker,
    pick,
)
from banso.registry.queries.describing import (
    Contact,
    Fact,
    FactGroup,
    Particulars,
    Verdicts,
    dial,
    headcount_of,
    industry_of,
    owner_age,
    particulars_of,
    size_of,
    verdicts,
)
from banso.registry.queries.disclosures import (
    DisclosureChoice,
    DisclosureCount,
    HandedOut,
    consent_for,
    count_of_disclosures,
    disclosures_for,
    handed_out,
    leave_for,
    publication_withdrawn_on,
)
from banso.registry.queries.duplicates import (
    Queue,
    Suspect,
    is_too_many_at_once,
    queue_for,
    suspect_of,
    undecided_pairs,
)
from banso.registry.queries.following import (
    kept_instead_of,
)
from banso.registry.queries.hanging import (
    hanging_on,
)
from banso.registry.queries.history import (
    history_of,
)
from banso.registry.queries.listing import (
    BusinessList,
    Filter,
    Row,
    businesses_for,
)
from banso.registry.queries.merges import (
    merges_of,
    told,
)
from banso.registry.queries.merging import (
    parts_of,
    stays_first,
)

__all__ = [
    "Address",
    "BusinessList",
    "Choice",
    "Contact",
    "DisclosureChoice",
    "DisclosureCount",
    "Fact",
    "FactGroup",
    "Filter",
    "HandedOut",
    "NumberCheck",
    "Particulars",
    "Picker",
    "Queue",
    "Row",
    "Suspect",
    "Verdicts",
    "businesses_for",
    "check_number",
    "consent_for",
    "count_of_disclosures",
    "dial",
    "disclosures_for",
    "fill_address",
    "handed_out",
    "hanging_on",
    "headcount_of",
    "history_of",
    "industry_of",
    "is_too_many_at_once",
    "kept_instead_of",
    "leave_for",
    "merges_of",
    "owner_age",
    "particulars_of",
    "parts_of",
    "pick",
    "publication_withdrawn_on",
    "queue_for",
    "similar_to",
    "size_of",
    "stays_first",
    "suspect_of",
    "told",
    "undecided_pairs",
    "verdicts",
]
