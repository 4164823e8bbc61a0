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
from banso.registry.queries.history import history_of
from banso.registry.queries.listing import BusinessList, Filter, Row, businesses_for

__all__ = [
    "Address",
    "BusinessList",
    "Choice",
    "Contact",
    "Fact",
    "FactGroup",
    "Filter",
    "NumberCheck",
    "Particulars",
    "Picker",
    "Row",
    "Verdicts",
    "businesses_for",
    "check_number",
    "dial",
    "fill_address",
    "headcount_of",
    "history_of",
    "industry_of",
    "owner_age",
    "particulars_of",
    "pick",
    "similar_to",
    "size_of",
    "verdicts",
]
