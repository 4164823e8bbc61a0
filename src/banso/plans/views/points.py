"""SWOT and クロスSWOT of a plan: taken over, written, put in order, taken away."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from banso.accounts.access import StaffRequest, staff_may
from banso.core import undo
from banso.core.forms import add_refusal
from banso.core.models import EditConflict
from banso.core.refusals import RuleViolation
from banso.plans.actions import drop_point, keep_point, order_points
from banso.plans.forms.writing import PointForm
from banso.plans.models import BusinessPlan, PlanPoint
from banso.plans.queries.writing import former_point, places_of, said_in_analysis
from banso.plans.views.asked import asked_plan, asked_point, frame


@require_GET
@staff_may("see-plans")
def swot(request: StaffRequest, plan_id: UUID) -> HttpResponse:
    """Show the eight fields, what the plan has in each, and what the analysis offers."""
    return _page(request, asked_plan(request, plan_id))


def _page(
    request: StaffRequest,
    plan: BusinessPlan,
    *,
    refused: PointForm | None = None,
    refusal: str = "",
) -> HttpResponse:
    context = {
        **frame(request, plan, "swot"),
        "places": places_of(plan),
        "refused": refused,
        "typed_place": refused.data.get("place", "") if refused else "",
        "typed_text": refused.data.get("text", "") if refused else "",
        "refusal": refusal,
    }
    return render(request, "plans/swot.html", context, status=422 if refused or refusal else 200)


def _to(plan: BusinessPlan, place: str) -> HttpResponse:
    return redirect(f"{reverse('plans:swot', args=[plan.public_id])}#place-{place}")


@require_POST
@staff_may("write-plans")
def add(request: StaffRequest, plan_id: UUID) -> HttpResponse:
    """Write a line in a field."""
    plan = asked_plan(request, plan_id)
    form = PointForm(request.POST)
    if form.is_valid():
        try:
            point = keep_point(form.written(PlanPoint(plan=plan)))
        except RuleViolation as refusal:
            add_refusal(form, refusal)
        else:
            return _to(plan, point.place)
    return _page(request, plan, refused=form)


@require_POST
@staff_may("write-plans")
def take(request: StaffRequest, plan_id: UUID) -> HttpResponse:
    """Take over what was said in the analysis: one thing, or all of a field."""
    plan = asked_plan(request, plan_id)
    wanted, place = request.POST.get("entry", ""), request.POST.get("place", "")
    chosen = [
        one
        for one in said_in_analysis(plan)
        if one.place == place and not one.is_taken and wanted in {"", str(one.entry.public_id)}
    ]
    if not chosen and wanted:
        raise Http404(wanted)
    try:
        for one in chosen:
            keep_point(PlanPoint(plan=plan, place=place, text=one.entry.text, entry=one.entry))
    except RuleViolation as refusal:
        return _page(request, plan, refusal=refusal.message)
    return _to(plan, place)


@require_http_methods(["GET", "POST"])
@staff_may("write-plans")
def edit(request: StaffRequest, point_id: UUID) -> HttpResponse:
    """Say a line otherwise, or move it to another field."""
    point = asked_point(request, point_id)
    form = PointForm(request.POST if request.method == "POST" else None, point=point)
    conflict = None
    if form.is_bound and form.is_valid():
        seen = form.cleaned_data["seen_version"] or 0
        try:
            keep_point(form.written(point), seen_version=seen)
        except EditConflict:
            conflict = form.meet(asked_point(request, point_id))
        except RuleViolation as refusal:
            add_refusal(form, refusal)
        else:
            return _to(point.plan, point.place)
    context = {**frame(request, point.plan, "swot"), "form": form, "conflict": conflict}
    status = 422 if form.errors or conflict else 200
    return render(request, "plans/point.html", context, status=status)


@require_POST
@staff_may("write-plans")
def drop(request: StaffRequest, point_id: UUID) -> HttpResponse:
    """Take a line away; one press puts it back."""
    point = asked_point(request, point_id)
    plan, place = point.plan, point.place
    try:
        drop_point(point)
    except RuleViolation as refusal:
        return _page(request, plan, refusal=refusal.message)
    back = reverse("plans:point-put-back", args=[point_id])
    undo.done(request, f"「{point.text}」を消しました。", undo_url=back)
    return _to(plan, place)


@require_POST
@staff_may("write-plans")
def put_back(request: StaffRequest, point_id: UUID) -> HttpResponse:
    """Keep again a line that was taken away."""
    point = former_point(request.staff, point_id)
    if point is None:
        raise Http404
    try:
        keep_point(point)
    except RuleViolation as refusal:
        return _page(request, point.plan, refusal=refusal.message)
    return _to(point.plan, point.place)


@require_POST
@staff_may("write-plans")
def order(request: StaffRequest, plan_id: UUID) -> HttpResponse:
    """Move one line up or down among those of its field, or before another one（drag）."""
    plan = asked_plan(request, plan_id)
    named = request.POST.get("point", "")
    rows = {str(row.public_id): row for row in plan.points.all()}
    if named not in rows:
        raise Http404(named)
    moved = rows[named]
    keys = [row.pk for row in rows.values() if row.place == moved.place]
    way = request.POST.get("way", "")
    at = _place_of(request.POST.get("before", ""), rows, keys, keys.index(moved.pk), way)
    keys.remove(moved.pk)
    keys.insert(at, moved.pk)
    try:
        order_points(plan, keys)
    except RuleViolation as refusal:
        return _page(request, plan, refusal=refusal.message)
    return _to(plan, moved.place)


def _place_of(before: str, rows: dict[str, PlanPoint], keys: list[int], at: int, way: str) -> int:
    """Where the moved line stands among the others: one up, one down, or before the named one."""
    target = rows.get(before)
    if target is not None and target.pk in keys:
        wanted = keys.index(target.pk)
        return wanted - 1 if wanted > at else wanted
    return max(at - 1, 0) if way == "up" else at + 1
