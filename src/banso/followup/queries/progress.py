"""Plan and reality side by side（計画と実績）: months of sales, KPI told on visits, measures."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from banso.core import clock
from banso.figures.models import MonthlyFigure
from banso.followup.models import KpiReading
from banso.followup.rules.course import ANSWERED_UNKNOWN, PARTLY
from banso.followup.rules.drift import (
    DriftRules,
    Drifts,
    KpiRun,
    MonthOfSales,
    OpenMeasure,
    Progress,
    drifts_of,
)
from banso.followup.rules.kpi_course import expected_on, is_reached
from banso.followup.rules.next_visit import months_after
from banso.plans.models import BusinessPlan, PlanKpi, PlanMeasure, PlanVersion
from banso.plans.rules.content import reckoned
from banso.plans.rules.measures import Phase, Standing, standing_on
from banso.plans.rules.numbers.reckoning import Reckoned

_SALES = ("sales_store", "sales_online", "sales_other")


@dataclass(frozen=True, slots=True)
class KpiLine:
    """A KPI, what the plan wants by now, and what was told on visits, the oldest first."""

    kpi: PlanKpi
    expected: Decimal | None
    readings: tuple[KpiReading, ...]

    @property
    def last(self) -> KpiReading | None:
        """What was told last."""
        return self.readings[-1] if self.readings else None


@dataclass(frozen=True, slots=True)
class PlanProgress:
    """How a plan goes: all months that are over, KPI, measures, and the drift of it all."""

    months: tuple[MonthOfSales, ...]
    kpis: tuple[KpiLine, ...]
    measures: tuple[tuple[PlanMeasure, Standing], ...]
    drifts: Drifts


def progress_of(
    plan: BusinessPlan, rules: DriftRules | None = None, day: date | None = None
) -> PlanProgress:
    """One plan（with its adoption）against reality on ``day``（today）. Five queries.

    The sales planned are those of the version in force then; amounts in yen, ``None`` unknown.
    """
    day = day or clock.today()
    months = months_of_sales(plan, day)
    kpis = tuple(_kpi_lines(plan, day))
    measures = tuple((one, standing_on(one.dates, day)) for one in plan.measures.all().told())
    open_ones = (
        OpenMeasure(one.what, one.ends_on, str(one.public_id))
        for one, standing in measures
        if standing.phase is Phase.LATE and one.ends_on is not None
    )
    runs = (
        KpiRun(
            line.kpi.name,
            tuple(is_reached(one.value, one.expected, line.kpi.better) for one in line.readings),
            str(line.kpi.public_id),
        )
        for line in kpis
    )
    progress = Progress(_told(months), tuple(runs), tuple(open_ones))
    return PlanProgress(months, kpis, measures, drifts_of(rules or DriftRules(), progress, day))


def months_of_sales(plan: BusinessPlan, day: date) -> tuple[MonthOfSales, ...]:
    """Planned and real sales of each month of the plan that is over by ``day``. Two queries."""
    sold = _sold(plan, day)
    planned = planned_sales(plan)
    first = plan.starts_on.replace(day=1)
    months = []
    while months_after(first, 1) <= day and first <= plan.ends_on:
        months.append(MonthOfSales(first, planned.get(first), sold.get(first)))
        first = months_after(first, 1)
    return tuple(months)


def planned_by(plan: BusinessPlan) -> Reckoned | None:
    """The figures of the version in force; ``None`` where it has none. One query."""
    version = PlanVersion.objects.filter(plan=plan).order_by("-number").first()
    if version is None or not version.snapshot:
        return None
    return reckoned(version.content)


def planned_sales(plan: BusinessPlan) -> dict[date, int]:
    """The planned sales of each month in yen, by the version in force on its last day. One query.

    A revision does not rewrite what was planned for months that are over; where the version of
    then had no figures, the first later one that has them counts.
    """
    rows = PlanVersion.objects.filter(plan=plan).select_related("adoption", "revision")
    found: dict[date, int] = {}
    until = date.max  # the day from which the next version is in force
    for version in rows.order_by("-number"):
        figures = reckoned(version.content) if version.snapshot else None
        for one in figures.months if figures else ():
            month = one.earned.month
            if month not in found or months_after(month, 1) <= until:
                found[month] = one.earned.sales
        until = version.on or until
    return found


def _sold(plan: BusinessPlan, day: date) -> dict[date, int | None]:
    return {month: amount for month, (amount, _) in sales_told(plan, day).items()}


def sales_told(plan: BusinessPlan, day: date) -> dict[date, tuple[int | None, str]]:
    """Sales of each month of which anything was answered. One query.

    ``None`` with the reason where they are not known, or only in part: a kind of sales（店頭・EC・
    そのほか）belongs to a month from the first month on in which it was answered, so that a shop
    begun on the web in October takes nothing from September.
    """
    rows = MonthlyFigure.objects.of_business(plan.business).during(plan.starts_on, day)
    told: dict[date, dict[str, int | None]] = defaultdict(dict)
    for month, item, value in rows.filter(item__in=_SALES).values_list("month", "item", "value"):
        told[month][item] = None if value is None else int(value)
    asked: set[str] = set()
    found: dict[date, tuple[int | None, str]] = {}
    for month, parts in sorted(told.items()):
        asked.update(parts)
        known = [value for value in parts.values() if value is not None]
        if len(known) == len(asked):
            found[month] = (sum(known), "")
        else:
            found[month] = (None, PARTLY if known else ANSWERED_UNKNOWN)
    return found


def _told(months: tuple[MonthOfSales, ...]) -> tuple[MonthOfSales, ...]:
    """Up to the newest month whose sales are known: figures not come in yet are no drift."""
    last = max((at for at, one in enumerate(months) if one.sold is not None), default=-1)
    return months[: last + 1]


def _kpi_lines(plan: BusinessPlan, day: date) -> list[KpiLine]:
    """The KPI with their readings of visits that stand. Two queries."""
    rows = KpiReading.objects.filter(
        kpi__plan=plan, on__lte=day, closing__record__withdrawal__isnull=True
    )
    readings: dict[int, list[KpiReading]] = defaultdict(list)
    for row in rows.select_related("closing__record").order_by("on", "pk"):
        readings[row.kpi_id].append(row)
    return [
        KpiLine(kpi, _wanted(kpi, plan, day), tuple(readings[kpi.pk])) for kpi in plan.kpis.all()
    ]


def _wanted(kpi: PlanKpi, plan: BusinessPlan, day: date) -> Decimal | None:
    by_on = kpi.by_on or plan.ends_on
    return expected_on(kpi.base, kpi.target, plan.adoption.on, by_on, day)
