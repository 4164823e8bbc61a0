"""What a successor must know of the plans an adviser follows up（引き継ぎ）."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from banso.accounts.models import Staff
from banso.core import clock
from banso.followup.models import CheckSheetClosing, DriftCase
from banso.followup.queries.following import Follow, follows_of, rules_of
from banso.followup.queries.visits import followed_plans
from banso.records.models import Promise


@dataclass(frozen=True, slots=True)
class HandoverLine:
    """One plan: how it is followed up, its drift, the last judgement, promises still open."""

    follow: Follow
    drifts: tuple[DriftCase, ...]
    last: CheckSheetClosing | None
    open_promises: int


def handover_of(adviser: Staff, day: date | None = None) -> list[HandoverLine]:
    """The plans of the businesses ``adviser`` is in charge of, by name. Thirteen queries."""
    day = day or clock.today()
    plans = followed_plans(adviser.organisation, day).filter(business__adviser=adviser)
    rows = follows_of(
        plans.order_by("business__name_kana", "pk"), rules_of(adviser.organisation), day
    )
    keys = [row.plan.pk for row in rows]
    drifts: dict[int, list[DriftCase]] = {key: [] for key in keys}
    for case in DriftCase.objects.lasting().filter(plan__in=keys):
        drifts[case.plan_id].append(case)
    closings = CheckSheetClosing.objects.standing().filter(sheet__plan__in=keys)
    last = {one.sheet.plan_id: one for one in closings.select_related("sheet").order_by("on", "pk")}
    open_promises = dict(
        Promise.objects.unkept()
        .filter(record__business__in=[row.plan.business_id for row in rows])
        .order_by()
        .values("record__business")
        .annotate(count=Count("pk"))
        .values_list("record__business", "count")
    )
    return [
        HandoverLine(
            row,
            tuple(drifts[row.plan.pk]),
            last.get(row.plan.pk),
            open_promises.get(row.plan.business_id, 0),
        )
        for row in rows
    ]
