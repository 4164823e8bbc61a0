"""Making two entries one（まとめる）, reading what was done, and taking it back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from banso.accounts.access import StaffRequest, staff_may
from banso.accounts.kept_input import kept_input
from banso.core.forms import posted
from banso.core.models import EditConflict
from banso.core.refusals import RuleViolation
from banso.registry.actions import merge_businesses, undo_merge
from banso.registry.forms import DistinctionForm, MergeForm
from banso.registry.models import Business, Merge
from banso.registry.queries import hanging_on, suspect_of, told


@staff_may("merge-businesses")
def merge(request: StaffRequest, business_id: UUID, other_id: UUID) -> HttpResponse:
    """Show both entries, let a person choose what stays, and merge them."""
    kept, absorbed = _business(request, business_id), _business(request, other_id)
    kept_typed = kept_input(request) if request.method == "GET" else None
    form = MergeForm(posted(request, kept_typed), kept=kept, absorbed=absorbed)
    if request.method != "POST" or not form.is_valid():
        return _side_by_side(request, form)
    try:
        done = merge_businesses(form.as_merging(), by=request.staff)
    except EditConflict as refusal:
        form.add_error(None, f"{refusal.message}いまの内容で、もう一度選んでください。")
        form.see_again()
    except RuleViolation as refusal:
        form.add_error(None, refusal.message)
    else:
        messages.success(request, f"{done}まとめました。この頁からいつでも戻せます。")
        return redirect("registry:merged", done.public_id)
    return _side_by_side(request, form)


@require_GET
@staff_may("merge-businesses")
def merged(request: StaffRequest, merge_id: UUID) -> HttpResponse:
    """Show what a merge moved, and what stayed when it was taken back."""
    return render(request, "registry/merged.html", {"told": told(_merge(request, merge_id))})


@require_POST
@staff_may("merge-businesses")
def undo(request: StaffRequest, merge_id: UUID) -> HttpResponse:
    """Take a merge back（まとめの取消）."""
    row = _merge(request, merge_id)
    try:
        undo_merge(row, by=request.staff)
    except RuleViolation as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, f"「{row.absorbed_name}」を、まとめる前に戻しました。")
    return redirect("registry:merged", merge_id)


def _business(request: StaffRequest, public_id: UUID) -> Business:
    rows = Business.objects.visible_to(request.staff).select_related("closure", "adviser__person")
    return get_object_or_404(rows, public_id=public_id)


def _merge(request: StaffRequest, public_id: UUID) -> Merge:
    rows = Merge.objects.visible_to(request.staff)
    rows = rows.select_related("kept", "by__person", "withdrawal__confirmed_by__person")
    return get_object_or_404(rows, public_id=public_id)


def _side_by_side(request: StaffRequest, form: MergeForm) -> HttpResponse:
    """Both entries with what speaks for and against, and what there is to choose."""
    hanging = hanging_on([form.kept.pk, form.absorbed.pk])
    context = {
        "form": form,
        "suspect": suspect_of(form.kept, form.absorbed, hanging, keep_order=True),
        "apart_form": DistinctionForm(auto_id="apart_%s"),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "registry/merge.html", context, status=status)
