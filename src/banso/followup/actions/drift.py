"""Keeping the drift（計画とのズレ）that is seen, on a visit or at night."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from banso.core.era import in_era_day
from banso.followup.models import DriftCase
from banso.followup.queries.following import rules_of
from banso.followup.queries.progress import PlanProgress, progress_of
from banso.followup.rules.drift import JUDGED, SALES, Drift
from banso.plans.models import BusinessPlan

_LONGEST_WORDS = 500


@transaction.atomic
def notice_drifts(plan: BusinessPlan, *, on: date) -> PlanProgress:
    """Keep every drift seen on a day, and let those that are gone be gone; again is nothing.

    A drift reviewed with a third party is not opened anew as long as it lasts. Sales that cannot
    be told end no drift, and what the adviser judged stays until it is reviewed.
    """
    progress = progress_of(plan, rules_of(plan.business.organisation).drift, on)
    lasting = {
        (case.kind, case.key): case
        for case in DriftCase.objects.select_for_update().lasting().filter(plan=plan)
    }
    found = {(one.kind, one.key): one for one in progress.drifts.found}
    for at, drift in found.items():
        _keep(plan, drift, lasting.get(at), on)
    for at, case in lasting.items():
        is_untold = case.kind == SALES and progress.drifts.untold
        is_later = case.opened_on > on  # a sheet sent late knows nothing of what came after it
        if at not in found and case.kind != JUDGED and not is_untold and not is_later:
            case.gone_on = on
            case.save()
    return progress


def _keep(plan: BusinessPlan, drift: Drift, case: DriftCase | None, on: date) -> None:
    words = drift.words[:_LONGEST_WORDS]
    if case is None:
        DriftCase.objects.create(
            plan=plan, kind=drift.kind, key=drift.key, of=drift.of, words=words, opened_on=on
        )
    elif case.words != words and case.is_open:
        case.of, case.words = drift.of, words
        case.save()


def judge_drift(plan: BusinessPlan, *, on: date) -> None:
    """Keep that the adviser judged ズレ on a visit, unless that waits for a review already."""
    DriftCase.objects.get_or_create(
        plan=plan,
        kind=JUDGED,
        key=JUDGED,
        gone_on=None,
        defaults={
            "of": "訪問の判断",
            "words": f"{in_era_day(on)}の訪問で「ズレ」と判断した",
            "opened_on": on,
        },
    )
