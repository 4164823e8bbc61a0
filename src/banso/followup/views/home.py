"""Whom to visit, when and why（フォローアップ）: the list an adviser begins the day with."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from banso.accounts.access import StaffRequest, staff_may
from banso.accounts.rules import may
from banso.core import clock
from banso.followup.forms.upcoming import VisitFilter
from banso.followup.queries.from_owner import heard_from_owners
from banso.followup.queries.upcoming import upcoming


@require_GET
@staff_may("see-follow-up")
def home(request: StaffRequest) -> HttpResponse:
    """List the visits to come, one's own and the most urgent first."""
    today = clock.today()
    asked = VisitFilter(request.GET, staff=request.staff)
    context = {
        "form": asked,
        "words": asked.in_words(),
        "found": upcoming(request.staff, asked.choice(), today),
        "heard": heard_from_owners(request.staff, asked.choice(), today),
        "today": today,
        "may_write": may(request.staff.role, "write-follow-up"),
    }
    return render(request, "followup/home.html", context)
