"""Promises（約束）: what is due on both sides, closed or moved with one tap, the tap taken back."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from banso.accounts.access import StaffRequest, staff_may
from banso.accounts.rules import may
from banso.core import clock
from banso.core.documents.downloads import download
from banso.core.pressed_on import pressed_on
from banso.core.refusals import RuleViolation
from banso.records.actions import (
    drop_promise,
    fulfil_promise,
    move_promise,
    move_promise_back,
    reopen_promise,
)
from banso.records.documents.promises import promises_pdf_of
from banso.records.forms.promises import AnotherDay, PromiseFilter
from banso.records.models import Promise
from banso.records.queries import PromiseState, named_promise, promises_asked, tell
from banso.records.rules.days import a_week_on
from banso.records.views.asked import why_shut

PAGE = 50
_COUNTED = re.compile(r"(?P<place>[a-z]+(?:-[a-z]+)*)\?(?P<query>\S+)")


@require_GET
@staff_may("see-records")
def promises(request: StaffRequest) -> HttpResponse:
    """List promises, the overdue ones on top; one's own unless others are asked for."""
    asked = PromiseFilter(request.GET, staff=request.staff)
    rows = promises_asked(request.staff, asked.choice())
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    late = asked.in_an_address(state=PromiseState.LATE)
    context = {
        "promises": [tell(promise) for promise in page.object_list],
        "form": asked,
        "words": asked.in_words(),
        "page": page,
        "late": rows.overdue().count(),
        "counted": f"promise-count?{asked.in_an_address()} late-count?{late}",
        "query": asked.in_an_address(),
        "may_record": may(request.staff.role, "record-support"),
    }
    return render(request, "records/promises.html", context)


@require_GET
@staff_may("see-records")
def promises_pdf(request: StaffRequest) -> HttpResponse:
    """The same list on paper, with a box to tick for each promise."""
    asked = PromiseFilter(request.GET, staff=request.staff)
    rows = promises_asked(request.staff, asked.choice())
    content = promises_pdf_of(
        [tell(promise) for promise in rows], request.staff.organisation.name, asked.in_words()
    )
    return download(content, "約束の一覧", "pdf")


@require_POST
@staff_may("record-support")
def fulfil(request: StaffRequest, promise_id: UUID) -> HttpResponse:
    """Record that the promise was kept today."""
    promise = _promise(request, promise_id)
    return _decided(
        request, promise, lambda: fulfil_promise(promise, on=clock.today(), by=request.staff)
    )


@require_POST
@staff_may("record-support")
def drop(request: StaffRequest, promise_id: UUID) -> HttpResponse:
    """Record that the promise need not be kept any more, and why."""
    promise = _promise(request, promise_id)
    reason = request.POST.get("why") or request.POST.get("reason", "")
    return _decided(
        request, promise, lambda: drop_promise(promise, reason=reason, by=request.staff)
    )


@require_POST
@staff_may("record-support")
def reopen(request: StaffRequest, promise_id: UUID) -> HttpResponse:
    """Take back the tap that closed it."""
    promise = _promise(request, promise_id)
    return _decided(request, promise, lambda: reopen_promise(promise))


@require_POST
@staff_may("record-support")
def move(request: StaffRequest, promise_id: UUID) -> HttpResponse:
    """Give the promise another day: a week on, or the day typed."""
    promise = _promise(request, promise_id)
    before = promise.due_on
    if "week" in request.POST:
        day = a_week_on(before, today=clock.today())
        return _decided(request, promise, lambda: move_promise(promise, to=day), moved=True)
    form = AnotherDay(request.POST)
    if not form.is_valid():
        return _answer(request, promise, refusal=str(form.errors["due_on"][0]))
    day = form.cleaned_data["due_on"]
    return _decided(request, promise, lambda: move_promise(promise, to=day), moved=True)


@require_POST
@staff_may("record-support")
def move_back(request: StaffRequest, promise_id: UUID) -> HttpResponse:
    """Take back the tap that moved it."""
    promise = _promise(request, promise_id)
    return _decided(request, promise, lambda: move_promise_back(promise))


def _promise(request: StaffRequest, promise_id: UUID) -> Promise:
    return get_object_or_404(Promise.objects.visible_to(request.staff), public_id=promise_id)


def _decided(
    request: StaffRequest,
    promise: Promise,
    decide: Callable[[], object],
    *,
    moved: bool = False,
) -> HttpResponse:
    """Decide, and answer with the promise as it stands then, or with what was refused."""
    try:
        decide()
    except RuleViolation as refusal:
        return _answer(request, promise, refusal=refusal.message)
    return _answer(request, promise, moved=moved)


def _answer(
    request: StaffRequest, promise: Promise, *, refusal: str = "", moved: bool = False
) -> HttpResponse:
    """The line as it stands now with its counts, or, without htmx, the page it was pressed on."""
    if not request.headers.get("HX-Request"):
        if refusal:
            messages.error(request, refusal)
        whole = reverse("records:detail", args=[promise.record.public_id])
        return redirect(pressed_on(request) or whole)
    fresh = named_promise(request.staff, promise.public_id) or promise
    counted = request.POST.get("counted", "")
    context = {
        "promise": tell(fresh, openly=_pressed_on_its_record(request, fresh)),
        "may_record": True,
        "pressed": True,
        "day_moved": moved,
        "promise_refusal": refusal,
        "typed": request.POST,
        "back": request.POST.get("back", ""),
        "of_one_firm": request.POST.get("of_one_firm", ""),
        "counted": counted,
        "counts": _counts(request, counted),
    }
    return render(request, "records/_promise_pressed.html", context, status=422 if refusal else 200)


def _pressed_on_its_record(request: StaffRequest, promise: Promise) -> bool:
    """Whether the line stands on the record's own page, where confidential text is read."""
    page = reverse("records:detail", args=[promise.record.public_id])
    here = urlsplit(request.POST.get("back", "")).path == page
    return here and not why_shut(request, promise.record)


def _counts(request: StaffRequest, counted: str) -> list[tuple[str, int]]:
    """The counts standing around the line: place on the page, and the list that is counted."""
    found = []
    for one in counted.split()[:4]:
        named = _COUNTED.fullmatch(one)
        if named:
            asked = PromiseFilter(QueryDict(named["query"]), staff=request.staff)
            rows = promises_asked(request.staff, asked.choice())
            found.append((named["place"], rows.count()))
    return found
