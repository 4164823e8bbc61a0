"""The queue of suspected duplicates（重複の疑い）, and telling two entries apart."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from banso.accounts.access import StaffRequest, staff_may
from banso.core.pressed_on import pressed_on
from banso.core.refusals import RuleViolation
from banso.registry.actions import compare_businesses, suspect_again, tell_apart
from banso.registry.forms import DistinctionForm
from banso.registry.models import Business
from banso.registry.queries import is_too_many_at_once, queue_for
from banso.registry.tasks.comparing import book_comparison, is_booked


@require_GET
@staff_may("merge-businesses")
def queue(request: StaffRequest) -> HttpResponse:
    """Show which entries may be one business, the strongest suspicion first."""
    found = queue_for(request.staff, request.GET)
    waits = not found.is_now and is_booked(request.staff.organisation)
    return render(request, "registry/duplicates.html", {"queue": found, "is_comparing": waits})


@require_POST
@staff_may("merge-businesses")
def compare(request: StaffRequest) -> HttpResponse:
    """Compare all businesses anew: at once in a small office, else in the background."""
    organisation = request.staff.organisation
    if not is_too_many_at_once(organisation):
        compare_businesses(organisation)
        messages.success(request, "すべての事業者を見比べました。")
    elif book_comparison(organisation):
        messages.success(request, "見比べを始めます。終わると、ここに結果が出ます。")
    else:
        messages.info(request, "見比べはすでに始まっています。")
    return redirect("registry:duplicates")


@require_POST
@staff_may("merge-businesses")
def apart(request: StaffRequest, business_id: UUID, other_id: UUID) -> HttpResponse:
    """Record that the two are two businesses（別の事業者）, with a reason if one was given."""
    one, other = _business(request, business_id), _business(request, other_id)
    form = DistinctionForm(request.POST)
    if not form.is_valid():
        context = {"form": form, "one": one, "other": other}
        return render(request, "registry/apart.html", context, status=422)
    try:
        tell_apart(one, other, reason=form.cleaned_data["reason"], by=request.staff)
    except RuleViolation as refusal:
        messages.error(request, refusal.message)
    else:
        said = f"「{one}」と「{other}」を別の事業者としました。"
        messages.success(request, f"{said}絞り込みの「別の事業者とした」から戻せます。")
    return _back(request)


@require_POST
@staff_may("merge-businesses")
def suspect(request: StaffRequest, business_id: UUID, other_id: UUID) -> HttpResponse:
    """Take back that the two are two businesses."""
    one, other = _business(request, business_id), _business(request, other_id)
    suspect_again(one, other)
    messages.success(request, f"「{one}」と「{other}」を、重複の疑いに戻しました。")
    return _back(request)


def _business(request: StaffRequest, public_id: UUID) -> Business:
    return get_object_or_404(Business.objects.visible_to(request.staff), public_id=public_id)


def _back(request: StaffRequest) -> HttpResponse:
    """To the list as it was narrowed."""
    return redirect(pressed_on(request) or "registry:duplicates")
