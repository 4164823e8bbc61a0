"""The card of a business（事業者カード）: entered anew, and edited."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localtime

from banso.accounts.access import StaffRequest, staff_may
from banso.accounts.kept_input import kept_input
from banso.accounts.rules import Role
from banso.core.era import in_era
from banso.core.forms import add_refusal, posted
from banso.core.models import EditConflict
from banso.core.reconciling import (
    Difference,
    Reconciliation,
    marks_in,
    marks_of,
    opened_as,
    words_of,
)
from banso.core.refusals import RuleViolation
from banso.registry.actions import edit_business, register_business
from banso.registry.following import follow_merges
from banso.registry.forms import BusinessForm
from banso.registry.models import Business
from banso.registry.queries import similar_to, size_of, verdicts


@dataclass(frozen=True, slots=True)
class Conflict:
    """A colleague's edit that was saved first: who, when, and where it differs from one's own."""

    by: str
    at: str
    differences: list[Difference]
    taken: list[str]
    opened: str
    theirs_url: str


@staff_may("edit-businesses")
def new(request: StaffRequest) -> HttpResponse:
    """Enter a business; one that may be entered already is shown before it is saved."""
    kept = kept_input(request) if request.method == "GET" else None
    form = BusinessForm(posted(request, kept), staff=request.staff, start=_start(request))
    if request.method != "POST" or not form.is_valid():
        return _card(request, form)
    twin = Business.objects.visible_to(request.staff).filter(public_id=form.entry_id).first()
    if twin:  # the same form, sent twice
        return redirect("registry:detail", twin.public_id)
    business = form.instance
    business.public_id = form.entry_id
    similar = similar_to(business, request.staff.organisation)
    if not {str(row.public_id) for row in similar} <= set(form.seen):
        return _card(request, form, similar=similar)
    tags = form.cleaned_data["tag_names"]
    try:
        register_business(business, tags=tags, organisation=request.staff.organisation)
    except RuleViolation as refusal:
        add_refusal(form, refusal)
        return _card(request, form)
    messages.success(request, f"「{business.name}」を登録しました。")
    return redirect("registry:detail", business.public_id)


@staff_may("edit-businesses")
@follow_merges
def edit(request: StaffRequest, business_id: UUID) -> HttpResponse:
    """Edit a business; a colleague's edit in between is shown beside one's own."""
    business = get_object_or_404(Business.objects.visible_to(request.staff), public_id=business_id)
    kept = kept_input(request) if request.method == "GET" else None
    form = BusinessForm(posted(request, kept), staff=request.staff, business=business)
    if request.method != "POST" or not form.is_valid():
        return _card(request, form)
    seen, tags = form.cleaned_data["seen_version"] or 0, form.cleaned_data["tag_names"]
    try:
        edit_business(form.instance, tags=tags, seen_version=seen)
    except EditConflict as refusal:
        form.add_error(None, refusal.message)
        return _card(request, form, conflict=_conflict(form))
    except RuleViolation as refusal:
        add_refusal(form, refusal)
        return _card(request, form)
    messages.success(request, f"「{business.name}」を修正しました。")
    return redirect("registry:detail", business.public_id)


def _start(request: StaffRequest) -> dict[str, object]:
    """What a new card begins with: the name searched for in vain, and the adviser who asks."""
    start: dict[str, object] = {"name": request.GET.get("name", "")}
    if request.staff.role in {Role.ADVISER, Role.STATUTORY_ADVISER}:
        start["adviser"] = request.staff.pk
    return start


def _conflict(form: BusinessForm) -> Conflict:
    """What a colleague saved meanwhile; saving again from here keeps one's own text knowingly."""
    theirs = Business.objects.get(pk=form.instance.pk)
    entry = theirs.history.select_related("history_user").first()  # type: ignore[attr-defined] # untyped
    saved = BusinessForm(staff=form.staff, business=theirs)
    found = Reconciliation(marks_in(form.data))
    found.join(form, saved.initial)
    form.see_again(version=theirs.version)
    at = localtime(entry.history_date)
    return Conflict(
        by=str(entry.history_user or "システム"),
        at=f"{in_era(at.date())} {at:%H:%M}",
        differences=found.differences,
        taken=found.taken,
        opened=marks_of(words_of(saved, saved.initial)),
        theirs_url=reverse("registry:detail", args=[theirs.public_id]),
    )


def _card(
    request: StaffRequest,
    form: BusinessForm,
    *,
    similar: tuple[Business, ...] = (),
    conflict: Conflict | None = None,
) -> HttpResponse:
    """The card with what was typed, and what stands in its way."""
    if similar:
        form.see_similar(str(row.public_id) for row in similar)
    context = {
        "form": form,
        "business": form.instance if form.instance.pk else None,
        "similar": similar,
        "conflict": conflict,
        "opened": conflict.opened if conflict else opened_as(form, words_of(form, form.initial)),
        "size": verdicts(size_of(form.instance)),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "registry/card.html", context, status=status)
