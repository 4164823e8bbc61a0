"""Contacts planned in the latest record of each firm（次回の予定）, and why they are due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q

from banso.accounts.models import Staff
from banso.core.era import in_era
from banso.records.models import SupportRecord
from banso.records.queries.distances import days_late, distance
from banso.registry.models import Business

SHUT = "内密"  # what stands for a purpose told in confidence


@dataclass(frozen=True, slots=True)
class PlannedContact:
    """A contact planned in a firm's latest record（次回の予定）, and not yet made."""

    record_id: UUID
    business_id: UUID
    business_name: str
    due_on: date
    purpose: str
    last_on: date
    days_late: int
    reason: str

    @property
    def is_late(self) -> bool:
        """Whether the planned day has passed."""
        return self.days_late > 0


def planned_contacts(
    staff: Staff, *, by: date, everyone: bool = False, business: Business | None = None
) -> list[PlannedContact]:
    """Contacts due by ``by`` in the latest record of each firm, the oldest day first.

    Of the firms this person is in charge of or recorded last (``everyone``: of the whole office).
    A later record of the firm settles the plan; closed firms are left out.
    """
    standing = SupportRecord.objects.visible_to(staff).standing()
    later = SupportRecord.objects.standing().filter(
        Q(on__gt=OuterRef("on")) | Q(on=OuterRef("on"), pk__gt=OuterRef("pk")),
        business=OuterRef("business"),
    )
    rows = standing.filter(next_contact_on__lte=by, business__closure__isnull=True)
    if business is not None:
        rows = rows.filter(business=business)
    if not everyone:
        rows = rows.filter(Q(business__adviser=staff) | Q(recorded_by=staff))
    rows = rows.filter(~Exists(later)).select_related("business", "confidence")
    return [_planned(record) for record in rows.order_by(F("next_contact_on").asc(), "pk")]


def _planned(record: SupportRecord) -> PlannedContact:
    day = record.next_contact_on or record.on
    purpose = SHUT if record.is_confidential else record.next_contact_reason
    told = f"用件は「{purpose}」。" if purpose else ""
    return PlannedContact(
        record_id=record.public_id,
        business_id=record.business.public_id,
        business_name=record.business.name,
        due_on=day,
        purpose=purpose,
        last_on=record.on,
        days_late=days_late(day),
        reason=(
            f"前回（{in_era(record.on)} {record.get_kind_display()}）に決めた次回の予定。"
            f"{told}{distance('予定日', day)}"
        ),
    )
