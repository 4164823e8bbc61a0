"""What goes of follow-up when a business is erased（消去）."""

from __future__ import annotations

from banso.accounts.history import past_of
from banso.followup.models import CheckSheetClosing, KpiReading, OwnerCall, OwnerReport
from banso.plans.models import BusinessPlan
from banso.registry.models import Business


def forget_follow_up(business: Business) -> None:
    """Delete what the business told in numbers and what its owner said, with the history.

    That visits were made stays with their days and judgements: the programme counts them. The
    words of sheets, reviews and drift are overwritten with all other text.
    """
    plans = BusinessPlan.objects.of_business(business).values_list("pk", flat=True)
    closings = CheckSheetClosing.objects.filter(sheet__plan__in=list(plans))
    readings = {"closing_id__in": list(closings.values_list("pk", flat=True))}
    KpiReading.objects.filter(**readings).delete()
    past_of(KpiReading).filter(**readings).delete()
    for said in (OwnerCall, OwnerReport):
        said.objects.filter(plan__in=list(plans)).delete()
        past_of(said).filter(plan_id__in=list(plans)).delete()
