"""A handover on paper（引き継ぎ書）: a table of the firms, then what is told of each."""

from __future__ import annotations

from collections.abc import Sequence

from banso.core import clock
from banso.core.documents import typeset
from banso.core.era import in_era, in_era_day
from banso.followup.models import HandedBusiness, Handover
from banso.followup.queries.whose import NOBODY


def handover_pdf_of(handover: Handover, firms: Sequence[HandedBusiness]) -> bytes:
    """The handover with its firms in the order given."""
    giver = handover.giver.person.name if handover.giver else NOBODY
    values = {
        "organisation": handover.organisation.name,
        "printed_on": in_era(clock.today()),
        "period": f"{in_era_day(handover.starts_on)}から",
        "filters": f"{giver}から{handover.receiver.person.name}へ　{len(firms)}者（社外秘）",
        "note": handover.note,
        "withdrawn": handover.is_withdrawn,
        "firms": [_told(one) for one in firms],
    }
    return typeset("followup/documents/handover.typ", values, title="引き継ぎ書（社外秘）")


def _told(firm: HandedBusiness) -> dict[str, object]:
    business = firm.business
    known = firm.known.splitlines()
    receipt = getattr(firm, "receipt", None)
    return {
        "name": business.name,
        "phone": business.phone,
        "address": business.address,
        "next": known[0].partition("：")[2] if known else "",
        "known": known,
        "note": firm.note,
        "read": in_era_day(receipt.at.astimezone(clock.TOKYO).date()) if receipt else "",
    }
