"""What a request asks for, read the same way by every page of the room."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from banso.accounts.access import StaffRequest
from banso.core.refusals import RuleViolation
from banso.records.actions import open_text
from banso.records.models import SupportRecord
from banso.records.queries import for_a_page
from banso.registry.queries import pick


def record_seen_by(request: StaffRequest, record_id: UUID) -> SupportRecord:
    """The record with all its page shows; 404 for one that the asker may not see."""
    rows = for_a_page(SupportRecord.objects.visible_to(request.staff))
    return get_object_or_404(rows, public_id=record_id)


def why_shut(request: StaffRequest, record: SupportRecord) -> str:
    """Why the asker may not read the record's text now; empty when it is open to them.

    Of a confidential record, the look is in the log before the answer is given.
    """
    try:
        open_text(record, by=request.staff)
    except RuleViolation as refusal:
        return refusal.message
    return ""


def business_named(request: StaffRequest) -> str | None:
    """The public id of the firm the address names; 404 for one that the asker may not see."""
    key = request.GET.get("business")
    if key and pick(request.staff, business=key).chosen is None:
        raise Http404
    return key


def moved_url(record_id: UUID) -> str:
    """The record's page, telling as well which targets its change moved."""
    return reverse("records:detail", args=[record_id]) + "?moved=1"


def seen_version(typed: Mapping[str, object]) -> int:
    """The version of the row that the form was filled in over; 0 when the form says none."""
    text = str(typed.get("seen_version", ""))
    return int(text) if text.isascii() and text.isdecimal() else 0


def public_ids(keys: list[str], *, most: int) -> list[UUID]:
    """The public ids among what an address names; whatever is none is left out."""
    found = []
    for key in keys[:most]:
        try:
            found.append(UUID(key))
        except ValueError:
            continue
    return found
