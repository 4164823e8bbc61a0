"""Measures（施策）of a plan: written, put in order, done, dropped."""

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
from banso.core.pressed_on import pressed_on
from banso.core.refusals import RuleViolation
from banso.plans.actions import (
    drop_measure,
    finish_measure,
    keep_measure,
    order_measures,
    put_back_measure,
    remove_measure,
    reopen_measure,
)
from banso.plans.forms.measures import DoneForm, DroppedForm, MeasureForm
from banso.plans.models import BusinessPlan, PlanMeasure
from banso.plans.queries.former import former_measure
from banso.plans.queries.measures import funding_in, gantt_of, measure_lines
from banso.plans.views.asked import asked_measure, asked_plan, frame


@require_GET
@staff_may("see-plans")
def measures(request: StaffRequest, plan_id: UUID) -> HttpResponse:
    """Show the measures as a table and over the months, and where to add one."""
    return _page(request, asked_plan(request, plan_id))


def _page(
    request: StaffRequest,
    plan: BusinessPlan,
    *,
    form: MeasureForm | None = None,
    refusal: str = "",
) -> HttpResponse:
    lines = measure_lines(plan)
    context = {
        **frame(request, plan, "measures"),
        "gantt": gantt_of(plan, lines),
        "funding": funding_in(lines),
        "form": form or MeasureForm(plan=plan),
        "refusal": refusal,
    }
    is_refused = bool(refusal or (form and form.errors))
    return render(request, "plans/measures.html", context, status=422 if is_refused else 200)


def _to(measure: PlanMeasure) -> HttpResponse:
    place = reverse("plans:measures", args=[measure.plan.public_id])
    return redirect(f"{place}#measure-{measure.public_id}")


@require_POST
@staff_may("write-plans")
def add(request: StaffRequest, plan_id: UUID) -> HttpResponse:
    """Write a measure down."""
    plan = asked_plan(request, plan_id)
    form = MeasureForm(request.POST, plan=plan)
    if form.is_valid():
        try:
            measure = keep_measure(form.written(PlanMeasure(plan=plan)))
        except RuleViolation as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, f"「{measure.what}」を加えました。")
            return redirect("plans:measures", plan.public_id)
    return _page(request, plan, form=form)


@require_http_methods(["GET", "POST"])
@staff_may("write-plans")
def edit(request: StaffRequest, measure_id: UUID) -> HttpResponse:
    """Change a measure; on the same page it is done, dropped or taken away."""
    measure = asked_measure(request, measure_id)
    posted = request.POST if request.method == "POST" else None
    form, conflict = MeasureForm(posted, plan=measure.plan, measure=measure), None
    if form.is_bound and form.is_valid():
        seen = form.cleaned_data["seen_version"] or 0
        try:
            keep_measure(form.written(measure), seen_version=seen)
        except EditConflict:
            conflict = form.meet(asked_measure(request, measure_id))
        except RuleViolation as refusal:
            add_refusal(form, refusal)
        else:
            return _to(measure)
    return _edit_page(request, measure, form=form, conflict=conflict)


def _edit_page(
    request: StaffRequest, measure: PlanMeasure, *, form: MeasureForm | None = None, **other: object
) -> HttpResponse:
    """One measure with its forms; ``other`` are forms that were refused, or a conflict."""
    context = {
        **frame(request, measure.plan, "measures"),
        "measure": measure,
        "form": form or MeasureForm(plan=measure.plan, measure=measure),
        "finishing": DoneForm(),
        "dropping": DroppedForm(),
        **other,
    }
    is_refused = bool(form and form.errors) or any(other.values())
    return render(request, "plans/measure.html", context, status=422 if is_refused else 200)


@require_POST
@staff_may("write-plans")
def finish(request: StaffRequest, measure_id: UUID) -> HttpResponse:
    """Record that a measure was carried out, and go back to where it was pressed."""
    measure = asked_measure(request, measure_id)
    form = DoneForm(request.POST)
    if form.is_valid():
        try:
            finish_measure(measure, by=request.staff, **form.cleaned_data)
        except RuleViolation as refusal:
            add_refusal(form, refusal)
        else:
            return _closed(request, measure, "完了にしました")
    return _edit_page(request, measure, finishing=form, back_to=pressed_on(request))


@require_POST
@staff_may("write-plans")
def drop(request: StaffRequest, measure_id: UUID) -> HttpResponse:
    """Record that a measure will not be carried out."""
    measure = asked_measure(request, measure_id)
    form = DroppedForm(request.POST)
    if form.is_valid():
        try:
            drop_measure(measure, by=request.staff, **form.cleaned_data)
        except RuleViolation as refusal:
            add_refusal(form, refusal)
        else:
            return _closed(request, measure, "取りやめにしました")
    return _edit_page(request, measure, dropping=form)


def _closed(request: StaffRequest, measure: PlanMeasure, said: str) -> HttpResponse:
    """What was done, with the way back."""
    back = reverse("plans:measure-reopen", args=[measure.public_id])
    undo.done(request, f"「{measure.what}」を{said}。", undo_url=back)
    own = reverse("plans:measures", args=[measure.plan.public_id])
    return redirect(pressed_on(request) or own)


@require_POST
@staff_may("write-plans")
def reopen(request: StaffRequest, measure_id: UUID) -> HttpResponse:
    """Take back that a measure was done or dropped."""
    measure = asked_measure(request, measure_id)
    try:
        reopen_measure(measure)
    except RuleViolation as refusal:
        return _page(request, measure.plan, refusal=refusal.message)
    return _to(measure)


@require_POST
@staff_may("write-plans")
def remove(request: StaffRequest, measure_id: UUID) -> HttpResponse:
    """Take away a measure written by mistake, in a plan not adopted yet."""
    measure = asked_measure(request, measure_id)
    plan = measure.plan
    try:
        remove_measure(measure)
    except RuleViolation as refusal:
        return _page(request, plan, refusal=refusal.message)
    back = reverse("plans:measure-put-back", args=[measure_id])
    undo.done(request, f"「{measure.what}」を消しました。", undo_url=back)
    return redirect("plans:measures", plan.public_id)


@require_POST
@staff_may("write-plans")
def put_back(request: StaffRequest, measure_id: UUID) -> HttpResponse:
    """Keep again a measure that was taken away."""
    measure = former_measure(request.staff, measure_id)
    if measure is None:
        raise Http404
    try:
        kept = put_back_measure(measure)
    except RuleViolation as refusal:
        return _page(request, asked_plan(request, measure.plan.public_id), refusal=refusal.message)
    return _to(kept)


@require_POST
@staff_may("write-plans")
def order(request: StaffRequest, plan_id: UUID) -> HttpResponse:
    """Move one measure up or down."""
    plan = asked_plan(request, plan_id)
    rows = {str(row.public_id): row.pk for row in plan.measures.all()}
    named = request.POST.get("measure", "")
    if named not in rows:
        raise Http404(named)
    keys = list(rows.values())
    at = keys.index(rows[named])
    keys.insert(max(at - 1, 0) if request.POST.get("way") == "up" else at + 1, keys.pop(at))
    try:
        order_measures(plan, keys)
    except RuleViolation as refusal:
        return _page(request, plan, refusal=refusal.message)
    return redirect("plans:measures", plan.public_id)
