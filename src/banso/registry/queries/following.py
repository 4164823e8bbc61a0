"""Where a business that was merged is found now（まとめた先）."""

from __future__ import annotations

from uuid import UUID

from banso.accounts.models import Staff
from banso.registry.models import Business, Merge


def kept_instead_of(public_id: UUID, staff: Staff) -> Merge | None:
    """The standing merge by which an entry went, if the staff member sees where to; the latest."""
    if Business.objects.filter(public_id=public_id).exists():
        return None
    rows = Merge.objects.visible_to(staff).standing().select_related("kept")
    return rows.filter(absorbed_public_id=public_id).first()
