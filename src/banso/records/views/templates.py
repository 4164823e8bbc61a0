"""Templates of records（記録のひな形）: the office's own list, each on a page of its own."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from banso.accounts.access import StaffRequest, staff_may
from banso.accounts.history import changes_of
from banso.accounts.kept_input import kept_input
from banso.core.forms import add_refusal, posted
from banso.core.models import EditConflict
from banso.core.reconciling import Reconciliation, marks_in, marks_of, opened_as, words_of
from banso.core.refusals import RuleViolation
from banso.core.undo import done
from banso.records.actions import (
    edit_template,
    give_templates,
    keep_template,
    offer_template_again,
    retire_template,
)
from banso.records.forms.choices import topic_groups
from banso.records.forms.template import TemplateForm, stored
from banso.records.models import RecordTemplate
from banso.records.views.asked import seen_version


@require_GET
@staff_may("edit-record-templates")
def templates(request: StaffRequest) -> HttpResponse:
    """List the office's templates, those in use first."""
    give_templates(request.staff.organisation)
    rows = RecordTemplate.objects.visible_to(request.staff)
    rows = rows.select_related("retirement__confirmed_by__person").prefetch_related("topics")
    context = {
        "offered": [row for row in rows if not hasattr(row, "retirement")],
        "retired": [row for row in rows if hasattr(row, "retirement")],
    }
    return render(request, "records/templates.html", context)


@require_http_methods(["GET", "POST"])
@staff_may("edit-record-templates")
def new(request: StaffRequest) -> HttpResponse:
    """Add a template of the office's own."""
    kept = kept_input(request) if request.method == "GET" else None
    form = TemplateForm(posted(request, kept), staff=request.staff)
    if request.method == "POST" and form.is_valid():
        try:
            kept_row = keep_template(form.fill(), form.cleaned_data["topics"], by=request.staff)
        except RuleViolation as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, f"ひな形「{kept_row.name}」を加えました。")
            return redirect("records:templates")
    return _page(request, form)


@require_http_methods(["GET", "POST"])
@staff_may("edit-record-templates")
def edit(request: StaffRequest, template_id: UUID) -> HttpResponse:
    """Mend a template; when a colleague saved it first, show both and keep one's own text."""
    kept = kept_input(request) if request.method == "GET" else None
    template = _seen_by(request, template_id)
    form = TemplateForm(posted(request, kept), staff=request.staff, template=template)
    conflict: dict[str, Any] | None = None
    if request.method == "POST" and form.is_valid():
        topics, seen = form.cleaned_data["topics"], seen_version(form.data)
        try:
            edit_template(form.fill(), topics, seen_version=seen)
        except EditConflict:
            conflict = _conflict(form, _seen_by(request, template_id))
        except RuleViolation as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, f"ひな形「{template.name}」を直しました。")
            return redirect("records:templates")
    return _page(request, form, conflict)


def _page(
    request: StaffRequest, form: TemplateForm, conflict: dict[str, Any] | None = None
) -> HttpResponse:
    """The form with what was typed, the version typed over, and what stands in its way."""
    template = form.template
    context: dict[str, Any] = {
        "form": form,
        "template": template,
        "topic_groups": topic_groups(form["topics"]),
        "conflict": conflict,
    }
    if conflict:
        context |= {"seen_version": conflict["version"], "opened": conflict["opened"]}
    elif template:
        context["seen_version"] = seen_version(form.data) or template.version
        context["opened"] = opened_as(form, words_of(form, form.initial))
    status = 422 if request.method == "POST" else 200
    return render(request, "records/template_form.html", context, status=status)


def _conflict(form: TemplateForm, theirs: RecordTemplate) -> dict[str, Any]:
    """What a colleague saved meanwhile, and the version that one's own text now follows."""
    found = Reconciliation(marks_in(form.data))
    found.join(form, stored(theirs))
    last = changes_of(theirs, most=1)
    return {
        "by": last[0].who if last else "ほかの職員",
        "at": last[0].when if last else "先ほど",
        "differences": found.differences,
        "taken": found.taken,
        "opened": marks_of(words_of(form, stored(theirs))),
        "version": theirs.version,
    }


@require_POST
@staff_may("edit-record-templates")
def retire(request: StaffRequest, template_id: UUID) -> HttpResponse:
    """Offer the template no longer; one press takes it back."""
    template = _seen_by(request, template_id)
    retire_template(template, by=request.staff)
    undo_url = reverse("records:template-offer", args=[template_id])
    done(request, f"ひな形「{template.name}」を休止しました。", undo_url=undo_url)
    return redirect("records:templates")


@require_POST
@staff_may("edit-record-templates")
def offer(request: StaffRequest, template_id: UUID) -> HttpResponse:
    """Offer a retired template again."""
    template = offer_template_again(_seen_by(request, template_id))
    messages.success(request, f"ひな形「{template.name}」をまた使えます。")
    return redirect("records:templates")


def _seen_by(request: StaffRequest, template_id: UUID) -> RecordTemplate:
    rows = RecordTemplate.objects.visible_to(request.staff)
    return get_object_or_404(rows, public_id=template_id)
