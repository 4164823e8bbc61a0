"""Who is in charge of businesses（担当）."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from banso.accounts.models import Staff
from banso.registry.models import Business
from banso.registry.queries.finding import BUSINESSES, NOTES


@transaction.atomic
def put_in_charge(businesses: Iterable[Business], adviser: Staff) -> int:
    """Put an adviser in charge of the businesses; how many changed hands.

    Each is an edit of its own: one history entry, and who has the card open is told.
    """
    changed = [business for business in businesses if business.adviser_id != adviser.pk]
    for business in changed:
        business.adviser = adviser
        business.save_edit(seen_version=business.version)
    BUSINESSES.put(changed)
    NOTES.put(business for business in changed if business.note or business.caution)
    return len(changed)
