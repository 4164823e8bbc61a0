"""Promises（約束）: what is due on both sides, kept with one tap, and the tap taken back."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from banso.accounts.access import StaffRequest, staff_may
from banso.accounts.rules import may
from banso.core import clock
from banso.records.actions import fulfil_promise, reopen_promise
from banso.records.forms.filters import PromiseFilter
from banso.records.models import Promise
from banso.records.queries import named_promise, promises_asked, tell
from banso.records.views.asked import why_shut

PAGE = 50


@require_GET
@staff_may("see-records")
def promises(request: StaffRequest) -> HttpResponse:
    """List promises, the overdue ones on top; one's own unless all are asked for."""
    asked = PromiseFilter(request.GET, staff=request.staff)
    rows = promises_asked(request.staff, asked.choice())
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "promises": [tell(promise) for promise in page.object_list],
        "form": asked,
        "words": asked.in_words(),
        "page": page,
        "late": rows.unkept().due_by(clock.today() - timedelta(days=1)).count(),
        "may_record": may(request.staff.role, "record-support"),
    }
    return render(request, "records/promises.html", context)


@require_POST
@staff_may("record-support")
def fulfil(request: StaffRequest, promise_id: UUID) -> HttpResponse:
    """Record that the promise was kept today."""
    promise = get_object_or_404(Promise.objects.visible_to(request.staff), public_id=promise_id)
    fulfil_promise(promise, on=clock.today(), by=request.staff)
    return _answer(request, promise)


@require_POST
@staff_may("record-support")
def reopen(request: StaffRequest, promise_id: UUID) -> HttpResponse:
    """Take back the tap that closed it."""
    promise = get_object_or_404(Promise.objects.visible_to(request.staff), public_id=promise_id)
    reopen_promise(promise)
    return _answer(request, promise)


def _answer(request: StaffRequest, promise: Promise) -> HttpResponse:
    """The line as it stands now, or, without htmx, the page it was pressed on."""
    if not request.headers.get("HX-Request"):
        back = request.POST.get("back", "")
        if url_has_allowed_host_and_scheme(back, {request.get_host()}):
            return redirect(back)
        return redirect("records:detail", promise.record.public_id)
    fresh = named_promise(request.staff, promise.public_id) or promise
    told = tell(fresh, openly=_pressed_on_its_record(request, fresh))
    context = {"promise": told, "may_record": True, "pressed": True}
    return render(request, "records/_promise.html", context)


def _pressed_on_its_record(request: StaffRequest, promise: Promise) -> bool:
    """Whether the line stands on the record's own page, where confidential text is read."""
    page = reverse("records:detail", args=[promise.record.public_id])
    here = urlsplit(request.POST.get("back", "")).path == page
    return here and not why_shut(request, promise.record)
