"""What owners said who asked to be seen（事業者からの声）, and where to ring them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from banso.followup.models import OwnerCall
from banso.followup.queries.visits import waiting_calls
from banso.registry.queries.describing import dial, readable


@dataclass(frozen=True, slots=True)
class Called:
    """A call that waits for a visit: its words, when it suits, and the telephone given with it.

    ``phone`` is empty where the owner gave none: then the register's is the one to ring.
    """

    on: date
    what: str
    convenient: str
    phone: str
    phone_url: str
    told: str  # all of it in one line


def calls_waiting(plans: list[int], day: date) -> dict[int, tuple[Called, ...]]:
    """The calls of each plan that no visit answered by ``day``, the newest first. One query."""
    found: dict[int, list[Called]] = defaultdict(list)
    for call in waiting_calls(plans, day):
        found[call.plan_id].append(_called(call))
    return {plan: tuple(calls) for plan, calls in found.items()}


def _called(call: OwnerCall) -> Called:
    phone = call.phone
    return Called(call.on, call.what, call.convenient, readable(phone), dial(phone), call.told)
