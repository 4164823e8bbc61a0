"""Measures and KPI that were taken away, as they last were: what 「元に戻す」 puts back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db.models import OuterRef, Subquery

from banso.accounts.history import past_of
from banso.accounts.models import Staff
from banso.diagnosis.models import Finding
from banso.plans.models import BusinessPlan, PlanKpi, PlanMeasure

Row = TypeVar("Row", PlanMeasure, PlanKpi)

_MEASURE = (
    "public_id", "plan_id", "horizon", "what", "doer", "starts_on", "ends_on", "cost_yen",
    "own_yen", "loan_yen", "subsidy_yen", "other_yen", "position",
)  # fmt: skip
_KPI = ("public_id", "plan_id", "key", "name", "unit", "better", "base", "target", "by_on",
        "position")  # fmt: skip


def former_measure(staff: Staff, public_id: object) -> PlanMeasure | None:
    """A measure that was taken away, not yet saved; ``None`` if there is none.

    With the KPI and the 課題 that it had, where they are there still.
    """
    last = _last(PlanMeasure, staff, public_id)
    if last is None:
        return None
    row = PlanMeasure(**{name: getattr(last, name) for name in _MEASURE})
    row.kpi = PlanKpi.objects.filter(plan=row.plan_id, pk=last.kpi_id).first()
    row.finding = Finding.objects.filter(pk=last.finding_id).first()
    return row


def former_kpi(staff: Staff, public_id: object) -> PlanKpi | None:
    """A KPI that was taken away, not yet saved; ``None`` if there is none."""
    last = _last(PlanKpi, staff, public_id)
    return PlanKpi(**{name: getattr(last, name) for name in _KPI}) if last else None


def measures_moving(kpi: PlanKpi) -> Iterable[PlanMeasure]:
    """The measures that moved a KPI when it was taken away, and move none now."""
    gone = past_of(PlanKpi).filter(public_id=kpi.public_id, history_type="-")
    keys = list(gone.values_list("id", flat=True))
    newest = past_of(PlanMeasure).filter(id=OuterRef("pk")).order_by("-history_id")
    rows = PlanMeasure.objects.filter(plan=kpi.plan_id, kpi__isnull=True)
    return rows.annotate(moved=Subquery(newest.values("kpi_id")[:1])).filter(moved__in=keys)


def _last(model: type[Row], staff: Staff, public_id: object) -> Any | None:  # noqa: ANN401 - simple_history makes the class
    seen = BusinessPlan.objects.visible_to(staff)
    gone = past_of(model).filter(public_id=public_id, history_type="-", plan__in=seen)
    return gone.order_by("-history_id").first()
