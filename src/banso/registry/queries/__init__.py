"""Reads of the register, each for one page."""

from banso.registry.queries.checking import (
    Address,
    NumberCheck,
    check_number,
    fill_address,
    similar_to,
)
from banso.registry.queries.choosing import Choice, Picker, pick
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
)
from banso.registry.queries.history import history_of
from banso.registry.queries.listing import BusinessList, Filter, Row, businesses_for

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
    "Row",
    "Verdicts",
    "businesses_for",
    "check_number",
    "consent_for",
    "count_of_disclosures",
    "dial",
    "disclosures_for",
    "fill_address",
    "handed_out",
    "headcount_of",
    "history_of",
    "industry_of",
    "leave_for",
    "owner_age",
    "particulars_of",
    "pick",
    "similar_to",
    "size_of",
    "verdicts",
]
