"""The front door, and today（今日）."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from banso.accounts.access import StaffRequest, ask_to_sign_in, open_to_all, staff_may
from banso.accounts.rules import Role, may
from banso.web.queries import day_of


@open_to_all
def door(request: HttpRequest) -> HttpResponseBase:
    """The front door: the sign-in page, or today."""
    if not request.user.is_authenticated:
        return ask_to_sign_in(request)
    return home(request)


@staff_may("see-home")
def home(request: StaffRequest) -> HttpResponse:
    """What waits today, why, and how the plan stands（今日）."""
    context = {
        "day": day_of(request.staff),
        "may_write": may(request.staff.role, "write-follow-up"),
        "may_record": may(request.staff.role, "record-support"),
        "is_office": request.staff.role in Role.office(),
        "is_expert": request.staff.role == Role.EXPERT,
        "opens": may(request.staff.role, "see-evidence"),
    }
    return render(request, "web/home.html", context)
