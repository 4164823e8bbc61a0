"""Noticing drift at night（夜のズレの確認）, also where nobody opens a sheet."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from django.db import transaction

from banso.accounts.models import Organisation
from banso.core import clock
from banso.followup.actions.drift import notice_drifts
from banso.followup.queries.visits import followed_plans

_CHUNK = 50
_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Noticed:
    """How many plans were looked at, and how many could not be."""

    looked_at: int = 0
    failed: int = 0


def notice_all_drifts(organisation: Organisation) -> Noticed:
    """Keep the drift that every followed plan shows today; again on the same day is nothing.

    Each plan is a decision of its own: one that cannot be reckoned is logged, and the others go
    on. A chunk of them is fetched at a time.
    """
    today = clock.today()
    keys = list(followed_plans(organisation, today).order_by("pk").values_list("pk", flat=True))
    failed = 0
    for first in range(0, len(keys), _CHUNK):
        plans = followed_plans(organisation, today).filter(pk__in=keys[first : first + _CHUNK])
        for plan in plans.select_related("business__organisation").order_by("pk"):
            try:
                with transaction.atomic():
                    notice_drifts(plan, on=today)
            except Exception:  # whatever stops one plan must not stop the night
                _logger.exception("The drift of plan %s could not be noticed.", plan.public_id)
                failed += 1
    return Noticed(len(keys), failed)
