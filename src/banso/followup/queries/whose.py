"""Whose a visit is: one made belongs to who made it, one to come to the adviser in charge."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from banso.followup.rules.outlook import Made
from banso.records.models import SupportRecord, SupportRecordQuerySet
from banso.registry.models import Business

NOBODY = "担当なし"


@dataclass(frozen=True, slots=True)
class Maker:
    """Whose visit a visit made counts as; without a key nobody took part."""

    staff: int | None = None
    name: str = NOBODY


def adviser_of(business: Business) -> str:
    """The name of the adviser in charge, or 「担当なし」."""
    return business.adviser.person.name if business.adviser else NOBODY


def makers_of(rows: SupportRecordQuerySet) -> dict[int, Maker]:
    """Whose each visit is, by the key of its record. One query.

    The adviser in charge if they took part, else the first who did in the order the record names
    them: a visit counts once, and a handover does not rewrite whose the visits before it were.
    """
    through = SupportRecord.supporters.through.objects.filter(supportrecord__in=rows.order_by())
    taking_part = through.order_by("supportrecord_id", "staff_id").values_list(
        "supportrecord_id",
        "supportrecord__business__adviser_id",
        "staff_id",
        "staff__person__name",
    )
    found: dict[int, Maker] = {}
    for record, adviser, staff, name in taking_part:
        if record not in found or staff == adviser:
            found[record] = Maker(staff, name)
    return found


def made_by_business(rows: SupportRecordQuerySet) -> dict[int, tuple[Made, ...]]:
    """The visits of each business by day, and whose each was. Two queries."""
    makers = makers_of(rows)
    found: dict[int, list[Made]] = defaultdict(list)
    days = rows.order_by("on", "pk").values_list("pk", "business_id", "on")
    for record, business, on in days:
        found[business].append(Made(on, makers.get(record, Maker()).name))
    return {business: tuple(visits) for business, visits in found.items()}
