"""Carrying records over（転記）: what waits, card by card in the order of the template."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from banso.accounts.access import StaffRequest, staff_may
from banso.core.pressed_on import pressed_on
from banso.core.refusals import RuleViolation
from banso.records.actions import mark_transferred, undo_transfer
from banso.records.forms.transfers import TransferFilter
from banso.records.models import SupportRecord
from banso.records.queries import (
    card_of,
    for_transfer,
    missing_codes,
    records_to_transfer,
    template_of,
    transfers_of,
    waiting_of,
)
from banso.records.views.asked import seen_version
from banso.registry.models import Business

PAGE = 10


@require_GET
@staff_may("transfer-records")
def transfers(request: StaffRequest) -> HttpResponse:
    """Show the records that wait, each in the order of the template; one's own if any wait."""
    mine, every = waiting_of(request.staff)
    asked = TransferFilter(request.GET, staff=request.staff, whose="mine" if mine else "all")
    choice = asked.choice()
    rows = records_to_transfer(request.staff, choice)
    page = Paginator(for_transfer(rows), PAGE).get_page(request.GET.get("page"))
    template = template_of(request.staff.organisation)
    context = {
        "form": asked,
        "words": asked.in_words(choice),
        "mine": mine,
        "every": every,
        "template": template,
        "missing": missing_codes(request.staff.organisation, template.columns),
        "page": page,
        "cards": [card_of(record, template.columns) for record in page.object_list],
    }
    status = 422 if asked.errors else 200
    return render(request, "records/transfers.html", context, status=status)


@require_GET
@staff_may("transfer-records")
def carried_over(request: StaffRequest, business_id: UUID) -> HttpResponse:
    """Show what the federations' system was given of one business: the fragment of its page."""
    own = Business.objects.visible_to(request.staff)
    business = get_object_or_404(own, public_id=business_id)
    rows = transfers_of(request.staff, business)
    context = {"business": business, "count": rows.count(), "latest": rows.first()}
    return render(request, "records/_carried_over.html", context)


def _record(request: StaffRequest, record_id: UUID) -> SupportRecord:
    rows = for_transfer(SupportRecord.objects.visible_to(request.staff))
    return get_object_or_404(rows, public_id=record_id)


@require_POST
@staff_may("transfer-records")
def mark(request: StaffRequest, record_id: UUID) -> HttpResponse:
    """Record that it was carried over as it reads now."""
    record = _record(request, record_id)
    try:
        mark_transferred(record, seen_version=seen_version(request.POST), by=request.staff)
    except RuleViolation as refusal:
        return _answer(request, record_id, refusal.message)
    return _answer(request, record_id)


@require_POST
@staff_may("transfer-records")
def undo(request: StaffRequest, record_id: UUID) -> HttpResponse:
    """Take the mark back: it waits again."""
    undo_transfer(_record(request, record_id))
    return _answer(request, record_id)


def _answer(request: StaffRequest, record_id: UUID, refusal: str = "") -> HttpResponse:
    """The card as it stands now, or, without htmx, the page it was pressed on."""
    record = _record(request, record_id)
    if not request.headers.get("HX-Request"):
        if refusal:
            messages.warning(request, refusal)
        return redirect(pressed_on(request) or "records:transfers")
    template = template_of(request.staff.organisation)
    card = card_of(record, template.columns)
    context = {"card": card, "pressed": True, "refusal": refusal}
    status = 422 if refusal else 200
    return render(request, "records/_transfer_card.html", context, status=status)
