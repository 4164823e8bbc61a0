"""What owners let the office know from their own pages（事業者から届いたこと）.

That something was done, as long as nobody has looked at it; and figures since the last visit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Max
from django.utils.timezone import localdate

from banso.accounts.models import Staff
from banso.figures.models import MonthlyFigure
from banso.followup.models import CheckSheetClosing, OwnerReport
from banso.followup.queries.upcoming import VisitChoice
from banso.followup.queries.visits import followed_plans
from banso.plans.models import BusinessPlan, PlanMeasure
from banso.records.models import Promise
from banso.registry.models import Business

_NEW = timedelta(days=60)  # figures that came earlier are no news, visited or not


@dataclass(frozen=True, slots=True)
class MonthCame:
    """Figures of a month that came by the owner's link: the month, and the day they came."""

    month: date
    on: date


@dataclass(frozen=True, slots=True)
class FromOwner:
    """What came from the owner of one plan, the newest first."""

    plan: BusinessPlan
    reports: tuple[OwnerReport, ...]
    months: tuple[MonthCame, ...]

    @property
    def count(self) -> int:
        """How many things came."""
        return len(self.reports) + len(self.months)

    @property
    def on(self) -> date:
        """The day of the newest."""
        days = [*(one.on for one in self.reports), *(one.on for one in self.months)]
        return max(days, default=date.min)


def heard_from_owners(staff: Staff, choice: VisitChoice, day: date) -> list[FromOwner]:
    """Of the plans asked for those whose owners let something be known. Six queries at most."""
    businesses = choice.narrow(Business.objects.visible_to(staff))
    plans = followed_plans(staff.organisation, day).filter(business__in=businesses)
    found = [one for one in from_owners_of(plans, day) if one.count]
    return sorted(found, key=lambda one: (-one.on.toordinal(), one.plan.business.name_kana))


def from_owners_of(plans: Iterable[BusinessPlan], day: date) -> list[FromOwner]:
    """What came from the owner of each of the plans. Five queries at most, beside the plans'."""
    rows = list(plans)
    reports: dict[int, list[OwnerReport]] = defaultdict(list)
    for report in open_reports(rows):
        reports[report.plan_id].append(report)
    months = _months(rows, day)
    return [
        FromOwner(row, tuple(reports[row.pk]), tuple(months.get(row.business_id, ())))
        for row in rows
    ]


def open_reports(plans: Iterable[BusinessPlan]) -> list[OwnerReport]:
    """What owners say was done and nobody has looked at: the measure or promise is open still.

    A promise told in confidence meanwhile stays on its record. Three queries.
    """
    told = list(OwnerReport.objects.filter(plan__in=[row.pk for row in plans]))
    keys = [row.key for row in told]
    promises = Promise.objects.unkept().filter(public_id__in=keys, record__confidence__isnull=True)
    measures = PlanMeasure.objects.open().filter(public_id__in=keys)
    still = {str(key) for key in promises.values_list("public_id", flat=True)}
    still |= {str(key) for key in measures.values_list("public_id", flat=True)}
    return [row for row in told if row.key in still]


def _months(plans: list[BusinessPlan], day: date) -> dict[int, list[MonthCame]]:
    """The months of which figures came by a link after the last visit, by business."""
    closings = CheckSheetClosing.objects.standing().filter(sheet__plan__in=[p.pk for p in plans])
    last: dict[int, datetime] = dict(
        closings.order_by()
        .values("sheet__plan__business")
        .annotate(last=Max("at"))
        .values_list("sheet__plan__business", "last")
    )
    came = MonthlyFigure.objects.filter(
        business__in=[row.business_id for row in plans],
        link__isnull=False,
        at__date__gt=day - _NEW,
        at__date__lte=day,
    )
    found: dict[int, list[MonthCame]] = defaultdict(list)
    newest = came.order_by("-month").values("business", "month").annotate(last=Max("at"))
    for business, month, at in newest.values_list("business", "month", "last"):
        if business not in last or at > last[business]:
            found[business].append(MonthCame(month, localdate(at)))
    return found
