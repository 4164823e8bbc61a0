"""The ninety days（90日アクション）: written down, agreed at a meeting, looked at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from banso.accounts.access import StaffRequest, staff_may
from banso.accounts.rules import may
from banso.core import undo
from banso.core.forms import add_refusal
from banso.core.models import EditConflict
from banso.core.refusals import RuleViolation
from banso.diagnosis.actions import (
    agree_steps,
    drop_step,
    keep_step,
    step_from_remedy,
    tell_result,
)
from banso.diagnosis.forms.steps import AgreeForm, ResultForm, StepForm
from banso.diagnosis.models import ActionStep, Diagnosis
from banso.diagnosis.queries.stepping import (
    SpanLines,
    due_steps,
    former_step,
    grid_of,
    meetings_of,
    remedies_to_propose,
    tell_step,
    tell_steps,
)
from banso.diagnosis.queries.talking import NINETY_DAYS, parts_of
from banso.diagnosis.views.asked import asked_diagnosis, asked_remedy, asked_step, frame
from banso.diagnosis.views.sheets import writing

PAGE = 50


@require_GET
@staff_may("see-diagnoses")
def steps(request: StaffRequest, diagnosis_id: UUID) -> HttpResponse:
    """Show the ninety days: aim, grid, what to propose, where to agree."""
    return steps_page(request, asked_diagnosis(request, diagnosis_id))


def steps_page(
    request: StaffRequest,
    diagnosis: Diagnosis,
    _sheet: str = NINETY_DAYS,
    *,
    typed: Mapping[str, Any] | None = None,
    **other: object,
) -> HttpResponse:
    """The page of the ninety days; ``other`` are forms that were refused, or a refusal."""
    meetings = meetings_of(diagnosis.business, request.staff)
    context = {
        **writing(request, diagnosis, "steps"),
        **_counted(grid_of(diagnosis)),
        "may_step": may(request.staff.role, "write-diagnoses"),
        "cells": [cell for part in parts_of(diagnosis, NINETY_DAYS) for cell in part.cells],
        "proposed": remedies_to_propose(diagnosis),
        "form": StepForm(),
        "agreeing": AgreeForm(None, steps=diagnosis.steps.planned(), meetings=meetings),
        "typed": typed,
        **other,
    }
    status = 422 if typed or other else 200
    return render(request, "diagnosis/steps.html", context, status=status)


def _counted(grid: list[SpanLines]) -> dict[str, object]:
    """The grid, and how many steps it has, not agreed yet, late."""
    lines = [line for third in grid for line in third.lines]
    return {
        "grid": grid,
        "count": len(lines),
        "planned": sum(line.promise_id is None for line in lines),
        "late": sum(bool(line.days_late) for line in lines),
    }


@require_POST
@staff_may("write-diagnoses")
def add(request: StaffRequest, diagnosis_id: UUID) -> HttpResponse:
    """Write a step down."""
    diagnosis = asked_diagnosis(request, diagnosis_id)
    form = StepForm(request.POST)
    if form.is_valid():
        try:
            step = keep_step(form.written(ActionStep(diagnosis=diagnosis)))
        except RuleViolation as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, f"「{step.what}」を加えました。")
            # Without a place on the page: a script that leads there would not load it anew.
            return redirect("diagnosis:steps", diagnosis.public_id)
    return steps_page(request, diagnosis, form=form)


@require_POST
@staff_may("write-diagnoses")
def from_remedy(request: StaffRequest, remedy_id: UUID) -> HttpResponse:
    """Make a step of a remedy with one press."""
    remedy = asked_remedy(request, remedy_id)
    try:
        step = step_from_remedy(remedy)
    except RuleViolation as refusal:
        return steps_page(request, remedy.finding.diagnosis, refusal=refusal.message)
    return _to(step)


@require_http_methods(["GET", "POST"])
@staff_may("write-diagnoses")
def edit(request: StaffRequest, step_id: UUID) -> HttpResponse:
    """Change a step that was not agreed yet."""
    step = asked_step(request, step_id)
    form = StepForm(request.POST if request.method == "POST" else None, step=step)
    conflict = None
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen_version"] or 0
        try:
            keep_step(form.written(step), seen_version=seen)
        except EditConflict:
            conflict = form.meet(asked_step(request, step_id))
        except RuleViolation as refusal:
            add_refusal(form, refusal)
        else:
            return _to(step)
    context = {
        **frame(request, step.diagnosis, "steps"),
        "step": step,
        "form": form,
        "conflict": conflict,
    }
    status = 422 if form.errors or conflict else 200
    return render(request, "diagnosis/step.html", context, status=status)


@require_POST
@staff_may("write-diagnoses")
def drop(request: StaffRequest, step_id: UUID) -> HttpResponse:
    """Take a step away; one press puts it back."""
    step = asked_step(request, step_id)
    diagnosis = step.diagnosis
    try:
        drop_step(step)
    except RuleViolation as refusal:
        return steps_page(request, diagnosis, refusal=refusal.message)
    back = reverse("diagnosis:step-put-back", args=[step_id])
    undo.done(request, f"「{step.what}」を消しました。", undo_url=back)
    return redirect("diagnosis:steps", diagnosis.public_id)


@require_POST
@staff_may("write-diagnoses")
def put_back(request: StaffRequest, step_id: UUID) -> HttpResponse:
    """Keep again a step that was taken away."""
    step = former_step(request.staff, step_id)
    if step is None:
        raise Http404
    try:
        return _to(keep_step(step))
    except RuleViolation as refusal:
        return steps_page(request, step.diagnosis, refusal=refusal.message)


@require_POST
@staff_may("write-diagnoses")
def result(request: StaffRequest, step_id: UUID) -> HttpResponse:
    """Write down what came of a step, whether or not the analysis is finished."""
    step = asked_step(request, step_id)
    form = ResultForm(request.POST)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            tell_result(step, typed["result"], seen_version=typed["seen_version"])
        except RuleViolation as refusal:
            add_refusal(form, refusal)
        else:
            return _told(request, step)
    return _told(request, asked_step(request, step_id), form)


def _told(request: StaffRequest, step: ActionStep, form: ResultForm | None = None) -> HttpResponse:
    """The step's row as it stands, or the page; with what was typed when it was refused."""
    refused = None
    if form is not None:
        said = [str(words) for errors in form.errors.values() for words in errors]
        typed = form.data.get("result", "")
        refused = {"step": step.pk, "typed": typed, "said": said, "theirs": step.result}
    if request.headers.get("HX-Request"):
        context = {"line": tell_step(step), "refused": refused, "may_step": True, "pressed": True}
        status = 422 if refused else 200
        return render(request, "diagnosis/_step.html", context, status=status)
    if refused:
        return steps_page(request, step.diagnosis, refused=refused)
    return _to(step)


@require_POST
@staff_may("write-diagnoses")
def agree(request: StaffRequest, diagnosis_id: UUID) -> HttpResponse:
    """Make promises of the steps, at the contact where they were agreed."""
    diagnosis = asked_diagnosis(request, diagnosis_id)
    meetings = meetings_of(diagnosis.business, request.staff)
    form = AgreeForm(request.POST, steps=diagnosis.steps.planned(), meetings=meetings)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            agreed = agree_steps(diagnosis, typed["record"], list(typed["steps"]))
        except RuleViolation as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(
                request, f"{len(agreed)}件を約束にしました。ホームと約束の一覧にも出ます。"
            )
            return redirect("diagnosis:steps", diagnosis.public_id)
    return steps_page(request, diagnosis, agreeing=form)


@require_GET
@staff_may("see-diagnoses")
def due(request: StaffRequest) -> HttpResponse:
    """List the steps of all analyses that are late or due within a week."""
    mine = request.GET.get("whose") != "all"
    page = Paginator(due_steps(request.staff, mine=mine), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "lines": tell_steps(page.object_list), "mine": mine}
    return render(request, "diagnosis/due_steps.html", context)


def _to(step: ActionStep) -> HttpResponse:
    place = reverse("diagnosis:steps", args=[step.diagnosis.public_id])
    return redirect(f"{place}#step-{step.public_id}")
