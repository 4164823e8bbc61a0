"""Whom to visit, when and why（フォローアップ）: the list an adviser begins the day with."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from banso.accounts.access import StaffRequest, staff_may
from banso.core import clock
from banso.followup.queries import due_visits


@require_GET
@staff_may("see-follow-up")
def home(request: StaffRequest) -> HttpResponse:
    """List the visits to come, the most urgent first."""
    today = clock.today()
    rows = due_visits(request.staff, today)
    lines = [(row, row.days_late(today)) for row in rows]
    return render(request, "followup/home.html", {"lines": lines, "today": today})
