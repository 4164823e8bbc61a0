"""Experts sent to firms（専門家派遣）: arranged, mended, reported."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from banso.accounts.access import StaffRequest, staff_may
from banso.accounts.history import changes_of
from banso.accounts.kept_input import kept_input
from banso.accounts.rules import may
from banso.core import clock
from banso.core.forms import add_refusal, posted
from banso.core.models import EditConflict
from banso.core.reconciling import Reconciliation, marks_in, marks_of, opened_as, words_of
from banso.core.refusals import RuleViolation
from banso.records.actions import arrange_dispatch, edit_dispatch, report_dispatch
from banso.records.forms.choices import topic_groups
from banso.records.forms.dispatch import DispatchForm, ReportForm, stored
from banso.records.models import ExpertDispatch
from banso.records.queries import count_of_dispatches, dispatches_for, edits_of
from banso.records.views.asked import business_named, seen_version
from banso.registry.models import Business, RecipientKind
from banso.registry.queries import Picker, leave_for, pick

PAGE = 50


@require_GET
@staff_may("see-records")
def dispatches(request: StaffRequest) -> HttpResponse:
    """List dispatches, those whose report has not come on top."""
    rows = dispatches_for(request.staff)
    context = {
        "count": count_of_dispatches(rows),
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "may_arrange": may(request.staff.role, "dispatch-experts"),
    }
    return render(request, "records/dispatches.html", context)


@require_http_methods(["GET", "POST"])
@staff_may("dispatch-experts")
def new(request: StaffRequest) -> HttpResponse:
    """Arrange for an expert to be sent."""
    initial = {
        "business": business_named(request),
        "asked_on": clock.today(),
        "theme": request.GET.get("theme", ""),
    }
    kept = kept_input(request) if request.method == "GET" else None
    form = DispatchForm(posted(request, kept), staff=request.staff, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            arranged = form.fill(ExpertDispatch())
            dispatch = arrange_dispatch(arranged, by=request.staff, basis=form.basis())
        except RuleViolation as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, "専門家派遣を登録しました。終わったら報告を書きます。")
            return redirect("records:dispatch", dispatch.public_id)
    search = form.data.get("business_search", "") if form.is_bound else ""
    picker = pick(request.staff, search=search, business=form["business"].value())
    context = {"form": form, "picker": picker, **_leave(request, picker)}
    status = 422 if request.method == "POST" else 200
    return render(request, "records/dispatch_form.html", context, status=status)


@require_http_methods(["GET", "POST"])
@staff_may("dispatch-experts")
def edit(request: StaffRequest, dispatch_id: UUID) -> HttpResponse:
    """Mend a dispatch; when a colleague saved it first, show both and keep one's own text."""
    dispatch = _seen_by(request, dispatch_id)
    kept = kept_input(request) if request.method == "GET" else None
    form = DispatchForm(posted(request, kept), staff=request.staff, dispatch=dispatch)
    context = _edit_context(form, dispatch)
    if request.method == "POST" and form.is_valid():
        seen = context["seen_version"]
        try:
            edit_dispatch(
                form.fill(dispatch), seen_version=seen, by=request.staff, basis=form.basis()
            )
        except EditConflict:
            context |= _conflict(form, _seen_by(request, dispatch_id))
        except RuleViolation as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, "専門家派遣を直しました。")
            return redirect("records:dispatch", dispatch_id)
    status = 422 if request.method == "POST" else 200
    return render(request, "records/dispatch_form.html", context, status=status)


def _edit_context(form: DispatchForm, dispatch: ExpertDispatch) -> dict[str, Any]:
    return {
        "form": form,
        "dispatch": dispatch,
        "seen_version": seen_version(form.data) or dispatch.version,
        "opened": opened_as(form, words_of(form, stored(dispatch))),
        **leave_for(dispatch.business, RecipientKind.EXPERT),
    }


def _leave(request: StaffRequest, picker: Picker) -> dict[str, object]:
    """What ``registry/_basis.html`` shows once the business is chosen."""
    chosen = picker.chosen
    rows = Business.objects.visible_to(request.staff)
    found = rows.filter(public_id=chosen.public_id).first() if chosen else None
    return leave_for(found, RecipientKind.EXPERT) if found else {}


def _conflict(form: DispatchForm, theirs: ExpertDispatch) -> dict[str, Any]:
    found = Reconciliation(marks_in(form.data))
    found.join(form, stored(theirs))
    last = changes_of(theirs, most=1)
    conflict = {
        "by": last[0].who if last else "ほかの職員",
        "at": last[0].when if last else "先ほど",
        "differences": found.differences,
        "taken": found.taken,
        "theirs_url": reverse("records:dispatch", args=[theirs.public_id]),
    }
    opened = marks_of(words_of(form, stored(theirs)))
    return {
        "conflict": conflict,
        "opened": opened,
        "seen_version": theirs.version,
        "dispatch": theirs,
    }


def _seen_by(request: StaffRequest, dispatch_id: UUID) -> ExpertDispatch:
    return get_object_or_404(dispatches_for(request.staff), public_id=dispatch_id)


@require_GET
@staff_may("see-records")
def dispatch(request: StaffRequest, dispatch_id: UUID) -> HttpResponse:
    """Show one dispatch with its report, or the form to report it."""
    found = _seen_by(request, dispatch_id)
    form = ReportForm(kept_input(request), staff=request.staff, dispatch=found)
    return _page(request, found, form)


@require_POST
@staff_may("report-dispatch")
def report(request: StaffRequest, dispatch_id: UUID) -> HttpResponse:
    """Keep the report, which is also the contact it was; an expert reports only own dispatches."""
    found = _seen_by(request, dispatch_id)
    form = ReportForm(request.POST, staff=request.staff, dispatch=found)
    if form.is_valid():
        topics = list(form.cleaned_data["topics"])
        try:
            kept = report_dispatch(form.report(), dispatch=found, topics=topics, by=request.staff)
        except RuleViolation as refusal:
            add_refusal(form, refusal)
        else:
            return redirect("records:saved", kept.record.public_id)
    return _page(request, _seen_by(request, dispatch_id), form)


def _page(request: StaffRequest, found: ExpertDispatch, form: ReportForm) -> HttpResponse:
    role = request.staff.role
    is_open = not hasattr(found, "report")
    context = {
        "dispatch": found,
        "form": form if is_open and may(role, "report-dispatch") else None,
        "topic_groups": topic_groups(form["topics"]),
        "refusals": form.non_field_errors() if form.is_bound else (),
        "history": edits_of(found) if may(role, "see-history") else None,
        "may_arrange": may(role, "dispatch-experts"),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "records/dispatch.html", context, status=status)
