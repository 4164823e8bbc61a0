"""Handing a business all that is held of it（本人への開示）."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from banso.accounts.models import Staff
from banso.accounts.rules import may
from banso.core import clock
from banso.core.refusals import RuleViolation
from banso.records.actions import log_looks
from banso.registry.actions import Basis, disclose
from banso.registry.models import Business, Disclosure, DisclosureKind, RecipientKind
from banso.web.queries.own_copy import OwnCopy, own_copy_of

LONGEST_WHAT = 300


@dataclass(frozen=True, slots=True)
class OwnersAsking:
    """Who asked for it, how they were recognised, and why the office's words are withheld.

    ``withheld_because`` is empty where everything is shown.
    """

    asked_by: str
    identity: str
    withheld_because: str = ""


Pack = Callable[[OwnCopy], bytes]


@transaction.atomic
def copy_for_owner(business: Business, asking: OwnersAsking, *, pack: Pack, by: Staff) -> bytes:
    """Give a business all that is held of it as one file, and log that it was given.

    ``pack`` makes the file; where it cannot, nothing was given and nothing is logged. The looks
    into confidential records that it holds are logged too. Only leads withhold the office's own
    words（注意・備考）.
    """
    withholds = bool(asking.withheld_because)
    if withholds and not may(by.role, "read-confidences"):
        raise RuleViolation(
            "not-yours-to-withhold",
            "注意・備考を出さないと決められるのは、法定経営指導員・事務局長・管理者です。",
            field="withheld_because",
        )
    copy = own_copy_of(business, withheld=withholds)
    left_out = f"（注意・備考は出さない：{asking.withheld_because}）" if withholds else ""
    told = Disclosure(
        business=business,
        kind=DisclosureKind.EVERYTHING,
        what=f"保有する情報の一式（PDF・Excel・JSON）{left_out}"[:LONGEST_WHAT],
        recipient_kind=RecipientKind.OWNER,
        recipient=asking.asked_by,
        purpose="本人への開示",
        on=clock.today(),
    )
    disclose(told, basis=Basis(reason=asking.identity), by=by)
    log_looks(copy.records, by=by)
    return pack(copy)
