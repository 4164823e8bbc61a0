"""KPI of a plan: which numbers are watched, from where to where by when."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from banso.accounts.access import StaffRequest, staff_may
from banso.core import undo
from banso.core.forms import add_refusal
from banso.core.models import EditConflict
from banso.core.refusals import RuleViolation
from banso.plans.actions import drop_kpi, keep_kpi, put_back_kpi
from banso.plans.forms.measures import KpiForm
from banso.plans.models import BusinessPlan, PlanKpi
from banso.plans.queries.former import former_kpi
from banso.plans.rules.kpi import in_words, kpi_kinds
from banso.plans.views.asked import asked_kpi, asked_plan, frame


@require_GET
@staff_may("see-plans")
def kpis(request: StaffRequest, plan_id: UUID) -> HttpResponse:
    """Show the KPI, and where to add one."""
    return _page(request, asked_plan(request, plan_id))


def _page(
    request: StaffRequest, plan: BusinessPlan, *, form: KpiForm | None = None, refusal: str = ""
) -> HttpResponse:
    rows = [
        (one, in_words(one.base, one.unit), in_words(one.target, one.unit))
        for one in plan.kpis.all()
    ]
    context = {
        **frame(request, plan, "kpis"),
        "rows": rows,
        "usual": kpi_kinds().values(),
        "form": form or KpiForm(),
        "refusal": refusal,
    }
    is_refused = bool(refusal or (form and form.errors))
    return render(request, "plans/kpis.html", context, status=422 if is_refused else 200)


@require_POST
@staff_may("write-plans")
def add(request: StaffRequest, plan_id: UUID) -> HttpResponse:
    """Watch one number more."""
    plan = asked_plan(request, plan_id)
    form = KpiForm(request.POST)
    if form.is_valid():
        try:
            kpi = keep_kpi(form.written(PlanKpi(plan=plan)))
        except RuleViolation as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, f"KPI「{kpi.name}」を加えました。")
            return redirect("plans:kpis", plan.public_id)
    return _page(request, plan, form=form)


@require_http_methods(["GET", "POST"])
@staff_may("write-plans")
def edit(request: StaffRequest, kpi_id: UUID) -> HttpResponse:
    """Change a KPI."""
    kpi = asked_kpi(request, kpi_id)
    form = KpiForm(request.POST if request.method == "POST" else None, kpi=kpi)
    conflict = None
    if form.is_bound and form.is_valid():
        seen = form.cleaned_data["seen_version"] or 0
        try:
            keep_kpi(form.written(kpi), seen_version=seen)
        except EditConflict:
            conflict = form.meet(asked_kpi(request, kpi_id))
        except RuleViolation as refusal:
            add_refusal(form, refusal)
        else:
            return redirect("plans:kpis", kpi.plan.public_id)
    context = {**frame(request, kpi.plan, "kpis"), "kpi": kpi, "form": form, "conflict": conflict}
    status = 422 if form.errors or conflict else 200
    return render(request, "plans/kpi.html", context, status=status)


@require_POST
@staff_may("write-plans")
def drop(request: StaffRequest, kpi_id: UUID) -> HttpResponse:
    """Take a KPI away."""
    kpi = asked_kpi(request, kpi_id)
    plan = kpi.plan
    try:
        drop_kpi(kpi)
    except RuleViolation as refusal:
        return _page(request, plan, refusal=refusal.message)
    back = reverse("plans:kpi-put-back", args=[kpi_id])
    undo.done(request, f"KPI「{kpi.name}」を外しました。", undo_url=back)
    return redirect("plans:kpis", plan.public_id)


@require_POST
@staff_may("write-plans")
def put_back(request: StaffRequest, kpi_id: UUID) -> HttpResponse:
    """Keep again a KPI that was taken away."""
    kpi = former_kpi(request.staff, kpi_id)
    if kpi is None:
        raise Http404
    plan = asked_plan(request, kpi.plan.public_id)
    try:
        put_back_kpi(kpi)
    except RuleViolation as refusal:
        return _page(request, plan, refusal=refusal.message)
    return redirect("plans:kpis", plan.public_id)
