"""The month on the wall（今月）and the days' rounds（1日に回る）."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from banso.accounts.access import StaffRequest, staff_may
from banso.accounts.rules import may
from banso.core import clock
from banso.followup.forms.days import MonthForm, RoundsForm
from banso.followup.queries.month import month_of
from banso.followup.queries.rounds import rounds_for


@require_GET
@staff_may("see-follow-up")
def month(request: StaffRequest) -> HttpResponse:
    """Show a month by weeks: visits to make, planned and made, promises due."""
    today = clock.today()
    asked = MonthForm(request.GET, staff=request.staff)
    context = {
        "form": asked,
        "found": month_of(request.staff, asked.choice(), asked.first, today),
        "is_this_month": asked.first == today.replace(day=1),
        "today": today,
    }
    return render(request, "followup/month.html", context)


@require_GET
@staff_may("see-follow-up")
def rounds(request: StaffRequest) -> HttpResponse:
    """Propose which visits to make together on which day; nothing of it is kept."""
    today = clock.today()
    asked = RoundsForm(request.GET, staff=request.staff)
    wish = asked.wish()
    context = {
        "form": asked,
        "words": asked.in_words(),
        "found": rounds_for(request.staff, asked.choice(), wish, today) if wish else None,
        "wish": wish,
        "today": today,
        "may_see_records": may(request.staff.role, "see-records"),
    }
    return render(request, "followup/rounds.html", context, status=200 if wish else 422)
