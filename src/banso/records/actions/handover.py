"""Handing over（担当を移す）: what someone leaves behind goes to a colleague."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction

from banso.accounts.models import Staff
from banso.core.refusals import RuleViolation
from banso.records.models import Promise
from banso.records.queries.finding import PROMISES
from banso.registry.actions import put_in_charge
from banso.registry.models import Business


@dataclass(frozen=True, slots=True)
class HandoverParts:
    """What is handed over: the open promises, and the firms of these districts.

    A district is named by its key; "" stands for the firms without one.
    """

    promises: bool
    districts: Collection[str]


@dataclass(frozen=True, slots=True)
class HandedOver:
    """How many promises（件）and firms（者）changed hands."""

    promises: int
    businesses: int


@transaction.atomic
def hand_over(leaver: Staff, to: Staff, parts: HandoverParts) -> HandedOver:
    """Give a colleague the open promises and open firms of ``leaver``, one history entry a row.

    Refuses someone of another office, someone stopped, the leaver, and, for firms, someone who
    is no adviser.
    """
    _check(leaver, to, parts)
    promises = _keep_instead(leaver, to) if parts.promises else 0
    firms = Business.objects.of(leaver.organisation).open().in_charge(leaver)
    rows = firms.select_related("district")
    chosen = [row for row in rows if (row.district.key if row.district else "") in parts.districts]
    return HandedOver(promises, put_in_charge(chosen, to))


def _check(leaver: Staff, to: Staff, parts: HandoverParts) -> None:
    usable = Staff.objects.of(leaver.organisation).active().exclude(pk=leaver.pk)
    if not usable.supporters().filter(pk=to.pk).exists():
        raise RuleViolation(
            "not-usable", "この職員には移せません。選び直してください。", field="to"
        )
    if parts.districts and not usable.advisers().filter(pk=to.pk).exists():
        words = "事業者の担当になれるのは経営指導員です。約束だけなら移せます。"
        raise RuleViolation("no-adviser", words, field="to")
    if not parts.promises and not parts.districts:
        raise RuleViolation("nothing", "移すものを1つ以上選んでください。", field="districts")


def _keep_instead(leaver: Staff, to: Staff) -> int:
    """Make ``to`` the keeper of the open promises of ``leaver``."""
    held = Promise.objects.select_for_update(of=("self",)).unkept().filter(keeper=leaver)
    rows = list(held.select_related("record__business"))
    for promise in rows:
        promise.keeper = to
        promise.save()
    PROMISES.put(rows)
    return len(rows)
