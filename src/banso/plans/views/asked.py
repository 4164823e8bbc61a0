"""What an address names, as far as the person asking may see it."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from banso.accounts.access import StaffRequest
from banso.accounts.rules import may
from banso.diagnosis.models import Diagnosis
from banso.plans.models import BusinessPlan, PlanKpi, PlanMeasure, PlanPoint, PlanVersion
from banso.registry.models import Business


def asked_business(request: StaffRequest, business_id: UUID) -> Business:
    """The business of the address."""
    own = Business.objects.visible_to(request.staff).select_related("organisation", "erasure")
    return get_object_or_404(own, public_id=business_id)


def asked_plan(request: StaffRequest, plan_id: UUID) -> BusinessPlan:
    """The plan of the address, thrown away or not."""
    rows = BusinessPlan.objects.visible_to(request.staff).select_related(
        "business__organisation",
        "opened_by__person",
        "diagnosis",
        "discarding__discarded_by__person",
        "adoption__witnessed_by__person",
    )
    return get_object_or_404(rows, public_id=plan_id)


def asked_point(request: StaffRequest, point_id: UUID) -> PlanPoint:
    """The line of SWOT of the address."""
    seen = BusinessPlan.objects.visible_to(request.staff)
    rows = PlanPoint.objects.filter(plan__in=seen)
    return get_object_or_404(rows.select_related("plan__business"), public_id=point_id)


def asked_measure(request: StaffRequest, measure_id: UUID) -> PlanMeasure:
    """The measure of the address."""
    rows = PlanMeasure.objects.visible_to(request.staff).told()
    return get_object_or_404(
        rows.select_related("plan__business", "plan__adoption", "plan__discarding"),
        public_id=measure_id,
    )


def asked_kpi(request: StaffRequest, kpi_id: UUID) -> PlanKpi:
    """The KPI of the address."""
    seen = BusinessPlan.objects.visible_to(request.staff)
    rows = PlanKpi.objects.filter(plan__in=seen)
    return get_object_or_404(rows.select_related("plan__business"), public_id=kpi_id)


def asked_version(plan: BusinessPlan, number: int) -> PlanVersion:
    """The version of that number."""
    rows = PlanVersion.objects.filter(plan=plan).select_related(
        "made_by__person", "adoption", "revision", "confirmation__witnessed_by__person"
    )
    return get_object_or_404(rows, number=number)


def asked_source(request: StaffRequest, business: Business) -> Diagnosis | None:
    """The analysis that ``from`` names; ``None`` where none is named, 404 for no such one."""
    named = request.POST.get("from") or request.GET.get("from")
    if not named:
        return None
    try:
        wanted = UUID(named)
    except ValueError as fault:
        raise Http404(named) from fault
    rows = Diagnosis.objects.visible_to(request.staff).filter(business=business)
    return get_object_or_404(rows, public_id=wanted)


def frame(request: StaffRequest, plan: BusinessPlan, here: str) -> dict[str, object]:
    """What every page of one plan shows: which it is, where one is, what one may do."""
    may_write = may(request.staff.role, "write-plans")
    return {
        "plan": plan,
        "business": plan.business,
        "kind": plan.kind_of,
        "here": here,
        "may_write": may_write and not plan.is_discarded,
        "may_bring_back": may_write and plan.is_discarded,
        "has_swot": plan.kind_of.has("swot"),
        "has_succession": plan.kind_of.has("succession"),
    }
