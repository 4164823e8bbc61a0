"""The firms a person may choose without signal: those in their charge, and those last supported."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from banso.accounts.models import Staff
from banso.core.japanese import fold
from banso.records.models import SupportRecord
from banso.registry.models import Business

LAST_SUPPORTED = 30  # firms
_RECORDS_READ = 200  # of one person, latest first: enough for thirty firms, and bounded


@dataclass(frozen=True, slots=True)
class BusinessAtHand:
    """One firm as a device keeps it: no more than it takes to choose the right one."""

    public_id: UUID
    name: str
    address: str
    words: str


def businesses_at_hand(staff: Staff) -> list[BusinessAtHand]:
    """The open firms in the person's charge（担当）and the thirty they last recorded support for.

    ``words`` are name, kana and address, folded for matching.
    """
    recorded = SupportRecord.objects.visible_to(staff).standing().filter(recorded_by=staff)
    latest = recorded.values_list("business", flat=True)[:_RECORDS_READ]
    last = list(dict.fromkeys(latest))[:LAST_SUPPORTED]
    firms = Business.objects.visible_to(staff).open().filter(Q(adviser=staff) | Q(pk__in=last))
    return [
        BusinessAtHand(
            firm.public_id,
            firm.name,
            firm.address,
            fold(f"{firm.name}{firm.name_kana}{firm.address}"),
        )
        for firm in firms
    ]
