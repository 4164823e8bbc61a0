"""Who is asking, in which organisation; and a session that lives while it is used."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from banso.accounts.models import Staff

Answer = Callable[[HttpRequest], HttpResponse]
_RENEW_AFTER_SECONDS = 60 * 10


class KeepSessionAlive:
    """Renew a used session every ten minutes, so that only idle ones expire.

    Its term is ``SESSION_COOKIE_AGE``, counted by the real clock as sessions are.
    """

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Renew the session's term when the last renewal is old enough."""
        if request.user.is_authenticated:
            moment = int(time.time())
            if moment - request.session.get("renewed_at", 0) > _RENEW_AFTER_SECONDS:
                request.session["renewed_at"] = moment
        return self.answer(request)


class CurrentStaff:
    """Put the staff row on the request: the chosen organisation's, else the person's first."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Set ``request.staff``; end the session of someone who is no longer staff anywhere."""
        staff = _staff_of(request)
        request.staff = staff  # type: ignore[attr-defined] # see StaffRequest
        if request.user.is_authenticated and staff is None:
            logout(request)
            return render(request, "accounts/no_longer_staff.html", status=403)
        return self.answer(request)


def _staff_of(request: HttpRequest) -> Staff | None:
    if not request.user.is_authenticated:
        return None
    rows = Staff.objects.active().filter(person_id=request.user.pk)
    rows = rows.select_related("organisation", "person").order_by("id")
    chosen = request.session.get("staff")
    every = list(rows)
    return next((row for row in every if row.pk == chosen), every[0] if every else None)
